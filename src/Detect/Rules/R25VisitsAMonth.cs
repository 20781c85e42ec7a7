using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R25 月間の受診回数（韓国型）: visit days of t0. For comparison only.
/// </summary>
public sealed class R25VisitsAMonth(R25VisitsAMonth.Settings settings) : MeasuredRule(
    new RuleCard(
        "R25", "visits-a-month", "月間の受診回数（韓国型）", "Visits a month (Korea)",
        "海外の制度と同じ数え方で、地域の状況を比べるため（参考）。",
        "t0 の医科・歯科の通院日数の合計が {visitDaysMin} 日以上",
        "information", RuleGroup.Institutions, "yes", true,
        "韓国 国民健康保険公団 2024-07（月30回以上の外来の方に案内）"),
    Randomise.Yes,
    [
        new("visit-days-t0", Comparison.AtLeast, settings.VisitDaysMin, "rules.R25.visitDaysMin"),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Visit days in t0.</summary>
        public int VisitDaysMin { get; init; } = 30;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[FeatureCatalog.VisitDays, 0];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var days = ExamineContext.Visits(history, context.T0).Sum(c => c.VisitDays);
        return new Measured([days], [new Evidence("R25", "visit-days", context.T0, days)]);
    }
}
