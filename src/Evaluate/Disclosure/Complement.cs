namespace ClaimsWatch.Evaluate.Disclosure;

/// <summary>
/// Which cells of linked tables to hide: every count from 1 to the limit, and as many others as it takes that no hidden count
/// can be worked out from what is shown (complementary suppression). Hidden cells of both sorts look the same.
/// </summary>
public static class Complement
{
    /// <summary>One mask a table, totals included; cells with the same key are hidden together.</summary>
    public static IReadOnlyList<bool[,]> Masks(IReadOnlyList<CountTable> tables, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        var hiddenKeys = new HashSet<string>(StringComparer.Ordinal);
        var closed = new HashSet<int>();
        while (true)
        {
            var before = hiddenKeys.Count;
            var masks = tables.Select((t, i) => closed.Contains(i) ? All(t.Rows.Count, t.Columns.Count)
                : Mask(t, hiddenKeys, settings)).ToArray();
            for (var i = 0; i < tables.Count; i++)
            {
                foreach (var ((row, column), key) in tables[i].Keys)
                {
                    // In a table that is closed as a whole nothing can be read, so its cells may stand elsewhere.
                    if (masks[i][row, column] && !closed.Contains(i))
                    {
                        hiddenKeys.Add(key);
                    }
                }
            }

            // Hiding a shared cell in one table may uncover another there, so repeat until nothing changes.
            if (hiddenKeys.Count != before)
            {
                continue;
            }

            // Each table is safe by itself; the audit asks what all of them say together, and closes what they give away.
            var exposed = LinkedBounds.ExposedTables(tables, masks, settings.SpreadMin);
            if (exposed.Count == 0)
            {
                return masks;
            }

            closed.UnionWith(exposed);
        }
    }

    /// <summary>What a reader can work out of a hidden cell: its smallest and largest possible value.</summary>
    public static (long Low, long High) Bounds(CountTable table, bool[,] mask, int row, int column) =>
        new TableFlow(table, mask).Bounds(row, column);

    private static bool[,] Mask(CountTable table, HashSet<string> hiddenKeys, GateSettings settings)
    {
        var (rows, columns) = (table.Rows.Count, table.Columns.Count);
        var mask = new bool[rows + 1, columns + 1];
        for (var r = 0; r <= rows; r++)
        {
            for (var c = 0; c <= columns; c++)
            {
                // A shared cell that is zero stays shown: it is zero in every table, and zero is public.
                var forced = table.Keys.TryGetValue((r, c), out var key) && hiddenKeys.Contains(key) && table[r, c] > 0;
                mask[r, c] = forced || table.IsBlocked(r, c) || !settings.MayShow(table[r, c]);
            }
        }

        while (FirstExposed(table, mask, settings.SpreadMin) is { } exposed)
        {
            var cover = new TableFlow(table, mask).CheapestCover(exposed.Row, exposed.Column, settings.SpreadMin);
            if (cover is null)
            {
                // No pattern protects it (a table of one cell, say): nothing of the table is shown.
                return All(rows, columns);
            }

            foreach (var (r, c) in cover)
            {
                mask[r, c] = true;
            }
        }

        return mask;
    }

    private static (int Row, int Column)? FirstExposed(CountTable table, bool[,] mask, int spread)
    {
        var flow = new TableFlow(table, mask);
        for (var r = 0; r <= table.Rows.Count; r++)
        {
            for (var c = 0; c <= table.Columns.Count; c++)
            {
                if (mask[r, c] && flow.Bounds(r, c) is var (low, high) && high - low < spread)
                {
                    return (r, c);
                }
            }
        }

        return null;
    }

    private static bool[,] All(int rows, int columns)
    {
        var mask = new bool[rows + 1, columns + 1];
        for (var r = 0; r <= rows; r++)
        {
            for (var c = 0; c <= columns; c++)
            {
                mask[r, c] = true;
            }
        }

        return mask;
    }
}
