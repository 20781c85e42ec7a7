using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Detect.Score;

/// <summary>The simple scores B0–B8 that a model has to beat on the same people with the same number of letters.</summary>
public static class Baselines
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<IScorer> All { get; } =
    [
        new Simple("B0", "random", c => [.. c.Rows.Select(r => Hash(r.Person, r.T0.Value))]),
        new Simple("B1", "receipts in t0", c => Of(c, "receipts_t0")),
        new Simple("B2", "mean of 3 months", c => Of(c, "receipts_mean3")),
        new Simple("B3", "largest of 12 months", c => Of(c, "receipts_max12")),
        new Simple("B4", "level + 6 × slope", c => Sum(Of(c, "receipts_mean3"), Of(c, "receipts_slope6"), 6)),
        new Simple("B5", "weighted recent mean + slope", c => Sum(Recent(c), Of(c, "receipts_slope6"), 1)),
        new Simple("B6", "number of rules met", c => [.. c.Rows.Select(r => (double)r.RulesMet)]),
        new Simple("B7", "institutions, mean of 3 months", c => Of(c, "institutions_mean3")),
        new CountRegression(),
    ];

    /// <summary>Uniform on [0, 1) from a person and a month: chance that anyone can recompute.</summary>
    internal static double Hash(long person, int month)
    {
        unchecked
        {
            var z = ((ulong)person * 0x9E3779B97F4A7C15UL) ^ ((ulong)month * 0xC2B2AE3D27D4EB4FUL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    private static double[] Of(Cohort cohort, string column) =>
        Array.ConvertAll(cohort.Column(column).ToArray(), v => double.IsNaN(v) ? 0 : v);

    private static double[] Sum(double[] a, double[] b, double factor) => [.. a.Zip(b, (x, y) => x + (factor * y))];

    // Exponentially weighted with .5: t0, t0−1, t0−2, and the 12-month mean for all that lies further back.
    private static double[] Recent(Cohort cohort)
    {
        var (a, b, c, d) = (Of(cohort, "receipts_t0"), Of(cohort, "receipts_lag1"), Of(cohort, "receipts_lag2"), Of(cohort, "receipts_mean12"));
        return [.. Enumerable.Range(0, a.Length).Select(i => (0.5 * a[i]) + (0.25 * b[i]) + (0.125 * c[i]) + (0.125 * d[i]))];
    }

    private sealed record Simple(string Id, string Name, Func<Cohort, double[]> Score) : IScorer
    {
        public bool IsBaseline => true;

        public FittedScorer Fit(ScoreLesson lesson) => new(Id, Score, null);
    }

    /// <summary>B8: Poisson regression of the horizon's mean count on t0's count, 3-month mean, slope, age and sex.</summary>
    private sealed class CountRegression : IScorer
    {
        private static readonly string[] s_columns = ["receipts_t0", "receipts_mean3", "receipts_slope6", "age", Cohort.SexColumn];

        public string Id => "B8";

        public string Name => "count regression (t0, mean3, slope, age, sex)";

        public bool IsBaseline => true;

        public FittedScorer Fit(ScoreLesson lesson)
        {
            var rows = lesson.Train.Where(r => r.MonthsObserved > 0);
            var design = DesignMatrix.Intercept(rows.Rows.Count);
            foreach (var column in s_columns)
            {
                design = design.With(column, Of(rows, column));
            }

            var fit = Irls.Fit(Poisson.Log, design, [.. rows.Rows.Select(r => r.HorizonMean)]);
            if (fit.Status != FitStatus.Converged)
            {
                return new FittedScorer(Id, c => Of(c, "receipts_mean3"), null);
            }

            return new FittedScorer(Id, cohort => Score(fit, cohort), null);
        }

        private static double[] Score(GlmFit fit, Cohort cohort)
        {
            var scores = new double[cohort.Rows.Count];
            for (var j = 0; j < fit.Design.ColumnCount; j++)
            {
                var name = fit.Design.Names[j];
                var values = name == DesignMatrix.InterceptName ? null : Of(cohort, name);
                for (var i = 0; i < scores.Length; i++)
                {
                    scores[i] += fit.Coefficients[j] * (values?[i] ?? 1);
                }
            }

            return scores;
        }
    }
}
