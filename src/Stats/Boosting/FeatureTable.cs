namespace ClaimsWatch.Stats.Boosting;

/// <summary>Numbers by feature and row; NaN is missing.</summary>
public sealed class FeatureTable
{
    private readonly double[][] _columns;

    /// <summary>A table; the arrays are not copied.</summary>
    /// <exception cref="ArgumentException">Columns differ in length, or there are not as many as names.</exception>
    public FeatureTable(IReadOnlyList<string> names, double[][] columns)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (names.Count != columns.Length || columns.Length == 0 || Array.Exists(columns, c => c.Length != columns[0].Length))
        {
            throw new ArgumentException($"{names.Count} names, {columns.Length} columns, or columns of unequal length.",
                nameof(columns));
        }

        Names = names;
        _columns = columns;
    }

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Rows.</summary>
    public int RowCount => _columns[0].Length;

    /// <summary>Features.</summary>
    public int FeatureCount => _columns.Length;

    /// <summary>The values of one feature.</summary>
    public ReadOnlySpan<double> Column(int feature) => _columns[feature];

    /// <summary>Copies one row.</summary>
    public void CopyRow(int row, Span<double> into)
    {
        for (var f = 0; f < _columns.Length; f++)
        {
            into[f] = _columns[f][row];
        }
    }

    /// <summary>Some rows, in the order given.</summary>
    public FeatureTable Rows(IReadOnlyList<int> rows) =>
        new(Names, Array.ConvertAll(_columns, c => rows.Select(r => c[r]).ToArray()));

    /// <summary>Some features, in the order given.</summary>
    public FeatureTable Features(IReadOnlyList<int> features) =>
        new([.. features.Select(f => Names[f])], [.. features.Select(f => _columns[f])]);
}
