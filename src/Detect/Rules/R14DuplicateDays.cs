using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R14 重複服薬（日数）: oral medicines of one class from two or more prescribers, whose days add up to more than two months
/// in each of c months, all at risk.
/// </summary>
public sealed class R14DuplicateDays(R14DuplicateDays.Settings settings) : MeasuredRule(
    new RuleCard(
        "R14", "duplicate-days", "重複服薬（日数）", "Long duplicate supply of one class",
        "同じ系統のお薬が何か所からも長く出ているときは、まとめて見てもらえると安心なため。",
        "t0 までの {monthsMin} か月連続で、同じ系統（YJ {classDigits} 桁）の内服薬が2か所以上の医療機関から、日数の合計が {supplyDaysMin} 日以上",
        "A", RuleGroup.Medicines, "delay: at most 3 months", true,
        "三島村 要綱 2018（同系の医薬品が複数処方機関、日数合計60日超、3か月以上）; 厚生労働省 抽出基準の例 2022（60日以上）"),
    Randomise.DelayThreeMonths,
    [
        new("class-days", Comparison.AtLeast, settings.SupplyDaysMin, "rules.R14.supplyDaysMin"),
    ],
    ("rules.R14.monthsMin", settings.MonthsMin), ("rules.R14.classDigits", settings.ClassDigits))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Days in a month over all prescribers: more than 60.</summary>
        public int SupplyDaysMin { get; init; } = 61;

        /// <summary>c, consecutive months that end in t0.</summary>
        public int MonthsMin { get; init; } = 3;

        /// <summary>First digits of the YJ code that make a class; 3 to 7.</summary>
        public int ClassDigits { get; init; } = 4;
    }

    private readonly Settings _settings = settings;

    private (int Key, int Days) MostOf(RawHistory history, ClaimMonth month) =>
        ExamineContext.TakenHome(history, [month])
            .Where(s => s.Line.Route == Route.Oral && s.Line.PrescribedBy != 0)
            .GroupBy(s => s.Line.Ingredient / HomeLines.DivisorOf(_settings.ClassDigits))
            .Select(g => (g.Key, Prescribers: g.GroupBy(s => s.Line.PrescribedBy)
                .Select(p => p.GroupBy(s => s.From).Sum(day => day.Max(s => s.Line.SupplyDays)))
                    .Where(days => days > 0).ToList()))
            .Where(g => g.Prescribers.Count >= 2).Select(g => (g.Key, Days: g.Prescribers.Sum()))
            .OrderByDescending(g => g.Days).ThenBy(g => g.Key).FirstOrDefault();

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.A;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = WhenAtRisk(features, _settings.MonthsMin, features[MedicineFeatures.ClassDays]);
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var most = context.Newest(_settings.MonthsMin).Select(m => (Month: m, Class: MostOf(history, m))).ToList();
        return new Measured(
            [WhenAtRisk(history, context, _settings.MonthsMin, most.Min(c => c.Class.Days))],
            [.. most.Select(c => new Evidence("R14", "supply-days", c.Month, c.Class.Days, $"{c.Class.Key}"))]);
    }
}
