using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Store.Tables;

/// <summary>
/// A total order of rows: the table's sort columns, then all others. Shuffled input therefore ends in the same file, and two
/// sorted batches can be subtracted by walking them together.
/// </summary>
internal static class RowOrder
{
    /// <summary>The rows in order; the batch itself if it is in order already.</summary>
    public static ColumnBatch Sorted(ColumnBatch batch)
    {
        var compare = Comparer(batch, batch);
        if (IsSorted(Persons(batch), compare))
        {
            return batch;
        }

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

        return Take(batch, order);
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

        return Take(old, [.. gone]);
    }

    /// <summary>The rows named, in that order.</summary>
    public static ColumnBatch Take(ColumnBatch batch, int[] rows) => new(batch.Table, rows.Length,
        [.. batch.Arrays.Select(a => a switch
        {
            int[] values => Array.ConvertAll(rows, r => values[r]),
            long[] values => Array.ConvertAll(rows, r => values[r]),
            double[] values => Array.ConvertAll(rows, r => values[r]),
            string[] values => (Array)Array.ConvertAll(rows, r => values[r]),
            _ => throw new InvalidOperationException($"no such column type {a.GetType()}"),
        })]);

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
            arrays[c] = Array.CreateInstance(first.Arrays[c].GetType().GetElementType()!, first.Count + second.Count);
            Array.Copy(first.Arrays[c], 0, arrays[c], 0, first.Count);
            Array.Copy(second.Arrays[c], 0, arrays[c], first.Count, second.Count);
        }

        return new ColumnBatch(first.Table, first.Count + second.Count, arrays);
    }

    /// <summary>The person column; every table has one.</summary>
    public static ReadOnlySpan<long> Persons(ColumnBatch batch) => batch.Get<long>("person").AsSpan(0, batch.Count);

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

    private static bool IsSorted(ReadOnlySpan<long> persons, Func<int, int, int> compare)
    {
        for (var i = 1; i < persons.Length; i++)
        {
            if (persons[i - 1] > persons[i] || (persons[i - 1] == persons[i] && compare(i - 1, i) > 0))
            {
                return false;
            }
        }

        return true;
    }

    private static Func<int, int, int> Comparer(ColumnBatch left, ColumnBatch right)
    {
        var names = left.Table.SortBy.Concat(left.Table.Columns.Select(c => c.Name)).Distinct(StringComparer.Ordinal);
        var columns = names.Select(n => left.Table.IndexOf(n))
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
