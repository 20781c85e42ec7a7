namespace ClaimsWatch.Evaluate.Disclosure;

/// <summary>
/// A table with totals as a circulation: inner cells flow from row to column, totals flow back. Every other table with the same
/// shown numbers differs from this one by flow along hidden cells, so what can be known of a hidden cell is a maximum flow.
/// </summary>
internal sealed class TableFlow(CountTable table, bool[,] hidden)
{
    private const long Unbounded = 1_000_000_000;

    private readonly int _rows = table.Rows.Count;
    private readonly int _columns = table.Columns.Count;

    private int NodeCount => _rows + _columns + 2;

    /// <summary>
    /// Smallest and largest value a hidden cell can have, for a reader who knows that hidden cells are not zero.
    /// </summary>
    public (long Low, long High) Bounds(int row, int column)
    {
        var (from, to) = Ends(row, column);
        var value = table[row, column];
        var up = MaximumFlow(to, from, row, column, Unbounded);
        var down = MaximumFlow(from, to, row, column, value - 1);
        return (value - down, value + up);
    }

    /// <summary>
    /// The cheapest further cells to hide so that a hidden cell can move by <paramref name="amount"/>; null when there are none.
    /// Small cells are cheap, totals are dear.
    /// </summary>
    public IReadOnlyList<(int Row, int Column)>? CheapestCover(int row, int column, long amount)
    {
        var (from, to) = Ends(row, column);
        var up = CheapestPath(to, from, row, column, amount);
        var down = table[row, column] - 1 >= amount ? CheapestPath(from, to, row, column, amount) : null;
        return up is null ? down?.Cells : down is null || up.Value.Cost <= down.Value.Cost ? up.Value.Cells : down.Value.Cells;
    }

    /// <summary>Tail and head of a cell's arc.</summary>
    private (int From, int To) Ends(int row, int column)
    {
        var (rowNode, columnNode) = (row, _rows + 1 + column);
        var totals = (row == _rows ? 1 : 0) + (column == _columns ? 1 : 0);
        return totals == 1 ? (columnNode, rowNode) : (rowNode, columnNode);
    }

    private IEnumerable<(int Row, int Column)> Cells()
    {
        for (var r = 0; r <= _rows; r++)
        {
            for (var c = 0; c <= _columns; c++)
            {
                yield return (r, c);
            }
        }
    }

    private long MaximumFlow(int source, int sink, int skipRow, int skipColumn, long limit)
    {
        var arcs = Cells().Where(x => hidden[x.Row, x.Column] && x != (skipRow, skipColumn))
            .Select(x => (Ends: Ends(x.Row, x.Column), Cell: x)).ToArray();
        var moved = new long[arcs.Length];
        var total = 0L;
        while (total < limit)
        {
            var path = BreadthFirst(source, sink, arcs, moved);
            if (path is null)
            {
                break;
            }

            var room = path.Min(step => Room(arcs[step.Arc].Cell, moved[step.Arc], step.Forward));
            room = Math.Min(room, limit - total);
            foreach (var (arc, forward) in path)
            {
                moved[arc] += forward ? room : -room;
            }

            total += room;
        }

        return Math.Max(0, Math.Min(total, limit));
    }

    private long Room((int Row, int Column) cell, long moved, bool forward) =>
        forward ? Unbounded - moved : table[cell.Row, cell.Column] + moved - 1;

    private List<(int Arc, bool Forward)>? BreadthFirst(
        int source, int sink, ((int From, int To) Ends, (int Row, int Column) Cell)[] arcs, long[] moved)
    {
        var cameBy = new (int Arc, bool Forward, int From)?[NodeCount];
        var queue = new Queue<int>([source]);
        var seen = new bool[NodeCount];
        seen[source] = true;
        while (queue.Count > 0 && !seen[sink])
        {
            var node = queue.Dequeue();
            for (var a = 0; a < arcs.Length; a++)
            {
                foreach (var forward in (bool[])[true, false])
                {
                    var (from, to) = forward ? arcs[a].Ends : (arcs[a].Ends.To, arcs[a].Ends.From);
                    if (from == node && !seen[to] && Room(arcs[a].Cell, moved[a], forward) > 0)
                    {
                        seen[to] = true;
                        cameBy[to] = (a, forward, node);
                        queue.Enqueue(to);
                    }
                }
            }
        }

        if (!seen[sink])
        {
            return null;
        }

        var path = new List<(int, bool)>();
        for (var node = sink; node != source; node = cameBy[node]!.Value.From)
        {
            path.Add((cameBy[node]!.Value.Arc, cameBy[node]!.Value.Forward));
        }

        return path;
    }

    private (long Cost, IReadOnlyList<(int Row, int Column)> Cells)? CheapestPath(int source, int sink, int skipRow,
        int skipColumn, long amount)
    {
        var cost = new long[NodeCount];
        Array.Fill(cost, long.MaxValue);
        cost[source] = 0;
        var cameBy = new (int From, (int Row, int Column) Cell)?[NodeCount];
        // Bellman and Ford: the graph has a dozen nodes.
        for (var round = 0; round < NodeCount; round++)
        {
            foreach (var cell in Cells().Where(x => x != (skipRow, skipColumn) && table[x.Row, x.Column] > 0))
            {
                var (from, to) = Ends(cell.Row, cell.Column);
                var price = Price(cell);
                Relax(from, to, cell, price);
                if (table[cell.Row, cell.Column] - 1 >= amount)
                {
                    Relax(to, from, cell, price);
                }
            }
        }

        if (cost[sink] == long.MaxValue)
        {
            return null;
        }

        var cells = new List<(int, int)>();
        for (var node = sink; node != source; node = cameBy[node]!.Value.From)
        {
            cells.Add(cameBy[node]!.Value.Cell);
        }

        return (cost[sink], cells);

        void Relax(int from, int to, (int Row, int Column) cell, long price)
        {
            if (cost[from] != long.MaxValue && cost[from] + price < cost[to])
            {
                cost[to] = cost[from] + price;
                cameBy[to] = (from, cell);
            }
        }
    }

    private long Price((int Row, int Column) cell)
    {
        const long DearerTotals = 1_000_000;
        return hidden[cell.Row, cell.Column] ? 0
            : table[cell.Row, cell.Column] + (table.IsTotal(cell.Row, cell.Column) ? DearerTotals : 1);
    }
}
