using System.Buffers;
using System.Runtime.CompilerServices;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Rows of a segment by kind.</summary>
internal readonly record struct SegmentSize(int Receipts, int Medications, int Diagnoses, int Acts)
{
    /// <summary>Bytes of its rows.</summary>
    public long Bytes => BytesOf<PackedReceipt>(Receipts) + LineBytes;

    /// <summary>Bytes of its lines.</summary>
    public long LineBytes =>
        BytesOf<PackedMedication>(Medications) + BytesOf<PackedDiagnosis>(Diagnoses) + BytesOf<PackedAct>(Acts);

    /// <summary>The same with a receipt and its lines more.</summary>
    public SegmentSize Plus(int medications, int diagnoses, int acts) =>
        new(Receipts + 1, Medications + medications, Diagnoses + diagnoses, Acts + acts);

    private static long BytesOf<T>(int count)
        where T : unmanaged => (long)count * Unsafe.SizeOf<T>();
}

/// <summary>Receipts of one claim month from one part of a file, with their lines;
/// in memory, or sealed in the spool file.</summary>
internal sealed class SpoolSegment
{
    public required int File { get; init; }

    public required int Part { get; init; }

    public required int Month { get; init; }

    public required SegmentSize Size { get; init; }

    /// <summary>The rows, while they are in memory.</summary>
    public SegmentArrays? Memory { get; set; }

    /// <summary>Where they are in the spool file, when they are not.</summary>
    public long Offset { get; set; }
}

/// <summary>The rows of a segment; arrays that are lent may be longer than the rows are many.</summary>
internal sealed record SegmentArrays(PackedReceipt[] Receipts, PackedMedication[] Medications,
    PackedDiagnosis[] Diagnoses, PackedAct[] Acts)
{
    private SegmentPool? _lender;

    /// <summary>Arrays that stay; what they hold is anything.</summary>
    public static SegmentArrays Fresh(SegmentSize size) => new(
        GC.AllocateUninitializedArray<PackedReceipt>(size.Receipts),
        GC.AllocateUninitializedArray<PackedMedication>(size.Medications),
        GC.AllocateUninitializedArray<PackedDiagnosis>(size.Diagnoses), GC.AllocateUninitializedArray<PackedAct>(size.Acts));

    /// <summary>Arrays that are given back soon.</summary>
    public static SegmentArrays Lend(SegmentSize size, SegmentPool pool) => new(
        pool.Receipts.Rent(size.Receipts), pool.Medications.Rent(size.Medications), pool.Diagnoses.Rent(size.Diagnoses),
        pool.Acts.Rent(size.Acts))
    {
        _lender = pool,
    };

    /// <summary>Gives arrays back that were lent; whoever has them must not touch them any more.</summary>
    public void Return()
    {
        _lender?.Receipts.Return(Receipts);
        _lender?.Medications.Return(Medications);
        _lender?.Diagnoses.Return(Diagnoses);
        _lender?.Acts.Return(Acts);
        _lender = null;
    }
}

/// <summary>Arrays on their way to the spool file or from it: as many as threads use at once,
/// unlike those of the shared pools.</summary>
internal sealed class SegmentPool
{
    private const int Longest = 1 << 24;
    private const int OfEachSize = 4;

    public ArrayPool<PackedReceipt> Receipts { get; } = ArrayPool<PackedReceipt>.Create(Longest, OfEachSize);

    public ArrayPool<PackedMedication> Medications { get; } = ArrayPool<PackedMedication>.Create(Longest, OfEachSize);

    public ArrayPool<PackedDiagnosis> Diagnoses { get; } = ArrayPool<PackedDiagnosis>.Create(Longest, OfEachSize);

    public ArrayPool<PackedAct> Acts { get; } = ArrayPool<PackedAct>.Create(Longest, OfEachSize);

    public ArrayPool<byte> Bytes { get; } = ArrayPool<byte>.Create(Longest << 4, OfEachSize);
}
