using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>Rates, ratios and courses as tables for the gate, each cell with the counts of people behind it.</summary>
internal static class DerivedTables
{
    public static DerivedTable Rates(OutcomeResults results, GateSettings settings)
    {
        var rows = from outcome in Names.Outcomes
                   from scope in Names.Scopes
                   from letter in (bool[])[true, false]
                   select (IReadOnlyList<DerivedCell>)
                   [
                       DerivedCell.Label(Texts.OutcomeLabel(outcome)), DerivedCell.Label(Texts.ScopeLabel(scope)),
                DerivedCell.Label(results.Arms.Of(letter)),
                .. ((Window[])[Window.Pre, Window.Selection, Window.Post])
                    .Select(w => RateCell(results, settings, outcome, scope, letter, w)),
            ];
        return new DerivedTable(
            "rates", Texts.RatesTitle,
            [Texts.OutcomeHeader, Texts.SexHeader, Texts.ArmHeader, Texts.PreHeader, Texts.SelectionHeader, Texts.PostHeader],
            [.. rows]);
    }

    /// <summary>Primary rate ratios; shown when both arms have enough people of the scope (evaluation.md 4).</summary>
    public static DerivedTable Effects(OutcomeResults results) => new(
        "effects", Texts.EffectsTitle,
        [Texts.OutcomeHeader, Texts.SexHeader, Texts.RatioHeader, "RR", "95% CI low", "95% CI high", "p", Texts.GatedHeader],
        [.. from outcome in Names.Outcomes
            from scope in Names.Scopes
            let estimate = results.Primary(outcome, scope)
            select EffectRow(
                results, outcome, estimate, Texts.ScopeLabel(scope),
                ((bool[])[true, false]).SelectMany(letter => Behind(results, outcome, scope, letter)))]);

    /// <summary>The women's ratio over the men's: the only statement about a difference by sex.</summary>
    public static DerivedTable Interactions(OutcomeResults results) => new(
        "sex_interaction", Texts.InteractionTitle,
        [Texts.OutcomeHeader, Texts.SexHeader, Texts.RatioHeader, "ratio", "95% CI low", "95% CI high", "p", Texts.GatedHeader],
        [.. Names.Outcomes.Select(outcome => EffectRow(
            results, outcome, results.PrimaryInteraction(outcome), Texts.WomenOverMen,
            from scope in (Scope[])[Scope.Male, Scope.Female]
            from letter in (bool[])[true, false]
            from count in Behind(results, outcome, scope, letter)
            select count))]);

    private static readonly string[] s_sensitivity =
    [
        "did_poisson.CR1.z", "poisson_ancova.HC1", "poisson_ancova_strata.HC0", "poisson_post_unadj.HC0", "nb2_ancova.HC0",
        "twfe_poisson.CR1.z",
    ];

    /// <summary>Estimators above that are ratios of sums and nothing else.</summary>
    public static IReadOnlyList<string> Unadjusted { get; } =
        ["did_poisson.CR1.z", "poisson_post_unadj.HC0", "twfe_poisson.CR1.z"];

    /// <summary>The same questions with other estimators, so that a reader sees how much hangs on the method.</summary>
    public static DerivedTable Sensitivity(OutcomeResults results)
    {
        var rows = from outcome in Names.Outcomes
                   from scope in Names.Scopes
                   from id in s_sensitivity
                   let name = $"{Names.Of(outcome)}.{Names.Of(scope)}.{id}"
                   where results.Estimates.ContainsKey(name)
                   let estimate = results.Estimates[name]
                   let persons = ((bool[])[true, false]).SelectMany(letter => Behind(results, outcome, scope, letter))
                   select (IReadOnlyList<DerivedCell>)[DerivedCell.Label(estimate.Id),
                .. EffectRow(results, outcome, estimate, "", persons).Skip(2).Take(5)];
        return new DerivedTable("sensitivity", Texts.SensitivityTitle,
            ["id", Texts.RatioHeader, "RR", "95% CI low", "95% CI high", "p"], [.. rows]);
    }

    public static DerivedTable RegressionToTheMean(OutcomeResults results)
    {
        var rows = from scope in Names.Scopes
                   from letter in (bool[])[true, false]
                   let before = Estimators.Rates.Of(results.Table, Outcome.Claims, scope, letter, Window.Selection)
                   let after = Estimators.Rates.Of(results.Table, Outcome.Claims, scope, letter, Window.Post)
                   let change = Estimators.Rates.SelectionToPostPercent(results.Table, Outcome.Claims, scope, letter)
                   let keys = Keys(scope, letter)
                   select (IReadOnlyList<DerivedCell>)
                   [
                       DerivedCell.Label(Texts.ScopeLabel(scope)), DerivedCell.Label(results.Arms.Of(letter)),
                new(Figures.Rate(before.Value), before.Value, [before.Persons], keys),
                new(Figures.Rate(after.Value), after.Value, [after.Persons], keys),
                new(Figures.Percent(change), change, [before.Persons, after.Persons], keys),
            ];
        return new DerivedTable(
            "regression_to_the_mean", Texts.RtmTitle,
            [Texts.SexHeader, Texts.ArmHeader, Texts.SelectionHeader, Texts.PostHeader, Texts.ChangeHeader], [.. rows]);
    }

    public static DerivedTable TrendOf(OutcomeResults results)
    {
        var trend = Trend.Of(results.Panel, results.Settings);
        var months = trend is null ? [] : trend.Points.Select(p => p.Month).Distinct().Order().ToArray();
        (Sex Sex, bool Letter)[] lines = [(Sex.Male, true), (Sex.Male, false), (Sex.Female, true), (Sex.Female, false)];
        var rows = months.Select(month => (IReadOnlyList<DerivedCell>)
        [
            DerivedCell.Label(MonthLabel(month)),
            .. lines.Select(line => trend!.Points.FirstOrDefault(p => p.Month == month && p.Sex == line.Sex
                && p.Letter == line.Letter) is { } point
                ? new DerivedCell(Figures.Rate(point.Rate), point.Rate, [point.Persons],
                    Keys(Names.ScopeOf(line.Sex), line.Letter))
                : DerivedCell.Label(Figures.None)),
        ]);
        return new DerivedTable(
            "trend", Texts.TrendTitle, [Texts.MonthHeader, .. lines.Select(l => results.Arms.Of(l.Sex, l.Letter))], [.. rows]);
    }

    /// <summary>Months since posting, as axes and tables write it.</summary>
    public static string MonthLabel(int month) => month.ToString("+0;−0;0");

    private static DerivedCell RateCell(
        OutcomeResults results, GateSettings settings, Outcome outcome, Scope scope, bool letter, Window window)
    {
        var rate = Estimators.Rates.Of(results.Table, outcome, scope, letter, window);
        var patients = Recipients(results, scope, letter, window);
        var mayShow = outcome != Outcome.DispensedQuantity || settings.MayShowQuantity(patients, rate.Sum, injection: false);
        return new DerivedCell(
            Figures.Rate(rate.Value), rate.Value, mayShow ? [rate.Persons] : [rate.Persons, patients], Keys(scope, letter));
    }

    private static IReadOnlyList<DerivedCell> EffectRow(
        OutcomeResults results, Outcome outcome, Estimate estimate, string label, IEnumerable<long> persons)
    {
        // Nobody at all is no reason to show a ratio either.
        var counts = persons.Select(n => n == 0 ? 1 : n).ToArray();
        var gated = results.Family.FirstOrDefault(m => m.Id == estimate.Id)?.Gated ?? double.NaN;
        DerivedCell Cell(string text, double value) => new(text, value, counts, []);
        static string Plain(double value) => double.IsFinite(value) ? value.ToString("0.0000") : Figures.None;
        return
        [
            DerivedCell.Label(Texts.OutcomeLabel(outcome)), DerivedCell.Label(label),
            Cell(Figures.Ratio(estimate.RateRatio, estimate.RatioLow, estimate.RatioHigh), double.NaN),
            Cell(Plain(estimate.RateRatio), estimate.RateRatio), Cell(Plain(estimate.RatioLow), estimate.RatioLow),
            Cell(Plain(estimate.RatioHigh), estimate.RatioHigh), Cell(Figures.P(estimate.Inference.P), estimate.Inference.P),
            Cell(Figures.P(gated), gated),
        ];
    }

    /// <summary>People analysed in one arm; for quantities of medicine also those who got any.</summary>
    private static IEnumerable<long> Behind(OutcomeResults results, Outcome outcome, Scope scope, bool letter)
    {
        yield return results.Table.Only(scope).Complete().Persons.Count(p => p.Letter > 0 == letter);
        if (outcome == Outcome.DispensedQuantity)
        {
            yield return Recipients(results, scope, letter, Window.Post);
        }
    }

    private static long Recipients(OutcomeResults results, Scope scope, bool letter, Window window) =>
        results.Table.Only(scope).Persons.Count(p => p.Letter > 0 == letter && p.In(window).DispensedQuantity > 0);

    private static string[] Keys(Scope scope, bool letter) =>
        [ReleaseTables.DrawnKey(scope == Scope.All ? "total" : Names.Of(scope), letter)];
}
