using System.Globalization;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.Windows;

/// <summary>
/// An invented directory of 架空市, for previews, demonstrations and as a form to fill in; its numbers reach nobody.
/// </summary>
public static class SampleWindows
{
    /// <summary>Seven windows; three of them confirmed their promise on a day.</summary>
    public static IReadOnlyList<ConsultationWindow> ConfirmedOn(DateOnly day) =>
    [
        new(WindowKinds.Insurer, "架空市 健康推進課", "架空市", "0999-00-0001", "平日 9時～17時", true, "課長", day, null),
        new(WindowKinds.Pharmacy, "架空市薬剤師会", "架空市", "0999-00-0002", "平日 10時～16時", true, "会長", day, null),
        new(WindowKinds.MentalHealthCentre, "架空県こころの健康センター", "架空県;架空市", "0999-00-0003", "平日 9時～16時", true, "所長", day, null)
        {
            FamilyOnly = true, Anonymous = true,
        },
        new(WindowKinds.HealthCentre, "架空保健所", "架空市", "0999-00-0004", "平日 9時～17時", false, "", null, null),
        new(WindowKinds.Helpline, "よりそい電話（見本）", "", "0999-00-0005", "24時間", false, "", null, null) { Anonymous = true },
        new(WindowKinds.Women, "架空市女性相談", "架空市", "0999-00-0006", "火曜・金曜 10時～15時", false, "", null, null),
        new(WindowKinds.UrgentAdvice, "救急安心センター（見本）", "", "0999-00-0007", "24時間", false, "", null, null),
    ];

    /// <summary>A directory as the file that <see cref="WindowDirectory.Parse"/> reads, with Japanese headers.</summary>
    public static string ToCsv(IReadOnlyList<ConsultationWindow> windows) =>
        CsvText.Write(windows.Select(Fields).Prepend(WindowDirectory.Headers));

    private static IReadOnlyList<string> Fields(ConsultationWindow window) =>
    [
        window.Kind, window.Name, window.Area, window.Phone, window.Hours, YesNo(window.ConfidentialityStatement),
        window.ConfirmedBy,
        Day(window.ConfirmedOn), Day(window.ExpiresOn), string.Join(';', window.ClosedDays.Select(day => Day(day))),
        YesNo(window.FamilyOnly), YesNo(window.Anonymous), window.NoReportBy, Day(window.NoReportOn),
    ];

    private static string YesNo(bool value) => value ? Texts.Yes : Texts.No;

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
