using ClaimsWatch.Core.Claims;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Detect.Score.Models;

/// <summary>
/// NB2 regression of each coming month's receipts (log link, offset log of the share of insured days), and from it the chance
/// that enough months reach the limit.
/// </summary>
public sealed class CountScorer(bool useSex = false) : IScorer
{
    // A design of about 100 MB; beyond it a share of the months is drawn by hash, enough for coefficients to three digits.
    private const int RowsMax = 600_000;
    private const double Tolerance = 1e-6;
    private const double ThetaMax = 1e6;
    private const string Pollen = "pollen";
    private const string Winter = "winter";

    private static readonly TermPlan[] s_plans =
    [
        new("receipts_t0", Log: true), new("receipts_lag1", Log: true), new("receipts_lag2", Log: true),
        new("receipts_mean6", Log: true),
        new("receipts_mean12", Log: true), new("receipts_max12", Log: true), new("receipts_slope6"),
        new("institutions_mean3", Log: true),
        new("institutions_slope6"), new("new_institutions"), new("pharmacies_mean3", Log: true),
        new("pharmacies_per_institution6"),
        new("classes_from_two"), new("long_ingredients"), new("age", Spline: true),
    ];

    /// <inheritdoc/>
    public string Id => useSex ? "nb2+sex" : "nb2";

    /// <inheritdoc/>
    public string Name => useSex ? "negative binomial counts with sex" : "negative binomial counts";

    /// <inheritdoc/>
    public bool IsBaseline => false;

    /// <inheritdoc/>
    public FittedScorer Fit(ScoreLesson lesson)
    {
        var settings = lesson.Settings;
        var terms = GlmTerms.Of(lesson.Train, useSex ? [.. s_plans, new(Cohort.SexColumn)] : s_plans);
        var (rows, months, y, exposure) = PersonMonths(lesson);
        if (rows.Count == 0)
        {
            return Nothing();
        }

        var design = DesignMatrix.Intercept(rows.Count)
            .With(Pollen, [.. months.Select(m => IsPollen(m.Month) ? 1.0 : 0)])
            .With(Winter, [.. months.Select(m => IsWinter(m.Month) ? 1.0 : 0)]);
        var fit = NegativeBinomialFit.Fit(GlmTerms.With(design, lesson.Train, terms, rows), [.. y], [.. exposure], Tolerance);
        if (fit.Model.Status != FitStatus.Converged)
        {
            return Nothing();
        }

        var b = fit.Model.Design.Names.Zip(fit.Model.Coefficients)
            .ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        var model = new CountModel(
            [.. Enumerable.Range(1, 12).Select(m => b[DesignMatrix.InterceptName]
                + (IsPollen(m) ? b.GetValueOrDefault(Pollen) : 0) + (IsWinter(m) ? b.GetValueOrDefault(Winter) : 0))],
            Math.Min(fit.Theta, ThetaMax), lesson.ReceiptsLimit, settings.GapMonths, settings.HorizonMonths,
            lesson.Outcome == ScoreOutcome.Once ? 1 : settings.SettledMonthsMin, GlmTerms.Filled(terms, b));
        return new FittedScorer(Id, model.ProbabilitiesOf,
            new ModelBody(null, null, [.. terms.Select(t => t.Feature)]) { Counts = model });
    }

    // Without a fit nobody is ranked before anybody: such a scorer never earns its place.
    private FittedScorer Nothing() => new(Id, cohort => new double[cohort.Rows.Count], null);

    private static bool IsPollen(int month) => month is >= 2 and <= 4;

    private static bool IsWinter(int month) => month is 12 or 1;

    // People whose crossing no letter could precede are left out, as in the outcome.
    private static (List<int> Rows, List<ClaimMonth> Months, List<double> Y,
        List<double> Exposure) PersonMonths(ScoreLesson lesson)
    {
        var (rows, months, y, exposure) = (new List<int>(), new List<ClaimMonth>(), new List<double>(), new List<double>());
        var all = lesson.Train.Rows.Where(r => !r.CrossedInGap).Sum(r => r.MonthsObserved);
        var share = Math.Min(1, RowsMax / (double)Math.Max(1, all));
        for (var i = 0; i < lesson.Train.Rows.Count; i++)
        {
            var row = lesson.Train.Rows[i];
            for (var m = 0; m < row.MonthsObserved && !row.CrossedInGap; m++)
            {
                var month = row.T0.Plus(lesson.Settings.GapMonths + 1 + m);
                if (Baselines.Hash(row.Person, (row.T0.Value * 100) + m) < share)
                {
                    rows.Add(i);
                    months.Add(month);
                    y.Add(row.Counts[m]);
                    exposure.Add(row.Days[m] / (double)month.Days);
                }
            }
        }

        return (rows, months, y, exposure);
    }
}
