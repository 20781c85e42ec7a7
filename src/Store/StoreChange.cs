using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Store;

/// <summary>
/// New truth for some months, staged into a commit. The caller gives what is true now; rows that were true before and are not any
/// more go to <c>.history</c> by themselves, so none is ever lost.
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
    /// <param name="month">Claim month of every row.</param>
    /// <param name="rows">All rows that are true now, in any order.</param>
    /// <param name="supersededIn">Delivery month that took the others out of the truth.</param>
    /// <param name="late">
    /// Rows that never were the current truth here, because the delivery that superseded them was read before them, with that delivery.
    /// </param>
    /// <returns>Rows that went to history.</returns>
    public int ReplaceMonth(
        ClaimMonth month, MonthTables rows, ClaimMonth supersededIn,
        params IReadOnlyList<(MonthTables Rows, ClaimMonth SupersededIn)> late)
    {
        var batches = rows.Batches();
        var lateBatches = late.Select(l => (Batches: l.Rows.Batches(), l.SupersededIn)).ToList();
        var bits = SlabCuts.BitsFor(batches.Max(b => b.Count));
        var gone = 0;
        for (var t = 0; t < batches.Count; t++)
        {
            var current = Prepare(month, batches[t]);
            var history = Stamp(RowOrder.Minus(_store.ReadLive(current.Table, month), current), supersededIn);
            foreach (var (tables, superseding) in lateBatches)
            {
                history = RowOrder.Concat(history, Stamp(Prepare(month, tables[t]), superseding));
            }

            StageHistory(month, current.Table, history);
            _commit.Stage(
                "store/" + ClaimStore.LiveName(current.Table, month),
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

    private static ColumnBatch Stamp(ColumnBatch rows, ClaimMonth supersededIn) => new(
        ClaimStore.HistoryOf(rows.Table), rows.Count,
        [.. rows.Arrays, Enumerable.Repeat(supersededIn.Value, rows.Count).ToArray()]);

    private static void CheckPersons(ColumnBatch sorted)
    {
        if (sorted.Count > 0 && RowOrder.Persons(sorted)[0] < 0)
        {
            throw new InvalidOperationException($"a negative person in {sorted.Table.Name}: pseudonyms have 63 bits");
        }
    }
}
