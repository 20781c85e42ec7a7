using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Interrupted time series of a WHOLE insured population's monthly rate: level and slope after the start, one pair of yearly
/// harmonics; with a comparison series beside it when the file has one. A group chosen for a high month falls by itself, so a series
/// of chosen people is refused.
/// </summary>
public static class SeriesDesign
{
    /// <summary>Name in <c>outcomes --design</c>.</summary>
    public const string Name = "its";

    /// <summary>Fewer months than this on either side of the start are refused: two years show the season once each way.</summary>
    public const int MonthsMin = 12;

    /// <summary>Columns of the file.</summary>
    public static readonly IReadOnlyList<string> Columns = ["month", "events", "person_months", "series"];

    private static readonly int[] s_lags = [1, 3, 6];

    /// <summary>Measures a series file; <paramref name="start"/> is the first month with letters.</summary>
    /// <exception cref="UserError">The file lacks a column, has a bad value, or too few months.</exception>
    public static DesignResults Measure(string text, string fileName, ClaimMonth start)
    {
        var points = SeriesPoint.Read(text, fileName);
        var own = points.Where(p => !p.IsComparison).OrderBy(p => p.Month).ToArray();
        var before = own.Count(p => p.Month < start);
        if (before < MonthsMin || own.Length - before < 2 || start.IsNone)
        {
            throw new UserError(ExitCode.Refused, Texts.SeriesTooShort(MonthsMin), fileName, Texts.SeriesNext);
        }

        var first = own[0].Month;
        var design = Season(Trend(own, first, start), own);
        var ols = Ols.Fit(design, [.. own.Select(p => p.Events / p.PersonMonths)]);
        var poisson = Poisson.Fit(design, [.. own.Select(p => p.Events)], [.. own.Select(p => p.PersonMonths)]);
        var results = new List<Result>();
        foreach (var term in (string[])["post", "tp"])
        {
            results.AddRange(OfOls(ols, term));
            results.Add(Row($"its_poisson.{term}.HC0", poisson, Hc.Of(poisson, HcForm.HC0), term, double.PositiveInfinity));
            results.Add(Quasi($"its_quasipoisson.{term}", poisson, [.. own.Select(p => p.Events)], term));
        }

        results.Add(Result.Number("durbin_watson", DurbinWatson(ols.ScoreResiduals)));
        if (points.Any(p => p.IsComparison))
        {
            results.AddRange(Comparative([.. own, .. points.Where(p => p.IsComparison).OrderBy(p => p.Month)], first, start));
        }

        return new DesignResults(Name, results, [Texts.SeriesWarning]);
    }

    private static IEnumerable<Result> OfOls(OlsFit fit, string term)
    {
        var df = fit.RowCount - fit.CoefficientCount;
        yield return Row($"its_ols.{term}.classical", fit, Covariance.Homoskedastic(fit), term, df);
        foreach (var lag in s_lags)
        {
            yield return Row($"its_ols.{term}.NW{lag}", fit, NeweyWest.Of(fit, lag), term, double.PositiveInfinity);
        }
    }

    private static IEnumerable<Result> Comparative(SeriesPoint[] rows, ClaimMonth first, ClaimMonth start)
    {
        double[] own = [.. rows.Select(r => r.IsComparison ? 0.0 : 1)];
        var trend = Trend(rows, first, start);
        var design = trend.With("z", own);
        foreach (var name in (string[])["t", "post", "tp"])
        {
            var column = trend.Column(trend.IndexOf(name)).ToArray();
            design = design.With("z:" + name, [.. column.Zip(own, (a, b) => a * b)]);
        }

        var fit = Poisson.Fit(Season(design, rows), [.. rows.Select(p => p.Events)], [.. rows.Select(p => p.PersonMonths)]);
        var hc0 = Hc.Of(fit, HcForm.HC0);
        return ((string[])["z:post", "z:tp"]).Select(term =>
            Row($"cits_poisson.{term}.HC0", fit, hc0, term, double.PositiveInfinity));
    }

    private static DesignMatrix Trend(SeriesPoint[] rows, ClaimMonth first, ClaimMonth start) =>
        DesignMatrix.Intercept(rows.Length).With("t", [.. rows.Select(r => (double)r.Month.MonthsSince(first))])
            .With("post", [.. rows.Select(r => r.Month >= start ? 1.0 : 0)])
            .With("tp", [.. rows.Select(r => (double)Math.Max(0, r.Month.MonthsSince(start)))]);

    private static DesignMatrix Season(DesignMatrix design, SeriesPoint[] rows) =>
        design.With("sin12", [.. rows.Select(r => Math.Sin(Angle(r.Month)))]).With("cos12", [.. rows.Select(r => Math.Cos(Angle(r.Month)))]);

    private static double Angle(ClaimMonth month) => 2 * Math.PI * (month.Value % 100) / 12;

    private static Result Row(string id, FittedModel fit, Covariance covariance, string term, double df) =>
        DesignRows.Of(id, Inference.WithT(fit.Coefficient(term), covariance.StandardError(term), df), covariance.Name,
            fit.RowCount, fit is GlmFit);

    // Pearson dispersion over N − K, Student's t, as R's quasipoisson.
    private static Result Quasi(string id, GlmFit fit, double[] events, string term)
    {
        var df = fit.RowCount - fit.CoefficientCount;
        var dispersion = events.Select((y, i) => (y - fit.Means[i]) * (y - fit.Means[i]) / fit.Means[i]).Sum() / df;
        var error = Math.Sqrt(dispersion) * Covariance.ModelBased(fit).StandardError(term);
        return DesignRows.Of(id, Inference.WithT(fit.Coefficient(term), error, df), "quasi", fit.RowCount, logRatio: true);
    }

    private static double DurbinWatson(double[] residuals)
    {
        var changes = residuals.Skip(1).Select((e, i) => (e - residuals[i]) * (e - residuals[i])).Sum();
        return changes / residuals.Sum(e => e * e);
    }
}
