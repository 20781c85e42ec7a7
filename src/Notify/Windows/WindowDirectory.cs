using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.StaffFiles;

namespace ClaimsWatch.Notify.Windows;

/// <summary>What may be printed of the directory on a day.</summary>
/// <param name="ToAsk">Windows whose promise needs to be confirmed (again) before letters can go.</param>
/// <param name="Problems">Why no letter can go; empty if it can.</param>
public sealed record WindowCheck(IReadOnlyList<ConsultationWindow> ToAsk, IReadOnlyList<string> Problems)
{
    /// <summary>Throws with the list of whom to ask (exit 7).</summary>
    public void ThrowIfUnusable()
    {
        if (Problems.Count > 0)
        {
            var ask = ToAsk.Count == 0 ? Texts.WindowsNext
                : Texts.WindowsAsk([.. ToAsk.Select(window => $"{window.Name}（{window.Phone}）")]);
            throw new UserError(ExitCode.Refused, string.Join(" ", Problems), Texts.WindowsFile, ask);
        }
    }
}

/// <summary>Reads and checks the consultation directory (相談窓口一覧).</summary>
public static class WindowDirectory
{
    private static readonly StaffColumn[] Columns =
    [
        new("kind", "種別"),
        new("name", "窓口名"),
        new("area", "地域", Required: false),
        new("phone", "電話"),
        new("hours", "受付時間"),
        new("confidentiality", "秘密を守る旨", Required: false),
        new("confirmed_by", "確認者", Required: false),
        new("confirmed_on", "確認日", Required: false),
        new("expires_on", "有効期限", Required: false),
        new("closed_on", "休みの日", Required: false),
        new("family_only", "家族だけの相談", Required: false),
        new("anonymous", "匿名の相談", Required: false),
        new("no_report_by", "通報しない旨の確認者", Required: false),
        new("no_report_on", "通報しない旨の確認日", Required: false),
    ];

    /// <summary>Japanese headers, in the order of the form.</summary>
    public static IReadOnlyList<string> Headers { get; } = [.. Columns.Select(column => column.Japanese)];

    /// <summary>
    /// Reads a CSV with the headers kind, name, area, phone, hours, confidentiality, confirmed_by, confirmed_on, expires_on,
    /// closed_on, family_only, anonymous, no_report_by, no_report_on or their Japanese names.
    /// </summary>
    public static StaffRows<ConsultationWindow> Parse(string csv, string file) => StaffTable.Read(csv, file, Columns, Read);

    /// <summary>Whether letters may name these windows on a day, and whom to ask if not.</summary>
    public static WindowCheck Check(IReadOnlyList<ConsultationWindow> windows, DateOnly today)
    {
        var ask = windows.Where(window => window.NeedsConfirmation(today)).ToList();
        return new WindowCheck(ask,
            ask.Count > 0 ? [Texts.ConfirmationExpired(ask.Count), .. Missing(windows, today)] : Missing(windows, today));
    }

    /// <summary>What a letter needs and these windows do not give: a way out, a line that is always open,
    /// one that confirmed its promise.</summary>
    internal static IReadOnlyList<string> Missing(IReadOnlyList<ConsultationWindow> windows, DateOnly today)
    {
        (bool IsThere, string Problem)[] needed =
        [
            (windows.Any(window => window.IsExit), Texts.MissingWindow),
            (windows.Any(window => window.IsAlwaysOpen), Texts.MissingAlwaysOpen),
            (windows.Any(window => window.IsConfirmed(today)), Texts.NoConfirmedWindow),
        ];
        return [.. needed.Where(item => !item.IsThere).Select(item => item.Problem)];
    }

    private static ConsultationWindow? Read(StaffRow row)
    {
        var kind = row.OneOf("kind", WindowKinds.All);
        var name = row.Text("name", 40);
        var phone = row.Text("phone", 20);
        var hours = row.Text("hours", 40);
        var statement = row.YesNo("confidentiality");
        var window = new ConsultationWindow(
            kind, name, row.Optional("area"), phone, hours, statement, row.Optional("confirmed_by"),
            row.OptionalDay("confirmed_on"),
            row.OptionalDay("expires_on"))
        {
            ClosedDays = row.Days("closed_on"),
            FamilyOnly = row.YesNo("family_only"),
            Anonymous = row.YesNo("anonymous"),
            NoReportBy = row.Optional("no_report_by"),
            NoReportOn = row.OptionalDay("no_report_on"),
        };
        return row.IsGood ? window : null;
    }
}
