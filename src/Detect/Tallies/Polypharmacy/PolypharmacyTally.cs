using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Polypharmacy;

/// <summary>
/// 多剤 in t0: oral ingredients supplied for at least some days, the days of a dispensing day being its longest line, and the
/// institutions that prescribed one of them.
/// </summary>
public sealed class PolypharmacyTally(int supplyDaysMin, DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => $"long_ingredients(days={supplyDaysMin})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["long_ingredients.t0", "long_ingredient_prescribers.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        scratch.ClearIds();
        var lines = scratch.Home.Of(person, window, 1);
        for (var i = 0; i < lines.Length;)
        {
            var first = i;
            var days = 0;
            var (day, prescriber) = (-1, -1L);
            for (; i < lines.Length && lines[i].Key == lines[first].Key; i++)
            {
                if (lines[i].Back == 0 && lines[i].IsOral && (lines[i].Start, lines[i].Prescriber) != (day, prescriber))
                {
                    (day, prescriber) = (lines[i].Start, lines[i].Prescriber);
                    days += lines[i].Days;
                }
            }

            if (days < supplyDaysMin)
            {
                continue;
            }

            into[0]++;
            for (var at = first; at < i; at++)
            {
                if (lines[at].Back == 0 && lines[at].IsOral && lines[at].Prescriber != 0)
                {
                    scratch.AddId(lines[at].Prescriber);
                }
            }
        }

        into[1] = scratch.IdCount;
    }
}
