using System.Runtime.InteropServices;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Sorts what a part of a file held by claim month and packs it for the spool.</summary>
internal static class ReceiptPacker
{
    /// <summary>Packs a batch; <paramref name="identities"/> gives each of its identities a number in the whole delivery.</summary>
    public static IEnumerable<SpoolSegment> Pack(ReceiptBatch batch, int file, int part, int[] identities)
    {
        foreach (var (month, sizes) in Sizes(batch))
        {
            var rows = new SegmentArrays(
                new PackedReceipt[sizes.Receipts], new PackedMedication[sizes.Medications], new PackedDiagnosis[sizes.Diagnoses],
                new PackedAct[sizes.Acts]);
            Fill(rows, batch, month, file, identities);
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
        foreach (var receipt in batch.Receipts)
        {
            if (!sizes.TryGetValue(receipt.Month.Value, out var size))
            {
                sizes.Add(receipt.Month.Value, size = new Size());
            }

            size.Receipts++;
            size.Medications += receipt.Medications.End.Value - receipt.Medications.Start.Value;
            size.Diagnoses += receipt.Diagnoses.End.Value - receipt.Diagnoses.Start.Value;
            size.Acts += receipt.Acts.End.Value - receipt.Acts.Start.Value;
        }

        return sizes;
    }

    private static void Fill(SegmentArrays rows, ReceiptBatch batch, int month, int file, int[] identities)
    {
        var (r, m, d, a) = (0, 0, 0, 0);
        foreach (var receipt in batch.Receipts)
        {
            if (receipt.Month.Value != month)
            {
                continue;
            }

            rows.Receipts[r++] = PackedReceipt.Of(receipt, batch, receipt.Identity < 0 ? -1 : identities[receipt.Identity], file);
            foreach (ref readonly var row in CollectionsMarshal.AsSpan(batch.Medications)[receipt.Medications])
            {
                rows.Medications[m++] = PackedMedication.Of(row);
            }

            foreach (ref readonly var row in CollectionsMarshal.AsSpan(batch.Diagnoses)[receipt.Diagnoses])
            {
                rows.Diagnoses[d++] = PackedDiagnosis.Of(row);
            }

            foreach (ref readonly var row in CollectionsMarshal.AsSpan(batch.Acts)[receipt.Acts])
            {
                rows.Acts[a++] = PackedAct.Of(row);
            }
        }
    }
}
