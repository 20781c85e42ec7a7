using System.Globalization;
using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>No red text: it warns and shames.</summary>
public sealed partial class RedTextRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "red-text";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document) =>
        from Match match in Colour().Matches(document.Html)
        where IsRed(match.Groups["value"].Value)
        select new LintFinding(Name, LintLevel.Block, 0, match.Value, Texts.InsteadOfRed);

    private static bool IsRed(string value)
    {
        if (!value.StartsWith('#'))
        {
            return value is "red" or "crimson" or "darkred" or "firebrick" or "tomato" or "orangered";
        }

        var digits = value.Length == 4 ? string.Concat(value.Skip(1).Select(c => new string(c, 2))) : value[1..];
        int Part(int index) => int.Parse(digits.AsSpan(index * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return Part(0) >= 0x90 && Part(1) < 0x60 && Part(2) < 0x60;
    }

    [GeneratedRegex(
        @"(?<![-\w])color\s*[:=]\s*[""']?(?<value>#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|[a-z]+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();
}
