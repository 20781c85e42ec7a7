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

    public static IReadOnlyList<ConsultationWindow> Windows => SampleWindows.ConfirmedOn(new DateOnly(2026, 6, 1));

    public static Addressee Person { get; } = new(7310, "見本　髙子", "9990012", "架空市みどり町二丁目3番4号　みどりハイツ501号室", "住基", true);

    public static LetterComposer Composer(
        LetterTemplate? template = null, IReadOnlyList<string>? marks = null, LetterSettings? settings = null) =>
        new(template ?? Reviewed, Sender.Sample, Windows, settings ?? new LetterSettings(), Today, marks ?? []);
}
