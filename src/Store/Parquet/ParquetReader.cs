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
    /// <param name="path">The file.</param>
    /// <param name="footers">Footers read before; a file that has not changed is not parsed again.</param>
    public static ParquetReader Open(string path, FooterCache? footers = null)
    {
        var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            return new ParquetReader(path, file, footers is null ? ReadFooter(path, file) : footers.Of(path, file, ReadFooter));
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

    /// <summary>Smallest and largest value of an INT32 column in a row group.</summary>
    public (int Min, int Max) Int32Bounds(int group, int column)
    {
        var chunk = _layout.Groups[group].Chunks[column];
        return chunk is { Type: ParquetType.Int32, Min.Length: 4, Max.Length: 4 }
            ? (BinaryPrimitives.ReadInt32LittleEndian(chunk.Min), BinaryPrimitives.ReadInt32LittleEndian(chunk.Max))
            : throw new ParquetRefusedException(Path, $"column {Columns[column].Name} has no 32-bit bounds");
    }

    /// <summary>Reads a column of a row group from a row on; <paramref name="values"/> has as many places as rows are
    /// wanted.</summary>
    public void Read(int group, int column, Span<int> values, int start = 0) =>
        Fixed(group, column, ParquetType.Int32, values, start);

    /// <inheritdoc cref="Read(int, int, Span{int}, int)"/>
    public void Read(int group, int column, Span<long> values, int start = 0) =>
        Fixed(group, column, ParquetType.Int64, values, start);

    /// <inheritdoc cref="Read(int, int, Span{int}, int)"/>
    public void Read(int group, int column, Span<double> values, int start = 0) =>
        Fixed(group, column, ParquetType.Double, values, start);

    /// <inheritdoc cref="Read(int, int, Span{int}, int)"/>
    public void Read(int group, int column, Span<string> values, int start = 0)
    {
        var pages = Chunk(group, column, ParquetType.Text, values.Length, start);
        try
        {
            ReadOnlySpan<string> dictionary = [];
            while (pages.Next())
            {
                if (pages.IsDictionary)
                {
                    var entries = new string[pages.Values];
                    PlainText(pages.Plain, entries, 0);
                    dictionary = entries;
                }
                else if (pages.Encoding == PageEncoding.Plain)
                {
                    PlainText(pages.Plain, pages.Place(values), pages.Skip);
                }
                else
                {
                    HybridRuns.Decode(pages.Indexes, pages.Width, dictionary, pages.Skip, pages.Place(values));
                }
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Refused(group, column, e);
        }
        finally
        {
            pages.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Fixed<T>(int group, int column, ParquetType type, Span<T> values, int start)
        where T : unmanaged
    {
        var pages = Chunk(group, column, type, values.Length, start);
        try
        {
            ReadOnlySpan<T> dictionary = [];
            while (pages.Next())
            {
                var plain = pages.Encoding == PageEncoding.Plain ? MemoryMarshal.Cast<byte, T>(pages.Plain) : [];
                if (pages.IsDictionary)
                {
                    dictionary = plain[..pages.Values];
                }
                else if (pages.Encoding == PageEncoding.Plain)
                {
                    var target = pages.Place(values);
                    plain.Slice(pages.Skip, target.Length).CopyTo(target);
                }
                else
                {
                    HybridRuns.Decode(pages.Indexes, pages.Width, dictionary, pages.Skip, pages.Place(values));
                }
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Refused(group, column, e);
        }
        finally
        {
            pages.Dispose();
        }
    }

    // The chunk's bytes, ready to be walked page by page.
    private ChunkPages Chunk(int group, int column, ParquetType type, int count, int start)
    {
        var chunk = _layout.Groups[group].Chunks[column];
        if (chunk.Type != type)
        {
            throw new ParquetRefusedException(Path, $"column {Columns[column].Name} is {chunk.Type}, wanted {type}");
        }

        if (start < 0 || count < 0 || start > RowsOf(group) - count)
        {
            throw new ArgumentException($"rows {start} to {start + count} of {RowsOf(group)}", nameof(start));
        }

        var size = checked((int)chunk.CompressedSize);
        var packed = ArrayPool<byte>.Shared.Rent(size + HybridRuns.Slack);
        if (RandomAccess.Read(_file, packed.AsSpan(0, size), chunk.Start) != size)
        {
            ArrayPool<byte>.Shared.Return(packed);
            throw Refused(group, column, new InvalidDataException("the file is cut short"));
        }

        return new ChunkPages(packed, chunk, start, count);
    }

    private ParquetRefusedException Refused(int group, int column, Exception e) =>
        new(Path, $"column {Columns[column].Name}, row group {group}: {e.Message}", e);

    private static void PlainText(ReadOnlySpan<byte> body, Span<string> values, int skip)
    {
        for (; skip > 0; skip--)
        {
            body = body[(4 + BinaryPrimitives.ReadInt32LittleEndian(body))..];
        }

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
