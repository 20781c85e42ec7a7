using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Effects on the treated with weights taken as given (their estimation is not in the standard errors, which makes them a little too
/// wide for this design). A weight w is the same as counting events and exposure w times, so the plain estimators serve.
/// </summary>
internal static class WeightedEffects
{
    public static IEnumerable<Result> Of(PersonTable people, Outcome outcome, double[] treated, double[] weights,
        IReadOnlyList<(int Treated, int Control)> pairs)
    {
        var name = Names.Of(outcome);
        var change = people.Column(p => p.In(Window.Post).Rate(outcome) - p.In(Window.Pre).Rate(outcome));
        var n = change.Length;
        var root = Array.ConvertAll(weights, Math.Sqrt);
        double[] Times(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];
        var mean = Ols.Fit(DesignMatrix.Empty(n).With("one", root).With("letter", Times(root, treated)), Times(root, change));
        foreach (var form in (HcForm[])[HcForm.HC0, HcForm.HC1])
        {
            yield return Result.Of(Estimate.T($"{name}.att_weighted_mean_change.{form}", mean, Hc.Of(mean, form), "letter", n - 2,
                logRatio: false));
        }

        var post = Poisson.Fit(DesignMatrix.Intercept(n).With("letter", treated),
            Times(weights, people.Column(p => p.In(Window.Post).Of(outcome))),
            Times(weights, people.Column(p => p.In(Window.Post).Months)));
        yield return Result.Of(Estimate.Z($"{name}.att_weighted_poisson_post.HC0", post, Hc.Of(post, HcForm.HC0), "letter",
            logRatio: true));
        yield return Result.Of(WeightedDid(people, outcome, treated, weights, name));

        double[] differences = [.. pairs.Select(p => change[p.Treated] - change[p.Control])];
        var average = differences.Length == 0 ? double.NaN : differences.Average();
        var error = differences.Length < 2 ? double.NaN
            : Math.Sqrt(differences.Sum(d => (d - average) * (d - average)) / (differences.Length - 1) / differences.Length);
        yield return DesignRows.Of($"{name}.matched_pair_did", Inference.WithT(average, error, differences.Length - 1), "pairs",
            differences.Length);
    }

    private static Estimate WeightedDid(PersonTable people, Outcome outcome, double[] treated, double[] weights, string name)
    {
        var n = treated.Length;
        double[] Both(Func<int, Window, double> value) =>
            [.. Enumerable.Range(0, n).Select(i => value(i, Window.Pre)), .. Enumerable.Range(0, n).Select(i => value(i, Window.Post))];
        var design = DesignMatrix.Intercept(2 * n).With("letter", Both((i, _) => treated[i]))
            .With("post", Both((_, w) => w == Window.Post ? 1 : 0))
            .With("letter:post", Both((i, w) => w == Window.Post ? treated[i] : 0));
        var fit = Poisson.Fit(design, Both((i, w) => weights[i] * people.Persons[i].In(w).Of(outcome)),
            Both((i, w) => weights[i] * people.Persons[i].In(w).Months));
        var clusters = people.Clusters();
        var clustered = ClusterRobust.Of(fit, [.. clusters, .. clusters], CrForm.CR1);
        return Estimate.Z($"{name}.att_weighted_did_poisson.CR1.z", fit, clustered, "letter:post", logRatio: true);
    }
}
