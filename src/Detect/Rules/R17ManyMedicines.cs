using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R17 多剤: many oral ingredients for long enough from two or more institutions in t0. The lower number for older
/// people is information only.
/// </summary>
public sealed class R17ManyMedicines(R17ManyMedicines.Settings settings) : MeasuredRule(
    new RuleCard(
        "R17", "many-medicines", "多剤", "Many medicines",
        "お薬の種類が多いときは、飲み合わせや飲み残しを薬局で一度確かめてもらえると安心なため。",
        "t0 に、{supplyDaysMin} 日分以上の内服薬が {ingredientsMin} 種類以上、または {ageMin} 歳以上で {ingredientsMinOld} 種類以上、いずれも "
        + "{prescribersMin} か所以上の医療機関から",
        "B; from the lower number at the higher age information", RuleGroup.Medicines, "delay: at most 3 months", true,
        "仙台市（14日以上の内服10種類以上）; 広島市（65歳以上、複数医療機関、月14日以上の内服6種類以上）; 志木市、浦安市"),
    Randomise.DelayThreeMonths,
    [
        new("long-ingredients", Comparison.AtLeast, settings.IngredientsMin, "rules.R17.ingredientsMin"),
        new("long-ingredient-prescribers", Comparison.AtLeast, settings.PrescribersMin, "rules.R17.prescribersMin"),
        new("long-ingredients", Comparison.AtLeast, settings.IngredientsMinOld, "rules.R17.ingredientsMinOld", true, 1),
        new("age", Comparison.AtLeast, settings.AgeMin, "rules.R17.ageMin", true, 1),
        new("long-ingredient-prescribers", Comparison.AtLeast, settings.PrescribersMin, "rules.R17.prescribersMin", true, 1),
    ], ("rules.R17.supplyDaysMin", settings.SupplyDaysMin))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>n, ingredients at any age.</summary>
        public int IngredientsMin { get; init; } = 10;

        /// <summary>Ingredients from an age on.</summary>
        public int IngredientsMinOld { get; init; } = 6;

        /// <summary>That age, completed years.</summary>
        public int AgeMin { get; init; } = 65;

        /// <summary>Days' supply in the month.</summary>
        public int SupplyDaysMin { get; init; } = 14;

        /// <summary>Institutions that prescribed them.</summary>
        public int PrescribersMin { get; init; } = 2;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => alternative == 0 ? Tier.B : Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.LongIngredients];
        into[1] = features[MedicineFeatures.LongIngredientPrescribers];
        into[2] = into[0];
        into[3] = features[CareFeatures.Age];
        into[4] = into[1];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var age = context.Window.Age(history.BirthMonth);
        var long14 = ExamineContext.TakenHome(history, [context.T0]).Where(s => s.Line.Route == Route.Oral)
            .GroupBy(s => s.Line.Ingredient)
            .Where(g => g.GroupBy(s => (s.From, s.Line.PrescribedBy)).Sum(d => d.Max(s => s.Line.SupplyDays))
                >= _settings.SupplyDaysMin)
            .OrderBy(g => g.Key).ToList();
        var prescribers = long14.SelectMany(g => g).Select(s => s.Line.PrescribedBy).Where(p => p != 0).Distinct().Count();
        return new Measured(
            [long14.Count, prescribers, long14.Count, age < 0 ? double.NaN : age, prescribers],
            [new Evidence("R17", "long-ingredients", context.T0, long14.Count,
                string.Join(' ', long14.Select(g => g.Key.ToString("D7", null))))]);
    }
}
