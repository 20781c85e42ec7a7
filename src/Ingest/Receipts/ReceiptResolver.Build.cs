using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What was decided, put into rows: the truth, the history, the provenance of every receipt.</summary>
public static partial class ReceiptResolver
{
    private static ResolvedMonth Build(MonthRows current, List<Contender> items, int splits)
    {
        var live = new RowSet();
        var history = new SortedDictionary<int, RowSet>();
        var added = items.FindAll(i => i.New is not null);
        added.Sort((a, b) => RowSet.CompareByReceipt(a.New!, b.New!));
        foreach (var item in added)
        {
            SetOf(live, history, item).AddNew(item.New!, item.Flags);
        }

        var removed = new Dictionary<long, Contender>();
        var reflagged = new Dictionary<long, ClaimFlags>();
        foreach (var item in items.Where(i => i.CurrentRow >= 0))
        {
            if (item.Status == ReceiptStatus.Live)
            {
                reflagged[item.ReceiptId] = item.Flags;
            }
            else
            {
                removed.Add(item.ReceiptId, item);
                _ = SetOf(live, history, item);
            }
        }

        var truth = live.ToMonthRows(Reflag(current, reflagged), null, removed.Keys, Provenance(current, added, removed));
        return new ResolvedMonth(
            truth,
            [.. history.Select(h => new SupersededRows(h.Key, h.Value.ToMonthRows(
                current,
                removed.Values.Where(r => r.SupersededIn == h.Key).Select(r => r.ReceiptId).ToHashSet(),
                [],
                ReceiptColumns.Empty)))],
            [.. items.Where(i => i.Status != ReceiptStatus.Live).Select(i => new NotLive(CountedBy(i), i.Status))],
            splits);
    }

    private static int CountedBy(Contender item) =>
        item.Status == ReceiptStatus.Withdrawn && item.ReplacedByFile >= 0
            ? item.ReplacedByFile
            : item.New?.FileIndex ?? item.ReplacedByFile;

    private static RowSet SetOf(RowSet live, SortedDictionary<int, RowSet> history, Contender item)
    {
        if (item.Status == ReceiptStatus.Live)
        {
            return live;
        }

        if (!history.TryGetValue(item.SupersededIn, out var set))
        {
            set = new RowSet();
            history.Add(item.SupersededIn, set);
        }

        return set;
    }

    private static MonthRows Reflag(MonthRows current, Dictionary<long, ClaimFlags> reflagged)
    {
        if (reflagged.Count == 0)
        {
            return current;
        }

        var flags = current.Claims.Flags.ToArray();
        for (var i = 0; i < flags.Length; i++)
        {
            if (reflagged.TryGetValue(current.Claims.Receipt.Span[i], out var flag))
            {
                flags[i] = (int)flag;
            }
        }

        return current with { Claims = current.Claims with { Flags = flags } };
    }

    // New receipts come sorted, as the stored ones are.
    private static ReceiptColumns Provenance(MonthRows current, List<Contender> added, Dictionary<long, Contender> removed)
    {
        var rows = new List<ReceiptRow>(added.Count);
        foreach (var item in added)
        {
            var r = item.New!.Rows;
            rows.Add(new ReceiptRow(
                item.New.Person, r.ReceiptId, r.Month.Value, r.Delivery.Value, r.Billed.Value, r.SearchNumber, item.File,
                    r.RowFrom,
                r.RowTo, (int)item.Status, r.DayMask, r.Public.First, r.Public.Second, r.Public.Third, r.Public.Fourth,
                item.New.LinkedAs));
        }

        var known = removed.Count == 0 ? current.Receipts : current.Receipts with { Status = Statuses(current.Receipts, removed) };
        return ReceiptColumns.FromBatch(TableMerge.Merge(known.ToBatch(), [], ReceiptColumns.FromRows(rows).ToBatch()));
    }

    private static int[] Statuses(ReceiptColumns receipts, Dictionary<long, Contender> removed)
    {
        var statuses = receipts.Status.ToArray();
        for (var i = 0; i < statuses.Length; i++)
        {
            if (statuses[i] == (int)ReceiptStatus.Live && removed.TryGetValue(receipts.ReceiptId.Span[i], out var item))
            {
                statuses[i] = (int)item.Status;
            }
        }

        return statuses;
    }
}
