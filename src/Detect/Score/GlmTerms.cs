using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Detect.Score;

/// <summary>What a linear model is asked to look at.</summary>
/// <param name="Feature">Feature.</param>
/// <param name="Spline">A natural spline instead of a line.</param>
/// <param name="Log">log(1 + value) instead of the value.</param>
internal readonly record struct TermPlan(string Feature, bool Spline = false, bool Log = false);

/// <summary>Turns features into standardised columns of a design, and fitted coefficients back into terms.</summary>
internal static class GlmTerms
{
    /// <summary>Terms with knots, means and scales of the training rows; features that never move there are left out.</summary>
    public static IReadOnlyList<GlmTerm> Of(Cohort train, IEnumerable<TermPlan> plans)
    {
        var terms = new List<GlmTerm>();
        foreach (var plan in plans)
        {
            var bare = new GlmTerm(plan.Feature, 0, [], [], [], []) { Log = plan.Log };
            var known = train.Column(plan.Feature).ToArray().Where(v => !double.IsNaN(v)).ToList();
            if (known.Count == 0 || known.Max() - known.Min() < 1e-9)
            {
                continue;
            }

            var spline = plan.Spline ? NaturalSpline.AtQuantiles(known, [0.05, 0.35, 0.65, 0.95]) : null;
            bare = bare with { Missing = known.Average(), Knots = spline?.Knots ?? [] };
            var columns = ColumnsOf(train, bare);
            var means = Enumerable.Range(0, columns[0].Length).Select(j => columns.Average(c => c[j])).ToArray();
            var scales = means.Select((mean, j) => Math.Sqrt(columns.Average(c => (c[j] - mean) * (c[j] - mean)))).ToArray();
            terms.Add(bare with { Means = means, Scales = scales });
        }

        return terms;
    }

    /// <summary>The design with the terms' columns on its right, for some rows of the cohort.</summary>
    public static DesignMatrix With(DesignMatrix design, Cohort train, IReadOnlyList<GlmTerm> terms, IReadOnlyList<int> rows)
    {
        foreach (var term in terms)
        {
            var columns = ColumnsOf(train, term);
            for (var j = 0; j < term.Means.Count; j++)
            {
                var at = j;
                design = design.With(NameOf(term, j), [.. rows.Select(r => (columns[r][at] - term.Means[at]) / term.Scales[at])]);
            }
        }

        return design;
    }

    /// <summary>The terms with their coefficients by column name; a column that added nothing has 0.</summary>
    public static IReadOnlyList<GlmTerm> Filled(IReadOnlyList<GlmTerm> terms, IReadOnlyDictionary<string, double> coefficients) =>
    [
        .. terms.Select(term => term with
        {
            Coefficients =
                [.. Enumerable.Range(0, term.Means.Count).Select(j => coefficients.GetValueOrDefault(NameOf(term, j)))],
        }),
    ];

    private static string NameOf(GlmTerm term, int column) => $"{term.Feature}.{column}";

    private static double[][] ColumnsOf(Cohort train, GlmTerm term) =>
        Array.ConvertAll(train.Column(term.Feature).ToArray(), v => term.Columns(double.IsNaN(v) ? term.Missing : v));
}
