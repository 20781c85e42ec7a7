using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R23 処方医数（豪州型）: the Australian counting, with institutions for prescribers. For comparison only.
/// </summary>
public sealed class R23ManyPrescribers(R23ManyPrescribers.Settings settings) : MeasuredRule(
    new RuleCard(
        "R23", "many-prescribers", "処方医数（豪州型）", "Many prescribers (Australia)",
        "海外の制度と同じ数え方で、地域の状況を比べるため（参考）。",
        "直近 {months} か月に、処方した医療機関が {prescribersMin} か所以上、または調剤・投薬の行が {itemsMin} 行以上",
        "information", RuleGroup.Medicines, "yes", true,
        "Services Australia, Prescription Shopping Programme (any 3 months: 6 or more prescribers, or 50 or "
        + "more items)"),
    Randomise.Yes,
    [
        new("prescribers-distinct", Comparison.AtLeast, settings.PrescribersMin, "rules.R23.prescribersMin"),
        new("medicine-items", Comparison.AtLeast, settings.ItemsMin, "rules.R23.itemsMin", true, 1),
    ], ("rules.R23.months", settings.Months))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Prescribing institutions.</summary>
        public int PrescribersMin { get; init; } = 6;

        /// <summary>Medicine lines.</summary>
        public int ItemsMin { get; init; } = 50;

        /// <summary>Newest months.</summary>
        public int Months { get; init; } = 3;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.PrescribersDistinct];
        into[1] = features[MedicineFeatures.MedicineItems];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var lines = context.Newest(_settings.Months).SelectMany(m => history.Months[m].Medications)
            .Where(m => m.ReceiptKind is not (ClaimKind.Inpatient or ClaimKind.Dpc)).ToList();
        var prescribers = lines.Select(m => m.PrescribedBy).Where(p => p != 0).Distinct().Count();
        return new Measured(
            [prescribers, lines.Count],
            [
                new Evidence("R23", "prescribers", context.T0, prescribers),
                    new Evidence("R23", "medicine-items", context.T0, lines.Count),
            ]);
    }
}
