using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E4: the primary formula with NB2 variance μ + μ²/θ, θ by maximum likelihood. <c>model</c> is the inverse of the EXPECTED
/// information with θ taken as known (R: MASS::glm.nb; statsmodels takes the observed one), <c>HC0</c> its sandwich.
/// </summary>
public static class NegativeBinomialAncova
{
    /// <summary>Status when the counts spread no more than Poisson counts:
    /// θ runs to infinity and there is no such model.</summary>
    public const string NotOverdispersed = "not_overdispersed";

    /// <summary>The log rate ratio of one scope with both variances.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete();
        var design = PoissonAncova.Design(people, outcome);
        if (scope == Scope.All)
        {
            design = design.With("female", people.Column(p => p.Female));
        }

        var fit = NegativeBinomialFit.Fit(
            design, people.Column(p => p.In(Window.Post).Of(outcome)), people.Column(p => p.In(Window.Post).Months));
        var prefix = $"{Names.Of(outcome)}.{Names.Of(scope)}.nb2_ancova";
        yield return Of(prefix + ".model", fit, Covariance.ModelBased(fit.Model));
        yield return Of(prefix + ".HC0", fit, Hc.Of(fit.Model, HcForm.HC0));
    }

    private static Estimate Of(string id, NegativeBinomialFit fit, Covariance covariance)
    {
        var estimate = Estimate.Z(id, fit.Model, covariance, "letter", logRatio: true) with
        {
            Theta = fit.Theta,
            ThetaError = fit.ThetaError,
        };
        return fit.IsPoisson
            ? estimate with { Inference = Inference.Normal(double.NaN, double.NaN), Status = NotOverdispersed }
            : estimate;
    }
}
