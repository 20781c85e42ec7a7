using System.Numerics;
using System.Runtime.InteropServices;

namespace ClaimsWatch.Store.Parquet;

/// <summary>Splits a column chunk into its distinct values, in order of first appearance, and an index for each row.</summary>
internal static class DistinctValues
{
    // A column that begins with so many values of their own is one of keys: no dictionary would pay.
    private const int Sample = 1 << 12;
    private const int SampleDistinctMax = Sample - (Sample / 64);

    /// <summary>Indexes numbers with an open-addressed table; false, early, when nearly every value is its own.</summary>
    public static bool TryIndex<T>(ReadOnlySpan<T> values, Span<int> indexes, out List<T> distinct)
        where T : unmanaged, IBinaryInteger<T>
    {
        distinct = [];
        var distinctMax = DistinctMax(values.Length);
        var bits = 10;
        var slots = EncodeScratch.Mine.Slots(1 << bits);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i] == values[i - 1])
            {
                indexes[i] = indexes[i - 1]; // sorted files are full of runs
                continue;
            }

            if (i == Sample && distinct.Count > SampleDistinctMax)
            {
                return false;
            }

            var slot = Find(slots, bits, distinct, values[i]);
            if (slots[slot] == 0)
            {
                if (distinct.Count == distinctMax)
                {
                    return false;
                }

                distinct.Add(values[i]);
                slots[slot] = distinct.Count;
                if (distinct.Count * 2 > slots.Length)
                {
                    slots = Grow(++bits, distinct);
                    slot = Find(slots, bits, distinct, values[i]);
                }
            }

            indexes[i] = slots[slot] - 1;
        }

        return true;
    }

    /// <summary>Indexes text; false, early, when nearly every value is its own.</summary>
    public static bool TryIndex(ReadOnlySpan<string> values, Span<int> indexes, out List<string> distinct)
    {
        distinct = [];
        var distinctMax = DistinctMax(values.Length);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && ReferenceEquals(values[i], values[i - 1]))
            {
                indexes[i] = indexes[i - 1];
                continue;
            }

            if (i == Sample && distinct.Count > SampleDistinctMax)
            {
                return false;
            }

            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(known, values[i], out var exists);
            if (!exists)
            {
                if (distinct.Count == distinctMax)
                {
                    return false;
                }

                index = distinct.Count;
                distinct.Add(values[i]);
            }

            indexes[i] = index;
        }

        return true;
    }

    // Past seven eighths distinct, entries plus indexes can't be smaller than the values themselves.
    private static int DistinctMax(int count) => Math.Max(1, count - (count / 8));

    private static int Find<T>(ReadOnlySpan<int> slots, int bits, List<T> distinct, T value)
        where T : unmanaged, IBinaryInteger<T>
    {
        var entries = CollectionsMarshal.AsSpan(distinct);
        var hash = unchecked(ulong.CreateTruncating(value) * 0x9E3779B97F4A7C15UL);
        var slot = (int)(hash >> (64 - bits));
        while (slots[slot] != 0 && entries[slots[slot] - 1] != value)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private static Span<int> Grow<T>(int bits, List<T> distinct)
        where T : unmanaged, IBinaryInteger<T>
    {
        var slots = EncodeScratch.Mine.Slots(1 << bits);
        for (var i = 0; i < distinct.Count; i++)
        {
            slots[Find(slots, bits, distinct, distinct[i])] = i + 1;
        }

        return slots;
    }
}
