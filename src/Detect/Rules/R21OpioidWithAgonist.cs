using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies.Pairs;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R21 オピオイドとベンゾの併用: days covered by both an oral opioid and a benzodiazepine-receptor agonist. Goes to the staff
/// list for a pharmacist, never to a letter.
/// </summary>
public sealed class R21OpioidWithAgonist(R21OpioidWithAgonist.Settings settings) : MeasuredRule(
    new RuleCard(
        "R21", "opioid-with-agonist", "オピオイドとベンゾの併用", "Opioid with benzodiazepine",
        "一緒に飲むと眠気や息のしづらさが出やすい組み合わせなので、手紙ではなく薬剤師が確かめるため。",
        "直近12か月に、内服のオピオイドとベンゾジアゼピン受容体作動薬の期間が合わせて {daysMin} 日以上重なる",
        "staff", RuleGroup.Medicines, "never: a pharmacist looks first", true,
        "PQA COB (30 or more cumulative days of overlap); decisions A4, A9"),
    Randomise.Never,
    [
        new("opioid-agonist-days", Comparison.AtLeast, settings.DaysMin, "rules.R21.daysMin"),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Cumulative days in twelve months.</summary>
        public int DaysMin { get; init; } = 30;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Staff;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.OpioidAgonistDays];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var end = new DateOnly(context.T0.Value / 100, context.T0.Value % 100, 1).AddMonths(1);
        var oral = ExamineContext.TakenHome(history, context.Window.Months,
                (ingredient, drugClass, legalClass) => Opioids.Has(ingredient, legalClass)
                    || BenzodiazepineAgonists.Has(ingredient, drugClass, legalClass))
            .Where(s => s.Line.Route == Route.Oral).ToList();
        var opioids = oral.Where(s => Opioids.Has(s.Line.Ingredient, s.Line.LegalClass)).SelectMany(s => s.DaysBefore(end));
        var agonists = oral.Where(s => BenzodiazepineAgonists.Has(s.Line.Ingredient, s.Line.DrugClass, s.Line.LegalClass))
            .SelectMany(s => s.DaysBefore(end));
        var days = opioids.Intersect(agonists).Count();
        return new Measured([days], [new Evidence("R21", "opioid-agonist-days", context.T0, days)]);
    }
}
