using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Store;

/// <summary>
/// New truth for some months, staged into a commit. The caller gives what is true now and what he took out; rows that were true
/// before and are in neither go to <c>.history</c> by themselves, so none is ever lost.
/// </summary>
public sealed class StoreChange
{
    private readonly ClaimStore _store;
    private readonly Commit _commit;

    internal StoreChange(ClaimStore store, Commit commit)
    {
        _store = store;
        _commit = commit;
    }

    /// <summary>Replaces a month.</summary>
    /// <param name="rows">All rows that are true now, in any order; every receipt's provenance among them.</param>
    /// <param name="superseded">Rows for <c>.history</c> with the delivery that took each out, as Ingest resolved them.</param>
    /// <param name="delivery">
    /// Stamped on rows that are true no more and are not among <paramref name="superseded"/>: an older version of a receipt's
    /// status, say.
    /// </param>
    /// <returns>Rows that went to history.</returns>
    public int ReplaceMonth(MonthRows rows, IReadOnlyList<SupersededRows> superseded, ClaimMonth delivery)
    {
        var batches = Batches(rows);
        var explained = superseded.Where(s => s.Rows.Month == rows.Month)
            .Select(s => (Batches: Batches(s.Rows), s.SupersededIn)).ToList();
        var bits = SlabCuts.BitsFor(batches.Max(b => b.Count));
        var gone = 0;
        for (var t = 0; t < batches.Count; t++)
        {
            var current = Prepare(rows.Month, batches[t]);
            var none = RowOrder.Take(current, []);
            var history = Stamp(none, delivery.Value);
            var told = none;
            foreach (var (tables, supersededIn) in explained)
            {
                var part = Prepare(rows.Month, tables[t]);
                told = RowOrder.Concat(told, part);
                history = RowOrder.Concat(history, Stamp(part, supersededIn));
            }

            var vanished = RowOrder.Minus(_store.ReadLive(current.Table, rows.Month), current);
            history = RowOrder.Concat(history, Stamp(RowOrder.Minus(vanished, RowOrder.Sorted(told)), delivery.Value));
            StageHistory(rows.Month, current.Table, history);
            _commit.Stage(
                "store/" + ClaimStore.LiveName(current.Table, rows.Month),
                stream => TableFile.Write(stream, current, bits, _store.Options));
            gone += history.Count;
        }

        return gone;
    }

    /// <summary>Replaces the persons.</summary>
    public void ReplacePersons(PersonColumns rows) => ReplaceWhole(rows.ToBatch());

    /// <summary>Replaces the person-months at risk.</summary>
    public void ReplaceEligibility(EnrolmentColumns rows) => ReplaceWhole(rows.ToBatch());

    private void StageHistory(ClaimMonth month, Table table, ColumnBatch added)
    {
        if (added.Count == 0)
        {
            return;
        }

        var all = RowOrder.Sorted(RowOrder.Concat(_store.ReadHistory(table, month), added));
        _commit.Stage(
            "store/" + ClaimStore.HistoryName(table, month),
            stream => TableFile.Write(stream, all, SlabCuts.BitsFor(all.Count), _store.Options));
    }

    private void ReplaceWhole(ColumnBatch batch)
    {
        var rows = RowOrder.Sorted(batch);
        CheckPersons(rows);
        _commit.Stage(
            "store/" + ClaimStore.WholeName(batch.Table),
            stream => TableFile.Write(stream, rows, SlabCuts.BitsFor(rows.Count), _store.Options));
    }

    private static ColumnBatch Prepare(ClaimMonth month, ColumnBatch batch)
    {
        foreach (var value in batch.Get<int>("claim_month").AsSpan(0, batch.Count))
        {
            if (value != month.Value)
            {
                throw new InvalidOperationException($"a row of {value} among those of {month} in {batch.Table.Name}");
            }
        }

        var rows = RowOrder.Sorted(batch);
        CheckPersons(rows);
        return rows;
    }

    private static ColumnBatch Stamp(ColumnBatch rows, int supersededIn) => new(
        ClaimStore.HistoryOf(rows.Table), rows.Count, [.. rows.Arrays, Enumerable.Repeat(supersededIn, rows.Count).ToArray()]);

    // In the order of Schema.All.
    private static List<ColumnBatch> Batches(MonthRows rows) =>
    [
        rows.Claims.ToBatch(), rows.Medications.ToBatch(), rows.Diagnoses.ToBatch(), rows.Acts.ToBatch(), rows.Receipts.ToBatch(),
    ];

    private static void CheckPersons(ColumnBatch sorted)
    {
        if (sorted.Count > 0 && RowOrder.Persons(sorted)[0] < 0)
        {
            throw new InvalidOperationException($"a negative person in {sorted.Table.Name}: pseudonyms have 63 bits");
        }
    }
}
