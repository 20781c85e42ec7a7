using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.Overlap;

/// <summary>
/// 期間重なり (Pradel 2004): of the oral ingredient with the most, days that more than one prescriber's supply covers, each further
/// prescriber counted, over the newest months from true dispensing dates; beside it the days all prescribers supplied of it, and
/// the overlap of all ingredients, and the same of that ingredient in tablets. What a supply covers beyond the last day of t0 is
/// left out.
/// </summary>
public sealed class OverlapTally(int months, DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => $"overlap(months={months})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } =
        ["overlap_days", "overlap_days_supplied", "overlap_days_all", "overlap_tablet_steps", "overlap_tablet_steps_supplied"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        if (!scratch.Home.HasSeveralPrescribers(person, window, months))
        {
            return;
        }

        var lines = scratch.Home.Of(person, window, months);
        var most = default(Range);
        for (var i = 0; i < lines.Length;)
        {
            var first = i;
            var (overlap, supplied) = OfIngredient(lines, ref i);
            into[2] += overlap;
            if (overlap > into[0] || (overlap == into[0] && overlap > 0 && supplied < into[1]))
            {
                (into[0], into[1], most) = (overlap, supplied, first..i);
            }
        }

        if (into[0] > 0)
        {
            (into[3], into[4]) = scratch.Amounts.Of(lines[most], months, window.FirstDay(-1));
        }
    }

    private (int Overlap, int Supplied) OfIngredient(ReadOnlySpan<HomeLine> lines, ref int i)
    {
        var key = lines[i].Key;
        var union = default(DaySet);
        var supplied = 0;
        while (i < lines.Length && lines[i].Key == key)
        {
            var prescriber = lines[i].Prescriber;
            var days = default(DaySet);
            for (; i < lines.Length && lines[i].Key == key && lines[i].Prescriber == prescriber; i++)
            {
                if (prescriber != 0 && lines[i].IsOral && lines[i].Back < months)
                {
                    days.AddRange(lines[i].Start, Math.Min(lines[i].Start + lines[i].Days, window.FirstDay(-1)));
                }
            }

            supplied += days.Count;
            union.Add(days);
        }

        return (supplied - union.Count, supplied);
    }
}
