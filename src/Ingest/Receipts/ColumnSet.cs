using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Columns of one table being filled, by name; every cell must be written, for what lies there at first is anything.</summary>
internal sealed class ColumnSet
{
    private readonly Dictionary<string, Array> _byName;

    /// <summary>Room for some rows.</summary>
    public ColumnSet(Table table, int count)
    {
        Batch = new ColumnBatch(table, count, [.. table.Columns.Select(c => c.Type switch
        {
            ColumnType.Int32 => GC.AllocateUninitializedArray<int>(count),
            ColumnType.Int64 => GC.AllocateUninitializedArray<long>(count),
            ColumnType.Float64 => GC.AllocateUninitializedArray<double>(count),
            _ => (Array)new string[count],
        })]);
        _byName = table.Columns.Zip(Batch.Arrays).ToDictionary(c => c.First.Name, c => c.Second, StringComparer.Ordinal);
    }

    /// <summary>Which table.</summary>
    public Table Table => Batch.Table;

    /// <summary>The columns.</summary>
    public ColumnBatch Batch { get; }

    /// <summary>A 32-bit column.</summary>
    public int[] Ints(string column) => (int[])_byName[column];

    /// <summary>A 64-bit column.</summary>
    public long[] Longs(string column) => (long[])_byName[column];

    /// <summary>A column of text.</summary>
    public string[] Texts(string column) => (string[])_byName[column];

    /// <summary>A column of numbers with decimals.</summary>
    public double[] Doubles(string column) => (double[])_byName[column];
}
