using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R05 急増: far more receipts than in the months before, beyond what chance would bring. Counts are divided by the
/// index of the season first.
/// </summary>
public sealed class R05SuddenRise(R05SuddenRise.Settings settings) : MeasuredRule(
    new RuleCard(
        "R05", "sudden-rise", "急増", "Sudden rise",
        "急に受診が増えたときは、体調や生活の変化があることが多く、早めの相談が役に立つため。",
        "t0 の季節調整済み件数が、その前 {monthsBefore} か月の平均より {riseMin} 件以上、かつ平均の平方根の {deviationsMin} 倍以上多い（t0 は {receiptsMin} "
        + "件以上）",
        "B", RuleGroup.Count, "yes", false,
        "design judgement: a control chart for counts (the square root of a count is its standard deviation);"
        + " decisions C3"),
    Randomise.Yes,
    [
        new("surge-excess", Comparison.AtLeast, settings.RiseMin, "rules.R05.riseMin", false),
        new("surge-deviations", Comparison.AtLeast, settings.DeviationsMin, "rules.R05.deviationsMin", false),
        new("receipts-t0", Comparison.AtLeast, settings.ReceiptsMin, "rules.R05.receiptsMin"),
    ],
    ("rules.R05.monthsBefore", settings.MonthsBefore), ("rules.R05.validMonthsMin", settings.ValidMonthsMin),
    ("rules.R05.daysAtRiskMin", settings.DaysAtRiskMin))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>d, receipts above the mean.</summary>
        public double RiseMin { get; init; } = 5;

        /// <summary>k, square roots of the mean.</summary>
        public double DeviationsMin { get; init; } = 2;

        /// <summary>Receipts in t0; raw.</summary>
        public int ReceiptsMin { get; init; } = 5;

        /// <summary>Months before t0.</summary>
        public int MonthsBefore { get; init; } = 6;

        /// <summary>Months of them that must be valid.</summary>
        public int ValidMonthsMin { get; init; } = 5;

        /// <summary>Insured days that make a month valid.</summary>
        public int DaysAtRiskMin { get; init; } = 15;

        /// <summary>The part that shapes the features.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public SurgeSettings Surge => new(MonthsBefore, ValidMonthsMin, DaysAtRiskMin);
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    public override bool MayFire(scoped FeatureVector features) => features[FeatureCatalog.Receipts, 0] >= _settings.ReceiptsMin;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.B;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[CareFeatures.SurgeExcess];
        into[1] = features[CareFeatures.SurgeDeviations];
        into[2] = features[FeatureCatalog.Receipts, 0];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var before = context.Newest(_settings.MonthsBefore + 1).SkipLast(1)
            .Where(m => context.DaysAtRisk(history, m) >= _settings.DaysAtRiskMin)
            .Select(m => context.Adjusted(history, m)).ToList();
        var receipts = context.Receipts(history, context.T0);
        if (before.Count < _settings.ValidMonthsMin || context.DaysAtRisk(history, context.T0) < _settings.DaysAtRiskMin)
        {
            return new Measured([double.NaN, double.NaN, receipts], []);
        }

        var excess = context.Adjusted(history, context.T0) - before.Average();
        return new Measured(
            [excess, excess / Math.Sqrt(Math.Max(1, before.Average())), receipts],
            [.. context.Newest(_settings.MonthsBefore + 1)
                .Select(m => new Evidence("R05", "receipts", m, context.Receipts(history, m)))]);
    }
}
