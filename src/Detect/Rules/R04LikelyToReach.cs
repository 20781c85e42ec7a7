using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R04 到達見込み: a damped trend says that N receipts are likely in at least two of the six months after the gap in which
/// a letter is on its way. The number ranks early risers and is not calibrated.
/// </summary>
public sealed class R04LikelyToReach(
    R04LikelyToReach.Settings settings, R01ManyReceipts.Settings reached, TrendSettings trend) : MeasuredRule(
    new RuleCard(
        "R04", "likely-to-reach", "到達見込み", "Likely to reach many receipts",
        "このままの増え方だと月20件に近づきそうな方に、その前に相談先をお知らせするため。",
        "t0 が {receiptsMin} 件以上、傾きが {slopeMin} 件/月以上で、減衰する傾きから見て、t0 の {gapMonths} か月後から {horizonMonths} か月のうち "
        + "{monthsReached} か月以上が {reached} 件以上になる見込み（未校正）が {probabilityMin} 以上",
        "A", RuleGroup.Count, "yes", false,
        "design judgement; damped trend: Gardner and McKenzie 1985; two months of six: decisions C3"),
    Randomise.Yes,
    [
        new("reach-p", Comparison.AtLeast, settings.ProbabilityMin, "rules.R04.probabilityMin", false),
        new("trend-slope", Comparison.AtLeast, settings.SlopeMin, "rules.R04.slopeMin", false),
        new("receipts-t0", Comparison.AtLeast, settings.ReceiptsMin, "rules.R04.receiptsMin"),
        new("receipts-t0", Comparison.Below, reached.ReceiptsMin, "rules.R01.receiptsMin"),
    ],
    ("rules.R04.gapMonths", settings.GapMonths), ("rules.R04.horizonMonths", settings.HorizonMonths),
    ("rules.R04.monthsReached", settings.MonthsReached), ("rules.R04.damping", settings.Damping),
    ("rules.R04.size", settings.Size))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>p.</summary>
        public double ProbabilityMin { get; init; } = 0.20;

        /// <summary>Rise a month that is needed at all, season-adjusted, so that a level alone is not a forecast.</summary>
        public double SlopeMin { get; init; } = 0.5;

        /// <summary>m, receipts in t0.</summary>
        public int ReceiptsMin { get; init; } = 8;

        /// <summary>g, months.</summary>
        public int GapMonths { get; init; } = 3;

        /// <summary>h, months.</summary>
        public int HorizonMonths { get; init; } = 6;

        /// <summary>Months of h that must reach N.</summary>
        public int MonthsReached { get; init; } = 2;

        /// <summary>Share of the slope left after each month.</summary>
        public double Damping { get; init; } = 0.9;

        /// <summary>Size of the negative binomial.</summary>
        public double Size { get; init; } = 20;

        /// <summary>The part that shapes the feature.</summary>
        public ReachSettings Reach(int reached) => new(reached, GapMonths, HorizonMonths, MonthsReached, Damping, Size);
    }

    private readonly TrendSettings _trend = trend;
    private readonly Settings _settings = settings;
    private readonly int _reached = reached.ReceiptsMin;

    /// <inheritdoc/>
    public override bool MayFire(scoped FeatureVector features) =>
        features[FeatureCatalog.Receipts, 0] >= _settings.ReceiptsMin && features[FeatureCatalog.Receipts, 0] < _reached;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.A;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[CareFeatures.ReachP];
        into[1] = features[FeatureCatalog.TrendSlope];
        into[2] = features[FeatureCatalog.Receipts, 0];
        into[3] = into[2];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var receipts = (double)context.Receipts(history, context.T0);
        var level = WhenAtRisk(history, context, 3, context.Newest(3).Sum(m => context.Receipts(history, m)) / 3.0);
        var points = context.Newest(_trend.WindowMonths)
            .Where(m => context.DaysAtRisk(history, m) >= _trend.DaysAtRiskMin)
            .Select(m => (X: m.Index, Y: context.Adjusted(history, m))).ToList();
        var said = points.Count >= _trend.ValidMonthsMin && points[^1].X == context.T0.Index && !double.IsNaN(level);
        var slope = said ? NaiveTrend.MedianSlope(points) : double.NaN;
        var p = said ? ChanceOf(level, slope) : double.NaN;
        return new Measured(
            [p, slope, receipts, receipts],
            [.. context.Newest(3).Select(m => new Evidence("R04", "receipts", m, context.Receipts(history, m)))]);
    }

    // Every month's chance by logarithms of the gamma function, and every subset of months.
    private double ChanceOf(double level, double slope)
    {
        var months = Enumerable.Range(1, _settings.GapMonths + _settings.HorizonMonths).Skip(_settings.GapMonths)
            .Select(k => level + (slope * Enumerable.Range(1, k).Sum(i => Math.Pow(_settings.Damping, i))))
            .Select(ReachedAt).ToList();
        var chance = 0.0;
        for (var subset = 0; subset < 1 << months.Count; subset++)
        {
            if (int.PopCount(subset) >= _settings.MonthsReached)
            {
                var chosen = subset;
                chance += months.Select((p, i) => (chosen >> i & 1) == 1 ? p : 1 - p).Aggregate(1.0, (a, b) => a * b);
            }
        }

        return chance;
    }

    private double ReachedAt(double mean) => mean <= 0 ? 0 : 1 - Enumerable.Range(0, _reached).Sum(k => Math.Exp(
        Enumerable.Range(0, k).Sum(j => Math.Log((_settings.Size + j) / (j + 1)))
        + (_settings.Size * Math.Log(_settings.Size / (mean + _settings.Size)))
            + (k * Math.Log(mean / (mean + _settings.Size)))));
}
