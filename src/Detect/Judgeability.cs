using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>Says what a run could not judge, so that nobody reads an empty list as good news (decisions A2).</summary>
internal static class Judgeability
{
    /// <summary>Days after which a list is too old to print by.</summary>
    public const int ListDaysMax = 7;

    private static readonly string[] s_ofMedicines =
        ["R13", "R14", "R15", "R16", "R17", "R18", "R19", "R20", "R21", "R22", "R23", "R26"];

    /// <summary>Everything that is not fully judged, rules first.</summary>
    public static IReadOnlyList<NotEvaluable> Of(
        DetectRequest request, DetectSettings settings, IReadOnlySet<string> rules, DetectionWindow window, SlabTotals totals) =>
    [
        .. OfMonths(settings.Rules, window, totals.Present).Concat(OfMedicines(totals)).Concat(OfDiagnoses(totals))
        .Concat(OfActs(totals))
            .Concat(OfTables(request.Tables, totals.Present)).Where(n => rules.Contains(n.Id))
            .OrderBy(n => n.Id, StringComparer.Ordinal),
        .. OfLinkage(totals),
        .. OfClaims(request.Lists, totals).Concat(OfLists(request, totals.Present))
            .Concat(OfAdjustments(request.Tables, settings, totals.Present)).OrderBy(n => n.Id, StringComparer.Ordinal),
    ];

    // Exclusions whose rows the store lacks altogether; HARD ones block letters until somebody takes it on (decisions A2).
    private static IEnumerable<NotEvaluable> OfClaims(ListDates lists, SlabTotals totals)
    {
        if (totals.WithReceipt.Everyone == 0)
        {
            yield break;
        }

        var noDiagnoses = totals.Diagnoses == 0;
        var noActs = totals.Acts == 0;
        (string Id, bool Missing, string Code, bool Blocks)[] needs =
        [
            ("X01", noDiagnoses, "no-diagnosis-rows", true), ("X07", noDiagnoses, "no-diagnosis-rows", true),
            ("X09", noDiagnoses, "no-diagnosis-rows", false), ("X23", noDiagnoses, "no-diagnosis-rows", true),
            ("X02", noActs, "no-act-rows", true), ("X04", noActs, "no-act-rows", true), ("X06", noActs, "no-act-rows", false),
            ("X05", !lists.PublicProgrammesKnown, "no-public-programmes", true),
            ("X21", !lists.PublicProgrammesKnown, "no-public-programmes", true),
        ];
        foreach (var need in needs.Where(n => n.Missing))
        {
            yield return Entry(need.Id, Verdict.Cannot, need.Code, totals.WithReceipt, need.Blocks);
        }
    }


    // Rules that look back some months; R01, R20, R21 and R24 still see what there is.
    private static IEnumerable<NotEvaluable> OfMonths(RuleSettings rules, DetectionWindow window, SexCounts persons)
    {
        var trend = Enumerable.Range(0, rules.R03.WindowMonths).Count(window.IsPresent) >= rules.R03.ValidMonthsMin
            && window.IsPresent(0);
        var surge = Enumerable.Range(1, rules.R05.MonthsBefore).Count(window.IsPresent) >= rules.R05.ValidMonthsMin
            && window.IsPresent(0);
        (string Rule, bool Can)[] needed =
        [
            ("R02", PresentAll(window, 3)), ("R03", trend), ("R04", trend && PresentAll(window, 3)), ("R05", surge),
            ("R06", PresentAll(window, rules.R06.MonthsMin)), ("R07", PresentAll(window, rules.R07.MonthsMin)),
            ("R09", PresentAll(window, rules.R09.MonthsMin)), ("R10", PresentAll(window, rules.R10.MonthsMin)),
            ("R11", window.PresentCount == DetectionWindow.Length), ("R12", PresentAll(window, rules.R12.Months)),
            ("R14", PresentAll(window, rules.R14.MonthsMin)),
        ];
        (string Rule, bool All)[] helped =
        [
            ("R01", window.PresentCount == DetectionWindow.Length), ("R16", PresentAll(window, rules.R16.Months)),
            ("R20", PresentAll(window, rules.R20.MonthsMin)), ("R21", window.PresentCount == DetectionWindow.Length),
            ("R22", PresentAll(window, rules.R22.Months)), ("R23", PresentAll(window, rules.R23.Months)),
            ("R24", window.PresentCount == DetectionWindow.Length),
        ];
        return needed.Where(r => !r.Can).Select(r => Entry(r.Rule, Verdict.Cannot, "months-missing", persons, false))
            .Concat(helped.Where(r => !r.All).Select(r => Entry(r.Rule, Verdict.Partly, "months-missing", persons, false)));
    }

    private static IEnumerable<NotEvaluable> OfDiagnoses(SlabTotals totals) =>
        totals.Diagnoses == 0 && totals.WithReceipt.Everyone > 0
            ? [Entry("R07", Verdict.Cannot, "no-diagnosis-rows", totals.WithReceipt, false)]
            : [];

    // 時間外 is one half of R26.
    private static IEnumerable<NotEvaluable> OfActs(SlabTotals totals) =>
        totals is { Acts: 0, MedicationLines: > 0 }
            ? [Entry("R26", Verdict.Partly, "no-act-rows", totals.WithReceipt, false)]
            : [];

    private static IEnumerable<NotEvaluable> OfTables(ImportedTables tables, SexCounts persons)
    {
        if (tables.Departments is null)
        {
            yield return Entry("R08", Verdict.Cannot, "no-table", persons, false);
        }

        if (tables.Contraindications is null)
        {
            yield return Entry("R22", Verdict.Cannot, "no-table", persons, false);
        }
    }

    // A staff list that was never imported is not an empty one.
    private static IEnumerable<NotEvaluable> OfAdjustments(ImportedTables tables, DetectSettings settings, SexCounts persons)
    {
        if (tables.StaffList is null)
        {
            yield return Entry("X15", Verdict.Cannot, "no-staff-list", persons, false);
            yield return Entry("X22", Verdict.Cannot, "no-staff-list", persons, false);
        }

        foreach (var adjustment in AdjustmentCatalog.Create(settings.Exclusions, tables)
            .Where(a => a is { IsOn: true, LacksTable: true }))
        {
            yield return Entry(adjustment.Card.Id, Verdict.Cannot, "no-table", persons, false);
        }
    }

    private static IEnumerable<NotEvaluable> OfLinkage(SlabTotals totals) =>
        totals.Unlinked.Everyone > 0 ? [Entry("linkage", Verdict.Cannot, "unlinked", totals.Unlinked, false)] : [];

    private static IEnumerable<NotEvaluable> OfMedicines(SlabTotals totals)
    {
        foreach (var rule in s_ofMedicines)
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
