using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E1: difference between the arms in the mean change of a person's rate from PRE to POST, in events per person-month:
/// OLS with HC1 and t(N − 2), and Welch's test (HC2 with Satterthwaite's degrees of freedom).
/// </summary>
public static class MeanChange
{
    /// <summary>Both forms for one scope.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete();
        var change = people.Column(p => p.In(Window.Post).Rate(outcome) - p.In(Window.Pre).Rate(outcome));
        var letter = people.Column(p => p.Letter);
        var fit = Ols.Fit(DesignMatrix.Intercept(change.Length).With("letter", letter), change);
        var prefix = $"{Names.Of(outcome)}.{Names.Of(scope)}.mean_change_diff";
        yield return Estimate.T(prefix + ".HC1", fit, Hc.Of(fit, HcForm.HC1), "letter", change.Length - 2, logRatio: false);

        var hc2 = Hc.Of(fit, HcForm.HC2);
        var inference = Inference.WithT(fit.Coefficient("letter"), hc2.StandardError("letter"), WelchDf(change, letter));
        yield return Estimate.Of(prefix + ".HC2_welch", fit, hc2, inference, logRatio: false) with { Vcov = "HC2_welch" };
    }

    /// <summary>
    /// Difference between women and men of that difference (HC1, t(N − 4)): the sex interaction on the difference scale.
    /// </summary>
    public static Estimate SexInteraction(PersonTable table, Outcome outcome)
    {
        var people = table.Only(Scope.All).Complete();
        var change = people.Column(p => p.In(Window.Post).Rate(outcome) - p.In(Window.Pre).Rate(outcome));
        var design = DesignMatrix.Intercept(change.Length).With("letter", people.Column(p => p.Letter))
            .With("female", people.Column(p => p.Female)).With("letter:female", people.Column(p => p.Letter * p.Female));
        var fit = Ols.Fit(design, change);
        return Estimate.T(
            $"{Names.Of(outcome)}.mean_change_sex_interaction.HC1", fit, Hc.Of(fit, HcForm.HC1), "letter:female",
            change.Length - 4,
            logRatio: false);
    }

    private static double WelchDf(double[] change, double[] letter)
    {
        var (v1, n1) = MeanVariance(change, letter, 1);
        var (v0, n0) = MeanVariance(change, letter, 0);
        return (v1 + v0) * (v1 + v0) / ((v1 * v1 / (n1 - 1)) + (v0 * v0 / (n0 - 1)));
    }

    private static (double VarianceOfMean, int Count) MeanVariance(double[] change, double[] letter, double arm)
    {
        var values = change.Where((_, i) => letter[i] == arm).ToArray();
        if (values.Length < 2)
        {
            return (double.NaN, values.Length);
        }

        var mean = values.Average();
        return (values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length, values.Length);
    }
}
