using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Detect.Score;

/// <summary>The simple scores B0–B8 that a model has to beat on the same people with the same number of letters.</summary>
public static class Baselines
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<IScorer> All { get; } =
    [
        new Chance(),
        new Simple("B1", "receipts in t0", v => v("receipts_t0")),
        new Simple("B2", "mean of 3 months", v => v("receipts_mean3")),
        new Simple("B3", "largest of 12 months", v => v("receipts_max12")),
        new Simple("B4", "level + 6 × slope", v => v("receipts_mean3") + (6 * v("receipts_slope6"))),
        new Simple("B5", "weighted recent mean + slope", v => Recent(v) + v("receipts_slope6")),
        new RulesMet(),
        new Simple("B7", "institutions, mean of 3 months", v => v("institutions_mean3")),
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

    /// <summary>The score of one person by a baseline that is a formula; null for those that are not (B0, B6, B8).</summary>
    public static double? Formula(string id, Func<string, double> value) =>
        All.OfType<Simple>().FirstOrDefault(s => s.Id == id) is { } simple ? simple.Row(value) : null;

    private static double[] Of(Cohort cohort, string column) => Array.ConvertAll(cohort.Column(column).ToArray(), Known);

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    // Exponentially weighted with .5: t0, t0−1, t0−2, and the 12-month mean for all that lies further back.
    private static double Recent(Func<string, double> value) => (0.5 * value("receipts_t0")) + (0.25 * value("receipts_lag1"))
        + (0.125 * value("receipts_lag2")) + (0.125 * value("receipts_mean12"));

    private sealed record Simple(string Id, string Name, Func<Func<string, double>, double> Row) : IScorer
    {
        public bool IsBaseline => true;

        public FittedScorer Fit(ScoreLesson lesson) => new(
            Id, cohort => [.. Enumerable.Range(0, cohort.Rows.Count).Select(i => Row(name => Known(cohort.Column(name)[i])))], null);
    }

    private sealed record Chance : IScorer
    {
        public string Id => "B0";

        public string Name => "random";

        public bool IsBaseline => true;

        public FittedScorer Fit(ScoreLesson lesson) => new(Id, c => [.. c.Rows.Select(r => Hash(r.Person, r.T0.Value))], null);
    }

    private sealed record RulesMet : IScorer
    {
        public string Id => "B6";

        public string Name => "number of rules met";

        public bool IsBaseline => true;

        public FittedScorer Fit(ScoreLesson lesson) => new(Id, c => [.. c.Rows.Select(r => (double)r.RulesMet)], null);
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

            // Written as a linear model, so that a model file can carry it; a missing value takes 0, its training twin.
            var names = fit.Design.Names;
            var terms = Enumerable.Range(0, names.Count).Where(j => names[j] != DesignMatrix.InterceptName)
                .Select(j => new GlmTerm(names[j], names[j] == Cohort.SexColumn ? 0.5 : 0, [], [0], [1], [fit.Coefficients[j]]));
            var model = new GlmModel([fit.Coefficients[0]], [.. terms]);
            return new FittedScorer(Id, model.LinearOf, new ModelBody(null, model, [.. model.Terms.Select(t => t.Feature)]));
        }
    }
}
