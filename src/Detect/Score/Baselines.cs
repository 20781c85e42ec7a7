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
        new Simple("B1", "receipts in t0", ("receipts_t0", 1)),
        new Simple("B2", "mean of 3 months", ("receipts_mean3", 1)),
        new Simple("B3", "largest of 12 months", ("receipts_max12", 1)),
        new Simple("B4", "level + 6 × slope", ("receipts_mean3", 1), ("receipts_slope6", 6)),
        // Exponentially weighted with .5: t0, t0−1, t0−2, and the 12-month mean for all that lies further back.
        new Simple(
            "B5", "weighted recent mean + slope", ("receipts_t0", 0.5), ("receipts_lag1", 0.25), ("receipts_lag2", 0.125),
            ("receipts_mean12", 0.125), ("receipts_slope6", 1)),
        new RulesMet(),
        new Simple("B7", "institutions, mean of 3 months", ("institutions_mean3", 1)),
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

    /// <summary>Features and weights of a baseline that is a weighted sum; empty for those that are not (B0, B6, B8).</summary>
    public static IReadOnlyList<(string Feature, double Weight)> WeightsOf(string id) =>
        All.OfType<Simple>().FirstOrDefault(s => s.Id == id)?.Weights ?? [];

    private static double[] Of(Cohort cohort, string column) => Array.ConvertAll(cohort.Column(column).ToArray(), Known);

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private sealed class Simple(string id, string name, params (string Feature, double Weight)[] weights) : IScorer
    {
        public string Id => id;

        public string Name => name;

        public bool IsBaseline => true;

        public IReadOnlyList<(string Feature, double Weight)> Weights => weights;

        public FittedScorer Fit(ScoreLesson lesson) => new(
            id, cohort =>
                [.. Enumerable.Range(0, cohort.Rows.Count)
                    .Select(i => weights.Sum(w => w.Weight * Known(cohort.Column(w.Feature)[i])))], null);
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
        private static readonly string[] s_columns =
            ["receipts_t0", "receipts_mean3", "receipts_slope6", "age", Cohort.SexColumn];

        public string Id => "B8";

        public string Name => "count regression (t0, mean3, slope, age, sex)";

        public bool IsBaseline => true;

        public FittedScorer Fit(ScoreLesson lesson)
        {
            var rows = lesson.Train.Where(r => r.MonthsObserved > 0);
            var design = DesignMatrix.Intercept(rows.Rows.Count);
            foreach (var column in s_columns)
            {
                design = design.With(column, Baselines.Of(rows, column));
            }

            var fit = Irls.Fit(Poisson.Log, design, [.. rows.Rows.Select(r => r.HorizonMean)]);
            if (fit.Status != FitStatus.Converged)
            {
                return Of(new GlmModel([0], [new GlmTerm("receipts_mean3", 0, [], [0], [1], [1])]));
            }

            // Written as a linear model, so that a model file can carry it; a missing value takes 0, its training twin.
            var names = fit.Design.Names;
            var terms = Enumerable.Range(0, names.Count).Where(j => names[j] != DesignMatrix.InterceptName)
                .Select(j => new GlmTerm(names[j], names[j] == Cohort.SexColumn ? 0.5 : 0, [], [0], [1], [fit.Coefficients[j]]));
            return Of(new GlmModel([fit.Coefficients[0]], [.. terms]));
        }

        private FittedScorer Of(GlmModel model) => new(
            Id, cohort => GlmModel.LinearOf(model.Terms, cohort),
            new ModelBody(null, model, [.. model.Terms.Select(t => t.Feature)]));
    }
}
