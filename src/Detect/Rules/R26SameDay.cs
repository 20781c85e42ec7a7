using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R26 時間外・同日に複数: institutions that billed a visit out of hours, on a holiday or at night, or days on which medicines of
/// two or more prescribing institutions were dispensed.
/// </summary>
public sealed class R26SameDay(R26SameDay.Settings settings) : MeasuredRule(
    new RuleCard(
        "R26", "same-day", "時間外・同日に複数", "Out of hours, or several on one day",
        "時間外の受診や、同じ日の複数の受診が続くときは、受診の順番や飲み合わせを相談できることがあるため（参考）。",
        "t0 に、2か所以上の医療機関のお薬が同じ日に出た日が {daysMin} 日以上、または時間外・休日・深夜の加算のあるレセプトが {outOfHoursMin} 件以上",
        "information", RuleGroup.Institutions, "yes", true,
        "design judgement; same-day visits are common in Taiwan studies; 区分番号 A000, A001, A002 の時間外・休日・深夜の加算"),
    Randomise.Yes,
    [
        new("same-day-days", Comparison.AtLeast, settings.DaysMin, "rules.R26.daysMin"),
        new("out-of-hours-receipts", Comparison.AtLeast, settings.OutOfHoursMin, "rules.R26.outOfHoursMin", true, 1),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Days in t0.</summary>
        public int DaysMin { get; init; } = 3;

        /// <summary>Receipts out of hours in t0.</summary>
        public int OutOfHoursMin { get; init; } = 3;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.SameDayPrescriberDays];
        into[1] = features[CareFeatures.OutOfHoursReceipts];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var days = history.Months[context.T0].Medications
            .Where(m => m.ReceiptKind is not (ClaimKind.Inpatient or ClaimKind.Dpc) && m.PrescribedBy != 0
                && m.DispensedOn % 100 is >= 1 and <= 31)
            .GroupBy(m => m.DispensedOn % 100, m => m.PrescribedBy).Count(day => day.Distinct().Count() >= 2);
        var watched = (context.Tables ?? ImportedTables.None).Watched;
        var late = history.Months[context.T0].Acts.Where(a => watched.OutOfHours.Contains(a.Act)).Select(a => a.Institution)
            .Distinct().Count();
        return new Measured(
            [days, late],
            [
                new Evidence("R26", "same-day-days", context.T0, days),
                new Evidence("R26", "out-of-hours-receipts", context.T0, late),
            ]);
    }
}
