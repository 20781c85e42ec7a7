using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>The trend that R03 and the score look at.</summary>
/// <param name="WindowMonths">Months t0−W+1 … t0, at most 12.</param>
/// <param name="ValidMonthsMin">Months with enough insured days that are needed, t0 among them.</param>
/// <param name="DaysAtRiskMin">Insured days below which a month is missing, never scaled up (decisions C5).</param>
public sealed record TrendSettings(int WindowMonths, int ValidMonthsMin, int DaysAtRiskMin);

/// <summary>
/// R03 増加傾向: receipts rise month by month. Theil–Sen slope and exact one-sided Mann–Kendall test of counts divided by the
/// insurer's own month × sex × age index, so that pollen season alone does not make a trend (decisions C3).
/// </summary>
public sealed class R03RisingReceipts(R03RisingReceipts.Settings settings) : IRule
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>W, months.</summary>
        public int WindowMonths { get; init; } = 6;

        /// <summary>Months of W that must be valid.</summary>
        public int ValidMonthsMin { get; init; } = 5;

        /// <summary>Insured days that make a month valid.</summary>
        public int DaysAtRiskMin { get; init; } = 15;

        /// <summary>s, receipts a month.</summary>
        public double SlopeMin { get; init; } = 1.0;

        /// <summary>m, receipts in t0.</summary>
        public int ReceiptsMin { get; init; } = 8;

        /// <summary>α; p must be below it.</summary>
        public double Alpha { get; init; } = 0.10;

        /// <summary>The part that shapes the features.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public TrendSettings Trend => new(WindowMonths, ValidMonthsMin, DaysAtRiskMin);
    }

    /// <inheritdoc/>
    public RuleCard Card { get; } = new(
        "R03", "rising-receipts", "増加傾向", "Rising receipts",
        "増え方がはっきりしている方に、早めにかかりつけ医や薬局へ相談できることをお知らせするため。",
        "{windowMonths} か月の季節調整済み件数の傾き（Theil–Sen）が {slopeMin} 件/月以上、Mann–Kendall 片側 p が {alpha} 未満、"
        + "かつ t0 が {receiptsMin} 件以上（{windowMonths} か月中 {validMonthsMin} か月以上、月 {daysAtRiskMin} 日以上の資格）",
        "A with R02, else B", RuleGroup.Count, "yes", false,
        "Theil 1950, Sen 1968; Mann 1945, Kendall 1975; thresholds are a design judgement; decisions C3, C5");

    /// <inheritdoc/>
    public IReadOnlyList<(string Setting, double Value)> Thresholds =>
    [
        ("rules.R03.slopeMin", settings.SlopeMin), ("rules.R03.alpha", settings.Alpha),
        ("rules.R03.receiptsMin", settings.ReceiptsMin), ("rules.R03.windowMonths", settings.WindowMonths),
        ("rules.R03.validMonthsMin", settings.ValidMonthsMin), ("rules.R03.daysAtRiskMin", settings.DaysAtRiskMin),
    ];

    /// <inheritdoc/>
    public RuleHit? Fires(scoped FeatureVector features) =>
        HitOf(features[FeatureCatalog.TrendSlope], features[FeatureCatalog.TrendP], features[FeatureCatalog.Receipts, 0]);

    /// <inheritdoc/>
    public bool MayFire(scoped FeatureVector features) => features[FeatureCatalog.Receipts, 0] >= settings.ReceiptsMin;

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Conditions(scoped FeatureVector features) =>
    [
        new("trend-months", features[FeatureCatalog.TrendMonths], Comparison.AtLeast, settings.ValidMonthsMin,
            "rules.R03.validMonthsMin"),
        new("at-risk-days-t0", features[FeatureCatalog.AtRiskDays, 0], Comparison.AtLeast, settings.DaysAtRiskMin,
            "rules.R03.daysAtRiskMin"),
        new("trend-slope", features[FeatureCatalog.TrendSlope], Comparison.AtLeast, settings.SlopeMin, "rules.R03.slopeMin",
            false),
        new("trend-p", features[FeatureCatalog.TrendP], Comparison.Below, settings.Alpha, "rules.R03.alpha", false),
        new("receipts-t0", features[FeatureCatalog.Receipts, 0], Comparison.AtLeast, settings.ReceiptsMin,
            "rules.R03.receiptsMin"),
    ];

    /// <inheritdoc/>
    public Finding Examine(RawHistory history, ExamineContext context)
    {
        var months = ClaimMonth.Range(context.T0.Plus(1 - settings.WindowMonths), context.T0)
            .Where(m => context.DaysAtRisk(history, m) >= settings.DaysAtRiskMin).ToList();
        if (months.Count < settings.ValidMonthsMin || months[^1] != context.T0)
        {
            return Finding.None;
        }

        var points = months.Select(m => (X: m.Index, Y: context.Adjusted(history, m))).ToList();
        var hit = HitOf(NaiveTrend.MedianSlope(points), NaiveTrend.RisingP([.. points.Select(p => p.Y)]),
            context.Receipts(history, context.T0));
        return hit is null
            ? Finding.None
            : new Finding(hit, [.. months.Select(m => new Evidence("R03", "receipts", m, context.Receipts(history, m)))]);
    }

    private RuleHit? HitOf(double slope, double p, double receipts) =>
        Condition.Meets(slope, Comparison.AtLeast, settings.SlopeMin) && Condition.Meets(p, Comparison.Below, settings.Alpha)
        && receipts >= settings.ReceiptsMin
            ? new RuleHit("R03", Tier.B, slope, settings.SlopeMin, Randomise.Yes)
            : null;
}
