using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Store.Tables;

/// <summary>One Parquet file of one table: rows sorted, row groups ending only on slab cuts.</summary>
internal static class TableFile
{
    /// <summary>Footer key: k of the cuts.</summary>
    public const string SlabBitsKey = "claimswatch.slab_bits";

    /// <summary>Footer key: delivery months of the rows, ascending, by comma.</summary>
    public const string DeliveriesKey = "claimswatch.delivery_months";

    /// <summary>Footer key: 見本, synthetic, enrich.</summary>
    public const string MarksKey = "claimswatch.marks";

    /// <summary>Writes sorted rows.</summary>
    public static void Write(Stream output, ColumnBatch rows, int slabBits, StoreOptions options)
    {
        var writer = new TableWriter(output, rows.Table, slabBits, options);
        var persons = RowOrder.Persons(rows);
        for (var start = 0; start < rows.Count;)
        {
            var (_, high) = SlabCuts.Range(SlabCuts.SlabOf(persons[start], slabBits), slabBits);
            var end = high == long.MaxValue ? rows.Count : start + SlabCuts.LowerBound(persons[start..], high + 1);
            writer.Append(TableWriter.Encode(rows, start, end - start, options));
            start = end;
        }

        writer.Finish();
    }

    /// <summary>
    /// Reads the rows of persons from <paramref name="low"/> to <paramref name="high"/>, both included; none if no such file.
    /// </summary>
    /// <exception cref="UserError">The file is damaged, foreign, or of another schema.</exception>
    public static ColumnBatch Read(string path, Table table, long low = 0, long high = long.MaxValue) =>
        Read(path, table, low, high, [.. table.Columns.Select(_ => true)], new ColumnBuffers(), null);

    /// <summary>The same with only some columns, into memory that is used again.</summary>
    public static ColumnBatch Read(
        string path, Table table, long low, long high, bool[] wanted, ColumnBuffers buffers, FooterCache? footers)
    {
        if (!wanted.Contains(true) || !File.Exists(path))
        {
            return new ColumnBatch(table, 0, [.. table.Columns.Select(c => ColumnBuffers.None(c.Type))]);
        }

        return WithReader(path, table, reader => Read(reader, table, low, high, wanted, buffers), footers);
    }

    /// <summary>How often each value of a 32-bit column stands in a file; none if no such file.
    /// A row group of one value is not read.</summary>
    public static IReadOnlyDictionary<int, int> Counts(string path, Table table, string name, FooterCache? footers)
    {
        var counts = new SortedDictionary<int, int>();
        return File.Exists(path) ? WithReader(path, table, Count, footers) : counts;

        IReadOnlyDictionary<int, int> Count(ParquetReader reader)
        {
            var values = Array.Empty<int>();
            var column = table.IndexOf(name);
            for (var g = 0; g < reader.GroupCount; g++)
            {
                var rows = reader.RowsOf(g);
                if (reader.Int32Bounds(g, column) is var (min, max) && min == max)
                {
                    Add(min, rows);
                    continue;
                }

                values = values.Length < rows ? new int[rows] : values;
                reader.Read(g, column, values.AsSpan(0, rows));
                for (var rest = values.AsSpan(0, rows); rest.Length > 0;)
                {
                    var run = rest.IndexOfAnyExcept(rest[0]) is var next and > 0 ? next : rest.Length;
                    Add(rest[0], run);
                    rest = rest[run..];
                }
            }

            return counts;
        }

        void Add(int value, int rows) => counts[value] = counts.GetValueOrDefault(value) + rows;
    }

    /// <summary>Smallest and largest value of a 32-bit column; null if there are no rows or no such file.</summary>
    public static (int Min, int Max)? Bounds(string path, Table table, string name, FooterCache? footers)
    {
        return File.Exists(path) ? WithReader(path, table, OfGroups, footers) : null;

        (int Min, int Max)? OfGroups(ParquetReader reader)
        {
            var groups = Enumerable.Range(0, reader.GroupCount).Select(g => reader.Int32Bounds(g, table.IndexOf(name))).ToList();
            return groups.Count == 0 ? null : (groups.Min(g => g.Min), groups.Max(g => g.Max));
        }
    }

    /// <summary>Rows of a file; 0 if there is no such file.</summary>
    public static int Rows(string path, FooterCache? footers = null) =>
        File.Exists(path) ? Opened(path, reader => checked((int)reader.Rows), footers) : 0;

    /// <summary>Footer entries of a file, none if there is no such file.</summary>
    public static IReadOnlyDictionary<string, string> Metadata(string path, FooterCache? footers = null)
    {
        if (!File.Exists(path))
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        return Opened(path, reader => reader.Metadata.ToDictionary(StringComparer.Ordinal), footers);
    }

    /// <summary>Parquet columns of a table.</summary>
    public static IReadOnlyList<ParquetColumn> Columns(Table table) =>
        [.. table.Columns.Select(c => new ParquetColumn(c.Name, c.Type switch
        {
            ColumnType.Int32 => ParquetType.Int32,
            ColumnType.Int64 => ParquetType.Int64,
            ColumnType.Float64 => ParquetType.Double,
            _ => ParquetType.Text,
        }))];

    /// <summary>Writes part of a column array.</summary>
    public static void WriteColumn(ParquetWriter writer, Array array, int start, int count)
    {
        switch (array)
        {
            case int[] values:
                writer.Write(values.AsSpan(start, count));
                break;
            case long[] values:
                writer.Write(values.AsSpan(start, count));
                break;
            case double[] values:
                writer.Write(values.AsSpan(start, count));
                break;
            case string[] values:
                writer.Write(values.AsSpan(start, count));
                break;
            default:
                throw new InvalidOperationException($"no such column type {array.GetType()}");
        }
    }

    private static T WithReader<T>(string path, Table table, Func<ParquetReader, T> read, FooterCache? footers = null) => Opened(
        path, reader => reader.Columns.SequenceEqual(Columns(table))
            ? read(reader)
            : throw new ParquetRefusedException(path, $"its columns are not those of table {table.Name}"), footers);

    private static T Opened<T>(string path, Func<ParquetReader, T> read, FooterCache? footers)
    {
        try
        {
            using var reader = ParquetReader.Open(path, footers);
            return read(reader);
        }
        catch (ParquetRefusedException refused)
        {
            throw Texts.FileRefused(path, refused.Found);
        }
    }

    private static ColumnBatch Read(ParquetReader reader, Table table, long low, long high, bool[] wanted, ColumnBuffers buffers)
    {
        var person = table.IndexOf("person");
        var parts = new List<(int Group, int Start, int Count)>();
        var rows = 0;
        for (var g = 0; g < reader.GroupCount; g++)
        {
            var (min, max) = reader.Int64Bounds(g, person);
            if (max < low || min > high)
            {
                continue;
            }

            int start = 0, end = reader.RowsOf(g);
            if (min < low || max > high)
            {
                var persons = buffers.Search(end);
                reader.Read(g, person, persons);
                start = SlabCuts.LowerBound(persons, low);
                end = high == long.MaxValue ? end : SlabCuts.LowerBound(persons, high + 1);
            }

            if (end > start)
            {
                parts.Add((g, start, end - start));
                rows += end - start;
            }
        }

        var arrays = new Array[table.Columns.Count];
        for (var c = 0; c < arrays.Length; c++)
        {
            arrays[c] = wanted[c] ? buffers.Take(table.Columns[c].Type, rows) : ColumnBuffers.None(table.Columns[c].Type);
            var filled = 0;
            foreach (var (group, start, count) in wanted[c] ? parts : [])
            {
                ReadInto(reader, group, c, arrays[c], filled, start, count);
                filled += count;
            }
        }

        return new ColumnBatch(table, rows, arrays);
    }

    private static void ReadInto(ParquetReader reader, int group, int column, Array array, int at, int start, int count)
    {
        switch (array)
        {
            case int[] values:
                reader.Read(group, column, values.AsSpan(at, count), start);
                break;
            case long[] values:
                reader.Read(group, column, values.AsSpan(at, count), start);
                break;
            case double[] values:
                reader.Read(group, column, values.AsSpan(at, count), start);
                break;
            case string[] values:
                reader.Read(group, column, values.AsSpan(at, count), start);
                break;
            default:
                throw new InvalidOperationException($"no such column type {array.GetType()}");
        }
    }
}
