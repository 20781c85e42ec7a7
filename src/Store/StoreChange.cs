using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store.Parquet;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Store;

/// <summary>New truth for some months, staged into a commit.</summary>
public sealed class StoreChange
{
    private const int SlabsATurn = 4;
    private readonly ClaimStore _store;
    private readonly Commit _commit;
    // held, so that a collection between two slabs leaves it
    private readonly Stack<EncodeScratch> _scratch = EncodeScratch.Idle();

    internal StoreChange(ClaimStore store, Commit commit)
    {
        _store = store;
        _commit = commit;
    }

    /// <summary>
    /// Takes months slab by slab. <paramref name="delivery"/> is stamped on rows that are true no more and that nobody took out
    /// by name: an older version of a receipt's status, say.
    /// </summary>
    public IMonthSink Sink(ClaimMonth delivery) =>
        new MonthSink(_scratch, (month, bits) => new MonthChange(_store, _commit, month, delivery, bits));

    /// <summary>Replaces a month that is in memory, all rows that are true now, with <see cref="Sink"/>.</summary>
    /// <returns>Rows that went to history.</returns>
    public int ReplaceMonth(MonthRows rows, IReadOnlyList<SupersededRows> superseded, ClaimMonth delivery)
    {
        var bits = SlabCuts.BitsFor(Math.Max(rows.RowsMax, _store.RowsOf(rows.Month)));
        var target = new MonthChange(_store, _commit, rows.Month, delivery, bits);
        for (var slab = 0; slab < 1 << bits; slab++)
        {
            var (low, high) = SlabCuts.Range(slab, bits);
            target.Put(slab, new SlabChange(
                _store.Read(rows.Month, low, high), rows.Of(low, high),
                [.. superseded.Where(s => s.Rows.Month == rows.Month).Select(s => s with { Rows = s.Rows.Of(low, high) })]));
        }

        target.Close();
        return target.Superseded;
    }

    /// <summary>Replaces the persons.</summary>
    public void ReplacePersons(PersonColumns rows) => ReplaceWhole(rows.ToBatch());

    /// <summary>Replaces the person-months at risk.</summary>
    public void ReplaceEligibility(EnrolmentColumns rows) => ReplaceWhole(rows.ToBatch());

    /// <summary>
    /// Replaces the person-months at risk slab by slab, each made and encoded by one of several threads when its turn is near.
    /// </summary>
    /// <param name="count">All rows.</param>
    /// <param name="rows">Those of the persons from one to another, both included; called from any thread.</param>
    /// <param name="threads">Threads, 1 or more.</param>
    public void ReplaceEligibility(int count, Func<long, long, EnrolmentColumns> rows, int threads)
    {
        var bits = SlabCuts.BitsFor(count);
        _commit.Stage("store/" + ClaimStore.WholeName(Schema.Eligibility), stream =>
        {
            var writer = new TableWriter(stream, Schema.Eligibility, bits, _store.Options);
            for (var first = 0; first < 1 << bits; first += threads * SlabsATurn)
            {
                var encoded = new EncodedSlab?[Math.Min(threads * SlabsATurn, (1 << bits) - first)];
                Threads.For(encoded.Length, threads, i =>
                {
                    var (low, high) = SlabCuts.Range(first + i, bits);
                    var slab = RowOrder.Sorted(rows(low, high).ToBatch());
                    RowOrder.CheckPersons(slab);
                    encoded[i] = TableWriter.Encode(slab, 0, slab.Count, _store.Options);
                });
                Array.ForEach(encoded, writer.Append);
            }

            writer.Finish();
        });
    }

    private void ReplaceWhole(ColumnBatch batch)
    {
        var rows = RowOrder.Sorted(batch);
        RowOrder.CheckPersons(rows);
        _commit.Stage(
            "store/" + ClaimStore.WholeName(batch.Table),
            stream => TableFile.Write(stream, rows, SlabCuts.BitsFor(rows.Count), _store.Options));
    }

    private sealed class MonthSink(Stack<EncodeScratch> scratch, Func<ClaimMonth, int, MonthChange> open) : IMonthSink
    {
        public IMonthTarget Open(ClaimMonth month, int slabBits)
        {
            GC.KeepAlive(scratch);
            return open(month, slabBits);
        }
    }
}
