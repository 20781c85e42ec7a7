using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// Whether the letter works differently for women and men: the letter × female term of the primary model (decisions D2).
/// Its exponential is the women's rate ratio over the men's. The only basis for a statement about a difference by sex:
/// two separate intervals, one with 1 and one without, are no such basis.
/// </summary>
public static class PoissonAncovaSexInteraction
{
    /// <summary>The interaction with HC0, and CR1 and CR2 by household when any household has two.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome)
    {
        var people = table.Only(Scope.All).Complete();
        var design = PoissonAncova.Design(people, outcome).With("female", people.Column(p => p.Female))
            .With("letter:female", people.Column(p => p.Letter * p.Female));
        var fit = PoissonAncova.Fit(people, design, outcome);
        var prefix = $"{Names.Of(outcome)}.poisson_ancova_sex_interaction";
        yield return Estimate.Z(prefix + ".HC0", fit, Hc.Of(fit, HcForm.HC0), "letter:female", logRatio: true);
        if (table.ClustersShared)
        {
            var clustered = ClusterRobust.Of(fit, people.Clusters(), CrForm.CR1);
            yield return Estimate.Z(prefix + ".CR1", fit, clustered, "letter:female", logRatio: true);
            yield return PoissonAncova.FewClusters(prefix + ".CR2", fit, people, "letter:female");
        }
    }
}
