using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R26 同日に複数: days on which medicines of two or more prescribing institutions were dispensed. The 時間外 half of the
/// definition cannot be judged from the stored acts.
/// </summary>
public sealed class R26SameDay(R26SameDay.Settings settings) : MeasuredRule(
    new RuleCard(
        "R26", "same-day", "同日に複数", "Several on one day",
        "同じ日に複数の医療機関のお薬を受け取っているときは、受診の順番や飲み合わせを相談できることがあるため（参考）。",
        "t0 に、2か所以上の医療機関のお薬が同じ日に出た日が {daysMin} 日以上（時間外の加算は取り込まれないため見ない）",
        "information", RuleGroup.Institutions, "yes", true,
        "design judgement; same-day visits are common in Taiwan studies; 時間外 additions are not among the stored "
        + "acts"),
    Randomise.Yes,
    [
        new("same-day-days", Comparison.AtLeast, settings.DaysMin, "rules.R26.daysMin"),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Days in t0.</summary>
        public int DaysMin { get; init; } = 3;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.SameDayPrescriberDays];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var days = history.Months[context.T0].Medications
            .Where(m => m.ReceiptKind is not (ClaimKind.Inpatient or ClaimKind.Dpc) && m.PrescribedBy != 0
                && m.DispensedOn % 100 is >= 1 and <= 31)
            .GroupBy(m => m.DispensedOn % 100, m => m.PrescribedBy).Count(day => day.Distinct().Count() >= 2);
        return new Measured([days], [new Evidence("R26", "same-day-days", context.T0, days)]);
    }
}
