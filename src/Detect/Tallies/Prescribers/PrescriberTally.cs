using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Prescribers;

/// <summary>Distinct prescribing institutions and medicine lines (items) taken home in the newest months, of any route.</summary>
public sealed class PrescriberTally(int months) : ITally
{
    /// <inheritdoc/>
    public string Name => $"prescribers(months={months})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["prescribers_distinct", "medicine_items"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        scratch.ClearIds();
        for (var back = 0; back < months; back++)
        {
            var lines = person.Medications(DetectionWindow.Position(back));
            var claims = person.Claims(DetectionWindow.Position(back));
            var hasStay = scratch.Claims.HasStay(back);
            var institutions = lines.Institution;
            var prescribers = lines.PrescriberInstitution;
            var last = 0L;
            for (var i = 0; i < institutions.Length; i++)
            {
                if (hasStay && TakeHome.IsOfStay(claims, lines.Receipt[i]))
                {
                    continue;
                }

                into[1]++;
                var prescriber = TakeHome.Prescriber(prescribers[i], institutions[i]);
                if (prescriber != 0 && prescriber != last)
                {
                    last = prescriber;
                    scratch.AddId(prescriber);
                }
            }
        }

        into[0] = scratch.IdCount;
    }
}
