using System.Numerics;
using System.Runtime.CompilerServices;

namespace ClaimsWatch.Detect.Tallies.Supplies;

/// <summary>
/// A set of days of the window, 0 the first day of its oldest month; 384 days, and what lies outside is left out.
/// </summary>
public struct DaySet
{
    /// <summary>Days it can hold.</summary>
    public const int Capacity = Words * 64;

    private const int Words = 6;
    private Bits _bits;

    /// <summary>Number of days in it.</summary>
    public readonly int Count
    {
        get
        {
            var count = 0;
            for (var i = 0; i < Words; i++)
            {
                count += BitOperations.PopCount(_bits[i]);
            }

            return count;
        }
    }

    /// <summary>Adds the days <paramref name="from"/> … <paramref name="to"/> − 1.</summary>
    public void AddRange(int from, int to)
    {
        from = Math.Max(from, 0);
        to = Math.Min(to, Capacity);
        for (var word = from / 64; word * 64 < to; word++)
        {
            var low = Math.Max(from - (word * 64), 0);
            var high = Math.Min(to - (word * 64), 64);
            var upTo = high == 64 ? ulong.MaxValue : (1UL << high) - 1;
            _bits[word] |= upTo & ~((1UL << low) - 1);
        }
    }

    /// <summary>Adds all days of another set.</summary>
    public void Add(in DaySet other)
    {
        for (var i = 0; i < Words; i++)
        {
            _bits[i] |= other._bits[i];
        }
    }

    /// <summary>Number of days in both.</summary>
    public readonly int CountCommon(in DaySet other)
    {
        var count = 0;
        for (var i = 0; i < Words; i++)
        {
            count += BitOperations.PopCount(_bits[i] & other._bits[i]);
        }

        return count;
    }

    [InlineArray(Words)]
    private struct Bits
    {
        private ulong _first;
    }
}
