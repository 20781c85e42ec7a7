using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>The ratio of the two arms' POST rates as they are: Y_post ~ letter, offset log(person-months of POST), HC0.</summary>
public static class PoissonUnadjusted
{
    /// <summary>The log rate ratio of one scope.</summary>
    public static Estimate Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete();
        var fit = PoissonAncova.Fit(
            people, DesignMatrix.Intercept(people.Persons.Count).With("letter", people.Column(p => p.Letter)), outcome);
        return Estimate.Z(
            $"{Names.Of(outcome)}.{Names.Of(scope)}.poisson_post_unadj.HC0", fit, Hc.Of(fit, HcForm.HC0),
            "letter", logRatio: true);
    }
}
