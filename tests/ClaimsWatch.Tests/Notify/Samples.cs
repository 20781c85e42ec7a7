using ClaimsWatch.Core.Identities;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Tests.Notify;

/// <summary>Invented people, windows and composers that the tests of this room share.</summary>
internal static class Samples
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly TemplateReviewer[] Reviewers =
        [.. TemplateCard.RolesNeeded.Select(role => new TemplateReviewer(role, "会議", "2026-10-01"))];

    public static LetterTemplate Reviewed =>
        LetterTemplate.Standard with { Card = LetterTemplate.Standard.Card with { Reviewers = Reviewers } };

    public static IReadOnlyList<ConsultationWindow> Windows =>
    [
        new(WindowKinds.Insurer, "架空市 健康推進課", "", "0999-00-0001", "平日 9時～17時", true, "課長", new DateOnly(2026, 6, 1), null),
        new(WindowKinds.Pharmacy, "架空市薬剤師会", "", "0999-00-0002", "平日 10時～16時", true, "会長", new DateOnly(2026, 6, 1), null),
        new(WindowKinds.MentalHealthCentre, "架空県こころの健康センター", "", "0999-00-0003", "平日 9時～16時", true, "所長",
            new DateOnly(2026, 5, 20), null),
        new(WindowKinds.HealthCentre, "架空保健所", "", "0999-00-0004", "平日 9時～17時", false, "", null, null),
        new(WindowKinds.Helpline, "よりそい電話（見本）", "", "0999-00-0005", "24時間", false, "", null, null),
        new(WindowKinds.Women, "架空市女性相談", "", "0999-00-0006", "火曜・金曜 10時～15時", false, "", null, null),
        new(WindowKinds.UrgentAdvice, "救急安心センター", "", "#7119", "24時間", false, "", null, null),
    ];

    public static Addressee Person { get; } = new(7310, "見本　髙子", "9990012", "架空市みどり町二丁目3番4号　みどりハイツ501号室", "住基", true);

    public static LetterComposer Composer(
        LetterTemplate? template = null, IReadOnlyList<string>? marks = null, LetterSettings? settings = null) =>
        new(template ?? Reviewed, Sender.Sample, Windows, settings ?? new LetterSettings(), Today, marks ?? []);
}
