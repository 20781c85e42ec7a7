using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R16 期間の重なり: days on which supplies of one oral ingredient from different prescribers overlap, by true dispensing
/// dates. It decides by days; tablets, and DDD where verified, are said beside them. A share alone would fire at two days of
/// five, so it needs some days too.
/// </summary>
public sealed class R16OverlappingSupply(R16OverlappingSupply.Settings settings) : MeasuredRule(
    new RuleCard(
        "R16", "overlapping-supply", "期間の重なり", "Overlapping supply",
        "別々の医療機関のお薬の期間が重なっていることは、処方した医師どうしには見えないことがあるため。",
        "直近 {months} か月に、同じ成分の内服薬の期間が別の医療機関の分と {overlapDaysMin} 日以上重なる、または重なりが {overlapDaysForShare} 日以上で全体の "
        + "{shareMin} 以上",
        "A", RuleGroup.Medicines, "delay: at most 3 months", false,
        "Pradel 2004, Soeiro 2023 (overlap of prescription periods of different physicians); limits are a design "
        + "judgement; it decides by days, because most DDD are not verified (decisions B5)"),
    Randomise.DelayThreeMonths,
    [
        new("overlap-days", Comparison.AtLeast, settings.OverlapDaysMin, "rules.R16.overlapDaysMin"),
        new("overlap-days", Comparison.AtLeast, settings.OverlapDaysForShare, "rules.R16.overlapDaysForShare", true, 1),
        new("overlap-share", Comparison.AtLeast, settings.ShareMin, "rules.R16.shareMin", false, 1),
    ], ("rules.R16.months", settings.Months))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>x, overlapping days.</summary>
        public int OverlapDaysMin { get; init; } = 30;

        /// <summary>y, overlapping days over all days supplied.</summary>
        public double ShareMin { get; init; } = 0.2;

        /// <summary>Overlapping days that the share needs.</summary>
        public int OverlapDaysForShare { get; init; } = 14;

        /// <summary>Newest months.</summary>
        public int Months { get; init; } = 3;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.A;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.OverlapDays];
        into[1] = into[0];
        into[2] = features[MedicineFeatures.OverlapShare];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        if (NaiveOverlap.Of(history, context, _settings.Months) is not [{ Days: > 0 } most, ..])
        {
            return new Measured([0, 0, double.NaN], []);
        }

        return new Measured(
            [most.Days, most.Days, most.Days / (double)most.DaysSupplied], NaiveOverlap.EvidenceOf(most, Card.Id, context.T0));
    }
}
