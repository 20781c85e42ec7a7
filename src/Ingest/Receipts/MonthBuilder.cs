using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What was decided, put into the rows of one slab: the truth, the history, the provenance of every receipt.</summary>
internal static class MonthBuilder
{
    /// <summary>Makes the rows of a slab.</summary>
    /// <param name="decision">Of the month.</param>
    /// <param name="from">First new receipt of the slab.</param>
    /// <param name="to">Behind its last.</param>
    /// <param name="lines">Lines of at least those receipts.</param>
    /// <param name="current">All rows of the slab so far.</param>
    /// <param name="low">First person of the slab.</param>
    /// <param name="high">Last person of the slab.</param>
    /// <param name="room">Gives the arrays of the new rows, which are good until its columns are released.</param>
    public static SlabChange Build(
        MonthDecision decision, int from, int to, MonthLines lines, MonthRows current, long low, long high, SlabRoom room)
    {
        var live = new List<int>(to - from);
        var history = new SortedDictionary<int, List<int>>();
        for (var i = from; i < to; i++)
        {
            SetOf(decision, live, history, i).Add(i);
        }

        var removed = new Dictionary<long, Contender>();
        var reflagged = new Dictionary<long, ClaimFlags>();
        foreach (var item in decision.Stored.Where(s => s.Key.Person >= low && s.Key.Person <= high))
        {
            if (item.Status == ReceiptStatus.Live)
            {
                reflagged[item.ReceiptId] = item.Flags;
            }
            else
            {
                removed.Add(item.ReceiptId, item);
                _ = ListOf(history, item.SupersededIn);
            }
        }

        using var columns = new FreshColumns(decision, lines, current.Month.Value, from, to, room);
        var truth = columns.Among(Reflag(current, reflagged), null, removed.Keys, live);
        return new SlabChange(
            current,
            truth with { Receipts = columns.Provenance(current.Receipts, removed) },
            [.. history.Select(h => new SupersededRows(h.Key, columns.Among(
                current, removed.Values.Where(r => r.SupersededIn == h.Key).Select(r => r.ReceiptId).ToHashSet(), [],
                h.Value)))]);
    }

    private static List<int> SetOf(MonthDecision decision, List<int> live, SortedDictionary<int, List<int>> history, int i)
    {
        if (decision.Contested.TryGetValue(i, out var item))
        {
            return item.Status == ReceiptStatus.Live ? live : ListOf(history, item.SupersededIn);
        }

        return decision.Fresh.StatusOf(i) == ReceiptStatus.Live ? live : ListOf(history, decision.Fresh[i].Delivery);
    }

    private static List<int> ListOf(SortedDictionary<int, List<int>> history, int supersededIn)
    {
        if (!history.TryGetValue(supersededIn, out var list))
        {
            history.Add(supersededIn, list = []);
        }

        return list;
    }

    private static MonthRows Reflag(MonthRows current, Dictionary<long, ClaimFlags> reflagged)
    {
        if (reflagged.Count == 0)
        {
            return current;
        }

        var flags = current.Claims.Flags.ToArray();
        var receipts = current.Claims.Receipt.Span;
        for (var i = 0; i < flags.Length; i++)
        {
            if (reflagged.TryGetValue(receipts[i], out var flag))
            {
                flags[i] = (int)flag;
            }
        }

        return current with { Claims = current.Claims with { Flags = flags } };
    }
}
