namespace ClaimsWatch.Evaluate.Disclosure;

/// <summary>
/// The reader who has every table of a report on one desk: bounds of each hidden cell from all row and column sums of all tables
/// at once, cells with the same key being one unknown. Repeated tightening of intervals, so what it finds is certain; what takes
/// solving several sums together inside ONE table is found by <see cref="TableFlow"/>.
/// </summary>
public sealed class LinkedBounds
{
    private const long Unbounded = 1_000_000_000;

    private readonly IReadOnlyList<CountTable> _tables;
    private readonly IReadOnlyList<bool[,]> _masks;
    private readonly Dictionary<string, (long Low, long High)> _bounds = new(StringComparer.Ordinal);

    private LinkedBounds(IReadOnlyList<CountTable> tables, IReadOnlyList<bool[,]> masks)
    {
        (_tables, _masks) = (tables, masks);
        foreach (var (i, r, c) in Cells())
        {
            var name = NameOf(i, r, c);
            var known = _bounds.GetValueOrDefault(name, (Low: 0, High: Unbounded));
            // A zero is shown wherever anything is, so a hidden cell of a table that is not wholly hidden is at least one.
            var here = !masks[i][r, c] ? (Low: tables[i][r, c], High: tables[i][r, c])
                : (Low: IsWhollyHidden(masks[i]) ? 0 : 1, High: Unbounded);
            _bounds[name] = (Math.Max(known.Low, here.Low), Math.Min(known.High, here.High));
        }
    }

    /// <summary>Tables with a hidden cell known to within less than <paramref name="spread"/>.</summary>
    public static IReadOnlySet<int> ExposedTables(IReadOnlyList<CountTable> tables, IReadOnlyList<bool[,]> masks, long spread)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(masks);
        var reader = new LinkedBounds(tables, masks);
        reader.Tighten();
        return reader.Cells().Where(x => masks[x.Table][x.Row, x.Column] && !IsWhollyHidden(masks[x.Table]))
            .Where(x => reader._bounds[reader.NameOf(x.Table, x.Row, x.Column)] is var (low, high) && high - low < spread)
            .Select(x => x.Table).ToHashSet();
    }

    private static bool IsWhollyHidden(bool[,] mask) => !mask.Cast<bool>().Contains(false);

    private IEnumerable<(int Table, int Row, int Column)> Cells() =>
        from i in Enumerable.Range(0, _tables.Count)
        from r in Enumerable.Range(0, _tables[i].Rows.Count + 1)
        from c in Enumerable.Range(0, _tables[i].Columns.Count + 1)
        select (i, r, c);

    private string NameOf(int table, int row, int column) =>
        _tables[table].Keys.TryGetValue((row, column), out var key) ? key : $"{table}/{row}/{column}";

    private void Tighten()
    {
        var sums = Sums().ToArray();
        var moved = true;
        while (moved)
        {
            moved = false;
            foreach (var (parts, total) in sums)
            {
                moved |= Tighten(parts, total);
            }
        }
    }

    private IEnumerable<(string[] Parts, string Total)> Sums()
    {
        for (var i = 0; i < _tables.Count; i++)
        {
            var (table, rows, columns) = (i, _tables[i].Rows.Count, _tables[i].Columns.Count);
            for (var r = 0; r <= rows; r++)
            {
                var row = r;
                yield return ([.. Enumerable.Range(0, columns).Select(c => NameOf(table, row, c))], NameOf(table, r, columns));
            }

            for (var c = 0; c <= columns; c++)
            {
                var column = c;
                yield return ([.. Enumerable.Range(0, rows).Select(r => NameOf(table, r, column))], NameOf(table, rows, c));
            }
        }
    }

    private bool Tighten(string[] parts, string total)
    {
        var low = parts.Sum(p => _bounds[p].Low);
        var high = parts.Sum(p => _bounds[p].High);
        var moved = Narrow(total, low, high);
        var whole = _bounds[total];
        foreach (var part in parts)
        {
            var mine = _bounds[part];
            moved |= Narrow(part, whole.Low - (high - mine.High), whole.High - (low - mine.Low));
        }

        return moved;
    }

    private bool Narrow(string name, long low, long high)
    {
        var known = _bounds[name];
        var next = (Low: Math.Max(known.Low, low), High: Math.Min(known.High, high));
        _bounds[name] = next;
        return next != known;
    }
}
