using System.Runtime.InteropServices;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Sorts what a part of a file held by claim month and packs it for the spool.</summary>
internal static class ReceiptPacker
{
    /// <summary>Packs a batch.</summary>
    public static IEnumerable<SpoolSegment> Pack(ReceiptBatch batch, int file, int part)
    {
        foreach (var (month, sizes) in Sizes(batch))
        {
            // Every value is written below: nothing need be cleared first.
            var rows = new SegmentArrays(
                GC.AllocateUninitializedArray<PackedReceipt>(sizes.Receipts),
                GC.AllocateUninitializedArray<PackedMedication>(sizes.Medications),
                GC.AllocateUninitializedArray<PackedDiagnosis>(sizes.Diagnoses),
                GC.AllocateUninitializedArray<PackedAct>(sizes.Acts));
            Fill(rows, batch, month, file);
            yield return new SpoolSegment
            {
                File = file,
                Part = part,
                Month = month,
                Receipts = sizes.Receipts,
                Medications = sizes.Medications,
                Diagnoses = sizes.Diagnoses,
                Acts = sizes.Acts,
                Memory = rows,
            };
        }
    }

    private sealed class Size
    {
        public int Receipts { get; set; }

        public int Medications { get; set; }

        public int Diagnoses { get; set; }

        public int Acts { get; set; }
    }

    private static SortedDictionary<int, Size> Sizes(ReceiptBatch batch)
    {
        var sizes = new SortedDictionary<int, Size>();
        var (last, size) = (0, new Size());
        foreach (ref readonly var receipt in CollectionsMarshal.AsSpan(batch.Receipts))
        {
            if (receipt.Month.Value != last)
            {
                last = receipt.Month.Value;
                size = sizes.TryGetValue(last, out var known) ? known : sizes[last] = new Size();
            }

            size.Receipts++;
            size.Medications += receipt.Medications.End.Value - receipt.Medications.Start.Value;
            size.Diagnoses += receipt.Diagnoses.End.Value - receipt.Diagnoses.Start.Value;
            size.Acts += receipt.Acts.End.Value - receipt.Acts.Start.Value;
        }

        return sizes;
    }

    private static void Fill(SegmentArrays rows, ReceiptBatch batch, int month, int file)
    {
        var (r, m, d, a) = (0, 0, 0, 0);
        foreach (ref readonly var receipt in CollectionsMarshal.AsSpan(batch.Receipts))
        {
            if (receipt.Month.Value == month)
            {
                rows.Receipts[r++] = PackedReceipt.Of(receipt, batch, file);
                Copy(batch.Medications, receipt.Medications, rows.Medications, ref m);
                Copy(batch.Diagnoses, receipt.Diagnoses, rows.Diagnoses, ref d);
                Copy(batch.Acts, receipt.Acts, rows.Acts, ref a);
            }
        }
    }

    private static void Copy<T>(List<T> from, Range lines, T[] to, ref int at)
    {
        var span = CollectionsMarshal.AsSpan(from)[lines];
        span.CopyTo(to.AsSpan(at));
        at += span.Length;
    }
}
