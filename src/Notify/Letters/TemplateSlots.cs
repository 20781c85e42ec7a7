using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify.Letters;

/// <summary>Values that every text gets, whatever its kind: sender, windows, required sentences, the mark.</summary>
internal static class TemplateSlots
{
    /// <summary>The common values, to which a kind adds its own.</summary>
    public static Dictionary<string, object?> Common(
        string mark, Sender sender, IReadOnlyList<ConsultationWindow> windows, DateOnly today) => new(StringComparer.Ordinal)
        {
            ["mark"] = mark,
            ["date"] = JapaneseDate.EraMonth(ClaimMonth.Of(today)),
            ["sender"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = sender.Name,
                ["department"] = sender.Department,
                ["role"] = sender.Role,
                ["postalCode"] = sender.PostalCode,
                ["address"] = sender.Address,
                ["phone"] = sender.Phone,
                ["hours"] = sender.Hours,
            },
            ["formats"] = sender.Formats,
            ["fixed"] = FixedSentences.ForTemplate,
            ["windows"] = windows.Select(window => Window(window, today)).ToList(),
            ["marked"] = windows.Any(WindowTable.IsMarked),
        };

    private static Dictionary<string, object?> Window(ConsultationWindow window, DateOnly today) => new(StringComparer.Ordinal)
    {
        ["name"] = window.Name,
        ["about"] = Texts.WindowAbout(window.Kind),
        ["phone"] = window.Phone,
        ["hours"] = window.Hours,
        ["confirmed"] = window.IsConfirmed(today),
        ["anonymous"] = window.Anonymous,
        ["familyOnly"] = window.FamilyOnly,
        ["noReport"] = window.MaySayNoReport(today) ? Texts.NoReportStatement : "",
    };
}
