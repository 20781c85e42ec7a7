using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Psychotropics;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.LongUse;

/// <summary>
/// ベンゾ長期: consecutive months up to t0 in which one and the same benzodiazepine-receptor agonist was supplied or its supply
/// still covered a day. The first of twelve months can be missed when its supply was dispensed before the window.
/// </summary>
public sealed class AgonistMonthsTally(DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => "agonist_months";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["agonist_months"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into[0] = 0;
        var lines = scratch.Home.Watched(person, window);
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0 && lines[i].Key == lines[i - 1].Key)
            {
                continue;
            }

            var covered = 0;
            for (var j = i; j < lines.Length; j++)
            {
                if (lines[j].Key == lines[i].Key
                    && BenzodiazepineAgonists.Has(lines[j].Key, lines[j].DrugClass, lines[j].LegalClass))
                {
                    covered |= MonthsOf(lines[j]);
                }
            }

            // From the first line of an ingredient on, all its lines are there; a later start finds fewer months.
            into[0] = Math.Max(into[0], int.TrailingZeroCount(~covered));
        }
    }

    // Bit 0 is t0.
    private int MonthsOf(HomeLine line)
    {
        var months = 1 << line.Back;
        for (var back = line.Back - 1; back >= 0 && line.Start + line.Days > window.FirstDay(back); back--)
        {
            months |= 1 << back;
        }

        return months;
    }
}
