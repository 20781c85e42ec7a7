using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>The explicit list of estimators, in reporting order.</summary>
public static class EstimatorCatalog
{
    /// <summary>Every estimate of every outcome.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Names.Outcomes.SelectMany(outcome => Names.Scopes.SelectMany(scope => OfScope(table, outcome, scope))
            .Concat(OfBoth(table, outcome)));
    }

    /// <summary>Every estimate that needs single months.</summary>
    public static IEnumerable<Estimate> OfMonths(Panel panel, PanelSettings settings, PersonTable table)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(table);
        return Names.Scopes.SelectMany(scope => TwoWay.Measure(MonthRows.Of(panel, settings, table.Only(scope), wholeSpan: false),
            scope)).Concat(EventStudy.Measure(panel, settings, table));
    }

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
