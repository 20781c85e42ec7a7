using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.DispensedQuantity;

/// <summary>調剤数量 by month: tablets and capsules of oral medicines in steps of 10⁻⁵ (decisions B4, B5).</summary>
public sealed class DispensedQuantityTally : ITally
{
    /// <inheritdoc/>
    public string Name => "dispensed_quantity_steps";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = MonthlyColumns.Of("dispensed_quantity_steps");

    /// <inheritdoc/>
    public bool IsForKept => true;

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            if (person.MedicationCount(DetectionWindow.Position(back)) == 0)
            {
                into[back] = 0;
                continue;
            }

            var lines = person.Medications(DetectionWindow.Position(back));
            var routes = lines.Route;
            var units = lines.Unit;
            var quantities = lines.Quantity;
            var steps = 0L;
            for (var i = 0; i < routes.Length; i++)
            {
                if (routes[i] == (int)Route.Oral && units[i] is (DrugList.TabletUnit or DrugList.CapsuleUnit))
                {
                    steps += Quantity.ToSteps(quantities[i]);
                }
            }

            into[back] = steps;
        }
    }
}
