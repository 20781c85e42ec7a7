using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R13 重複服薬（成分): the same oral ingredient (YJ first 7) for d days or more from each of two prescribers in t0. It says that the
/// supplies exist side by side, not that anybody takes them so: moving to another clinic in the month looks the same.
/// </summary>
public sealed class R13DuplicateSupply(R13DuplicateSupply.Settings settings) : IRule
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>d, days' supply from each prescriber in the month.</summary>
        public int SupplyDaysMin { get; init; } = 14;

        /// <summary>Prescribing institutions.</summary>
        public int PrescribersMin { get; init; } = 2;
    }

    /// <inheritdoc/>
    public RuleCard Card { get; } = new(
        "R13", "duplicate-supply", "重複服薬（成分）", "Duplicate supply of one ingredient",
        "同じ成分のお薬が別々の医療機関から出ていることは、処方した医師どうしには見えないことがあるため。",
        "t0 に、同じ成分（YJ7桁）の内服薬が {prescribersMin} か所以上の医療機関から、それぞれ {supplyDaysMin} 日分以上",
        "A", RuleGroup.Medicines, "delay: at most 3 months", true,
        "仙台市 国保 2025-11（複数医療機関から1か月で同一成分かつ処方日数14日以上の内服）");

    /// <inheritdoc/>
    public IReadOnlyList<(string Setting, double Value)> Thresholds =>
        [("rules.R13.prescribersMin", settings.PrescribersMin), ("rules.R13.supplyDaysMin", settings.SupplyDaysMin)];

    /// <inheritdoc/>
    public RuleHit? Fires(scoped FeatureVector features) => HitOf(features[FeatureCatalog.IngredientPrescribersMax]);

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Conditions(scoped FeatureVector features) =>
    [
        new("ingredient-prescribers", features[FeatureCatalog.IngredientPrescribersMax], Comparison.AtLeast,
            settings.PrescribersMin, "rules.R13.prescribersMin"),
    ];

    /// <inheritdoc/>
    public Finding Examine(RawHistory history, ExamineContext context)
    {
        var supplies = history.Months[context.T0].Medications
            .Where(m => m.Route == Route.Oral && m.Ingredient != 0 && m.PrescribedBy != 0
                && m.ReceiptKind is not (ClaimKind.Inpatient or ClaimKind.Dpc))
            .GroupBy(m => (m.Ingredient, m.PrescribedBy))
            .Select(g => (g.Key.Ingredient, g.Key.PrescribedBy,
                Days: g.GroupBy(m => m.DispensedOn).Sum(day => day.Max(m => m.SupplyDays))))
            .Where(s => s.Days >= settings.SupplyDaysMin)
            .ToLookup(s => s.Ingredient);
        var hit = HitOf(supplies.Select(s => s.Count()).DefaultIfEmpty().Max());
        return hit is null
            ? Finding.None
            : new Finding(hit, [.. supplies.Where(s => s.Count() >= settings.PrescribersMin).OrderBy(s => s.Key)
                .SelectMany(s => s.OrderBy(p => p.PrescribedBy))
                .Select(s => new Evidence("R13", "supply-days", context.T0, s.Days, $"{s.Ingredient:D7} {s.PrescribedBy:D10}"))]);
    }

    private RuleHit? HitOf(double prescribers) =>
        prescribers >= settings.PrescribersMin
            ? new RuleHit("R13", Tier.A, prescribers, settings.PrescribersMin, Randomise.DelayThreeMonths)
            : null;
}
