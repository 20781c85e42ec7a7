using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>A new receipt by hand, its person known.</summary>
public sealed record NewReceipt(ReceiptRows Rows, ReceiptBatch Batch, long Person, string File, int Delivery);

/// <summary>A month after a delivery, as tests look at it.</summary>
public sealed record ResolvedMonth(
    MonthRows Rows, IReadOnlyList<SupersededRows> Superseded, IReadOnlyList<NotLive> NotLive, int SplitForReview);

/// <summary>Resolves one month of receipts made by hand.</summary>
internal static class MonthResolving
{
    /// <summary>Through the real ladder, in 2^<paramref name="bits"/> slabs.</summary>
    public static ResolvedMonth Resolve(
        ClaimMonth month, MonthRows current, IReadOnlyList<NewReceipt> fresh, int bits = 0,
        IReadOnlyDictionary<long, Withdrawal>? withdrawn = null)
    {
        var files = fresh.Select(f => f.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        SpoolSegment[] segments =
        [
            .. fresh.SelectMany((f, i) => ReceiptPacker.Pack(BatchOf(f, i), files.IndexOf(f.File), i, SegmentArrays.Fresh)),
        ];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i].Memory!.Receipts[0].Delivery = fresh[i].Delivery;
        }

        using var receipts = FreshMonth.Of(
            [.. segments.Select(s => new SegmentReceipts(s.Memory!.Receipts, 0, 1, s.File))],
            new ReceiptPersons([.. fresh.Select(f => (f.Person, 0L))], _ => default), files, new MonthRoom());
        var decision = ReceiptResolver.Decide(
            receipts, current,
            asked =>
            {
                var hashes = new Dictionary<long, long>();
                LineHash.Add(current, asked.Select(a => a.ReceiptId).ToHashSet(), hashes);
                return hashes;
            },
            withdrawn ?? new Dictionary<long, Withdrawal>());
        using var spool = new ReceiptSpool(long.MaxValue, null);
        var target = new MemoryMonths(_ => current);
        var open = target.Open(month, bits);
        for (var slab = 0; slab < 1 << bits; slab++)
        {
            var (low, high) = SlabCuts.Range(slab, bits);
            var persons = receipts.Persons.ToArray();
            var (from, to) = (persons.Count(p => p < low), persons.Count(p => p <= high));
            using var lines = MonthLines.Of(receipts, segments, spool, from, to);
            open.Put(slab,
                MonthBuilder.Build(decision, from, to, lines, current.Of(low, high) with { Month = month }, low,
                    high, new SlabRoom()));
        }

        return new ResolvedMonth(target.Now.Single(), target.Superseded, [.. decision.NotLive()], decision.SplitForReview);
    }

    // One receipt a batch, its identity its position.
    private static ReceiptBatch BatchOf(NewReceipt receipt, int identity)
    {
        var batch = new ReceiptBatch();
        batch.Medications.AddRange(receipt.Batch.Medications);
        batch.Diagnoses.AddRange(receipt.Batch.Diagnoses);
        batch.Acts.AddRange(receipt.Batch.Acts);
        batch.Receipts.Add(receipt.Rows with { Identity = identity });
        return batch;
    }
}
