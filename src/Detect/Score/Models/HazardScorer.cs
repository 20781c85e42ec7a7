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
    private const double MonthPenalty = 0.01;

    private static readonly TermPlan[] s_plans =
    [
        new("receipts_t0", Spline: true), new("receipts_mean3", Spline: true), new("receipts_mean12", Spline: true),
        new("age", Spline: true),
        new("receipts_slope6"), new("receipts_max12"), new("receipts_sd6"), new("receipts_lag1"), new("receipts_mean6"),
        new("institutions_mean3"), new("institutions_slope6"), new("new_institutions"), new("pharmacies_mean3"),
        new("pharmacies_mean6"),
        new("pharmacies_slope6"), new("pharmacies_distinct"), new("pharmacies_per_institution6"),
        new("visit_days_mean3"), new("coc"),
        new("psychotropic_prescribers"), new("classes_from_two"), new("overlap_days_all"), new("long_ingredients"),
        new("department_institutions"), new("out_of_hours_receipts"),
        new("same_day_prescriber_days"),
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
        var months = lesson.Outcome == ScoreOutcome.Once ? lesson.Settings.HorizonMonths : 1;
        var terms = GlmTerms.Of(lesson.Train, useSex ? [.. s_plans, new(Cohort.SexColumn)] : s_plans);
        var (rows, month, y) = PersonMonths(lesson, months);
        var design = DesignMatrix.Intercept(rows.Count);
        for (var m = 2; m <= months; m++)
        {
            var at = m;
            design = design.With($"month{m}", [.. month.Select(v => v == at ? 1.0 : 0.0)]);
        }

        var own = design.ColumnCount;
        design = GlmTerms.With(design, lesson.Train, terms, rows);
        double[] penalties =
            [0, .. Enumerable.Repeat(MonthPenalty, own - 1), .. Enumerable.Repeat(Penalty, design.ColumnCount - own)];
        var b = RidgeGlm.Fit(Cloglog.Binomial, design, [.. y], penalties).Coefficients;
        var model = new GlmModel(
            [.. Enumerable.Range(0, own).Select(m => m == 0 ? b[0] : b[0] + b[m])],
            GlmTerms.Filled(terms, design.Names.Zip(b).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal)));
        return new FittedScorer(
            Id, cohort => Array.ConvertAll(GlmModel.LinearOf(model.Terms, cohort), model.Probability),
            new ModelBody(null, model, [.. terms.Select(t => t.Feature)]));
    }

    private static (List<int> Rows, List<int> Month, List<double> Y) PersonMonths(ScoreLesson lesson, int months)
    {
        var (rows, month, y) = (new List<int>(), new List<int>(), new List<double>());
        for (var i = 0; i < lesson.Train.Rows.Count; i++)
        {
            var row = lesson.Train.Rows[i];
            var last = months == 1 ? 1 : row.CrossedInGap ? 0 : row.FirstCrossing > 0 ? row.FirstCrossing : row.MonthsObserved;
            for (var m = 1; m <= last; m++)
            {
                rows.Add(i);
                month.Add(m);
                y.Add(months == 1 ? (row.Is(lesson.Outcome, lesson.Settings) ? 1 : 0) : m == row.FirstCrossing ? 1 : 0);
            }
        }

        return (rows, month, y);
    }
}
