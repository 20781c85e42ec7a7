using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R09 頻回受診: many visit days at one and the same institution in each of c consecutive months. For information:
/// rehabilitation and dialysis need it.
/// </summary>
public sealed class R09FrequentAtOne(R09FrequentAtOne.Settings settings) : MeasuredRule(
    new RuleCard(
        "R09", "frequent-at-one", "頻回受診", "Many visit days at one institution",
        "同じ医療機関に何度も通う必要があるときは、治療の都合であることが多く、参考としてのみ示すため。",
        "t0 までの {monthsMin} か月連続で、同一の医科・歯科医療機関に月 {visitDaysMin} 日以上",
        "information", RuleGroup.Institutions, "yes", true,
        "平塚市、志木市、富士吉田市（3か月連続・同一医療機関15回以上）; 永平寺町（12日）"),
    Randomise.Yes,
    [
        new("visit-days-one", Comparison.AtLeast, settings.VisitDaysMin, "rules.R09.visitDaysMin"),
    ], ("rules.R09.monthsMin", settings.MonthsMin))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>v, visit days a month.</summary>
        public int VisitDaysMin { get; init; } = 15;

        /// <summary>c, consecutive months that end in t0.</summary>
        public int MonthsMin { get; init; } = 3;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = WhenAtRisk(features, _settings.MonthsMin, features[CareFeatures.VisitDaysOneInstitution]);
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var months = context.Newest(_settings.MonthsMin);
        var most = ExamineContext.Institutions(history, context.T0)
            .Select(i => (Institution: i, Days: months.Min(m =>
                ExamineContext.Visits(history, m).Where(c => c.Institution == i).Sum(c => c.VisitDays))))
            .OrderByDescending(d => d.Days).ThenBy(d => d.Institution).FirstOrDefault();
        return new Measured(
            [WhenAtRisk(history, context, _settings.MonthsMin, most.Days)],
            [new Evidence("R09", "visit-days", context.T0, most.Days, $"{most.Institution:D10}")]);
    }
}
