using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Writes a Parquet file of REQUIRED flat columns: v1 data pages, dictionary + RLE/bit-packing where that is smaller, else PLAIN
/// (parquet-format 2.x). Row groups end where the caller says. The same calls give the same bytes.
/// </summary>
/// <remarks>Call <see cref="BeginGroup"/>, one <c>Write</c> a column in order, … and at last <see cref="Finish"/>.</remarks>
public sealed class ParquetWriter
{
    /// <summary>The name in every footer; the reader insists on it.</summary>
    public const string CreatedBy = "ClaimsWatch";

    // A lone surrogate would come back as another text; better to stop.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _output;
    private readonly bool _whole;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private readonly ParquetOptions _options;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;
    private readonly List<GroupLayout> _groups = [];
    private readonly List<ChunkLayout> _chunks = [];
    private long _position;
    private long _rows;
    private int? _groupRows;

    /// <summary>Starts a file on a stream that the caller owns.</summary>
    /// <param name="output">Written from its present position, which must be the file's beginning.</param>
    /// <param name="columns">At least one, names distinct.</param>
    /// <param name="options">Codec and page size.</param>
    /// <param name="metadata">Key-value pairs for the footer, in the order given.</param>
    public ParquetWriter(
        Stream output,
        IReadOnlyList<ParquetColumn> columns,
        ParquetOptions? options = null,
        IReadOnlyList<KeyValuePair<string, string>>? metadata = null)
    {
        if (columns.Count == 0 || columns.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw new ArgumentException("no column, or two that share a name", nameof(columns));
        }

        _output = output;
        _columns = columns;
        _options = options ?? new ParquetOptions();
        _metadata = metadata ?? [];
        _whole = true;
        Put("PAR1"u8);
    }

    // Row groups alone, for Encode.
    private ParquetWriter(Stream output, IReadOnlyList<ParquetColumn> columns, ParquetOptions options)
    {
        _output = output;
        _columns = columns;
        _options = options;
        _metadata = [];
    }

    /// <summary>Encodes a row group apart from any file, so that several can be at once; <see cref="Append"/> puts it into
    /// one.</summary>
    /// <param name="columns">Columns of the file it is for.</param>
    /// <param name="options">Codec and page size of that file.</param>
    /// <param name="rows">Rows of the group, at least one.</param>
    /// <param name="write">Writes one column after the other.</param>
    internal static EncodedGroup Encode(IReadOnlyList<ParquetColumn> columns, ParquetOptions options, int rows,
        Action<ParquetWriter> write)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        using var scratch = EncodeScratch.Borrow();
        var output = EncodeScratch.Mine.Group;
        output.SetLength(0);
        var writer = new ParquetWriter(output, columns, options);
        writer.BeginGroup(rows);
        write(writer);
        return writer._groupRows is null
            ? EncodedGroup.Of(output.GetBuffer().AsSpan(0, (int)output.Length), writer._groups[0])
            : throw new InvalidOperationException("the row group lacks columns");
    }

    /// <summary>Adds a row group that <see cref="Encode"/> made for the same columns, and gives its memory back.</summary>
    internal void Append(EncodedGroup group)
    {
        if (!_whole || _groupRows is not null || group.Layout.Chunks.Count != _columns.Count)
        {
            throw new InvalidOperationException("a row group of another file, or in the middle of one");
        }

        _groups.Add(group.Layout with { Chunks = [.. group.Layout.Chunks.Select(c => c.At(_position))] });
        _rows += group.Layout.Rows;
        Put(group.Bytes);
        group.Return();
    }

    /// <summary>Opens a row group; one without rows is not written.</summary>
    public void BeginGroup(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (_groupRows is not null)
        {
            throw new InvalidOperationException("the row group before is still open");
        }

        _groupRows = rows;
    }

    /// <summary>Writes the next column of the row group.</summary>
    public void Write(ReadOnlySpan<int> values)
    {
        var bounds = ColumnBounds.Of(values);
        var bytes = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Item1, bounds.Min);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Item2, bounds.Max);
        Chunk(ParquetType.Int32, values, bounds, bytes);
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{int})"/>
    public void Write(ReadOnlySpan<long> values)
    {
        var bounds = ColumnBounds.Of(values);
        var bytes = (new byte[8], new byte[8]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.Item1, bounds.Min);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.Item2, bounds.Max);
        Chunk(ParquetType.Int64, values, bounds, bytes);
    }

    /// <summary>Writes the next column; NaN is refused, because no comparison would find it again.</summary>
    public void Write(ReadOnlySpan<double> values)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                throw new ArgumentException("NaN can't be stored", nameof(values));
            }

            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        // Zero has two signs: the format asks for the wider bound, whichever was seen.
        var bounds = (new byte[8], new byte[8]);
        BinaryPrimitives.WriteDoubleLittleEndian(bounds.Item1, min == 0 ? -0.0 : min);
        BinaryPrimitives.WriteDoubleLittleEndian(bounds.Item2, max == 0 ? 0.0 : max);
        var bits = MemoryMarshal.Cast<double, long>(values);
        Chunk(ParquetType.Double, bits, ColumnBounds.Of(bits), bounds);
    }

    /// <summary>Writes the next column of text.</summary>
    public void Write(ReadOnlySpan<string> values)
    {
        var column = Expect(ParquetType.Text, values.Length);
        if (column is null)
        {
            return;
        }

        var bounds = ColumnBounds.OfText(values, StrictUtf8);
        var indexes = EncodeScratch.Mine.Indexes(values.Length);
        if (DistinctValues.TryIndex(values, indexes, out var distinct))
        {
            var entries = new ArrayBufferWriter<byte>();
            PlainText(CollectionsMarshal.AsSpan(distinct), entries);
            var sizes = distinct.ConvertAll(v => 4 + StrictUtf8.GetByteCount(v));
            long plainSize = 0;
            foreach (var index in indexes)
            {
                plainSize += sizes[index];
            }

            if (TryDictionary(ParquetType.Text, entries.WrittenSpan, distinct.Count, indexes, plainSize, bounds))
            {
                return;
            }
        }

        var chunk = new ChunkBuilder(_position);
        for (var start = 0; start < values.Length; start += _options.PageValuesMax)
        {
            var page = values.Slice(start, Math.Min(_options.PageValuesMax, values.Length - start));
            EncodeScratch.Mine.Pages.ResetWrittenCount();
            PlainText(page, EncodeScratch.Mine.Pages);
            chunk.Add(Page(PageKind.Data, PageEncoding.Plain, page.Length, EncodeScratch.Mine.Pages.WrittenSpan));
        }

        End(chunk, ParquetType.Text, values.Length, bounds);
    }

    /// <summary>Writes the footer and flushes; the stream stays open.</summary>
    public void Finish()
    {
        if (_groupRows is not null)
        {
            throw new InvalidOperationException("the last row group lacks columns");
        }

        var footer = FooterWriter.File(new FileLayout(_columns, _rows, _groups, _metadata, CreatedBy));
        Put(footer);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        Put(length);
        Put("PAR1"u8);
        _output.Flush();
    }

    private void Chunk<T>(ParquetType type, ReadOnlySpan<T> values, (T Min, T Max) range, (byte[], byte[]) bounds)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Expect(type, values.Length) is null)
        {
            return;
        }

        var indexes = EncodeScratch.Mine.Indexes(values.Length);
        if (DistinctValues.TryIndex(values, range, indexes, out var distinct)
            && TryDictionary(type, MemoryMarshal.AsBytes(distinct), distinct.Length, indexes,
                MemoryMarshal.AsBytes(values).Length, bounds))
        {
            return;
        }

        var chunk = new ChunkBuilder(_position);
        for (var start = 0; start < values.Length; start += _options.PageValuesMax)
        {
            var page = values.Slice(start, Math.Min(_options.PageValuesMax, values.Length - start));
            EncodeScratch.Mine.Pages.ResetWrittenCount();
            EncodeScratch.Mine.Pages.Write(MemoryMarshal.AsBytes(page));
            chunk.Add(Page(PageKind.Data, PageEncoding.Plain, page.Length, EncodeScratch.Mine.Pages.WrittenSpan));
        }

        End(chunk, type, values.Length, bounds);
    }

    private bool TryDictionary(
        ParquetType type, ReadOnlySpan<byte> entries, int count, ReadOnlySpan<int> indexes, long plainSize,
        (byte[], byte[])? bounds)
    {
        var width = HybridRuns.Width(count);
        var pages = new List<(int Values, Range Body)>();
        var written = EncodeScratch.Mine.Pages;
        written.ResetWrittenCount();
        for (var start = 0; start < indexes.Length; start += _options.PageValuesMax)
        {
            var page = indexes.Slice(start, Math.Min(_options.PageValuesMax, indexes.Length - start));
            var from = written.WrittenCount;
            written.GetSpan(1)[0] = (byte)width;
            written.Advance(1);
            HybridRuns.Encode(page, width, written);
            pages.Add((page.Length, from..written.WrittenCount));
        }

        if (entries.Length + (long)written.WrittenCount >= plainSize)
        {
            return false;
        }

        var chunk = new ChunkBuilder(_position) { DictionaryOffset = _position };
        chunk.Add(Page(PageKind.Dictionary, PageEncoding.Plain, count, entries));
        chunk.DataOffset = _position;
        foreach (var (values, body) in pages)
        {
            chunk.Add(Page(PageKind.Data, PageEncoding.RleDictionary, values, written.WrittenSpan[body]));
        }

        End(chunk, type, indexes.Length, bounds);
        return true;
    }

    private (long Compressed, long Uncompressed) Page(PageKind kind, PageEncoding encoding, int values, ReadOnlySpan<byte> body)
    {
        var packed = PageCodec.Pack(body, _options);
        var header = FooterWriter.Page(new PageHeader(kind, body.Length, packed.Length, values, encoding));
        Put(header);
        Put(packed);
        return (header.Length + packed.Length, header.Length + body.Length);
    }

    private ParquetColumn? Expect(ParquetType type, int count)
    {
        if (_groupRows is not { } rows || count != rows)
        {
            throw new InvalidOperationException($"{count} values for a row group of {_groupRows?.ToString() ?? "no"} rows");
        }

        var column = _columns[_chunks.Count];
        if (column.Type != type)
        {
            throw new InvalidOperationException($"column {column.Name} is {column.Type}, not {type}");
        }

        if (rows > 0)
        {
            return column;
        }

        End(new ChunkBuilder(_position), type, 0, null);
        return null;
    }

    private void End(ChunkBuilder chunk, ParquetType type, int values, (byte[] Min, byte[] Max)? bounds)
    {
        _chunks.Add(new ChunkLayout(
            type, _options.Codec, values, chunk.Start, chunk.DictionaryOffset, chunk.DataOffset, chunk.Compressed,
            chunk.Uncompressed, bounds?.Min, bounds?.Max));
        if (_chunks.Count < _columns.Count)
        {
            return;
        }

        if (values > 0)
        {
            _groups.Add(new GroupLayout(values, [.. _chunks]));
            _rows += values;
        }

        _chunks.Clear();
        _groupRows = null;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _position += bytes.Length;
    }

    private static void PlainText(ReadOnlySpan<string> values, ArrayBufferWriter<byte> output)
    {
        foreach (var value in values)
        {
            var length = StrictUtf8.GetByteCount(value);
            var span = output.GetSpan(4 + length);
            BinaryPrimitives.WriteInt32LittleEndian(span, length);
            StrictUtf8.GetBytes(value, span[4..]);
            output.Advance(4 + length);
        }
    }

    private sealed class ChunkBuilder(long start)
    {
        public long Start { get; } = start;

        public long? DictionaryOffset { get; init; }

        public long DataOffset { get; set; } = start;

        public long Compressed { get; private set; }

        public long Uncompressed { get; private set; }

        public void Add((long Compressed, long Uncompressed) page)
        {
            Compressed += page.Compressed;
            Uncompressed += page.Uncompressed;
        }
    }
}
