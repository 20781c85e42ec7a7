using System.Numerics;
using System.Runtime.InteropServices;

namespace ClaimsWatch.Store.Parquet;

/// <summary>Splits a column chunk into its distinct values, in order of first appearance, and an index for each row.</summary>
internal static class DistinctValues
{
    // A column that begins with so many values of their own is one of keys: no dictionary would pay.
    private const int Sample = 1 << 12;
    private const int SampleDistinctMax = Sample - (Sample / 64);

    // Codes and days lie so close together that a table of all between the bounds stays in the nearest memory.
    private const int RangeMax = 1 << 15;
    private const int FirstBits = 10;

    /// <summary>Indexes numbers; false, early, when nearly every value is its own.</summary>
    /// <param name="values">The chunk.</param>
    /// <param name="bounds">Its smallest and largest value.</param>
    /// <param name="indexes">Receives the index of each row.</param>
    /// <param name="distinct">The values themselves; good until the next chunk of this thread.</param>
    public static bool TryIndex<T>(ReadOnlySpan<T> values, (T Min, T Max) bounds, Span<int> indexes, out ReadOnlySpan<T> distinct)
        where T : unmanaged, IBinaryInteger<T>
    {
        var entries = EncodeScratch.Mine.Entries<T>(values.Length);
        var range = unchecked(ulong.CreateTruncating(bounds.Max) - ulong.CreateTruncating(bounds.Min));
        var count = range < RangeMax && range < 4UL * (uint)values.Length
            ? InRange(values, bounds.Min, EncodeScratch.Mine.Slots((int)range + 1), indexes, entries)
            : Hashed(values, indexes, entries);
        distinct = entries[..Math.Max(count, 0)];
        return count >= 0;
    }

    /// <summary>Indexes text; false, early, when nearly every value is its own.</summary>
    public static bool TryIndex(ReadOnlySpan<string> values, Span<int> indexes, out List<string> distinct)
    {
        distinct = [];
        var known = EncodeScratch.Mine.Texts;
        var isIndexed = TryIndex(values, indexes, distinct, known);
        known.Clear();
        return isIndexed;
    }

    private static bool TryIndex(ReadOnlySpan<string> values, Span<int> indexes, List<string> distinct,
        Dictionary<string, int> known)
    {
        var distinctMax = DistinctMax(values.Length);
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

    // A slot for every value there could be. Gives the number of distinct values, −1 when they are too many.
    private static int InRange<T>(ReadOnlySpan<T> values, T min, Span<int> slots, Span<int> indexes, Span<T> entries)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (count, countMax) = (0, DistinctMax(values.Length));
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i] == values[i - 1])
            {
                indexes[i] = indexes[i - 1]; // sorted files are full of runs
                continue;
            }

            if (i == Sample && count > SampleDistinctMax)
            {
                return -1;
            }

            ref var slot = ref slots[int.CreateTruncating(values[i] - min)];
            if (slot == 0)
            {
                if (count == countMax)
                {
                    return -1;
                }

                entries[count] = values[i];
                slot = ++count;
            }

            indexes[i] = slot - 1;
        }

        return count;
    }

    // An open-addressed table; none as long as the values ascend, as persons do in a sorted file.
    private static int Hashed<T>(ReadOnlySpan<T> values, Span<int> indexes, Span<T> entries)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (count, countMax) = (0, DistinctMax(values.Length));
        var bits = FirstBits;
        var slots = Span<int>.Empty;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (i > 0 && value == values[i - 1])
            {
                indexes[i] = indexes[i - 1];
                continue;
            }

            if (i == Sample && count > SampleDistinctMax)
            {
                return -1;
            }

            var slot = -1;
            if (!slots.IsEmpty || (count > 0 && value < entries[count - 1]))
            {
                slots = slots.IsEmpty ? Table(entries[..count], ref bits) : slots;
                slot = Find(slots, bits, entries, value);
                if (slots[slot] != 0)
                {
                    indexes[i] = slots[slot] - 1;
                    continue;
                }
            }

            if (count == countMax)
            {
                return -1;
            }

            entries[count] = value;
            indexes[i] = count++;
            if (slot >= 0)
            {
                slots[slot] = count;
                slots = count * 2 > slots.Length ? Table(entries[..count], ref bits) : slots;
            }
        }

        return count;
    }

    private static int Find<T>(ReadOnlySpan<int> slots, int bits, ReadOnlySpan<T> entries, T value)
        where T : unmanaged, IBinaryInteger<T>
    {
        var hash = unchecked(ulong.CreateTruncating(value) * 0x9E3779B97F4A7C15UL);
        var slot = (int)(hash >> (64 - bits));
        while (slots[slot] != 0 && entries[slots[slot] - 1] != value)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    // A table with room for as many values again.
    private static Span<int> Table<T>(ReadOnlySpan<T> entries, scoped ref int bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        bits = Math.Max(bits, BitOperations.Log2((uint)entries.Length | 1) + 2);
        var slots = EncodeScratch.Mine.Slots(1 << bits);
        for (var i = 0; i < entries.Length; i++)
        {
            slots[Find(slots, bits, entries, entries[i])] = i + 1;
        }

        return slots;
    }
}
