using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>Explains one person with the same numbers the detection used; reads the whole store for the season's index.</summary>
public static class Explainer
{
    private const int SupplyMonths = 3;

    /// <summary>Why this pseudonym was or was not a candidate.</summary>
    public static Explanation Explain(IClaimStore store, long person, DetectRequest request, DetectSettings settings)
    {
        var counted = Detector.Count(
            store, request.T0, request.AsOf, settings, KeptRows.Only(person), request.Threads, request.Tables);
        var part = counted.Table.Parts.ToList().FindIndex(p => p.Persons.Count == 1);
        if (part < 0)
        {
            return Missing(store, person, request, settings);
        }

        var rules = RuleCatalog.Create(settings.Rules);
        var judge = new Judge(counted.Table, counted.Season, settings, rules, request.Model);
        var features = new FeatureVector(judge.FeaturesOf(part, 0));
        var matters = judge.JudgeOne(features, out var hits);
        var judged = judge.Describe(part, 0, features, hits);
        var context = new ExamineContext(counted.Table.Plan.Window, settings.CountScope, counted.Season, request.Tables);
        var history = HistoryOf(store, judged, request, settings, context.Window);
        var evidence = new Examiner(rules, context, Projection.Everything).Examine(history, judged.Hits);
        var exclusions = ExclusionCatalog.Apply(ExclusionCatalog.Create(settings.Exclusions), new ExclusionSubject(
            person, judged.Age, judged.AtRiskDays, request.Standings.GetValueOrDefault(person) ?? Standing.Of(person),
            request.Today, CheckPoint.Detection)
        {
            Signals = judged.Signals,
            RecordsDisagree = judged.Person.Sex == Sex.Unknown,
        });
        var explained = new List<ExplainedRule>();
        foreach (var rule in rules)
        {
            explained.Add(Describe(rule, rule.Conditions(features), hits, evidence));
        }

        var outcome = judged.IsStaff ? "staff-list" : !matters ? "not-eligible" : exclusions.Count > 0 ? "excluded" : "eligible";
        return new Explanation(
            $"{person}", request.T0, outcome, Texts.Of(outcome), judged.Age, settings.BandOf(judged.Facts.Claims),
            MonthsOf(counted.Table, part), explained, exclusions, judged.Place.Score, judged.Place.Name,
            WouldChange(outcome, explained, exclusions), Texts.Scope(settings))
        {
            Reasons = judged.Place.Reasons,
            Supplies = SuppliesOf(history, context),
            Overlaps = NaiveOverlap.Of(history, context, SupplyMonths),
            NotEvaluable = Judgeability.Of(
                request, settings, rules.Select(r => r.Card.Id).ToHashSet(), counted.Table.Plan.Window, counted.Table.Totals),
        };
    }

    private static Explanation Missing(IClaimStore store, long person, DetectRequest request, DetectSettings settings)
    {
        var outcome = "not-found";
        for (var slab = 0; slab < store.SlabCount; slab++)
        {
            using var opened = store.Open(slab, [], request.AsOf);
            var at = opened.Persons.PersonId.Span[..opened.Persons.Count].IndexOf(person);
            if (at >= 0)
            {
                outcome = opened.Persons.Linkage.Span[at] == (int)Linkage.Unlinked ? "unlinked" : "absent";
            }
        }

        return new Explanation(
            $"{person}", request.T0, outcome, Texts.Of(outcome), -1, "", [], [], [], 0, "", [], Texts.Scope(settings));
    }

    private static IReadOnlyList<ExplainedSupply> SuppliesOf(RawHistory history, ExamineContext context) =>
    [
        .. ExamineContext.TakenHome(history, context.Newest(SupplyMonths))
            .Where(s => s.Line.Route == Route.Oral && s.Line.PrescribedBy != 0)
            .GroupBy(s => s.Line.Ingredient).Where(g => g.Select(s => s.Line.PrescribedBy).Distinct().Count() > 1)
            .SelectMany(g => g)
            .Select(s => new ExplainedSupply(s.Line.Ingredient, s.Line.Drug, s.Line.PrescribedBy, s.From, s.Line.SupplyDays))
            .OrderBy(s => s.Ingredient).ThenBy(s => s.From).ThenBy(s => s.Prescriber).ThenBy(s => s.Drug),
    ];

    private static RawHistory HistoryOf(
        IClaimStore store, Judged judged, DetectRequest request, DetectSettings settings, DetectionWindow window)
    {
        using var opened = AdjustedStore.Over(store, settings.Exclusions, request.Tables)
            .Open(judged.Slab, window.Months, request.AsOf);
        foreach (var history in opened)
        {
            if (history.Person == judged.Person.Person)
            {
                return RawHistory.Of(history);
            }
        }

        throw new InvalidOperationException($"person {judged.Person.Person} was counted and then not found");
    }

    private static ExplainedRule Describe(
        IRule rule, IReadOnlyList<Condition> conditions, IReadOnlyList<RuleHit> hits, IReadOnlyList<Evidence> evidence)
    {
        var id = rule.Card.Id;
        var fires = hits.Any(h => h.Rule == id);
        return new ExplainedRule(
            id, new Phrase(rule.Card.NameJa, rule.Card.NameEn), fires, fires ? hits.First(h => h.Rule == id).Tier : null,
            [.. conditions.Select(c => new ExplainedCondition(
                c.Code, Texts.WouldMeet(c.Code, c.Value, c.Threshold, c.Comparison == Comparison.Below),
                double.IsNaN(c.Value) ? null : c.Value, c.Comparison == Comparison.Below, c.Threshold, c.Setting, c.IsMet,
                double.IsNaN(c.Missing) ? null : c.Missing))],
            [.. evidence.Where(e => e.Rule == id)]);
    }

    private static IReadOnlyList<ExplainedMonth> MonthsOf(TallyTable table, int part)
    {
        var row = table.Row(part, 0);
        var months = new List<ExplainedMonth>();
        for (var back = DetectionWindow.Length - 1; back >= 0; back--)
        {
            months.Add(new ExplainedMonth(
                table.Plan.Window.Month(back), At(row, "at_risk_days", back), At(row, "receipts", back),
                At(row, "receipts_without_dispensing", back), At(row, "institutions", back), At(row, "pharmacies", back),
                At(row, "visit_days", back),
                Quantity.ToUnits(row[table.Plan.IndexOf("dispensed_quantity_steps.t0") + back])));
        }

        return months;

        int At(ReadOnlySpan<long> values, string name, int back) => (int)values[table.Plan.IndexOf($"{name}.t0") + back];
    }

    // For somebody without a letter: the conditions not met, of the rules that lack least first.
    // For an excluded person: the exclusions.
    private static IReadOnlyList<Phrase> WouldChange(
        string outcome, IReadOnlyList<ExplainedRule> rules, IReadOnlyList<ExclusionHit> exclusions) => outcome switch
        {
            "not-eligible" =>
            [
                .. rules.Where(r => !r.Fires).OrderBy(Distance).ThenBy(r => r.Rule, StringComparer.Ordinal)
                    .SelectMany(r => r.Conditions.Where(c => !c.IsMet).Select(c => Words(r, c))),
            ],
            "excluded" =>
            [
                .. exclusions.Select(e =>
                    new Phrase($"{e.Exclusion} {Texts.Of(e.Reason).Ja}", $"{e.Exclusion} {Texts.Of(e.Reason).En}")),
            ],
            _ => [.. rules.Where(r => r.Fires).SelectMany(r => r.Conditions.Where(c => c.IsMet).Select(c => Words(r, c)))],
        };

    private static Phrase Words(ExplainedRule r, ExplainedCondition c) =>
        new($"{r.Rule} {r.Name.Ja} — {c.Words.Ja}", $"{r.Rule} {r.Name.En} — {c.Words.En}");

    // Sum over the conditions not met of what is missing as a share of the threshold;
    // one that cannot be said counts as all of it.
    private static double Distance(ExplainedRule rule) =>
        rule.Conditions.Where(c => !c.IsMet)
            .Sum(c => c.Missing is { } missing ? missing / Math.Max(Math.Abs(c.Threshold), 1e-9) : 1);
}
