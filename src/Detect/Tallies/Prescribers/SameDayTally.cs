using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Prescribers;

/// <summary>
/// Days of t0 on which medicines of two or more prescribing institutions were dispensed, of any route, by true dates.
/// </summary>
public sealed class SameDayTally : ITally
{
    /// <inheritdoc/>
    public string Name => "same_day_prescribers";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["same_day_prescriber_days.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        Span<long> seen = stackalloc long[32]; // the first prescriber of each day of the month, -1 once there is a second
        seen.Clear();
        var lines = person.Medications(DetectionWindow.Position(0));
        var claims = person.Claims(DetectionWindow.Position(0));
        var hasStay = scratch.Claims.HasStay(0);
        var institutions = lines.Institution;
        var prescribers = lines.PrescriberInstitution;
        var days = lines.DispensedOn;
        into[0] = 0;
        for (var i = 0; i < days.Length; i++)
        {
            var prescriber = TakeHome.Prescriber(prescribers[i], institutions[i]);
            var day = days[i] % 100;
            if (prescriber == 0 || day is < 1 or > 31 || (hasStay && TakeHome.IsOfStay(claims, lines.Receipt[i])))
            {
                continue;
            }

            if (seen[day] == 0)
            {
                seen[day] = prescriber;
            }
            else if (seen[day] > 0 && seen[day] != prescriber)
            {
                seen[day] = -1;
                into[0]++;
            }
        }
    }
}
