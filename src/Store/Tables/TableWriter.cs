using System.Globalization;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Store.Tables;

/// <summary>One Parquet file of one table while it is written: sorted rows, a row group a slab, slabs ascending.</summary>
internal sealed class TableWriter
{
    private readonly ParquetWriter _writer;
    private readonly List<KeyValuePair<string, string>> _metadata;
    private readonly SortedSet<int>? _deliveries;

    /// <summary>Starts a file whose row groups end on the cuts of <paramref name="slabBits"/>.</summary>
    public TableWriter(Stream output, Table table, int slabBits, StoreOptions options)
    {
        _metadata = [new(TableFile.SlabBitsKey, $"{slabBits}")];
        if (table.Columns.Any(c => c.Name == DeliveryColumn))
        {
            _deliveries = [];
            _metadata.Add(default); // its place in the footer, filled at the end
        }

        if (options.Marks.Count > 0)
        {
            _metadata.Add(new(TableFile.MarksKey, string.Join(',', options.Marks)));
        }

        _writer = new ParquetWriter(output, TableFile.Columns(table), options.Parquet, _metadata);
    }

    private const string DeliveryColumn = "delivery_month";

    /// <summary>The rows of one slab, encoded, with what the footer needs of them; for any thread.</summary>
    public static EncodedSlab? Encode(ColumnBatch rows, int start, int count, StoreOptions options)
    {
        if (count == 0)
        {
            return null;
        }

        var group = ParquetWriter.Encode(TableFile.Columns(rows.Table), options.Parquet, count, writer =>
        {
            foreach (var array in rows.Arrays)
            {
                TableFile.WriteColumn(writer, array, start, count);
            }
        });
        return new EncodedSlab(group, rows.Table.Columns.Any(c => c.Name == DeliveryColumn)
            ? Distinct(rows.Get<int>(DeliveryColumn).AsSpan(start, count))
            : []);
    }

    /// <summary>Adds the rows of the next slab that has any.</summary>
    public void Append(EncodedSlab? slab)
    {
        if (slab is not null)
        {
            _writer.Append(slab.Group);
            _deliveries?.UnionWith(slab.Deliveries);
        }
    }

    /// <summary>Writes the footer; the stream stays open.</summary>
    public void Finish()
    {
        if (_deliveries is not null)
        {
            _metadata[1] =
                new(TableFile.DeliveriesKey, string.Join(',', _deliveries.Select(d => d.ToString(CultureInfo.InvariantCulture))));
        }

        _writer.Finish();
    }

    // Two or three months, in long runs.
    private static HashSet<int> Distinct(ReadOnlySpan<int> values)
    {
        var distinct = new HashSet<int>();
        var last = -1;
        foreach (var value in values)
        {
            if (value != last)
            {
                distinct.Add(last = value);
            }
        }

        return distinct;
    }
}

/// <summary>Rows of one table and slab, ready for their file.</summary>
/// <param name="Group">The row group.</param>
/// <param name="Deliveries">Delivery months of its rows.</param>
internal sealed record EncodedSlab(EncodedGroup Group, IReadOnlyCollection<int> Deliveries);
