using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Two negations in one sentence (二重否定) are hard to read.</summary>
public sealed partial class DoubleNegativeRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "double-negative";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document) =>
        from sentence in document.Sentences
        where !sentence.Fixed
        let match = Pattern().Match(sentence.Text)
        where match.Success
        select new LintFinding(Name, LintLevel.Warn, sentence.Line, match.Value, Texts.InsteadOfDoubleNegative);

    [GeneratedRegex("な(い|く)(こと|わけ|もの)?(は|も|では)(ない|ありません|なく)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
