using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E2: linear ANCOVA, rate_post ~ letter + rate_pre + factor(stratum), with HC1 to HC4 and t(N − K), and CR2 with Satterthwaite's
/// degrees of freedom when any household has two. Where the panel has no strata, sex (and band) stands for them.
/// </summary>
public static class AncovaLinear
{
    private static readonly HcForm[] Forms = [HcForm.HC1, HcForm.HC2, HcForm.HC3, HcForm.HC4];

    /// <summary>The letter coefficient for one scope, in events per person-month, with each variance.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete();
        var after = people.Column(p => p.In(Window.Post).Rate(outcome));
        var fit = Ols.Fit(Covariates(DesignMatrix.Intercept(after.Length).With("letter", people.Column(p => p.Letter)),
            people, outcome), after);
        var prefix = $"{Names.Of(outcome)}.{Names.Of(scope)}.ancova_linear";
        foreach (var form in Forms)
        {
            yield return Estimate.T($"{prefix}.{form}", fit, Hc.Of(fit, form), "letter", fit.RowCount - fit.CoefficientCount,
                logRatio: false);
        }

        if (table.ClustersShared)
        {
            var (clustered, df) = BellMcCaffrey.Of(fit, people.Clusters());
            yield return Estimate.T(prefix + ".CR2", fit, clustered, "letter", df.GetValueOrDefault("letter", double.NaN),
                logRatio: false);
        }
    }

    internal static DesignMatrix Covariates(DesignMatrix design, PersonTable people, Outcome outcome) =>
        design.With("rate_pre", people.Column(p => p.In(Window.Pre).Rate(outcome)))
            .WithFactor("stratum", [.. people.Persons.Select(p => p.Episode.Stratum)]);
}
