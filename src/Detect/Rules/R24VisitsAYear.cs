using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R24 年間の受診回数（台湾型）: visit days of twelve months. For comparison only.
/// </summary>
public sealed class R24VisitsAYear(R24VisitsAYear.Settings settings) : MeasuredRule(
    new RuleCard(
        "R24", "visits-a-year", "年間の受診回数（台湾型）", "Visits a year (Taiwan)",
        "海外の制度と同じ数え方で、地域の状況を比べるため（参考）。",
        "直近12か月の医科・歯科の通院日数の合計が {visitDaysMin} 日以上",
        "information", RuleGroup.Institutions, "yes", true,
        "台湾 全民健康保険（年90回以上の外来）"),
    Randomise.Yes,
    [
        new("visit-days-year", Comparison.AtLeast, settings.VisitDaysMin, "rules.R24.visitDaysMin"),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Visit days in twelve months.</summary>
        public int VisitDaysMin { get; init; } = 90;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = 0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            into[0] += features[FeatureCatalog.VisitDays, back];
        }
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var days = context.Window.Months.Sum(m => ExamineContext.Visits(history, m).Sum(c => c.VisitDays));
        return new Measured([days], [new Evidence("R24", "visit-days-year", context.T0, days)]);
    }
}
