using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R22 併用禁忌: pairs of the imported table from two prescribers that overlap by a day. Without a table the rule cannot
/// be judged. Goes to the staff list the same day, never to a letter.
/// </summary>
public sealed class R22ContraindicatedPair(R22ContraindicatedPair.Settings settings) : MeasuredRule(
    new RuleCard(
        "R22", "contraindicated-pair", "併用禁忌", "Contraindicated pair",
        "一緒に使ってはいけないお薬の組み合わせは、その日のうちに薬剤師が確かめる必要があるため。",
        "直近 {months} か月に、取り込んだ併用禁忌の表の組み合わせが別々の医療機関から出て期間が重なる（{pairsMin} 組以上）",
        "staff", RuleGroup.Medicines, "never: a pharmacist looks the same day", true,
        "平塚市、浦安市、兵庫県後期（併用禁忌）; ships no pairs: needs an imported table (decisions C7)"),
    Randomise.Never,
    [
        new("contraindicated-pairs", Comparison.AtLeast, settings.PairsMin, "rules.R22.pairsMin"),
    ], ("rules.R22.months", settings.Months))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Pairs.</summary>
        public int PairsMin { get; init; } = 1;

        /// <summary>Newest months.</summary>
        public int Months { get; init; } = 3;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Staff;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.ContraindicatedPairs];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var end = new DateOnly(context.T0.Value / 100, context.T0.Value % 100, 1).AddMonths(1);
        var lines = ExamineContext.TakenHome(history, context.Newest(_settings.Months))
            .Where(s => s.Line.Route == Route.Oral && s.Line.PrescribedBy != 0).ToList();
        var pairs = lines.SelectMany(a => lines.Where(b => a.Line.Ingredient < b.Line.Ingredient
                && a.Line.PrescribedBy != b.Line.PrescribedBy
                && (context.Tables?.Contraindications?.Contains(new IngredientPair(a.Line.Ingredient,
                    b.Line.Ingredient)) ?? false)
                && a.DaysBefore(end).Intersect(b.DaysBefore(end)).Any())
            .Select(b => $"{a.Line.Ingredient:D7} {b.Line.Ingredient:D7}")).Distinct().Order(StringComparer.Ordinal).ToList();
        return new Measured(
            [pairs.Count], [.. pairs.Select(p => new Evidence("R22", "contraindicated-pair", context.T0, 1, p))]);
    }
}
