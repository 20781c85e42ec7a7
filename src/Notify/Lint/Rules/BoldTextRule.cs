using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Bold is for the one sentence that must be seen: at most a fifth of the letter.</summary>
public sealed partial class BoldTextRule : ILintRule
{
    /// <summary>Largest share of bold characters.</summary>
    public const double ShareMax = .2;

    /// <inheritdoc/>
    public string Name => "bold-text";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var all = document.Lines.Sum(line => line.Text.Length);
        var bold = Strong().Matches(document.Html).Sum(match => Tag().Replace(match.Groups["text"].Value, "").Length);
        if (all > 0 && bold > ShareMax * all)
        {
            yield return new LintFinding(Name, LintLevel.Warn, 0, "", Texts.InsteadOfBold);
        }
    }

    [GeneratedRegex(
        "<(?<tag>strong|b)\\b[^>]*>(?<text>.*?)</\\k<tag>>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Strong();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
