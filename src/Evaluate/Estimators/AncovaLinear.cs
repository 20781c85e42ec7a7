using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E2: linear ANCOVA, rate_post ~ letter + rate_pre + factor(stratum), with HC1 and t(N − K). Where the panel has no strata,
/// sex (and band) stands for them.
/// </summary>
public static class AncovaLinear
{
    /// <summary>The letter coefficient for one scope, in events per person-month.</summary>
    public static Estimate Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete();
        var after = people.Column(p => p.In(Window.Post).Rate(outcome));
        var design = DesignMatrix.Intercept(after.Length).With("letter", people.Column(p => p.Letter))
            .With("rate_pre", people.Column(p => p.In(Window.Pre).Rate(outcome)))
            .WithFactor("stratum", [.. people.Persons.Select(p => p.Episode.Stratum)]);
        var fit = Ols.Fit(design, after);
        return Estimate.T(
            $"{Names.Of(outcome)}.{Names.Of(scope)}.ancova_linear.HC1", fit, Hc.Of(fit, HcForm.HC1), "letter",
            fit.RowCount - fit.CoefficientCount, logRatio: false);
    }
}
