using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Puts new rows into a month's table, in the order of <see cref="Schema"/>. A delivery changes few rows of an older month, so
/// whole stretches of a column are copied at once. Where there is nothing to put them among, new rows stay as they are, in order
/// or not.
/// </summary>
internal static class TableMerge
{
    private readonly record struct Stretch(bool Fresh, int Start, int Count);

    /// <summary>Current rows but for those of the receipts in <paramref name="dropped"/>,
    /// with the fresh ones in their places.</summary>
    public static ColumnBatch Merge(ColumnBatch current, ICollection<long> dropped, ColumnBatch fresh, ColumnBuffers buffers)
    {
        if (current.Count == 0)
        {
            return fresh;
        }

        if (fresh.Count == 0 && dropped.Count == 0)
        {
            return current;
        }

        var sorted = RowOrder.Sorted(fresh);
        return Gather(current, sorted, Stretches(current, dropped, sorted), buffers);
    }

    /// <summary>Rows of the receipts that <paramref name="wanted"/> names.</summary>
    public static ColumnBatch Select(ColumnBatch current, ICollection<long> wanted, ColumnBuffers buffers)
    {
        var stretches = new List<Stretch>();
        var receipts = current.Get<long>("receipt").AsSpan(0, current.Count);
        for (var i = 0; wanted.Count > 0 && i < receipts.Length; i++)
        {
            if (wanted.Contains(receipts[i]))
            {
                Add(stretches, new Stretch(Fresh: false, i, 1));
            }
        }

        return Gather(current, current, stretches, buffers);
    }

    private static List<Stretch> Stretches(ColumnBatch current, ICollection<long> dropped, ColumnBatch fresh)
    {
        var persons = current.Get<long>("person").AsSpan(0, current.Count);
        var receipts = current.Get<long>("receipt").AsSpan(0, current.Count);
        var freshPersons = fresh.Get<long>("person").AsSpan(0, fresh.Count);
        var compare = RowOrder.Comparer(current, fresh);
        var stretches = new List<Stretch>();
        var i = 0;
        for (var j = 0; j < freshPersons.Length; j++)
        {
            var to = i + LowerBound(persons[i..], freshPersons[j]);
            AddCurrent(stretches, receipts, i, to, dropped);
            for (i = to; i < persons.Length && persons[i] == freshPersons[j] && compare(i, j) <= 0; i++)
            {
                AddCurrent(stretches, receipts, i, i + 1, dropped);
            }

            Add(stretches, new Stretch(Fresh: true, j, 1));
        }

        AddCurrent(stretches, receipts, i, persons.Length, dropped);
        return stretches;
    }

    private static void AddCurrent(List<Stretch> stretches, ReadOnlySpan<long> receipts, int start, int end,
        ICollection<long> dropped)
    {
        if (dropped.Count == 0)
        {
            Add(stretches, new Stretch(Fresh: false, start, end - start));
            return;
        }

        for (var i = start; i < end; i++)
        {
            if (!dropped.Contains(receipts[i]))
            {
                Add(stretches, new Stretch(Fresh: false, i, 1));
            }
        }
    }

    private static void Add(List<Stretch> stretches, Stretch next)
    {
        if (next.Count == 0)
        {
            return;
        }

        if (stretches.Count > 0 && stretches[^1] is var last && last.Fresh == next.Fresh && last.Start + last.Count == next.Start)
        {
            stretches[^1] = last with { Count = last.Count + next.Count };
            return;
        }

        stretches.Add(next);
    }

    private static ColumnBatch Gather(ColumnBatch current, ColumnBatch fresh, List<Stretch> stretches, ColumnBuffers buffers)
    {
        var rows = buffers.Batch(current.Table, stretches.Sum(s => s.Count));
        for (var c = 0; c < rows.Arrays.Count; c++)
        {
            var at = 0;
            foreach (var stretch in stretches)
            {
                Array.Copy((stretch.Fresh ? fresh : current).Arrays[c], stretch.Start, rows.Arrays[c], at, stretch.Count);
                at += stretch.Count;
            }
        }

        return rows;
    }

    // Doubling steps first: the next person is near, as a rule.
    private static int LowerBound(ReadOnlySpan<long> persons, long value)
    {
        var step = 1;
        while (step < persons.Length && persons[step - 1] < value)
        {
            step *= 2;
        }

        int low = step / 2, high = Math.Min(step, persons.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (persons[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
