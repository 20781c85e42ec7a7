using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
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

    /// <summary>Replaces a month; see <see cref="ReplaceMonths"/>.</summary>
    public int ReplaceMonth(MonthRows rows, IReadOnlyList<SupersededRows> superseded, ClaimMonth delivery) =>
        ReplaceMonths([rows], superseded, delivery, 1);

    /// <summary>Replaces months, each table of each by one thread; the files do not depend on how many there are.</summary>
    /// <param name="months">All rows that are true now, in any order; every receipt's provenance among them.</param>
    /// <param name="superseded">Rows for <c>.history</c> with the delivery that took each out, as Ingest resolved them.</param>
    /// <param name="delivery">
    /// Stamped on rows that are true no more and are not among <paramref name="superseded"/>: an older version of a receipt's
    /// status, say.
    /// </param>
    /// <param name="threads">Threads to use.</param>
    /// <returns>Rows that went to history.</returns>
    public int ReplaceMonths(
        IReadOnlyList<MonthRows> months, IReadOnlyList<SupersededRows> superseded, ClaimMonth delivery, int threads)
    {
        var parts = months.SelectMany(m => PartsOf(m, superseded)).ToArray();
        var added = new ColumnBatch[parts.Length];
        Threads.For(parts.Length, threads, i =>
        {
            parts[i] = parts[i] with { Current = Prepare(parts[i].Month, parts[i].Current) };
            added[i] = NewHistory(parts[i], delivery);
        });
        var files = new List<(string, Action<Stream>)>();
        foreach (var (part, history) in parts.Zip(added))
        {
            if (history.Count > 0)
            {
                files.Add((
                    "store/" + ClaimStore.HistoryName(part.Current.Table, part.Month),
                    stream => WriteHistory(stream, part.Month, part.Current.Table, history)));
            }

            files.Add((
                "store/" + ClaimStore.LiveName(part.Current.Table, part.Month),
                stream => TableFile.Write(stream, part.Current, part.Bits, _store.Options)));
        }

        _commit.StageAll(files, threads);
        return added.Sum(h => h.Count);
    }

    /// <summary>Replaces the persons.</summary>
    public void ReplacePersons(PersonColumns rows) => ReplaceWhole(rows.ToBatch());

    /// <summary>Replaces the person-months at risk.</summary>
    public void ReplaceEligibility(EnrolmentColumns rows) => ReplaceWhole(rows.ToBatch());

    private sealed record Part(
        ClaimMonth Month, ColumnBatch Current, IReadOnlyList<(ColumnBatch Rows, int SupersededIn)> Explained, int Bits);

    private static IEnumerable<Part> PartsOf(MonthRows rows, IReadOnlyList<SupersededRows> superseded)
    {
        var batches = Batches(rows);
        var explained = superseded.Where(s => s.Rows.Month == rows.Month)
            .Select(s => (Batches: Batches(s.Rows), s.SupersededIn)).ToList();
        var bits = SlabCuts.BitsFor(batches.Max(b => b.Count));
        return batches.Select((batch, t) => new Part(
            rows.Month, batch, [.. explained.Select(e => (e.Batches[t], e.SupersededIn)).Where(e => e.Item1.Count > 0)], bits));
    }

    private ColumnBatch NewHistory(Part part, ClaimMonth delivery)
    {
        var none = RowOrder.Take(part.Current, []);
        var history = Stamp(none, delivery.Value);
        var told = none;
        foreach (var (rows, supersededIn) in part.Explained)
        {
            var prepared = Prepare(part.Month, rows);
            told = RowOrder.Concat(told, prepared);
            history = RowOrder.Concat(history, Stamp(prepared, supersededIn));
        }

        var vanished = RowOrder.Minus(_store.ReadLive(part.Current.Table, part.Month), part.Current);
        return RowOrder.Concat(history, Stamp(RowOrder.Minus(vanished, RowOrder.Sorted(told)), delivery.Value));
    }

    private void WriteHistory(Stream stream, ClaimMonth month, Table table, ColumnBatch added)
    {
        var all = RowOrder.Sorted(RowOrder.Concat(_store.ReadHistory(table, month), added));
        TableFile.Write(stream, all, SlabCuts.BitsFor(all.Count), _store.Options);
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
