using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.DuplicateSupply;

/// <summary>
/// 重複服薬 in t0: ingredients (YJ first 7, oral, taken home) that ≥ 2 prescribers each supplied for ≥ some days. The days of a
/// prescriber are the longest line of each dispensing day, summed over days: two strengths on one day do not count twice.
/// </summary>
public sealed class DuplicateSupplyTally(int supplyDaysMin) : ITally
{
    /// <inheritdoc/>
    public string Name => $"duplicate_supply(days={supplyDaysMin})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["duplicate_ingredients.t0", "ingredient_prescribers_max.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        var claims = person.Claims(DetectionWindow.Position(0));
        var lines = person.Medications(DetectionWindow.Position(0));
        scratch.ClearSupplies();
        var hasStay = scratch.Claims.HasStay(0);
        var routes = lines.Route;
        var ingredients = lines.Ingredient;
        var days = lines.SupplyDays;
        var institutions = lines.Institution;
        var prescribers = lines.PrescriberInstitution;
        for (var i = 0; i < routes.Length; i++)
        {
            var prescriber = TakeHome.Prescriber(prescribers[i], institutions[i]);
            if (routes[i] == (int)Route.Oral && ingredients[i] != 0 && prescriber != 0 && days[i] > 0
                && !(hasStay && TakeHome.IsOfStay(claims, lines.Receipt[i])))
            {
                scratch.AddSupply(new SuppliedDays(ingredients[i], prescriber, lines.DispensedOn[i], days[i]));
            }
        }

        var supplies = scratch.Supplies;
        supplies.Sort();
        (into[0], into[1]) = Scan(supplies);
    }

    private (long Duplicated, long PrescribersMax) Scan(ReadOnlySpan<SuppliedDays> supplies)
    {
        long duplicated = 0, prescribersMax = 0;
        for (var i = 0; i < supplies.Length;)
        {
            var ingredient = supplies[i].Ingredient;
            var prescribers = 0;
            while (i < supplies.Length && supplies[i].Ingredient == ingredient)
            {
                prescribers += DaysOfPrescriber(supplies, ref i) >= supplyDaysMin ? 1 : 0;
            }

            duplicated += prescribers >= 2 ? 1 : 0;
            prescribersMax = Math.Max(prescribersMax, prescribers);
        }

        return (duplicated, prescribersMax);
    }

    // Moves past all lines of one ingredient and prescriber.
    private static int DaysOfPrescriber(ReadOnlySpan<SuppliedDays> supplies, ref int i)
    {
        var first = supplies[i];
        var dispensedOn = -1;
        var days = 0;
        for (; i < supplies.Length && supplies[i].Ingredient == first.Ingredient
            && supplies[i].Prescriber == first.Prescriber; i++)
        {
            if (supplies[i].DispensedOn != dispensedOn)
            {
                dispensedOn = supplies[i].DispensedOn;
                days += supplies[i].Days;
            }
        }

        return days;
    }
}
