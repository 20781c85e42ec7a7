using System.Globalization;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Store.Tables;

/// <summary>
/// What was known when delivery D was the newest: live ∪ history where delivery_month ≤ D &lt; superseded_in (decisions B2). Of
/// several versions of one row, the one that was superseded first after D; a version that only changed a flag keeps its delivery.
/// </summary>
internal static class AsOfView
{
    /// <summary>Rows as of a delivery, sorted.</summary>
    /// <param name="live">Current rows.</param>
    /// <param name="history">Rows of the <c>.history</c> file.</param>
    /// <param name="newest">D, yyyymm.</param>
    public static ColumnBatch Merge(ColumnBatch live, ColumnBatch history, int newest)
    {
        var superseded = history.Get<int>(Schema.SupersededIn.Name);
        var known = Delivered(live, newest);
        var past = Delivered(history, newest).Where(r => superseded[r] > newest).ToArray();
        var table = live.Table;
        if (past.Length == 0)
        {
            return live.Take([.. known]);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var historyKey = KeyReader(history, table);
        var kept = past.OrderBy(r => superseded[r]).Where(r => seen.Add(historyKey(r))).ToArray();
        var liveKey = KeyReader(live, table);
        var then = history.Take(kept);
        return RowOrder.Sorted(RowOrder.Concat(
            live.Take([.. known.Where(r => !seen.Contains(liveKey(r)))]),
            new ColumnBatch(table, then.Count, [.. then.Arrays.SkipLast(1)])));
    }

    private static IEnumerable<int> Delivered(ColumnBatch batch, int newest)
    {
        var deliveries = batch.Get<int>("delivery_month");
        return Enumerable.Range(0, batch.Count).Where(r => deliveries[r] <= newest);
    }

    // What makes two rows versions of one row: the receipt, and the line or place inside it.
    private static Func<int, string> KeyReader(ColumnBatch batch, Table table)
    {
        string[] names = table.Name switch
        {
            "medications" or "diagnoses" => ["receipt", "line"],
            "acts" => ["receipt", "act"],
            "receipts" => ["receipt", "file", "row_from"],
            _ => ["receipt"],
        };
        var arrays = names.Select(n => batch.Arrays[table.IndexOf(n)]).ToArray();
        return row => string.Join('|', arrays.Select(a => Convert.ToString(a.GetValue(row), CultureInfo.InvariantCulture)));
    }
}
