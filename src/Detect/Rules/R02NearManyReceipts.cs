using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R02 多受診手前（水準): a level below N but close to it, in t0 and on average of three months so that one crowded month is not
/// enough (decisions C3). Tier A together with a rising trend (R03), else B.
/// </summary>
public sealed class R02NearManyReceipts(R02NearManyReceipts.Settings settings, R01ManyReceipts.Settings reached) : IRule
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Receipts in t0; 70 % of 20.</summary>
        public int ReceiptsMin { get; init; } = 14;

        /// <summary>Mean receipts a month over t0−2 … t0, all three at risk.</summary>
        public double MeanMin { get; init; } = 12;
    }

    /// <inheritdoc/>
    public RuleCard Card { get; } = new(
        "R02", "near-many-receipts", "多受診手前（水準）", "Near many receipts",
        "月20件になる前に、かかり方やお薬を一度整理する機会をお知らせするため。",
        "t0 のレセプト件数が {receiptsMin} 件以上 {reached} 件未満、かつ3か月平均が {meanMin} 件以上（3か月とも資格あり）",
        "A with R03, else B", RuleGroup.Count, "yes", false,
        "design judgement: 70 % of 大阪支部's 20; decisions C3");

    /// <inheritdoc/>
    public IReadOnlyList<(string Setting, double Value)> Thresholds =>
    [
        ("rules.R02.receiptsMin", settings.ReceiptsMin), ("rules.R02.meanMin", settings.MeanMin),
        ("rules.R01.receiptsMin", reached.ReceiptsMin),
    ];

    /// <inheritdoc/>
    public RuleHit? Fires(scoped FeatureVector features) =>
        HitOf(features[FeatureCatalog.Receipts, 0], features[FeatureCatalog.ReceiptsMean3]);

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Conditions(scoped FeatureVector features)
    {
        var receipts = features[FeatureCatalog.Receipts, 0];
        return
        [
            new("receipts-t0", receipts, Comparison.AtLeast, settings.ReceiptsMin, "rules.R02.receiptsMin"),
            new("receipts-t0", receipts, Comparison.Below, reached.ReceiptsMin, "rules.R01.receiptsMin"),
            new("receipts-mean3", features[FeatureCatalog.ReceiptsMean3], Comparison.AtLeast, settings.MeanMin,
                "rules.R02.meanMin", false),
        ];
    }

    /// <inheritdoc/>
    public Finding Examine(RawHistory history, ExamineContext context)
    {
        var months = new[] { context.T0, context.T0.Plus(-1), context.T0.Plus(-2) };
        if (months.Any(m => context.DaysAtRisk(history, m) == 0))
        {
            return Finding.None;
        }

        var hit = HitOf(context.Receipts(history, context.T0), months.Sum(m => context.Receipts(history, m)) / 3.0);
        return hit is null
            ? Finding.None
            : new Finding(hit, [.. months.Reverse()
                .Select(m => new Evidence("R02", "receipts", m, context.Receipts(history, m)))]);
    }

    private RuleHit? HitOf(double receipts, double mean) =>
        receipts >= settings.ReceiptsMin && receipts < reached.ReceiptsMin
            && Condition.Meets(mean, Comparison.AtLeast, settings.MeanMin)
            ? new RuleHit("R02", Tier.B, receipts, settings.ReceiptsMin, Randomise.Yes)
            : null;
}
