using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Two negative sentences one after the other sound like a refusal; required sentences count as neither.</summary>
public sealed partial class NegativeRunRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "negative-run";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var before = false;
        foreach (var sentence in document.Sentences)
        {
            var negative = !sentence.Fixed && Negative().IsMatch(sentence.Text);
            if (negative && before)
            {
                yield return new LintFinding(Name, LintLevel.Warn, sentence.Line, sentence.Text, Texts.InsteadOfNegativeRun);
            }

            before = negative;
        }
    }

    [GeneratedRegex("(ません|ないです|ないでください|ない|できません)[。]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Negative();
}
