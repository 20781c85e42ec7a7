using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>The explicit list of estimators, in reporting order.</summary>
public static class EstimatorCatalog
{
    /// <summary>Every estimate that needs window sums only, in reporting order; outcomes are worked on side by side.</summary>
    public static IReadOnlyList<Estimate> Measure(PersonTable table) => Measure(table, Names.Outcomes);

    /// <summary>The same of some outcomes.</summary>
    public static IReadOnlyList<Estimate> Measure(PersonTable table, IReadOnlyList<Outcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. outcomes.AsParallel().AsOrdered().Select(outcome =>
            Names.Scopes.SelectMany(scope => OfScope(table, outcome, scope)).Concat(OfBoth(table, outcome)).ToArray())
                .SelectMany(e => e)];
    }

    /// <summary>Every estimate that needs single months: person and month effects by scope.</summary>
    public static IReadOnlyList<Estimate> OfMonths(Panel panel, PanelSettings settings, PersonTable table) =>
        OfMonths(panel, settings, table, Names.Outcomes);

    /// <summary>The same of some outcomes.</summary>
    public static IReadOnlyList<Estimate> OfMonths(
        Panel panel, PanelSettings settings, PersonTable table, IReadOnlyList<Outcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(table);
        return [.. Names.Scopes.AsParallel().AsOrdered().Select(scope =>
            TwoWay.Measure(MonthRows.Of(panel, settings, table.Only(scope), wholeSpan: false), scope, outcomes).ToArray())
                .SelectMany(e => e)];
    }

    /// <summary>What the confirmatory family needs of an outcome: the primary estimator by sex and its interaction.</summary>
    internal static IEnumerable<Estimate> Confirmatory(PersonTable table, Outcome outcome) =>
        Names.Scopes.SelectMany(scope => PoissonAncova.Measure(table, outcome, scope))
            .Concat(PoissonAncovaSexInteraction.Measure(table, outcome));

    private static IEnumerable<Estimate> OfScope(PersonTable table, Outcome outcome, Scope scope) =>
        PoissonAncova.Measure(table, outcome, scope)
            .Concat(DidPoisson.Measure(table, outcome, scope))
            .Concat(MeanChange.Measure(table, outcome, scope))
            .Concat(AncovaLinear.Measure(table, outcome, scope))
            .Append(Lin2013.Measure(table, outcome, scope))
            .Append(PoissonUnadjusted.Measure(table, outcome, scope))
            .Concat(NegativeBinomialAncova.Measure(table, outcome, scope));

    private static IEnumerable<Estimate> OfBoth(PersonTable table, Outcome outcome) =>
        PoissonAncovaSexInteraction.Measure(table, outcome)
            .Append(PoissonAncova.WithStrata(table, outcome))
            .Concat(DidPoissonSexInteraction.Measure(table, outcome))
            .Append(MeanChange.SexInteraction(table, outcome))
            .Concat(ComplierEffect.Measure(table, outcome));
}
