using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Tallies.Overlap;

namespace ClaimsWatch.Detect.Rules;

/// <summary>How supplies of one oral ingredient from several prescribers overlap (Pradel 2004): in days, in tablets, and in defined daily doses.</summary>
/// <param name="Ingredient">YJ first 7.</param>
/// <param name="Days">Overlapping days, each further prescriber counted.</param>
/// <param name="DaysSupplied">Days that all prescribers supplied.</param>
/// <param name="Tablets">Tablets and capsules beyond the largest supply of each day; null if none of the lines is in tablets.</param>
/// <param name="TabletsSupplied">Tablets and capsules of all days.</param>
/// <param name="Ddd">The same in defined daily doses; null without a verified DDD, or if a line's strength is not known.</param>
/// <param name="DddSupplied">Defined daily doses of all days.</param>
public sealed record IngredientOverlap(
    int Ingredient, int Days, int DaysSupplied, decimal? Tablets, decimal? TabletsSupplied, decimal? Ddd, decimal? DddSupplied);

/// <summary>Overlap as the words say it: every day of every line, by person; the oracle of the overlap tally.</summary>
public static class NaiveOverlap
{
    private static readonly DoseTable s_ddd = DoseTable.All.Single(t => t.Meaning == DoseMeaning.DefinedDailyDose);

    /// <summary>Where the defined daily doses come from.</summary>
    public static string DddSource => s_ddd.Source;

    /// <summary>Every ingredient that more than one institution prescribed, most overlapping days first.</summary>
    public static IReadOnlyList<IngredientOverlap> Of(RawHistory history, ExamineContext context, int months)
    {
        var end = new DateOnly(context.T0.Value / 100, context.T0.Value % 100, 1).AddMonths(1);
        var drugs = context.Tables?.Drugs ?? DrugList.BuiltIn;
        return
        [
            .. ExamineContext.TakenHome(history, context.Newest(months))
                .Where(s => s.Line.Route == Route.Oral && s.Line.PrescribedBy != 0)
                .GroupBy(s => s.Line.Ingredient).Where(g => g.Any(s => s.Line.PrescribedBy != g.First().Line.PrescribedBy))
                .Select(g => Of(g.Key, [.. g], end, drugs))
                .OrderByDescending(o => o.Days).ThenBy(o => o.DaysSupplied).ThenBy(o => o.Ingredient),
        ];
    }

    /// <summary>The evidence of one overlap.</summary>
    public static IReadOnlyList<Evidence> EvidenceOf(IngredientOverlap overlap, string rule, ClaimMonth t0)
    {
        (string Fact, decimal? Value)[] facts =
            [("overlap-days", overlap.Days), ("overlap-tablets", overlap.Tablets), ("overlap-ddd", overlap.Ddd)];
        return [.. facts.Where(f => f.Value is not null).Select(f => new Evidence(rule, f.Fact, t0, (double)f.Value!.Value, $"{overlap.Ingredient:D7}"))];
    }

    private static IngredientOverlap Of(int ingredient, IReadOnlyList<RawSupply> supplies, DateOnly end, DrugList drugs)
    {
        var days = supplies.GroupBy(s => s.Line.PrescribedBy).SelectMany(p => p.SelectMany(s => s.DaysBefore(end)).Distinct())
            .GroupBy(day => day).Select(day => day.Count()).ToList();
        var tablets = Amounts(supplies, end, s => s.Line.TabletSteps);
        var strengths = supplies.Select(s => s.Line.Drug).Distinct()
            .ToDictionary(code => code, code => drugs.Find(code) is { } drug ? Strength.MgOf(drug.Name) : null);
        var dose = supplies.All(s => s.Line.IsInTablets && strengths[s.Line.Drug] is not null) ? s_ddd.Of(ingredient) : null;
        var mg = dose is null ? default : Amounts(supplies, end, s => Rounded(s.Line.TabletSteps * strengths[s.Line.Drug]!.Value));
        return new IngredientOverlap(
            ingredient, days.Sum(n => n - 1), days.Sum(),
            tablets.Supplied == 0 ? null : Units(tablets.Overlap), tablets.Supplied == 0 ? null : Units(tablets.Supplied),
            Units(mg.Overlap) / dose, Units(mg.Supplied) / dose);
    }

    // By prescriber and day: of the dispensing days, the one with most; by day: everything beyond the largest prescriber's.
    private static (long Overlap, long Supplied) Amounts(IReadOnlyList<RawSupply> supplies, DateOnly end, Func<RawSupply, long> steps)
    {
        var days = supplies.GroupBy(s => (s.Line.PrescribedBy, s.From))
            .SelectMany(dispensed => dispensed
                .SelectMany(s => s.DaysBefore(end), (s, day) => (Day: day, Amount: DailyAmounts.PerDay(steps(s), s.Line.SupplyDays)))
                .GroupBy(x => x.Day).Select(day => (dispensed.Key.PrescribedBy, Day: day.Key, Amount: day.Sum(x => x.Amount))))
            .GroupBy(x => (x.PrescribedBy, x.Day)).Select(g => (g.Key.Day, Amount: g.Max(x => x.Amount)))
            .GroupBy(x => x.Day, x => x.Amount).ToList();
        return (days.Sum(day => day.Sum() - day.Max()), days.Sum(day => day.Sum()));
    }

    private static long Rounded(decimal steps) => (long)Math.Round(steps, MidpointRounding.AwayFromZero);

    private static decimal Units(long steps) => steps / (decimal)Quantity.StepsPerUnit;
}
