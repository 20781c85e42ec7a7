using System.Buffers;
using System.Numerics;

namespace ClaimsWatch.Core.Columns;

/// <summary>
/// A total order of rows: the table's sort columns, then all others that were read. Shuffled input therefore ends in the same
/// file, and two sorted batches can be subtracted by walking them together.
/// </summary>
public static class RowOrder
{
    /// <summary>The rows in order; the batch itself if it is in order already.</summary>
    public static ColumnBatch Sorted(ColumnBatch batch)
    {
        if (IsSorted(batch))
        {
            return batch;
        }

        var compare = Comparer(batch, batch);
        // Persons first, as plain numbers; only rows of one person need the slow comparison.
        var persons = Persons(batch)[..batch.Count].ToArray();
        var order = Enumerable.Range(0, batch.Count).ToArray();
        Array.Sort(persons, order);
        for (var start = 0; start < persons.Length;)
        {
            var end = start + 1;
            while (end < persons.Length && persons[end] == persons[start])
            {
                end++;
            }

            order.AsSpan(start, end - start).Sort((a, b) => compare(a, b));
            start = end;
        }

        return batch.Take(order);
    }

    /// <summary>
    /// Rows of <paramref name="old"/> that are not in <paramref name="current"/>, counted with multiplicity; both sorted.
    /// </summary>
    public static ColumnBatch Minus(ColumnBatch old, ColumnBatch current)
    {
        var compare = Comparer(old, current);
        var gone = new List<int>();
        var j = 0;
        for (var i = 0; i < old.Count; i++)
        {
            var same = CommonPrefix(old, i, current, j); // nearly all of a month, as a rule
            (i, j) = (i + same, j + same);
            if (i == old.Count)
            {
                break;
            }

            while (j < current.Count && compare(i, j) > 0)
            {
                j++;
            }

            if (j < current.Count && compare(i, j) == 0)
            {
                j++;
            }
            else
            {
                gone.Add(i);
            }
        }

        return old.Take([.. gone]);
    }

    /// <summary>All rows of both, the first's before the second's.</summary>
    public static ColumnBatch Concat(ColumnBatch first, ColumnBatch second)
    {
        if (second.Count == 0)
        {
            return first;
        }

        var arrays = new Array[first.Arrays.Count];
        for (var c = 0; c < arrays.Length; c++)
        {
            var rows = first.Has(c) && second.Has(c) ? first.Count + second.Count : 0;
            arrays[c] = Array.CreateInstance(first.Arrays[c].GetType().GetElementType()!, rows);
            if (rows == 0)
            {
                continue;
            }

            Array.Copy(first.Arrays[c], 0, arrays[c], 0, first.Count);
            Array.Copy(second.Arrays[c], 0, arrays[c], first.Count, second.Count);
        }

        return new ColumnBatch(first.Table, first.Count + second.Count, arrays);
    }

    /// <summary>The person column; every table has one.</summary>
    public static ReadOnlySpan<long> Persons(ColumnBatch batch) => batch.Get<long>("person").AsSpan(0, batch.Count);

    /// <summary>Stops at a row whose person no pseudonym can be.</summary>
    public static void CheckPersons(ColumnBatch sorted)
    {
        if (sorted.Count > 0 && Persons(sorted)[0] < 0)
        {
            throw new InvalidOperationException($"a negative person in {sorted.Table.Name}: pseudonyms have 63 bits");
        }
    }

    // Rows from i and j on that are equal in every column.
    private static int CommonPrefix(ColumnBatch old, int i, ColumnBatch current, int j)
    {
        var length = Math.Min(old.Count - i, current.Count - j);
        for (var c = 0; c < old.Arrays.Count && length > 0; c++)
        {
            length = (old.Arrays[c], current.Arrays[c]) switch
            {
                (int[] l, int[] r) => l.AsSpan(i, length).CommonPrefixLength(r.AsSpan(j, length)),
                (long[] l, long[] r) => l.AsSpan(i, length).CommonPrefixLength(r.AsSpan(j, length)),
                (double[] l, double[] r) => l.AsSpan(i, length).CommonPrefixLength(r.AsSpan(j, length)),
                (string[] l, string[] r) => l.AsSpan(i, length).CommonPrefixLength(r.AsSpan(j, length)),
                _ => throw new InvalidOperationException("columns of different types"),
            };
        }

        return length;
    }

    // Column by column, with those rows marked that say the same as the row before in all columns so far.
    private static bool IsSorted(ColumnBatch batch)
    {
        var tied = ArrayPool<bool>.Shared.Rent(batch.Count + 1);
        tied.AsSpan(0, batch.Count + 1).Fill(true);
        var sorted = true;
        var some = batch.Count > 1;
        foreach (var column in Ordered(batch.Table).Where(batch.Has))
        {
            if (!sorted || !some)
            {
                break;
            }

            sorted = batch.Arrays[column] switch
            {
                int[] values => Ascends(values.AsSpan(0, batch.Count), tied, out some),
                long[] values => Ascends(values.AsSpan(0, batch.Count), tied, out some),
                double[] values => Ascends(values.AsSpan(0, batch.Count), tied, out some),
                string[] values => AscendsText(values.AsSpan(0, batch.Count), tied, out some),
                var other => throw new InvalidOperationException($"no such column type {other.GetType()}"),
            };
        }

        ArrayPool<bool>.Shared.Return(tied);
        return sorted;
    }

    private static bool Ascends<T>(ReadOnlySpan<T> values, bool[] tied, out bool some)
        where T : struct, INumber<T>
    {
        some = false;
        for (var i = 1; i < values.Length; i++)
        {
            if (!tied[i])
            {
                continue;
            }

            if (values[i - 1] > values[i])
            {
                return false;
            }

            some |= tied[i] = values[i - 1] == values[i];
        }

        return true;
    }

    private static bool AscendsText(ReadOnlySpan<string> values, bool[] tied, out bool some)
    {
        some = false;
        for (var i = 1; i < values.Length; i++)
        {
            var order = tied[i] ? string.CompareOrdinal(values[i - 1], values[i]) : -1;
            if (order > 0)
            {
                return false;
            }

            some |= tied[i] = tied[i] && order == 0;
        }

        return true;
    }

    private static IEnumerable<int> Ordered(Table table) =>
        table.SortBy.Concat(table.Columns.Select(c => c.Name)).Distinct(StringComparer.Ordinal).Select(table.IndexOf);

    /// <summary>Compares a row of one batch with a row of another, by their numbers, in the total order.</summary>
    public static Func<int, int, int> Comparer(ColumnBatch left, ColumnBatch right)
    {
        var columns = Ordered(left.Table).Where(i => left.Has(i) && right.Has(i))
            .Select(i => Comparer(left.Arrays[i], right.Arrays[i])).ToArray();
        return (a, b) =>
        {
            foreach (var column in columns)
            {
                var order = column(a, b);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        };
    }

    private static Func<int, int, int> Comparer(Array left, Array right) => (left, right) switch
    {
        (int[] l, int[] r) => (a, b) => l[a].CompareTo(r[b]),
        (long[] l, long[] r) => (a, b) => l[a].CompareTo(r[b]),
        (double[] l, double[] r) => (a, b) => l[a].CompareTo(r[b]),
        (string[] l, string[] r) => (a, b) => string.CompareOrdinal(l[a], r[b]),
        _ => throw new InvalidOperationException("columns of different types"),
    };
}
