using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Reads files of <see cref="ParquetWriter"/>, and refuses every other by name. A foreign file, or one whose structure is
/// damaged, is a <see cref="ParquetRefusedException"/>; a changed value is found by `verify` (the ledger keeps each file's hash).
/// </summary>
/// <remarks>Methods may be called from several threads at once: the reader keeps no position.</remarks>
public sealed class ParquetReader : IDisposable
{
    private const int TailBytes = 8;
    private readonly SafeFileHandle _file;
    private readonly FileLayout _layout;

    private ParquetReader(string path, SafeFileHandle file, FileLayout layout)
    {
        Path = path;
        _file = file;
        _layout = layout;
    }

    /// <summary>The file read.</summary>
    public string Path { get; }

    /// <summary>Columns in file order.</summary>
    public IReadOnlyList<ParquetColumn> Columns => _layout.Columns;

    /// <summary>Key-value pairs of the footer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => _layout.Metadata;

    /// <summary>Rows of all row groups.</summary>
    public long Rows => _layout.Rows;

    /// <summary>Number of row groups.</summary>
    public int GroupCount => _layout.Groups.Count;

    /// <summary>Opens a file and checks its footer.</summary>
    public static ParquetReader Open(string path)
    {
        var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            return new ParquetReader(path, file, ReadFooter(path, file));
        }
        catch (Exception e) when (IsDamage(e))
        {
            file.Dispose();
            throw new ParquetRefusedException(path, e.Message, e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Rows of one row group.</summary>
    public int RowsOf(int group) => (int)_layout.Groups[group].Rows;

    /// <summary>Index of the column with this name, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Smallest and largest value of an INT64 column in a row group.</summary>
    public (long Min, long Max) Int64Bounds(int group, int column)
    {
        var chunk = _layout.Groups[group].Chunks[column];
        return chunk is { Type: ParquetType.Int64, Min.Length: 8, Max.Length: 8 }
            ? (BinaryPrimitives.ReadInt64LittleEndian(chunk.Min), BinaryPrimitives.ReadInt64LittleEndian(chunk.Max))
            : throw new ParquetRefusedException(Path, $"column {Columns[column].Name} has no 64-bit bounds");
    }

    /// <summary>Reads a column of a row group; <paramref name="values"/> has exactly its rows.</summary>
    public void Read(int group, int column, Span<int> values) => Fixed(group, column, ParquetType.Int32, values);

    /// <inheritdoc cref="Read(int, int, Span{int})"/>
    public void Read(int group, int column, Span<long> values) => Fixed(group, column, ParquetType.Int64, values);

    /// <inheritdoc cref="Read(int, int, Span{int})"/>
    public void Read(int group, int column, Span<double> values) => Fixed(group, column, ParquetType.Double, values);

    /// <inheritdoc cref="Read(int, int, Span{int})"/>
    public void Read(int group, int column, Span<string> values) => Guarded(group, column, ParquetType.Text, values, PlainText);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private delegate void PlainDecoder<T>(ReadOnlySpan<byte> body, Span<T> values);

    private void Fixed<T>(int group, int column, ParquetType type, Span<T> values)
        where T : unmanaged =>
        Guarded(group, column, type, values, static (body, target) =>
        {
            var bytes = MemoryMarshal.AsBytes(target);
            body[..bytes.Length].CopyTo(bytes);
        });

    private void Guarded<T>(int group, int column, ParquetType type, Span<T> values, PlainDecoder<T> plain)
    {
        var chunk = _layout.Groups[group].Chunks[column];
        if (chunk.Type != type)
        {
            throw new ParquetRefusedException(Path, $"column {Columns[column].Name} is {chunk.Type}, wanted {type}");
        }

        if (values.Length != RowsOf(group))
        {
            throw new ArgumentException($"{values.Length} places for {RowsOf(group)} rows", nameof(values));
        }

        byte[]? packed = null;
        try
        {
            var size = checked((int)chunk.CompressedSize);
            packed = ArrayPool<byte>.Shared.Rent(size + HybridRuns.Slack);
            if (RandomAccess.Read(_file, packed.AsSpan(0, size), chunk.Start) != size)
            {
                throw new InvalidDataException("the file is cut short");
            }

            Pages(packed.AsSpan(0, size + HybridRuns.Slack), chunk, values, plain);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new ParquetRefusedException(Path, $"column {Columns[column].Name}, row group {group}: {e.Message}", e);
        }
        finally
        {
            if (packed is not null)
            {
                ArrayPool<byte>.Shared.Return(packed);
            }
        }
    }

    private static void Pages<T>(ReadOnlySpan<byte> packed, ChunkLayout chunk, Span<T> values, PlainDecoder<T> plain)
    {
        var size = (int)chunk.CompressedSize;
        T[] dictionary = [];
        var filled = 0;
        var position = 0;
        while (filled < values.Length)
        {
            var header = FooterReader.Page(packed[position..size], out var headerLength);
            position += headerLength;
            if (header.UncompressedSize > chunk.UncompressedSize)
            {
                throw new InvalidDataException("a page is larger than its chunk");
            }

            byte[]? rented = null;
            try
            {
                // Slack bytes follow the body in either case: the chunk's own, the next page's, or the rented buffer's.
                ReadOnlySpan<byte> body;
                if (chunk.Codec == ParquetCodec.Uncompressed && header.CompressedSize == header.UncompressedSize)
                {
                    body = packed.Slice(position, header.UncompressedSize + HybridRuns.Slack);
                }
                else
                {
                    rented = ArrayPool<byte>.Shared.Rent(header.UncompressedSize + HybridRuns.Slack);
                    PageCodec.Unpack(
                        packed.Slice(position, header.CompressedSize), chunk.Codec, rented.AsSpan(0, header.UncompressedSize));
                    body = rented.AsSpan(0, header.UncompressedSize + HybridRuns.Slack);
                }

                if (header.Kind == PageKind.Dictionary)
                {
                    // Every entry takes four bytes at least, so damaged counts can't ask for absurd memory.
                    dictionary = header.Values <= header.UncompressedSize / 4
                        ? new T[header.Values]
                        : throw new InvalidDataException("a dictionary is longer than its page");
                    plain(body[..header.UncompressedSize], dictionary);
                }
                else
                {
                    Page(header, body, dictionary, values.Slice(filled, header.Values), plain);
                    filled += header.Values;
                }
            }
            finally
            {
                if (rented is not null)
                {
                    ArrayPool<byte>.Shared.Return(rented);
                }
            }

            position += header.CompressedSize;
        }
    }

    private static void Page<T>(
        PageHeader header, ReadOnlySpan<byte> body, ReadOnlySpan<T> dictionary, Span<T> values, PlainDecoder<T> plain)
    {
        switch (header.Encoding)
        {
            case PageEncoding.Plain:
                plain(body[..header.UncompressedSize], values);
                break;
            case PageEncoding.RleDictionary:
                HybridRuns.Decode(body[1..], body[0], dictionary, values);
                break;
            default:
                throw new InvalidDataException($"encoding {header.Encoding}");
        }
    }

    private static void PlainText(ReadOnlySpan<byte> body, Span<string> values)
    {
        foreach (ref var value in values)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(body);
            value = Encoding.UTF8.GetString(body.Slice(4, length));
            body = body[(4 + length)..];
        }
    }

    private static FileLayout ReadFooter(string path, SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var tail = new byte[TailBytes];
        if (length < TailBytes + 4
            || RandomAccess.Read(file, tail, length - TailBytes) != TailBytes
            || !tail.AsSpan(4).SequenceEqual("PAR1"u8))
        {
            throw new InvalidDataException("not a Parquet file, or cut short");
        }

        var footerLength = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (footerLength <= 0 || footerLength > length - TailBytes - 4)
        {
            throw new InvalidDataException("the footer is larger than the file");
        }

        var footer = new byte[footerLength];
        if (RandomAccess.Read(file, footer, length - TailBytes - footerLength) != footerLength)
        {
            throw new InvalidDataException("the file is cut short");
        }

        var layout = FooterReader.File(footer);
        if (layout.CreatedBy != ParquetWriter.CreatedBy)
        {
            throw new ParquetRefusedException(path, $"written by {layout.CreatedBy}");
        }

        if (layout.Columns.Count == 0
            || layout.Rows != layout.Groups.Sum(g => g.Rows)
            || layout.Groups.Any(g => g.Rows is <= 0 or > int.MaxValue || g.Chunks.Count != layout.Columns.Count
                || g.Chunks.Any(c => c.Values != g.Rows || c.CompressedSize is < 0 or > int.MaxValue - HybridRuns.Slack)))
        {
            throw new InvalidDataException("the footer contradicts itself");
        }

        return layout;
    }

    private static bool IsDamage(Exception e) => e is InvalidDataException or ArgumentException or IndexOutOfRangeException
        or OverflowException or DecoderFallbackException;
}
