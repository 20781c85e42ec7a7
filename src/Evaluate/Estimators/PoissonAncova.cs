using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E3, the primary estimator: Y_post ~ letter + log(rate_pre + 0.5) + female, offset log(person-months of POST), with HC0 and
/// the normal distribution; HC1 beside it, and CR1 and CR2 by household when any household has two (decisions A5).
/// The model-based Poisson error is never printed: it was wrong in 62-66 % of simulated null trials (evaluation.md 1).
/// </summary>
public static class PoissonAncova
{
    /// <summary>Added to the baseline rate before its logarithm, in events per person-month, so that zero has one.</summary>
    public const double BaselineShift = 0.5;

    /// <summary>The log rate ratio of one scope with each variance.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete();
        var design = Design(people, outcome);
        var fit = Fit(people, scope == Scope.All ? design.With("female", people.Column(p => p.Female)) : design, outcome);
        var prefix = $"{Names.Of(outcome)}.{Names.Of(scope)}.poisson_ancova";
        yield return Estimate.Z(prefix + ".HC0", fit, Hc.Of(fit, HcForm.HC0), "letter", logRatio: true);
        yield return Estimate.Z(prefix + ".HC1", fit, Hc.Of(fit, HcForm.HC1), "letter", logRatio: true);
        if (table.ClustersShared)
        {
            var clustered = ClusterRobust.Of(fit, people.Clusters(), CrForm.CR1);
            yield return Estimate.Z(prefix + ".CR1", fit, clustered, "letter", logRatio: true);
            yield return FewClusters(prefix + ".CR2", fit, people, "letter");
        }
    }

    /// <summary>The same with factor(stratum) in place of sex: the sensitivity analysis of decisions D2.</summary>
    public static Estimate WithStrata(PersonTable table, Outcome outcome)
    {
        var people = table.Only(Scope.All).Complete();
        var design = Design(people, outcome).WithFactor("stratum", [.. people.Persons.Select(p => p.Episode.Stratum)]);
        var fit = Fit(people, design, outcome);
        return Estimate.Z(
            $"{Names.Of(outcome)}.all.poisson_ancova_strata.HC0", fit, Hc.Of(fit, HcForm.HC0), "letter", logRatio: true);
    }

    /// <summary>CR2 with Satterthwaite's degrees of freedom: what a few dozen households need.</summary>
    internal static Estimate FewClusters(string id, GlmFit fit, PersonTable people, string term)
    {
        var (covariance, df) = BellMcCaffrey.Of(fit, people.Clusters());
        return Estimate.T(id, fit, covariance, term, df.GetValueOrDefault(term, double.NaN), logRatio: true);
    }

    internal static DesignMatrix Design(PersonTable people, Outcome outcome) =>
        DesignMatrix.Intercept(people.Persons.Count).With("letter", people.Column(p => p.Letter))
            .With("log_rate_pre", people.Column(p => Math.Log(p.In(Window.Pre).Rate(outcome) + BaselineShift)));

    internal static GlmFit Fit(PersonTable people, DesignMatrix design, Outcome outcome) => Poisson.Fit(
        design, people.Column(p => p.In(Window.Post).Of(outcome)), people.Column(p => p.In(Window.Post).Months));
}
