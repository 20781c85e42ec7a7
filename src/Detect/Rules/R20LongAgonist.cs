using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R20 ベンゾジアゼピン受容体作動薬の長期: one and the same benzodiazepine-receptor agonist in every month up to t0. Information only:
/// stopping such a medicine at once does harm (decisions A6).
/// </summary>
public sealed class R20LongAgonist(R20LongAgonist.Settings settings) : MeasuredRule(
    new RuleCard(
        "R20", "long-agonist", "ベンゾジアゼピン受容体作動薬の長期", "Long use of one agonist",
        "長く続いている眠りや不安のお薬は、急にやめず、医師や薬剤師と相談して見直せることがあるため。",
        "同じベンゾジアゼピン受容体作動薬が t0 まで {monthsMin} か月以上続いている",
        "information", RuleGroup.Medicines, "yes", true,
        "診療報酬 F100 処方料等（不安・不眠に同一の薬を12か月以上）"),
    Randomise.Yes,
    [
        new("agonist-months", Comparison.AtLeast, settings.MonthsMin, "rules.R20.monthsMin"),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Months in a row, at most 12.</summary>
        public int MonthsMin { get; init; } = 12;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.AgonistMonths];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var longest = ExamineContext.TakenHome(history, context.Window.Months, BenzodiazepineAgonists.Has)
            .GroupBy(s => s.Line.Ingredient)
            .Select(g => (Ingredient: g.Key, Months: context.Window.Months.Reverse()
                .TakeWhile(m => g.Any(s => s.Month <= m && m <= s.LastMonth)).Count()))
            .OrderByDescending(g => g.Months).ThenBy(g => g.Ingredient).FirstOrDefault();
        return new Measured(
            [longest.Months], [new Evidence("R20", "agonist-months", context.T0, longest.Months, $"{longest.Ingredient:D7}")]);
    }
}
