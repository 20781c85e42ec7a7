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

    private static IEnumerable<Estimate> OfScope(PersonTable table, Outcome outcome, Scope scope) =>
        PoissonAncova.Measure(table, outcome, scope)
            .Concat(DidPoisson.Measure(table, outcome, scope))
            .Concat(MeanChange.Measure(table, outcome, scope))
            .Append(AncovaLinear.Measure(table, outcome, scope));

    private static IEnumerable<Estimate> OfBoth(PersonTable table, Outcome outcome) =>
        PoissonAncovaSexInteraction.Measure(table, outcome)
            .Append(PoissonAncova.WithStrata(table, outcome))
            .Concat(DidPoissonSexInteraction.Measure(table, outcome))
            .Append(MeanChange.SexInteraction(table, outcome));
}
