using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Receipts of one claim month from one part of a file, with their lines; in memory, or sealed in the spool file.</summary>
internal sealed class SpoolSegment
{
    public required int File { get; init; }

    public required int Part { get; init; }

    public required int Month { get; init; }

    public required int Receipts { get; init; }

    public required int Medications { get; init; }

    public required int Diagnoses { get; init; }

    public required int Acts { get; init; }

    public SegmentArrays? Memory { get; set; }

    public long Offset { get; set; }

    public long Bytes => BytesOf<PackedReceipt>(Receipts) + LineBytes;

    public long LineBytes => BytesOf<PackedMedication>(Medications) + BytesOf<PackedDiagnosis>(Diagnoses) + BytesOf<PackedAct>(Acts);

    private static long BytesOf<T>(int count)
        where T : unmanaged => (long)count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
}

/// <summary>The rows of a segment.</summary>
internal sealed record SegmentArrays(
    PackedReceipt[] Receipts, PackedMedication[] Medications, PackedDiagnosis[] Diagnoses, PackedAct[] Acts);

/// <summary>
/// Receipts between reading and resolving. What exceeds the memory given goes to a file, sealed (AES-256-GCM) with a key that exists in memory
/// alone: whatever is left of the file after a crash says nothing to anybody.
/// </summary>
internal sealed class ReceiptSpool(long bytesMax, Func<Stream>? openFile) : IDisposable
{
    private const int TagBytes = 16;
    private readonly List<SpoolSegment> _segments = [];
    private readonly Lock _lock = new();
    private readonly Lock _fileLock = new();
    private Stream? _file;
    private AesGcm? _seal;
    private long _inMemory;

    /// <summary>Bytes that went to the file.</summary>
    public long Spilled { get; private set; }

    /// <summary>Adds a segment; from any thread.</summary>
    public void Add(SpoolSegment segment)
    {
        bool spill;
        lock (_lock)
        {
            _segments.Add(segment);
            spill = openFile is not null && _inMemory + segment.Bytes > bytesMax;
            _inMemory += spill ? 0 : segment.Bytes;
        }

        if (spill)
        {
            Spill(segment, openFile!);
        }
    }

    /// <summary>Segments by claim month, each month's in the order of files and parts.</summary>
    public SortedDictionary<int, List<SpoolSegment>> ByMonth() => new(_segments.GroupBy(s => s.Month)
        .ToDictionary(g => g.Key, g => g.OrderBy(s => s.File).ThenBy(s => s.Part).ToList()));

    /// <summary>Receipts of a segment.</summary>
    public PackedReceipt[] Receipts(SpoolSegment segment) => segment.Memory?.Receipts ?? Read<PackedReceipt>(segment, 0, segment.Receipts);

    /// <summary>Lines of a segment; its receipts are empty.</summary>
    public SegmentArrays Lines(SpoolSegment segment) => segment.Memory ?? new SegmentArrays(
        [], Read<PackedMedication>(segment, 1, segment.Medications), Read<PackedDiagnosis>(segment, 2, segment.Diagnoses),
        Read<PackedAct>(segment, 3, segment.Acts));

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
            Write(rows.Receipts);
            Write(rows.Medications);
            Write(rows.Diagnoses);
            Write(rows.Acts);
            Spilled = _file.Position;
        }

        segment.Memory = null;
    }

    private void Write<T>(T[] rows)
        where T : unmanaged
    {
        var plain = MemoryMarshal.AsBytes(rows.AsSpan());
        var block = ArrayPool<byte>.Shared.Rent(plain.Length + TagBytes);
        Span<byte> nonce = stackalloc byte[12];
        BitConverter.TryWriteBytes(nonce, _file!.Position);
        _seal!.Encrypt(nonce, plain, block.AsSpan(0, plain.Length), block.AsSpan(plain.Length, TagBytes));
        _file.Write(block, 0, plain.Length + TagBytes);
        ArrayPool<byte>.Shared.Return(block);
    }

    private T[] Read<T>(SpoolSegment segment, int block, int count)
        where T : unmanaged
    {
        long[] sizes = [BytesOf<PackedReceipt>(segment.Receipts), BytesOf<PackedMedication>(segment.Medications), BytesOf<PackedDiagnosis>(segment.Diagnoses)];
        var offset = segment.Offset + sizes.Take(block).Sum(s => s + TagBytes);
        var rows = new T[count];
        var plain = MemoryMarshal.AsBytes(rows.AsSpan());
        var bytes = ArrayPool<byte>.Shared.Rent(plain.Length + TagBytes);
        Span<byte> nonce = stackalloc byte[12];
        BitConverter.TryWriteBytes(nonce, offset);
        lock (_fileLock)
        {
            // The seal too: it is one state, and months are read by more than one thread.
            _file!.Position = offset;
            _file.ReadExactly(bytes, 0, plain.Length + TagBytes);
            _seal!.Decrypt(nonce, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length, TagBytes), plain);
        }

        ArrayPool<byte>.Shared.Return(bytes);
        return rows;
    }

    private static long BytesOf<T>(int count)
        where T : unmanaged => (long)count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
}
