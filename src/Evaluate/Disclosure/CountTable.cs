namespace ClaimsWatch.Evaluate.Disclosure;

/// <summary>
/// A two-way table of counts of people with its totals, before the gate. Row and column numbers run one past the last: that one
/// is the total.
/// </summary>
public sealed class CountTable
{
    private readonly long[,] _values;

    /// <summary>A table of inner cells; totals are summed here, so that they can't disagree.</summary>
    /// <exception cref="ArgumentException">A count is negative or the shape is not that of the labels.</exception>
    public CountTable(string id, string title, IReadOnlyList<string> rows, IReadOnlyList<string> columns, long[,] cells)
    {
        if (cells.GetLength(0) != rows.Count || cells.GetLength(1) != columns.Count || cells.Cast<long>().Any(v => v < 0))
        {
            throw new ArgumentException($"Table {id} needs {rows.Count} × {columns.Count} counts, 0 or more.", nameof(cells));
        }

        (Id, Title, Rows, Columns) = (id, title, rows, columns);
        _values = new long[rows.Count + 1, columns.Count + 1];
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                _values[r, c] = cells[r, c];
                _values[r, columns.Count] += cells[r, c];
                _values[rows.Count, c] += cells[r, c];
                _values[rows.Count, columns.Count] += cells[r, c];
            }
        }
    }

    /// <summary>Stable name.</summary>
    public string Id { get; }

    /// <summary>Title for people.</summary>
    public string Title { get; }

    /// <summary>Row labels, without the total.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>Column labels, without the total.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Names of cells that other tables show too: what is hidden in one is hidden in all.</summary>
    public Dictionary<(int Row, int Column), string> Keys { get; init; } = [];

    /// <summary>Inner cells, by their labels, that earlier releases would turn into a small count: never shown.</summary>
    public IReadOnlySet<(string Row, string Column)> Blocked { get; init; } = new HashSet<(string, string)>();

    /// <summary>Whether a place is blocked by earlier releases.</summary>
    public bool IsBlocked(int row, int column) => !IsTotal(row, column) && Blocked.Contains((Rows[row], Columns[column]));

    /// <summary>The same counts with cells blocked.</summary>
    public CountTable Block(IEnumerable<(string Row, string Column)> cells)
    {
        var inner = new long[Rows.Count, Columns.Count];
        for (var r = 0; r < Rows.Count; r++)
        {
            for (var c = 0; c < Columns.Count; c++)
            {
                inner[r, c] = _values[r, c];
            }
        }

        return new CountTable(Id, Title, Rows, Columns, inner) { Keys = Keys, Corner = Corner, Blocked = cells.ToHashSet() };
    }

    /// <summary>Label of the column of row labels.</summary>
    public string Corner { get; init; } = "";

    /// <summary>One count or total.</summary>
    public long this[int row, int column] => _values[row, column];

    /// <summary>Whether a place is a total.</summary>
    public bool IsTotal(int row, int column) => row == Rows.Count || column == Columns.Count;
}
