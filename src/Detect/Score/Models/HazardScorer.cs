using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Detect.Score.Models;

/// <summary>
/// Discrete-time hazard: one row a person and month of the horizon up to the first crossing or the end of insurance (so censoring
/// needs no guess), cloglog link, ridge, natural splines of level and age (Prentice and Gloeckler 1978). "Settled" has no first
/// month, so it is one row a person.
/// </summary>
public sealed class HazardScorer(bool useSex = false) : IScorer
{
    private const double Penalty = 1;

    private static readonly string[] s_splines = ["receipts_t0", "receipts_mean3", "receipts_mean12", "age"];

    private static readonly string[] s_lines =
    [
        "receipts_slope6", "receipts_max12", "receipts_sd6", "months_12_or_more", "months_16_or_more", "receipts_lag1",
        "receipts_mean6", "institutions_mean3", "institutions_slope6", "pharmacies_mean3", "pharmacies_mean6", "pharmacies_slope6",
        "visit_days_mean3", "dispensing_share6", "pharmacies_per_institution6", "psychotropic_prescribers", "duplicate_ingredients",
    ];

    /// <inheritdoc/>
    public string Id => useSex ? "hazard+sex" : "hazard";

    /// <inheritdoc/>
    public string Name => useSex ? "discrete-time hazard with sex" : "discrete-time hazard";

    /// <inheritdoc/>
    public bool IsBaseline => false;

    /// <inheritdoc/>
    public FittedScorer Fit(ScoreLesson lesson)
    {
        var settings = lesson.Settings;
        var months = lesson.Outcome == ScoreOutcome.Once ? settings.HorizonMonths : 1;
        var terms = Terms(lesson.Train);
        var (rows, month, y) = (new List<int>(), new List<int>(), new List<double>());
        for (var i = 0; i < lesson.Train.Rows.Count; i++)
        {
            var row = lesson.Train.Rows[i];
            var last = months == 1 ? 1 : row.CrossedInGap ? 0 : row.FirstCrossing > 0 ? row.FirstCrossing : row.MonthsObserved;
            for (var m = 1; m <= last; m++)
            {
                rows.Add(i);
                month.Add(m);
                y.Add(months == 1 ? (row.Is(lesson.Outcome, settings) ? 1 : 0) : m == row.FirstCrossing ? 1 : 0);
            }
        }

        var design = DesignMatrix.Intercept(rows.Count);
        for (var m = 2; m <= months; m++)
        {
            var at = m;
            design = design.With($"month{m}", [.. month.Select(v => v == at ? 1.0 : 0.0)]);
        }

        var own = design.ColumnCount;
        design = WithTerms(design, lesson.Train, terms, rows);
        var penalties = Enumerable.Range(0, design.ColumnCount).Select(j => j < own ? (j == 0 ? 0 : 0.01) : Penalty).ToArray();
        var fit = RidgeGlm.Fit(Cloglog.Binomial, design, [.. y], penalties);
        var model = ModelOf(fit.Coefficients, own, terms);
        return new FittedScorer(Id, cohort => Array.ConvertAll(model.LinearOf(cohort), model.Probability), new ModelBody(null, model, [.. terms.Select(t => t.Feature)]));
    }

    private List<GlmTerm> Terms(Cohort train)
    {
        var terms = new List<GlmTerm>();
        foreach (var name in s_splines.Concat(s_lines).Concat(useSex ? [Cohort.SexColumn] : []))
        {
            var values = train.Column(name).ToArray();
            var known = values.Where(v => !double.IsNaN(v)).ToList();
            if (known.Count == 0 || known.Max() - known.Min() < 1e-9)
            {
                continue;
            }

            var spline = Array.IndexOf(s_splines, name) < 0 ? null : NaturalSpline.AtQuantiles(known, [0.05, 0.35, 0.65, 0.95]);
            var bare = new GlmTerm(name, known.Average(), spline?.Knots ?? [], [], [], []);
            var columns = Array.ConvertAll(values, v => bare.Columns(double.IsNaN(v) ? bare.Missing : v));
            var means = Enumerable.Range(0, columns[0].Length).Select(j => columns.Average(c => c[j])).ToArray();
            var scales = means.Select((mean, j) => Math.Sqrt(columns.Average(c => (c[j] - mean) * (c[j] - mean)))).ToArray();
            terms.Add(bare with { Means = means, Scales = scales });
        }

        return terms;
    }

    private static DesignMatrix WithTerms(DesignMatrix design, Cohort train, List<GlmTerm> terms, List<int> rows)
    {
        foreach (var term in terms)
        {
            var values = train.Column(term.Feature).ToArray();
            var columns = Array.ConvertAll(values, v => term.Columns(double.IsNaN(v) ? term.Missing : v));
            for (var j = 0; j < term.Means.Count; j++)
            {
                var at = j;
                design = design.With($"{term.Feature}.{j}", [.. rows.Select(r => (columns[r][at] - term.Means[at]) / term.Scales[at])]);
            }
        }

        return design;
    }

    private static GlmModel ModelOf(double[] b, int own, List<GlmTerm> terms)
    {
        var months = Enumerable.Range(0, own).Select(m => m == 0 ? b[0] : b[0] + b[m]).ToArray();
        var at = own;
        var filled = new List<GlmTerm>();
        foreach (var term in terms)
        {
            filled.Add(term with { Coefficients = b[at..(at + term.Means.Count)] });
            at += term.Means.Count;
        }

        return new GlmModel(months, filled);
    }
}
