using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What was decided, put into rows: the truth, the history, the provenance of every receipt.</summary>
public static partial class ReceiptResolver
{
    private static ResolvedMonth Build(ClaimMonth month, MonthRows current, List<Contender> items, int splits)
    {
        var live = new RowSet();
        var history = new SortedDictionary<int, RowSet>();
        foreach (var item in items.Where(i => i.New is not null).OrderBy(i => i.New!,
            Comparer<NewReceipt>.Create(RowSet.CompareByReceipt)))
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

        foreach (var (supersededIn, set) in history)
        {
            if (removed.Values.Any(r => r.SupersededIn == supersededIn))
            {
                set.AddCurrent(current, id => removed.TryGetValue(id, out var item) && item.SupersededIn == supersededIn);
            }
        }

        live.AddCurrent(Reflag(current, reflagged), id => !removed.ContainsKey(id));
        return new ResolvedMonth(
            live.ToMonthRows(month, Provenance(current, items, removed)),
            [.. history.Select(h => new SupersededRows(h.Key, h.Value.ToMonthRows(month, ReceiptColumns.Empty)))],
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

    private static ReceiptColumns Provenance(MonthRows current, List<Contender> items, Dictionary<long, Contender> removed)
    {
        var rows = new List<ReceiptRow>(current.Receipts.Count + items.Count);
        for (var i = 0; i < current.Receipts.Count; i++)
        {
            var row = current.Receipts.Row(i);
            var changed = row.Status == (int)ReceiptStatus.Live && removed.TryGetValue(row.ReceiptId, out var item) ? item : null;
            rows.Add(changed is null ? row : row with { Status = (int)changed.Status });
        }

        foreach (var item in items.Where(i => i.New is not null))
        {
            var r = item.New!.Rows;
            rows.Add(new ReceiptRow(
                item.New.Person, r.ReceiptId, r.Month.Value, r.Delivery.Value, r.Billed.Value, r.SearchNumber, item.File,
                    r.RowFrom,
                r.RowTo, (int)item.Status, r.DayMask, r.Public.First, r.Public.Second, r.Public.Third, r.Public.Fourth,
                item.New.LinkedAs));
        }

        rows.Sort(CompareProvenance);
        return ReceiptColumns.FromRows(rows);
    }

    private static int CompareProvenance(ReceiptRow a, ReceiptRow b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.ReceiptId.CompareTo(b.ReceiptId);
        order = order != 0 ? order : a.DeliveryMonth.CompareTo(b.DeliveryMonth);
        order = order != 0 ? order : string.CompareOrdinal(a.File, b.File);
        return order != 0 ? order : a.RowFrom.CompareTo(b.RowFrom);
    }
}
