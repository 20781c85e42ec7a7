using System.Runtime.InteropServices;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Sorts what a part of a file held by claim month and packs it for the spool.</summary>
internal static class ReceiptPacker
{
    /// <summary>Packs a batch: a segment for each claim month, ascending.</summary>
    /// <param name="batch">What was read.</param>
    /// <param name="file">Position of the file in the delivery.</param>
    /// <param name="part">Position of the part in the file.</param>
    /// <param name="roomFor">Gives the arrays of a segment; every cell is written.</param>
    public static List<SpoolSegment> Pack(ReceiptBatch batch, int file, int part, Func<SegmentSize, SegmentArrays> roomFor)
    {
        var filling = new SortedDictionary<int, Filling>();
        foreach (var (month, size) in Sizes(batch))
        {
            filling.Add(month, new Filling(size, roomFor(size)));
        }

        Fill(filling, batch);
        return
        [
            .. filling.Select(f =>
                new SpoolSegment { File = file, Part = part, Month = f.Key, Size = f.Value.Size, Memory = f.Value.Rows }),
        ];
    }

    private sealed class Filling(SegmentSize size, SegmentArrays rows)
    {
        public SegmentSize Size => size;

        public SegmentArrays Rows => rows;

        public SegmentSize Filled { get; set; }
    }

    private static Dictionary<int, SegmentSize> Sizes(ReceiptBatch batch)
    {
        var sizes = new Dictionary<int, SegmentSize>();
        var (month, size) = (0, default(SegmentSize));
        foreach (ref readonly var receipt in CollectionsMarshal.AsSpan(batch.Receipts))
        {
            if (receipt.Month.Value != month)
            {
                sizes[month] = size;
                month = receipt.Month.Value;
                size = sizes.GetValueOrDefault(month);
            }

            size = size.Plus(
                receipt.Medications.End.Value - receipt.Medications.Start.Value,
                receipt.Diagnoses.End.Value - receipt.Diagnoses.Start.Value,
                receipt.Acts.End.Value - receipt.Acts.Start.Value);
        }

        sizes[month] = size;
        sizes.Remove(0); // before the first
        return sizes;
    }

    private static void Fill(SortedDictionary<int, Filling> filling, ReceiptBatch batch)
    {
        var medications = CollectionsMarshal.AsSpan(batch.Medications);
        var diagnoses = CollectionsMarshal.AsSpan(batch.Diagnoses);
        var acts = CollectionsMarshal.AsSpan(batch.Acts);
        var (month, at) = (0, default(Filling)!);
        foreach (ref readonly var receipt in CollectionsMarshal.AsSpan(batch.Receipts))
        {
            if (receipt.Month.Value != month)
            {
                month = receipt.Month.Value;
                at = filling[month];
            }

            var (rows, from) = (at.Rows, at.Filled);
            ref var packed = ref rows.Receipts[from.Receipts];
            packed = PackedReceipt.Of(receipt, batch);
            (packed.MedicationsFrom, packed.DiagnosesFrom, packed.ActsFrom) = (from.Medications, from.Diagnoses, from.Acts);
            medications[receipt.Medications].CopyTo(rows.Medications.AsSpan(from.Medications));
            diagnoses[receipt.Diagnoses].CopyTo(rows.Diagnoses.AsSpan(from.Diagnoses));
            acts[receipt.Acts].CopyTo(rows.Acts.AsSpan(from.Acts));
            at.Filled = from.Plus(packed.Medications, packed.Diagnoses, packed.Acts);
        }
    }
}
