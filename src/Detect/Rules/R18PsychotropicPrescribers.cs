using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R18 向精神薬 複数機関: anxiolytics and hypnotics (benzodiazepine-receptor agonists) from several prescribers in t0. Two: tier B and
/// at most three months' delay; three or more: tier A and never held out until a pharmacist decides (decisions A4). When such
/// hits were reviewed by doctors in 2010, 30 % were appropriate: the rule asks, it does not conclude.
/// </summary>
public sealed class R18PsychotropicPrescribers(R18PsychotropicPrescribers.Settings settings) : IRule
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Prescribers for tier B.</summary>
        public int PrescribersMin { get; init; } = 2;

        /// <summary>Prescribers for tier A.</summary>
        public int PrescribersForTierA { get; init; } = 3;
    }

    /// <inheritdoc/>
    public RuleCard Card { get; } = new(
        "R18", "psychotropic-prescribers", "向精神薬 複数機関", "Psychotropics from several prescribers",
        "睡眠薬や抗不安薬が別々の医療機関から出ているときは、量や飲み合わせを一か所で見てもらえると安心なため。",
        "t0 に、抗不安薬・睡眠薬（ベンゾジアゼピン受容体作動薬）が {prescribersMin} か所以上の医療機関から（{prescribersForTierA} か所以上は A）",
        "B at two, A at three", RuleGroup.Medicines, "two: at most 3 months' delay; three: never", true,
        "厚生労働省 2010 生活保護の向精神薬調査（同一月に複数の医療機関; 医師の確認で29.7 %は適切）; 医薬品マスター column 14");

    /// <inheritdoc/>
    public IReadOnlyList<(string Setting, double Value)> Thresholds =>
        [("rules.R18.prescribersMin", settings.PrescribersMin), ("rules.R18.prescribersForTierA", settings.PrescribersForTierA)];

    /// <inheritdoc/>
    public RuleHit? Fires(scoped FeatureVector features) => HitOf(features[FeatureCatalog.PsychotropicPrescribers]);

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Conditions(scoped FeatureVector features) =>
    [
        new("psychotropic-prescribers", features[FeatureCatalog.PsychotropicPrescribers], Comparison.AtLeast,
            settings.PrescribersMin, "rules.R18.prescribersMin"),
    ];

    /// <inheritdoc/>
    public Finding Examine(RawHistory history, ExamineContext context)
    {
        var byPrescriber = history.Months[context.T0].Medications
            .Where(m => m.Route is Route.Oral or Route.AsNeeded && m.ReceiptKind is not (ClaimKind.Inpatient or ClaimKind.Dpc))
            .Where(m => BenzodiazepineAgonists.Has(m.Ingredient, m.DrugClass, m.LegalClass) && m.PrescribedBy != 0)
            .GroupBy(m => m.PrescribedBy, m => m.Ingredient).OrderBy(g => g.Key).ToList();
        var hit = HitOf(byPrescriber.Count);
        return hit is null
            ? Finding.None
            : new Finding(hit, [.. byPrescriber.Select(g => new Evidence(
                "R18", "psychotropic-lines", context.T0, g.Count(),
                $"{g.Key:D10} {string.Join(' ', g.Distinct().Order().Select(i => i.ToString("D7", null)))}"))]);
    }

    private RuleHit? HitOf(double prescribers) =>
        prescribers < settings.PrescribersMin ? null
        : prescribers >= settings.PrescribersForTierA
            ? new RuleHit("R18", Tier.A, prescribers, settings.PrescribersForTierA, Randomise.Never)
            : new RuleHit("R18", Tier.B, prescribers, settings.PrescribersMin, Randomise.DelayThreeMonths);
}
