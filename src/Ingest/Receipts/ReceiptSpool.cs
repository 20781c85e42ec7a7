using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Receipts between reading and resolving. What exceeds the memory given goes to a file, sealed (AES-256-GCM) with a key that
/// exists in memory alone: whatever is left of the file after a crash says nothing to anybody.
/// </summary>
internal sealed class ReceiptSpool(long bytesMax, Func<Stream>? openFile) : IDisposable
{
    private const int TagBytes = 16;
    private readonly List<SpoolSegment> _segments = [];
    private readonly Lock _lock = new();
    private readonly Lock _fileLock = new();
    private readonly SegmentPool _pool = new();
    private Stream? _file;
    private AesGcm? _seal;
    private long _inMemory;

    /// <summary>Bytes that went to the file.</summary>
    public long Spilled { get; private set; }

    /// <summary>Arrays for a segment to be added: lent ones if it can't stay in memory,
    /// which never becomes free again while files are read.</summary>
    public SegmentArrays RoomFor(SegmentSize size)
    {
        lock (_lock)
        {
            return Exceeds(size) ? SegmentArrays.Lend(size, _pool) : SegmentArrays.Fresh(size);
        }
    }

    /// <summary>Adds a segment, whose arrays are the spool's from now on; from any thread.</summary>
    public void Add(SpoolSegment segment)
    {
        bool spill;
        lock (_lock)
        {
            _segments.Add(segment);
            spill = Exceeds(segment.Size);
            _inMemory += spill ? 0 : segment.Size.Bytes;
        }

        if (spill)
        {
            Spill(segment, openFile!);
        }
    }

    /// <summary>Segments by claim month, each month's in the order of files and parts.</summary>
    public SortedDictionary<int, List<SpoolSegment>> ByMonth() => new(_segments.GroupBy(s => s.Month)
        .ToDictionary(g => g.Key, g => g.OrderBy(s => s.File).ThenBy(s => s.Part).ToList()));

    /// <summary>Receipts of a segment: where they are in memory, or read into <paramref name="room"/> from <paramref name="at"/>
    /// on.</summary>
    public SegmentReceipts Receipts(SpoolSegment segment, PackedReceipt[] room, int at)
    {
        if (segment.Memory is { } memory)
        {
            return new SegmentReceipts(memory.Receipts, 0, segment.Size.Receipts, segment.File);
        }

        Read(room.AsSpan(at, segment.Size.Receipts), segment.Offset);
        return new SegmentReceipts(room, at, segment.Size.Receipts, segment.File);
    }

    /// <summary>Lines of a segment, to be given back; its receipts are not there if they had to be read.</summary>
    public SegmentArrays Lines(SpoolSegment segment)
    {
        if (segment.Memory is { } memory)
        {
            return memory;
        }

        var size = segment.Size;
        var lines = SegmentArrays.Lend(size with { Receipts = 0 }, _pool);
        var offset = segment.Offset + new SegmentSize(size.Receipts, 0, 0, 0).Bytes + TagBytes;
        offset = Read(lines.Medications.AsSpan(0, size.Medications), offset);
        offset = Read(lines.Diagnoses.AsSpan(0, size.Diagnoses), offset);
        Read(lines.Acts.AsSpan(0, size.Acts), offset);
        return lines;
    }

    /// <summary>Forgets the rows of a month that has been resolved.</summary>
    public static void Release(IEnumerable<SpoolSegment> segments)
    {
        foreach (var segment in segments)
        {
            segment.Memory = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _seal?.Dispose();
    }

    // Four sealed blocks, one behind the other; nobody else writes meanwhile.
    private void Spill(SpoolSegment segment, Func<Stream> open)
    {
        var rows = segment.Memory!;
        lock (_fileLock)
        {
            _file ??= open();
            _seal ??= new AesGcm(RandomNumberGenerator.GetBytes(32), TagBytes);
            segment.Offset = Spilled;
            _file.Position = Spilled;
            Write(rows.Receipts.AsSpan(0, segment.Size.Receipts));
            Write(rows.Medications.AsSpan(0, segment.Size.Medications));
            Write(rows.Diagnoses.AsSpan(0, segment.Size.Diagnoses));
            Write(rows.Acts.AsSpan(0, segment.Size.Acts));
            Spilled = _file.Position;
        }

        segment.Memory = null;
        rows.Return();
    }

    private bool Exceeds(SegmentSize size) => openFile is not null && _inMemory + size.Bytes > bytesMax;

    private void Write<T>(ReadOnlySpan<T> rows)
        where T : unmanaged
    {
        var plain = MemoryMarshal.AsBytes(rows);
        var block = _pool.Bytes.Rent(plain.Length + TagBytes);
        Span<byte> nonce = stackalloc byte[12];
        BitConverter.TryWriteBytes(nonce, _file!.Position);
        _seal!.Encrypt(nonce, plain, block.AsSpan(0, plain.Length), block.AsSpan(plain.Length, TagBytes));
        _file.Write(block, 0, plain.Length + TagBytes);
        _pool.Bytes.Return(block);
    }

    // Gives the offset of the next block.
    private long Read<T>(Span<T> rows, long offset)
        where T : unmanaged
    {
        var plain = MemoryMarshal.AsBytes(rows);
        var bytes = _pool.Bytes.Rent(plain.Length + TagBytes);
        Span<byte> nonce = stackalloc byte[12];
        BitConverter.TryWriteBytes(nonce, offset);
        lock (_fileLock)
        {
            // The seal too: it is one state, and months are read by more than one thread.
            _file!.Position = offset;
            _file.ReadExactly(bytes, 0, plain.Length + TagBytes);
            _seal!.Decrypt(nonce, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length, TagBytes), plain);
        }

        _pool.Bytes.Return(bytes);
        return offset + plain.Length + TagBytes;
    }
}
