using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Effects on the treated with weights taken as given (their estimation is not in the standard errors, which makes them a little
/// too wide for this design). A weight w is the same as counting events and exposure w times, so the plain estimators serve.
/// </summary>
internal static class WeightedEffects
{
    /// <summary>Every estimate of one outcome; the third is the main one (<see cref="IsMain"/>).</summary>
    public static IEnumerable<Measured> Of(WeightedGroups groups, Outcome outcome, string name)
    {
        var (people, treated, weights) = (groups.People, groups.Treated, groups.Weights);
        var change = people.Column(p => p.In(Window.Post).Rate(outcome) - p.In(Window.Pre).Rate(outcome));
        var n = change.Length;
        var root = Array.ConvertAll(weights, Math.Sqrt);
        var mean = Ols.Fit(DesignMatrix.Empty(n).With("one", root).With("letter", Times(root, treated)), Times(root, change));
        foreach (var form in (HcForm[])[HcForm.HC0, HcForm.HC1])
        {
            yield return Told(Estimate.T($"{name}.att_weighted_mean_change.{form}", mean, Hc.Of(mean, form), "letter", n - 2,
                logRatio: false));
        }

        var post = Poisson.Fit(DesignMatrix.Intercept(n).With("letter", treated),
            Times(weights, people.Column(p => p.In(Window.Post).Of(outcome))),
            Times(weights, people.Column(p => p.In(Window.Post).Months)));
        yield return Told(Estimate.Z($"{name}.att_weighted_poisson_post.HC0", post, Hc.Of(post, HcForm.HC0),
            "letter", logRatio: true));
        yield return Told(Did(groups, outcome, $"{name}.att_weighted_did_poisson.CR1.z", bySex: false));

        double[] differences = [.. groups.Pairs.Select(p => change[p.Treated] - change[p.Control])];
        var average = differences.Length == 0 ? double.NaN : differences.Average();
        var error = differences.Length < 2 ? double.NaN
            : Math.Sqrt(differences.Sum(d => (d - average) * (d - average)) / (differences.Length - 1) / differences.Length);
        var matched = Inference.WithT(average, error, differences.Length - 1);
        yield return new Measured(DesignRows.Of($"{name}.matched_pair_did", matched, "pairs", differences.Length),
            matched, IsRatio: false);
    }

    /// <summary>Whether an estimate is the one the report leads with: weighted difference in differences, as a ratio.</summary>
    public static bool IsMain(Measured measured) =>
        measured.Result.Id.EndsWith(".att_weighted_did_poisson.CR1.z", StringComparison.Ordinal);

    /// <summary>The women's ratio over the men's, each sex with its own weights: the triple difference in one model.</summary>
    public static Measured SexInteraction(WeightedGroups both, Outcome outcome) =>
        Told(Did(both, outcome, $"{Names.Of(outcome)}.att_weighted_did_poisson_sex_interaction.CR1.z", bySex: true));

    private static Estimate Did(WeightedGroups groups, Outcome outcome, string id, bool bySex)
    {
        var (people, treated, weights) = (groups.People, groups.Treated, groups.Weights);
        var n = treated.Length;
        double[] Both(Func<int, Window, double> value) =>
            [.. Enumerable.Range(0, n).Select(i => value(i, Window.Pre)),
                .. Enumerable.Range(0, n).Select(i => value(i, Window.Post))];
        var letter = Both((i, _) => treated[i]);
        var post = Both((_, w) => w == Window.Post ? 1 : 0);
        var design = DesignMatrix.Intercept(2 * n).With("letter", letter).With("post", post)
            .With("letter:post", Times(letter, post));
        var term = "letter:post";
        if (bySex)
        {
            var female = Both((i, _) => people.Persons[i].Female);
            design = design.With("female", female).With("letter:female", Times(letter, female))
                .With("post:female", Times(post, female))
                .With("letter:post:female", Times(Times(letter, post), female));
            term = "letter:post:female";
        }

        var fit = Poisson.Fit(design, Both((i, w) => weights[i] * people.Persons[i].In(w).Of(outcome)),
            Both((i, w) => weights[i] * people.Persons[i].In(w).Months));
        var clusters = people.Clusters();
        return Estimate.Z(id, fit, ClusterRobust.Of(fit, [.. clusters, .. clusters], CrForm.CR1), term, logRatio: true);
    }

    private static Measured Told(Estimate estimate) => new(Result.Of(estimate), estimate.Inference, estimate.IsLogRatio);

    private static double[] Times(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];
}
