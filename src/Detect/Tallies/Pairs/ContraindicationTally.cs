using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.Pairs;

/// <summary>
/// 併用禁忌: pairs of the imported table whose oral supplies from two different prescribers share a day in the newest months; 0
/// without a table.
/// </summary>
public sealed class ContraindicationTally(int months, IReadOnlySet<IngredientPair>? pairs, DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => $"contraindicated_pairs(months={months})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["contraindicated_pairs"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into[0] = 0;
        if (pairs is null)
        {
            return;
        }

        var lines = scratch.Home.Of(person, window, months);
        for (var i = 0; i < lines.Length; i = Next(lines, i))
        {
            for (var j = Next(lines, i); j < lines.Length; j = Next(lines, j))
            {
                into[0] += pairs.Contains(new IngredientPair(lines[i].Key, lines[j].Key)) && ShareADay(lines, i, j) ? 1 : 0;
            }
        }
    }

    private bool ShareADay(ReadOnlySpan<HomeLine> lines, int first, int second)
    {
        var (firstEnd, secondEnd) = (Next(lines, first), Next(lines, second));
        for (var a = first; a < firstEnd; a++)
        {
            for (var b = second; b < secondEnd; b++)
            {
                var from = Math.Max(lines[a].Start, lines[b].Start);
                if (IsUsed(lines[a]) && IsUsed(lines[b]) && lines[a].Prescriber != lines[b].Prescriber
                    && from < Math.Min(lines[a].Start + lines[a].Days, lines[b].Start + lines[b].Days)
                    && from < window.FirstDay(-1))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsUsed(HomeLine line) => line.IsOral && line.Back < months && line.Prescriber != 0;

    // First line of the next ingredient.
    private static int Next(ReadOnlySpan<HomeLine> lines, int i)
    {
        var key = lines[i].Key;
        while (i < lines.Length && lines[i].Key == key)
        {
            i++;
        }

        return i;
    }
}
