using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>Level and slope after the start in one population's series, alone and against a comparison series.</summary>
internal sealed class SeriesModel
{
    /// <summary>Terms reported: the step at the start and the change of slope.</summary>
    public static readonly IReadOnlyList<string> Terms = ["post", "tp"];

    private static readonly int[] s_lags = [1, 3, 6];
    private const int MainLag = 3;

    private readonly ClaimMonth _first;
    private readonly ClaimMonth _start;
    private readonly OlsFit _ols;

    private SeriesModel(SeriesPoint[] own, SeriesPoint[] comparison, ClaimMonth start)
    {
        (Own, Comparison, _first, _start) = (own, comparison, own[0].Month, start);
        var design = Season(Trend(own), own);
        _ols = Ols.Fit(design, [.. own.Select(p => p.Rate)]);
        Poisson = Stats.Glm.Poisson.Fit(design, [.. own.Select(p => p.Events)], [.. own.Select(p => p.PersonMonths)]);
    }

    public SeriesPoint[] Own { get; }

    /// <summary>Empty when there is none.</summary>
    public SeriesPoint[] Comparison { get; }

    public GlmFit Poisson { get; }

    /// <summary>Pearson χ² over N − K; 1 when counts spread as Poisson counts.</summary>
    public double Dispersion =>
        Own.Select((p, i) => (p.Events - Poisson.Means[i]) * (p.Events - Poisson.Means[i]) / Poisson.Means[i]).Sum()
        / (Poisson.RowCount - Poisson.CoefficientCount);

    public double DurbinWatson
    {
        get
        {
            var residuals = _ols.ScoreResiduals;
            return residuals.Skip(1).Select((e, i) => (e - residuals[i]) * (e - residuals[i])).Sum() / residuals.Sum(e => e * e);
        }
    }

    public static SeriesModel Of(IReadOnlyList<SeriesPoint> points, Sex sex, ClaimMonth start) =>
        new(SeriesPoint.Of(points, comparison: false, sex), SeriesPoint.Of(points, comparison: true, sex), start);

    /// <summary>Every estimate of one scope; <paramref name="at"/> is empty or a scope with a dot.</summary>
    public IReadOnlyList<Measured> Measure(string at)
    {
        var found = new List<Measured>();
        foreach (var term in Terms)
        {
            var df = _ols.RowCount - _ols.CoefficientCount;
            found.Add(Row($"{at}its_ols.{term}.classical", _ols, Covariance.Homoskedastic(_ols), term, df));
            found.AddRange(s_lags.Select(lag => Row(
                $"{at}its_ols.{term}.NW{lag}", _ols, NeweyWest.Of(_ols, lag), term, double.PositiveInfinity)));
            found.Add(Row($"{at}its_poisson.{term}.HC0", Poisson, Hc.Of(Poisson, HcForm.HC0), term, double.PositiveInfinity));
            found.Add(Row($"{at}its_poisson.{term}.NW{MainLag}", Poisson, NeweyWest.Of(Poisson, MainLag), term,
                double.PositiveInfinity));
            found.Add(Quasi($"{at}its_quasipoisson.{term}", term));
        }

        if (Comparison.Length > 0)
        {
            found.AddRange(Stacked(at));
            found.AddRange(Terms.Select(term =>
                LogContrast($"{at}cits_log_ratio.{term}.NW{MainLag}", term, _first, _start, (Own, 1), (Comparison, -1))));
        }

        return found;
    }

    /// <summary>Whether an estimate is the one the report leads with: against the comparison series where there is one.</summary>
    public bool IsMain(Measured measured) => measured.Result.Id.EndsWith($".NW{MainLag}", StringComparison.Ordinal)
        && measured.Result.Id.Contains(Comparison.Length > 0 ? "cits_log_ratio." : "its_poisson.", StringComparison.Ordinal);

    /// <summary>The women's ratio over the men's, in the same months;
    /// against comparison series of the same sexes where both have one.</summary>
    public static IReadOnlyList<Measured> BySex(SeriesModel women, SeriesModel men)
    {
        (SeriesPoint[], double)[] own = [(women.Own, 1), (men.Own, -1)];
        (SeriesPoint[], double)[] all = women.Comparison.Length > 0 && men.Comparison.Length > 0
            ? [.. own, (women.Comparison, -1), (men.Comparison, 1)] : own;
        return [.. Terms.Select(term =>
            LogContrast($"its_log_ratio_by_sex.{term}.NW{MainLag}", term, women._first, women._start, all))];
    }

    /// <summary>Rates as the model has them, and as they would have gone on without the change.</summary>
    public (double Fitted, double Expected) At(int row)
    {
        var fitted = Poisson.Means.Length == 0 ? double.NaN : Poisson.Means[row] / Own[row].PersonMonths;
        var change = (Poisson.Coefficient("post") * (Own[row].Month >= _start ? 1 : 0))
            + (Poisson.Coefficient("tp") * Math.Max(0, Own[row].Month.MonthsSince(_start)));
        return (fitted, fitted * Math.Exp(-change));
    }

    // One regression of a sum of log rates of the same months: a difference of series is itself a series,
    // so lags mean what they say.
    private static Measured LogContrast(
        string id, string term, ClaimMonth first, ClaimMonth start, params (SeriesPoint[] Series, double Sign)[] parts)
    {
        ClaimMonth[] months =
            [.. parts[0].Series.Select(p => p.Month).Where(m => parts.All(x => x.Series.Any(p => p.Month == m)))];
        SeriesPoint[] rows = [.. parts[0].Series.Where(p => months.Contains(p.Month))];
        var logs = rows.Select(r => parts.Sum(x => x.Sign * Math.Log(x.Series.First(p => p.Month == r.Month).Rate))).ToArray();
        var fit = Ols.Fit(Season(Trend(rows, first, start), rows), logs);
        return Row(id, fit, NeweyWest.Of(fit, MainLag), term, double.PositiveInfinity, logRatio: true);
    }

    private IEnumerable<Measured> Stacked(string at)
    {
        SeriesPoint[] rows = [.. Own, .. Comparison];
        double[] own = [.. rows.Select(r => r.IsComparison ? 0.0 : 1)];
        var trend = Trend(rows);
        var design = trend.With("z", own);
        foreach (var name in (string[])["t", .. Terms])
        {
            var column = trend.Column(trend.IndexOf(name)).ToArray();
            design = design.With("z:" + name, [.. column.Zip(own, (a, b) => a * b)]);
        }

        var fit = Stats.Glm.Poisson.Fit(Season(design, rows), [.. rows.Select(p => p.Events)],
            [.. rows.Select(p => p.PersonMonths)]);
        var hc0 = Hc.Of(fit, HcForm.HC0);
        return Terms.Select(t => Row($"{at}cits_poisson.z:{t}.HC0", fit, hc0, "z:" + t, double.PositiveInfinity));
    }

    private DesignMatrix Trend(SeriesPoint[] rows) => Trend(rows, _first, _start);

    private static DesignMatrix Trend(SeriesPoint[] rows, ClaimMonth first, ClaimMonth start) =>
        DesignMatrix.Intercept(rows.Length).With("t", [.. rows.Select(r => (double)r.Month.MonthsSince(first))])
            .With("post", [.. rows.Select(r => r.Month >= start ? 1.0 : 0)])
            .With("tp", [.. rows.Select(r => (double)Math.Max(0, r.Month.MonthsSince(start)))]);

    private static DesignMatrix Season(DesignMatrix design, SeriesPoint[] rows) =>
        design.With("sin12", [.. rows.Select(r => Math.Sin(Angle(r.Month)))])
            .With("cos12", [.. rows.Select(r => Math.Cos(Angle(r.Month)))]);

    private static double Angle(ClaimMonth month) => 2 * Math.PI * (month.Value % 100) / 12;

    private static Measured Row(string id, FittedModel fit, Covariance covariance, string term, double df, bool logRatio = false)
    {
        var inference = Inference.WithT(fit.Coefficient(term), covariance.StandardError(term), df);
        var ratio = logRatio || fit is GlmFit;
        return new Measured(DesignRows.Of(id, inference, covariance.Name, fit.RowCount, ratio), inference, ratio);
    }

    // Pearson dispersion over N − K, Student's t, as R's quasipoisson.
    private Measured Quasi(string id, string term)
    {
        var error = Math.Sqrt(Dispersion) * Covariance.ModelBased(Poisson).StandardError(term);
        var inference = Inference.WithT(Poisson.Coefficient(term), error, Poisson.RowCount - Poisson.CoefficientCount);
        return new Measured(DesignRows.Of(id, inference, "quasi", Poisson.RowCount, logRatio: true), inference, IsRatio: true);
    }
}
