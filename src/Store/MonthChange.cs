using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Store;

/// <summary>
/// One month being replaced, slab by slab: threads encode slabs as they come, and the files take them in their order. Rows that
/// were true before and are in neither the new truth nor what the caller took out go to <c>.history</c> by themselves, so none is
/// ever lost.
/// </summary>
internal sealed class MonthChange : IMonthTarget
{
    private readonly ClaimStore _store;
    private readonly Commit _commit;
    private readonly ClaimMonth _month;
    private readonly ClaimMonth _delivery;
    private readonly Live[] _live;
    private readonly Dictionary<int, EncodedSlab?[]> _waiting = [];
    private readonly SortedDictionary<int, ColumnBatch[]> _history = [];
    private readonly Lock _lock = new();
    private int _next;

    /// <summary>Opens the files of a month.</summary>
    public MonthChange(ClaimStore store, Commit commit, ClaimMonth month, ClaimMonth delivery, int slabBits)
    {
        (_store, _commit, _month, _delivery) = (store, commit, month, delivery);
        _live = [.. ClaimStore.Monthly.Select(table => new Live(commit, table, month, slabBits, store.Options))];
    }

    /// <summary>Rows that went to history; known when the month is closed.</summary>
    public int Superseded { get; private set; }

    /// <inheritdoc/>
    public void Put(int slab, SlabChange change)
    {
        var before = Batches(change.Before);
        var now = Batches(change.Now);
        var told = change.Superseded.Select(s => (Rows: Batches(s.Rows), s.SupersededIn)).ToList();
        var encoded = new EncodedSlab?[now.Length];
        var history = new ColumnBatch[now.Length];
        for (var t = 0; t < now.Length; t++)
        {
            var rows = Prepare(now[t]);
            history[t] =
                NewHistory(before[t], rows, [.. told.Select(s => (s.Rows[t], s.SupersededIn)).Where(s => s.Item1.Count > 0)]);
            encoded[t] = TableWriter.Encode(rows, 0, rows.Count, _store.Options);
        }

        lock (_lock)
        {
            if (history.Any(h => h.Count > 0))
            {
                _history.Add(slab, history);
            }

            _waiting.Add(slab, encoded);
            AppendWaiting();
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        foreach (var live in _live)
        {
            live.Close();
        }

        for (var t = 0; t < _live.Length && _history.Count > 0; t++)
        {
            var table = ClaimStore.Monthly[t];
            var added = _history.Values.Select(h => h[t]).Aggregate(RowOrder.Concat);
            Superseded += added.Count;
            if (added.Count > 0)
            {
                _commit.Stage("store/" + ClaimStore.HistoryName(table, _month), stream => WriteHistory(stream, table, added));
            }
        }
    }

    private void AppendWaiting()
    {
        while (_waiting.Remove(_next, out var ready))
        {
            for (var t = 0; t < ready.Length; t++)
            {
                _live[t].Writer.Append(ready[t]);
            }

            _next++;
        }
    }

    private ColumnBatch NewHistory(ColumnBatch before, ColumnBatch now,
        IReadOnlyList<(ColumnBatch Rows, int SupersededIn)> explained)
    {
        var none = now.Take([]);
        var history = Stamp(none, _delivery.Value);
        var told = none;
        foreach (var (rows, supersededIn) in explained)
        {
            var prepared = Prepare(rows);
            told = RowOrder.Concat(told, prepared);
            history = RowOrder.Concat(history, Stamp(prepared, supersededIn));
        }

        var vanished = RowOrder.Minus(before, now);
        return RowOrder.Concat(history, Stamp(RowOrder.Minus(vanished, RowOrder.Sorted(told)), _delivery.Value));
    }

    private void WriteHistory(Stream stream, Table table, ColumnBatch added)
    {
        var all = RowOrder.Sorted(RowOrder.Concat(_store.ReadHistory(table, _month), added));
        TableFile.Write(stream, all, SlabCuts.BitsFor(all.Count), _store.Options);
    }

    private ColumnBatch Prepare(ColumnBatch batch)
    {
        if (batch.Get<int>("claim_month").AsSpan(0, batch.Count).ContainsAnyExcept(_month.Value))
        {
            throw new InvalidOperationException($"a row of another month among those of {_month} in {batch.Table.Name}");
        }

        var rows = RowOrder.Sorted(batch);
        RowOrder.CheckPersons(rows);
        return rows;
    }

    private static ColumnBatch Stamp(ColumnBatch rows, int supersededIn)
    {
        var stamp = new int[rows.Count];
        Array.Fill(stamp, supersededIn);
        return new ColumnBatch(ClaimStore.HistoryOf(rows.Table), rows.Count, [.. rows.Arrays, stamp]);
    }

    // In the order of Schema.All.
    private static ColumnBatch[] Batches(MonthRows rows) =>
    [
        rows.Claims.ToBatch(), rows.Medications.ToBatch(), rows.Diagnoses.ToBatch(), rows.Acts.ToBatch(), rows.Receipts.ToBatch(),
    ];

    private sealed class Live
    {
        private readonly StagedFile _file;

        public Live(Commit commit, Table table, ClaimMonth month, int slabBits, StoreOptions options)
        {
            _file = commit.Open("store/" + ClaimStore.LiveName(table, month));
            Writer = new TableWriter(_file.Content, table, slabBits, options);
        }

        public TableWriter Writer { get; }

        public void Close()
        {
            Writer.Finish();
            _file.Close();
        }
    }
}
