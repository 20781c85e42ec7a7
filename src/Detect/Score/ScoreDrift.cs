using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Score;

/// <summary>How far a feature's spread has moved since training.</summary>
/// <param name="Feature">Name.</param>
/// <param name="Index">PSI; under .1 the same, over .25 different people.</param>
/// <param name="Limit">.25, or what chance alone would rarely give so few people, if that is more.</param>
public sealed record FeatureDrift(string Feature, double Index, double Limit);

/// <summary>What was foretold of an index month, and what came.</summary>
/// <param name="Month">Index month.</param>
/// <param name="Persons">People.</param>
/// <param name="Observed">Outcomes.</param>
/// <param name="Expected">Sum of probabilities.</param>
/// <param name="Ratio">Observed ÷ expected.</param>
/// <param name="RatioLow">Lower 95 % limit.</param>
/// <param name="RatioHigh">Upper limit.</param>
public sealed record MonthCalibration(
    ClaimMonth Month, int Persons, int Observed, double Expected, double Ratio, double RatioLow, double RatioHigh);

/// <summary>People of now against those of training, and what became of forecasts: what <c>status</c> shows of a model.</summary>
/// <param name="Schema">claimswatch.score-drift/1.</param>
/// <param name="Model">The model it is about.</param>
/// <param name="T0">Month of the people compared.</param>
/// <param name="Features">The inputs, most moved first.</param>
/// <param name="Months">Newest index months with their horizon behind them, ascending.</param>
public sealed record ScoreDrift(
    string Schema, string Model, ClaimMonth T0, IReadOnlyList<FeatureDrift> Features, IReadOnlyList<MonthCalibration> Months)
{
    /// <summary>The one schema there is.</summary>
    public const string SchemaName = "claimswatch.score-drift/1";

    /// <summary>PSI above which people are different.</summary>
    public const double IndexLimit = 0.25;

    private const int MonthsShown = 6;

    /// <summary>Features over their limit.</summary>
    public IReadOnlyList<string> Moved => [.. Features.Where(f => f.Index > f.Limit).Select(f => f.Feature)];

    /// <summary>Months whose interval of observed ÷ expected leaves 1 out.</summary>
    public IReadOnlyList<ClaimMonth> OffCalibration =>
        [.. Months.Where(m => m.RatioLow > 1 || m.RatioHigh < 1).Select(m => m.Month)];

    /// <summary>Whether training again is suggested; it is never automatic.</summary>
    public bool SuggestsTraining => Moved.Count > 0 || (Months.Count > 0 && OffCalibration.Contains(Months[^1].Month));

    /// <summary>Compares; months already judged for the same model are taken from <paramref name="before"/>.</summary>
    public static ScoreDrift Of(
        IClaimStore store, DetectSettings detect, ScoreModelFile model, ClaimMonth t0, int threads, ScoreDrift? before)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        var builder = new CohortBuilder(store, detect, model.Settings, threads);
        var now = builder.People(t0);
        var known = before?.Model == model.Key
            ? before.Months.ToDictionary(m => m.Month)
            : [];
        return new ScoreDrift(
            SchemaName, model.Key, t0,
            [
                .. model.Spreads.Select(s => new FeatureDrift(
                    s.Feature, Math.Round(s.Index(now.Column(s.Feature).ToArray()), 6),
                    LimitOf(s.Shares.Count - 1, now.Rows.Count)))
                    .OrderByDescending(d => d.Index).ThenBy(d => d.Feature, StringComparer.Ordinal),
            ],
            [.. builder.IndexMonths.TakeLast(MonthsShown)
                .Select(m => known.TryGetValue(m, out var judged) ? judged : Judge(builder, model, m))]);
    }

    // Of the same people PSI × n is about χ² with a degree of freedom a bin but one: its mean and three standard deviations.
    private static double LimitOf(int degrees, int persons) =>
        Math.Round(Math.Max(IndexLimit, (degrees + (3 * Math.Sqrt(2.0 * degrees))) / Math.Max(1, persons)), 6);

    private static MonthCalibration Judge(CohortBuilder builder, ScoreModelFile model, ClaimMonth month)
    {
        var cohort = builder.Build([month]);
        var report = model.CalibrationOf(cohort);
        return new MonthCalibration(
            month, cohort.Rows.Count, report.Observed, report.Expected, report.Ratio, report.RatioLow, report.RatioHigh);
    }
}
