using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>
/// Consultation windows with a phone number and hours (4.2 item 7): at least one that is neither a hospital nor the police, and
/// at least one that answers day and night.
/// </summary>
public sealed partial class RequiredWindowsRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "required-window";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var lines = document.Lines.Select(document.Filled).ToList();
        var windows = lines.Index().Where(line => Phone().IsMatch(line.Item)).Select(line => WithHours(lines, line.Index))
            .Where(window => Hours().IsMatch(window)).ToList();
        if (!windows.Any(window => !NotAnExit().IsMatch(window)))
        {
            yield return new LintFinding(Name, LintLevel.Block, 0, "", Texts.MissingWindow);
        }

        if (!windows.Any(AlwaysOpen().IsMatch))
        {
            yield return new LintFinding("required-24-hours", LintLevel.Block, 0, "", Texts.MissingAlwaysOpen);
        }
    }

    // A number and its hours may stand on two lines, one below the other.
    private static string WithHours(List<string> lines, int at)
    {
        var next = at + 1 < lines.Count ? lines[at + 1] : "";
        return Hours().IsMatch(lines[at]) || Phone().IsMatch(next) ? lines[at] : lines[at] + " " + next;
    }

    [GeneratedRegex(@"(?<![\d-])(0\d{1,4}-\d{1,4}-\d{3,4}|#\d{4})(?![\d-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[0-9０-９]{1,2}(時|:[0-9]{2}|：[0-9０-９]{2})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hours();

    [GeneratedRegex("(24|２４)時間", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex AlwaysOpen();

    [GeneratedRegex("病院|医院|クリニック|診療所|警察", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotAnExit();
}
