using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R10 頻回受診（合計）: many visit days over all institutions in each of c months, and enough over three months.
/// </summary>
public sealed class R10FrequentInAll(R10FrequentInAll.Settings settings) : MeasuredRule(
    new RuleCard(
        "R10", "frequent-in-all", "頻回受診（合計）", "Many visit days in all",
        "通院が多いと生活の負担になりやすく、通い方をまとめられることがあるため。",
        "t0 までの {monthsMin} か月連続で、すべての医科・歯科の通院日数の合計が月 {visitDaysMin} 日以上、かつ3か月の合計が {sumMin} 日以上",
        "B", RuleGroup.Institutions, "yes", true,
        "滝沢市 要綱（合計15日以上、3月以上）; 生活保護 頻回受診（15日以上、かつ当月と前2か月の合計40日以上）"),
    Randomise.Yes,
    [
        new("visit-days-fewest", Comparison.AtLeast, settings.VisitDaysMin, "rules.R10.visitDaysMin"),
        new("visit-days-sum3", Comparison.AtLeast, settings.SumMin, "rules.R10.sumMin"),
    ], ("rules.R10.monthsMin", settings.MonthsMin))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>v, visit days a month over all institutions.</summary>
        public int VisitDaysMin { get; init; } = 15;

        /// <summary>c, consecutive months that end in t0.</summary>
        public int MonthsMin { get; init; } = 3;

        /// <summary>Visit days over t0−2 … t0.</summary>
        public int SumMin { get; init; } = 40;
    }

    private readonly Settings _settings = settings;

    private static int DaysOf(RawHistory history, ClaimMonth month) =>
        ExamineContext.Visits(history, month).Sum(c => c.VisitDays);

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.B;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        var fewest = double.PositiveInfinity;
        for (var back = 0; back < _settings.MonthsMin; back++)
        {
            fewest = Math.Min(fewest, features[FeatureCatalog.VisitDays, back]);
        }

        into[0] = WhenAtRisk(features, _settings.MonthsMin, fewest);
        into[1] = features[FeatureCatalog.VisitDays, 0] + features[FeatureCatalog.VisitDays, 1]
            + features[FeatureCatalog.VisitDays, 2];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var months = context.Newest(_settings.MonthsMin);
        return new Measured(
            [
                WhenAtRisk(history, context, _settings.MonthsMin, months.Min(m => DaysOf(history, m))),
                context.Newest(3).Sum(m => DaysOf(history, m)),
            ],
            [.. context.Newest(3).Select(m => new Evidence("R10", "visit-days", m, DaysOf(history, m)))]);
    }
}
