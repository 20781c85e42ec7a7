using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Store.Tables;

/// <summary>
/// What was known when delivery D was the newest: live ∪ history where delivery_month ≤ D &lt; superseded_in (decisions B2). Of
/// several versions of one row, the one that was superseded first after D; a version that only changed a flag keeps its delivery.
/// </summary>
internal static class AsOfView
{
    /// <summary>
    /// The columns that tell which rows are known and in which order; two rows of a table never have the same, so the others may
    /// be left unread.
    /// </summary>
    public static IEnumerable<string> Needed(Table table) => [.. table.SortBy, .. KeyOf(table), "delivery_month"];

    /// <summary>Rows as of a delivery, sorted.</summary>
    /// <param name="live">Current rows, with at least the columns <see cref="Needed"/>.</param>
    /// <param name="history">Rows of the <c>.history</c> file with the same columns, and <see cref="Schema.SupersededIn"/>
    /// last.</param>
    /// <param name="newest">D, yyyymm.</param>
    public static ColumnBatch Merge(ColumnBatch live, ColumnBatch history, int newest)
    {
        var superseded = history.Get<int>(Schema.SupersededIn.Name);
        var known = Delivered(live, newest);
        var past = Delivered(history, newest).Where(r => superseded[r] > newest).ToArray();
        var table = live.Table;
        if (past.Length == 0)
        {
            return known.Length == live.Count ? live : live.Take(known);
        }

        var seen = new HashSet<(long Receipt, int Place, string File)>();
        var historyKey = KeyReader(history, table);
        var kept = past.OrderBy(r => superseded[r]).Where(r => seen.Add(historyKey(r))).ToArray();
        var liveKey = KeyReader(live, table);
        var then = history.Take(kept);
        return RowOrder.Sorted(RowOrder.Concat(
            live.Take([.. known.Where(r => !seen.Contains(liveKey(r)))]),
            new ColumnBatch(table, then.Count, [.. then.Arrays.SkipLast(1)])));
    }

    private static int[] Delivered(ColumnBatch batch, int newest)
    {
        var deliveries = batch.Get<int>("delivery_month");
        return [.. Enumerable.Range(0, batch.Count).Where(r => deliveries[r] <= newest)];
    }

    // What makes two rows versions of one row: the receipt, and the line or place inside it.
    private static string[] KeyOf(Table table) => table.Name switch
    {
        "medications" or "diagnoses" => ["receipt", "line"],
        "acts" => ["receipt", "act"],
        "receipts" => ["receipt", "row_from", "file"],
        _ => ["receipt"],
    };

    private static Func<int, (long Receipt, int Place, string File)> KeyReader(ColumnBatch batch, Table table)
    {
        var key = KeyOf(table);
        var receipts = batch.Get<long>(key[0]);
        var places = key.Length > 1 ? batch.Get<int>(key[1]) : null;
        var files = key.Length > 2 ? batch.Get<string>(key[2]) : null;
        return row => (receipts[row], places?[row] ?? 0, files?[row] ?? "");
    }
}
