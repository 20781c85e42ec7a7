using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>Says what a run could not judge, so that nobody reads an empty list as good news (decisions A2).</summary>
internal static class Judgeability
{
    /// <summary>Days after which a list is too old to print by.</summary>
    public const int ListDaysMax = 7;

    /// <summary>Everything that is not fully judged, rules first.</summary>
    public static IReadOnlyList<NotEvaluable> Of(
        DetectRequest request, DetectSettings settings, DetectionWindow window, SlabTotals totals) =>
    [
        .. OfMonths(settings, window, totals.Present),
        .. OfMedicines(totals),
        .. OfLinkage(totals),
        .. OfLists(request, totals.Present),
    ];

    private static IEnumerable<NotEvaluable> OfMonths(DetectSettings settings, DetectionWindow window, SexCounts persons)
    {
        if (window.PresentCount < DetectionWindow.Length)
        {
            yield return Entry("R01", Verdict.Partly, "months-missing", persons, false);
        }

        if (!PresentAll(window, 3))
        {
            yield return Entry("R02", Verdict.Cannot, "months-missing", persons, false);
        }

        var trend = settings.Rules.R03;
        var valid = Enumerable.Range(0, trend.WindowMonths).Count(window.IsPresent);
        if (valid < trend.ValidMonthsMin || !window.IsPresent(0))
        {
            yield return Entry("R03", Verdict.Cannot, "months-missing", persons, false);
        }

        if (!PresentAll(window, settings.Rules.R06.MonthsMin))
        {
            yield return Entry("R06", Verdict.Cannot, "months-missing", persons, false);
        }
    }

    private static IEnumerable<NotEvaluable> OfLinkage(SlabTotals totals) =>
        totals.Unlinked.Everyone > 0 ? [Entry("linkage", Verdict.Cannot, "unlinked", totals.Unlinked, false)] : [];

    private static IEnumerable<NotEvaluable> OfMedicines(SlabTotals totals)
    {
        foreach (var rule in new[] { "R13", "R18" })
        {
            if (totals.MedicationLines == 0 && totals.WithReceipt.Everyone > 0)
            {
                yield return Entry(rule, Verdict.Cannot, "no-medication-rows", totals.WithReceipt, false);
            }
            else if (totals.MedicinesUnknown.Everyone > 0)
            {
                yield return Entry(rule, Verdict.Partly, "medication-rows-incomplete", totals.MedicinesUnknown, false);
            }
        }
    }

    private static IEnumerable<NotEvaluable> OfLists(DetectRequest request, SexCounts persons)
    {
        var lists = request.Lists;
        (string Id, string List, DateOnly? AsOf)[] checks =
        [
            ("X10", "roster", lists.RosterAsOf), ("X10", "deaths", lists.DeathsAsOf), ("X11", "shielding", lists.ShieldingAsOf),
            ("X12", "roster", lists.RosterAsOf), ("X13", "opt-outs", lists.OptOutsAsOf),
        ];
        foreach (var (id, list, asOf) in checks)
        {
            if (asOf is null)
            {
                yield return Entry(id, Verdict.Cannot, $"{list}-missing", persons, true);
            }
            else if (request.Today.DayNumber - asOf.Value.DayNumber > ListDaysMax)
            {
                yield return Entry(id, Verdict.Partly, $"{list}-old", persons, true);
            }
        }

        if (!lists.LettersKnown)
        {
            yield return Entry("X14", Verdict.Partly, "letters-unknown", persons, false);
        }
    }

    private static bool PresentAll(DetectionWindow window, int months) => Enumerable.Range(0, months).All(window.IsPresent);

    private static NotEvaluable Entry(string id, Verdict verdict, string code, SexCounts persons, bool blocks) =>
        new(id, verdict, code, Texts.Of(code), persons, blocks);
}
