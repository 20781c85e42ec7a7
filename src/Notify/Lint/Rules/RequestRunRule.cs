using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Requests (～してください) one after the other sound like a duty (term 15); offers such as ご相談ください do not count.</summary>
public sealed partial class RequestRunRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "T15";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var before = false;
        foreach (var sentence in document.Sentences)
        {
            var request = !sentence.Fixed && Request().IsMatch(sentence.Text);
            if (request && before)
            {
                yield return new LintFinding(Name, LintLevel.Warn, sentence.Line, sentence.Text, Texts.InsteadOfRequests);
            }

            before = request;
        }
    }

    [GeneratedRegex("(?<!続け)てください[。]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Request();
}
