using System.Buffers;

namespace ClaimsWatch.Store.Parquet;

/// <summary>Physical types of our files, with Parquet's own numbers (parquet.thrift, Type).</summary>
public enum ParquetType
{
    /// <summary>32-bit signed integer: codes, months (yyyymm), dates (yyyymmdd), flags.</summary>
    Int32 = 1,

    /// <summary>64-bit signed integer: persons, receipts, institutions.</summary>
    Int64 = 2,

    /// <summary>IEEE double, never NaN: quantities.</summary>
    Double = 5,

    /// <summary>UTF-8 text (BYTE_ARRAY with logical type STRING).</summary>
    Text = 6,
}

/// <summary>Page compression of our files, with Parquet's own numbers (parquet.thrift, CompressionCodec).</summary>
public enum ParquetCodec
{
    /// <summary>Pages as encoded; the default, because dictionaries and bit-packing already did most of the work.</summary>
    Uncompressed = 0,

    /// <summary>RFC 1952.</summary>
    GZip = 2,

    /// <summary>RFC 7932.</summary>
    Brotli = 4,
}

/// <summary>A REQUIRED flat column.</summary>
public readonly record struct ParquetColumn(string Name, ParquetType Type);

/// <summary>How a file is written; the defaults are what `store/` uses.</summary>
/// <param name="Codec">Page compression.</param>
/// <param name="PageValuesMax">Values a data page, at least 8.</param>
/// <param name="BrotliQuality">0 (fast) to 11 (small); 5 is the knee on our tables.</param>
public sealed record ParquetOptions(
    ParquetCodec Codec = ParquetCodec.Uncompressed, int PageValuesMax = 1 << 16, int BrotliQuality = 5);

/// <summary>
/// Where one column of one row group lies, and its smallest and largest value in PLAIN bytes (null when not kept).
/// </summary>
internal sealed record ChunkLayout(
    ParquetType Type,
    ParquetCodec Codec,
    long Values,
    long Start,
    long? DictionaryOffset,
    long DataOffset,
    long CompressedSize,
    long UncompressedSize,
    byte[]? Min,
    byte[]? Max)
{
    /// <summary>The same chunk, moved on by some bytes.</summary>
    public ChunkLayout At(long offset) =>
        this with { Start = Start + offset, DictionaryOffset = DictionaryOffset + offset, DataOffset = DataOffset + offset };
}

/// <summary>One row group: a slab's rows of one table and month, or a part of them.</summary>
internal sealed record GroupLayout(long Rows, IReadOnlyList<ChunkLayout> Chunks);

/// <summary>A row group that is in no file yet; its offsets count from its own beginning.</summary>
internal sealed record EncodedGroup(GroupLayout Layout)
{
    private byte[] _lent = [];
    private int _length;

    /// <summary>Its bytes; none once they are in a file.</summary>
    public ReadOnlySpan<byte> Bytes => _lent.AsSpan(0, _length);

    /// <summary>Takes a copy of bytes, in memory that is used again.</summary>
    public static EncodedGroup Of(ReadOnlySpan<byte> bytes, GroupLayout layout)
    {
        var group = new EncodedGroup(layout) { _lent = ArrayPool<byte>.Shared.Rent(bytes.Length), _length = bytes.Length };
        bytes.CopyTo(group._lent);
        return group;
    }

    /// <summary>Gives the memory back.</summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(_lent);
        (_lent, _length) = ([], 0);
    }
}

/// <summary>What a footer says.</summary>
internal sealed record FileLayout(
    IReadOnlyList<ParquetColumn> Columns,
    long Rows,
    IReadOnlyList<GroupLayout> Groups,
    IReadOnlyList<KeyValuePair<string, string>> Metadata,
    string CreatedBy);

/// <summary>Page encodings used here (parquet.thrift, Encoding).</summary>
internal enum PageEncoding
{
    Plain = 0,
    Rle = 3,
    RleDictionary = 8,
}

/// <summary>Page kinds used here (parquet.thrift, PageType).</summary>
internal enum PageKind
{
    Data = 0,
    Dictionary = 2,
}

/// <summary>One page's header.</summary>
internal readonly record struct PageHeader(
    PageKind Kind, int UncompressedSize, int CompressedSize, int Values, PageEncoding Encoding);
