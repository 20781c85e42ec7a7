using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Tallies.Overlap;

namespace ClaimsWatch.Detect.Rules;

/// <summary>How supplies of one oral ingredient from several prescribers overlap (Pradel 2004): in days, in tablets, and in
/// defined daily doses.</summary>
/// <param name="Ingredient">YJ first 7.</param>
/// <param name="Days">Overlapping days, each further prescriber counted.</param>
/// <param name="DaysSupplied">Days that all prescribers supplied.</param>
/// <param name="Tablets">Tablets and capsules beyond the largest supply of each day; null if none of the lines is in
/// tablets.</param>
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
        return [.. facts.Where(f => f.Value is not null)
            .Select(f => new Evidence(rule, f.Fact, t0, (double)f.Value!.Value, $"{overlap.Ingredient:D7}"))];
    }

    private static IngredientOverlap Of(int ingredient, IReadOnlyList<RawSupply> supplies, DateOnly end, DrugList drugs)
    {
        var lines = Spread(supplies, end, s => s.Line.TabletSteps);
        var (days, daysSupplied) = Days(lines);
        var tablets = Amounts(lines);
        var dose = s_ddd.Of(ingredient);
        var mg = dose is null ? [] : supplies.Select(s => s.Line.Drug).Distinct()
            .ToDictionary(code => code, code => drugs.Find(code) is { } drug ? Strength.MgOf(drug.Name) : null);
        dose = supplies.All(s => s.Line.IsInTablets && mg.GetValueOrDefault(s.Line.Drug) is not null) ? dose : null;
        var doses = dose is null ? default
            : Amounts(Spread(supplies, end, s => Rounded(s.Line.TabletSteps * mg[s.Line.Drug]!.Value)));
        return new IngredientOverlap(
            ingredient, days, daysSupplied,
            tablets.Supplied == 0 ? null : Units(tablets.Overlap), tablets.Supplied == 0 ? null : Units(tablets.Supplied),
            Units(doses.Overlap) / dose, Units(doses.Supplied) / dose);
    }

    /// <summary>A line with the days it covers, the last left out, and its share of each.</summary>
    private readonly record struct Spreading(long Prescriber, int From, int To, long Share)
    {
        public bool Covers(int day) => day >= From && day < To;
    }

    // Lines that cover a day, by prescriber and dispensing day.
    private static Spreading[] Spread(IReadOnlyList<RawSupply> supplies, DateOnly end, Func<RawSupply, long> steps) =>
    [
        .. supplies.Where(s => s.Line.SupplyDays > 0)
            .Select(s => new Spreading(
                s.Line.PrescribedBy, s.From.DayNumber, Math.Min(s.From.DayNumber + s.Line.SupplyDays, end.DayNumber),
                DailyAmounts.PerDay(steps(s), s.Line.SupplyDays)))
            .OrderBy(s => s.Prescriber).ThenBy(s => s.From),
    ];

    // Day after day: the prescribers whose lines cover it.
    private static (int Overlap, int Supplied) Days(Spreading[] lines)
    {
        var (overlap, supplied) = (0, 0);
        var (first, end) = RangeOf(lines);
        for (var day = first; day < end; day++)
        {
            var prescribers = 0;
            for (var i = 0; i < lines.Length;)
            {
                var prescriber = lines[i].Prescriber;
                var covered = false;
                for (; i < lines.Length && lines[i].Prescriber == prescriber; i++)
                {
                    covered |= lines[i].Covers(day);
                }

                prescribers += covered ? 1 : 0;
            }

            supplied += prescribers;
            overlap += Math.Max(0, prescribers - 1);
        }

        return (overlap, supplied);
    }

    // Day after day, by prescriber: of the dispensing days, the one with most;
    // of the day: everything beyond the largest prescriber's.
    private static (long Overlap, long Supplied) Amounts(Spreading[] lines)
    {
        var (overlap, supplied) = (0L, 0L);
        var (first, end) = RangeOf(lines);
        for (var day = first; day < end; day++)
        {
            var (all, largest) = (0L, 0L);
            for (var i = 0; i < lines.Length;)
            {
                var (prescriber, most) = (lines[i].Prescriber, 0L);
                while (i < lines.Length && lines[i].Prescriber == prescriber)
                {
                    var (dispensed, amount) = (lines[i].From, 0L);
                    for (; i < lines.Length && lines[i].Prescriber == prescriber && lines[i].From == dispensed; i++)
                    {
                        amount += lines[i].Covers(day) ? lines[i].Share : 0;
                    }

                    most = Math.Max(most, amount);
                }

                all += most;
                largest = Math.Max(largest, most);
            }

            supplied += all;
            overlap += all - largest;
        }

        return (overlap, supplied);
    }

    private static (int First, int End) RangeOf(Spreading[] lines) =>
        lines.Length == 0 ? default : (lines.Min(l => l.From), lines.Max(l => l.To));

    private static long Rounded(decimal steps) => (long)Math.Round(steps, MidpointRounding.AwayFromZero);

    private static decimal Units(long steps) => steps / (decimal)Quantity.StepsPerUnit;
}
