using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E2 as Lin (2013, Ann. Appl. Stat. 7) has it: the covariates of the ANCOVA centred at everyone's mean and interacted with the
/// arm, HC2 and t(N − K); its letter coefficient is the average effect whatever the shape of the relation.
/// </summary>
public static class Lin2013
{
    /// <summary>The letter coefficient for one scope, in events per person-month.</summary>
    public static Estimate Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete();
        var letter = people.Column(p => p.Letter);
        var raw = AncovaLinear.Covariates(DesignMatrix.Empty(letter.Length), people, outcome);
        var design = DesignMatrix.Intercept(letter.Length).With("letter", letter);
        var centred = raw.Names.Select((name, j) => (Name: name, Values: Centred(raw.Column(j)))).ToArray();
        design = centred.Aggregate(design, (d, c) => d.With(c.Name, c.Values));
        design = centred.Aggregate(design, (d, c) =>
            d.With("letter:" + c.Name, [.. c.Values.Zip(letter, (x, z) => x * z)]));
        var fit = Ols.Fit(design, people.Column(p => p.In(Window.Post).Rate(outcome)));
        return Estimate.T(
            $"{Names.Of(outcome)}.{Names.Of(scope)}.lin2013.HC2", fit, Hc.Of(fit, HcForm.HC2), "letter",
            fit.RowCount - fit.CoefficientCount, logRatio: false);
    }

    private static double[] Centred(ReadOnlySpan<double> values)
    {
        var mean = values.Length == 0 ? 0 : values.ToArray().Average();
        return Array.ConvertAll(values.ToArray(), v => v - mean);
    }
}
