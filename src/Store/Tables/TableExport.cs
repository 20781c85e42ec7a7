using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Store.Tables;

/// <summary>Where an export goes.</summary>
public enum ExportFormat
{
    /// <summary>UTF-8, LF; persons and institutions as they are written, nothing quoted but what must be.</summary>
    Csv,

    /// <summary>Parquet with the store's own types; added text columns last.</summary>
    Parquet,
}

/// <summary>
/// Writes tables for other programs: `export claims|medications|diagnoses|persons` and the rest of the schema (contract 4).
/// </summary>
public static class TableExport
{
    // A file reader holds one row group at a time; months are the natural unit.
    private static readonly Column[] s_provenance =
    [
        new("search_number", ColumnType.Text, "keyed hash"),
        new("file", ColumnType.Text, "file as delivered"),
        new("row_from", ColumnType.Int32, "first physical line"),
        new("status", ColumnType.Text, "live, superseded, duplicate, part, transferred, withdrawn"),
    ];

    /// <summary>Columns of an export: those of the table, and for claims their provenance.</summary>
    public static IReadOnlyList<Column> ColumnsOf(Table table) =>
        table == Schema.Claims ? [.. table.Columns, .. s_provenance] : table.Columns;

    /// <summary>Writes every row of a table, month by month.</summary>
    /// <param name="store">The claims.</param>
    /// <param name="table">A table of <see cref="Schema.All"/>.</param>
    /// <param name="output">Receives the file; the caller owns it.</param>
    /// <param name="format">CSV or Parquet.</param>
    /// <param name="asOf">Which knowledge; whole tables (persons, eligibility) know only the current truth.</param>
    /// <returns>Rows written.</returns>
    public static long Write(ClaimStore store, Table table, Stream output, ExportFormat format, AsOf asOf)
    {
        var extended = table with { Columns = ColumnsOf(table) };
        var months = table.Monthly ? store.Months : [ClaimMonth.None];
        using IRowSink sink = format == ExportFormat.Csv
            ? new CsvSink(output, extended)
            : new ParquetSink(output, extended, store.Options);
        long rows = 0;
        foreach (var month in months)
        {
            var batch = table switch
            {
                _ when table == Schema.Claims => WithProvenance(store, month, asOf, extended),
                _ when table == Schema.Persons => store.ReadPersons().ToBatch(),
                _ when table == Schema.Eligibility => store.ReadEligibility().ToBatch(),
                _ => store.ReadAsOf(table, month, asOf),
            };
            sink.Add(batch);
            rows += batch.Count;
        }

        return rows;
    }

    /// <summary>Writes rows that are no table of the store, such as a panel, as one Parquet file.</summary>
    public static void WriteParquet(ColumnBatch rows, Stream output, ClaimStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        WriteParquet(rows, output, store.Options);
    }

    /// <summary>The same with the options of no store.</summary>
    public static void WriteParquet(ColumnBatch rows, Stream output, StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        using var sink = new ParquetSink(output, rows.Table, options);
        sink.Add(rows);
    }

    // One row a receipt as it arrived, whatever became of it. Columns of a receipt that never was a claim of its own (a part, a
    // transferred one) are 0; a superseded one has the values it was superseded with.
    private static ColumnBatch WithProvenance(ClaimStore store, ClaimMonth month, AsOf asOf, Table extended)
    {
        var claims = store.ReadAsOf(Schema.Claims, month, asOf);
        var receipts = store.ReadAsOf(Schema.Receipts, month, asOf);
        var history = store.ReadHistory(Schema.Claims, month);
        var live = FirstByReceipt(claims, i => i);
        var superseded = history.Get<int>(Schema.SupersededIn.Name);
        var past = FirstByReceipt(history, i => -superseded[i]);

        var ids = receipts.Get<long>("receipt");
        var status = receipts.Get<int>("status");
        var sources = Enumerable.Range(0, receipts.Count).Select(r =>
        {
            if (live.TryGetValue(ids[r], out var row))
            {
                return (Batch: claims, Row: row);
            }

            return past.TryGetValue(ids[r], out row) ? (Batch: history, Row: row) : (Batch: receipts, Row: -1);
        }).ToArray();

        var arrays = Schema.Claims.Columns.Select(column => (Array)(column.Type == ColumnType.Int64
            ? Gather<long>(sources, receipts, column.Name)
            : Gather<int>(sources, receipts, column.Name)));
        return new ColumnBatch(extended, receipts.Count,
        [
            .. arrays,
            receipts.Get<string>("search_number"),
            receipts.Get<string>("file"),
            receipts.Get<int>("row_from"),
            status.Take(receipts.Count).Select(s => ((ReceiptStatus)s).ToString().ToLowerInvariant()).ToArray(),
        ]);
    }

    private static T[] Gather<T>((ColumnBatch Batch, int Row)[] sources, ColumnBatch receipts, string column)
        where T : struct
    {
        // What the receipt itself knows (person, months) is right whichever version it was.
        var own = receipts.Table.Columns.Any(c => c.Name == column) ? receipts.Get<T>(column) : null;
        return [.. sources.Select((s, i) => own is not null ? own[i] : s.Row < 0 ? default : s.Batch.Get<T>(column)[s.Row])];
    }

    private static Dictionary<long, int> FirstByReceipt(ColumnBatch claims, Func<int, int> order)
    {
        var ids = claims.Get<long>("receipt");
        var rows = new Dictionary<long, int>();
        foreach (var row in Enumerable.Range(0, claims.Count).OrderBy(order))
        {
            rows.TryAdd(ids[row], row);
        }

        return rows;
    }

    private interface IRowSink : IDisposable
    {
        void Add(ColumnBatch batch);
    }

    private sealed class CsvSink : IRowSink
    {
        private readonly StreamWriter _writer;

        public CsvSink(Stream output, Table table)
        {
            _writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            _writer.WriteLine(string.Join(',', table.Columns.Select(c => c.Name)));
        }

        public void Add(ColumnBatch batch)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                for (var c = 0; c < batch.Arrays.Count; c++)
                {
                    if (c > 0)
                    {
                        _writer.Write(',');
                    }

                    _writer.Write(batch.Arrays[c] switch
                    {
                        int[] values => $"{values[row]}",
                        long[] values => $"{values[row]}",
                        double[] values => $"{values[row]:0.#####}",
                        string[] values => Csv.Field(values[row]),
                        _ => throw new InvalidOperationException("no such column type"),
                    });
                }

                _writer.WriteLine();
            }
        }

        public void Dispose() => _writer.Dispose();
    }

    private sealed class ParquetSink : IRowSink
    {
        private readonly ParquetWriter _writer;

        public ParquetSink(Stream output, Table table, StoreOptions options)
        {
            IReadOnlyList<KeyValuePair<string, string>> marks =
                options.Marks.Count == 0 ? [] : [new(TableFile.MarksKey, string.Join(',', options.Marks))];
            _writer = new ParquetWriter(output, TableFile.Columns(table), options.Parquet, marks);
        }

        public void Add(ColumnBatch batch)
        {
            _writer.BeginGroup(batch.Count);
            foreach (var array in batch.Arrays)
            {
                TableFile.WriteColumn(_writer, array, 0, batch.Count);
            }
        }

        public void Dispose() => _writer.Finish();
    }
}
