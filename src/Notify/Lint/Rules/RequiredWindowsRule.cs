using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>
/// At least one consultation window with a phone number and hours that is neither a hospital nor the police (4.2 item 7).
/// </summary>
public sealed partial class RequiredWindowsRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "required-window";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var lines = document.Lines.Select(document.Filled).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            // A number and its hours may stand on two lines, one below the other.
            var next = i + 1 < lines.Count ? lines[i + 1] : "";
            var phone = Phone().IsMatch(lines[i]);
            var hours = Hours().IsMatch(lines[i]) || (Hours().IsMatch(next) && !Phone().IsMatch(next));
            var other = !NotAnExit().IsMatch(lines[i]);
            if (phone && hours && other)
            {
                return [];
            }
        }

        return [new LintFinding(Name, LintLevel.Block, 0, "", Texts.MissingWindow)];
    }

    [GeneratedRegex(@"(?<![\d-])(0\d{1,4}-\d{1,4}-\d{3,4}|#\d{4})(?![\d-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\d{1,2}(時|:\d{2}|：\d{2})|24時間", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hours();

    [GeneratedRegex("病院|医院|クリニック|診療所|警察", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotAnExit();
}
