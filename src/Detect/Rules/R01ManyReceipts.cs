using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R01 多受診（到達): some month of t0−11 … t0 had N or more レセプト. Too late for a preventive letter: the person goes to the staff
/// list and is never allocated (decisions C2). Raw counts, also of months with few insured days.
/// </summary>
public sealed class R01ManyReceipts(R01ManyReceipts.Settings settings) : IRule
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>N, receipts in one month.</summary>
        public int ReceiptsMin { get; init; } = 20;
    }

    /// <inheritdoc/>
    public RuleCard Card { get; } = new(
        "R01", "many-receipts", "多受診（到達）", "Reached many receipts",
        "すでに多くの医療機関にかかっている方には、手紙よりも職員が一人ひとりに合わせて考えるほうが役に立つため。",
        "直近12か月（t0−11〜t0）のいずれかの月のレセプト件数が {receiptsMin} 件以上",
        "staff", RuleGroup.Count, "no: never allocated", true,
        "全国健康保険協会 大阪支部の多受診者の定義（月20件以上）; decisions C2");

    /// <inheritdoc/>
    public IReadOnlyList<(string Setting, double Value)> Thresholds => [("rules.R01.receiptsMin", settings.ReceiptsMin)];

    /// <inheritdoc/>
    public RuleHit? Fires(scoped FeatureVector features) => HitOf(features[FeatureCatalog.ReceiptsMax12]);

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Conditions(scoped FeatureVector features) =>
    [
        new("receipts-max12", features[FeatureCatalog.ReceiptsMax12], Comparison.AtLeast, settings.ReceiptsMin,
            "rules.R01.receiptsMin"),
    ];

    /// <inheritdoc/>
    public Finding Examine(RawHistory history, ExamineContext context)
    {
        var counts = context.Window.Months.Select(m => (Month: m, Receipts: context.Receipts(history, m))).ToList();
        var hit = HitOf(counts.Max(c => c.Receipts));
        return hit is null
            ? Finding.None
            : new Finding(hit, [.. counts.Where(c => c.Receipts >= settings.ReceiptsMin)
                .Select(c => new Evidence("R01", "receipts", c.Month, c.Receipts))]);
    }

    private RuleHit? HitOf(double max) =>
        max >= settings.ReceiptsMin ? new RuleHit("R01", Tier.Staff, max, settings.ReceiptsMin, Randomise.Never) : null;
}
