using System.Runtime.InteropServices;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// What a receipt's lines say, in one number: equal content, whatever the order and whoever delivered it, gives equal sums. For
/// comparing inside one run only.
/// </summary>
internal static class LineHash
{
    /// <summary>Of a receipt just read.</summary>
    public static long Of(in ReceiptRows receipt, ReceiptBatch batch)
    {
        var sum = 0L;
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(batch.Medications)[receipt.Medications])
        {
            sum = unchecked(sum + Of(row.Line, row.Drug, row.Route, row.Quantity, row.SupplyDays, row.DispensedOn));
        }

        foreach (ref readonly var row in CollectionsMarshal.AsSpan(batch.Diagnoses)[receipt.Diagnoses])
        {
            sum = unchecked(sum + Of(row.Line, row.Disease, row.StartedOn, row.Suspected, row.Main));
        }

        foreach (ref readonly var row in CollectionsMarshal.AsSpan(batch.Acts)[receipt.Acts])
        {
            sum = unchecked(sum + HashCode.Combine(row.ActCode, row.Times));
        }

        return sum;
    }

    /// <summary>Of some receipts of the store, added to those found before; how many there are now.</summary>
    public static int Add(MonthRows rows, IReadOnlySet<long> receipts, Dictionary<long, long> hashes)
    {
        void Count(long receipt, long hash) => hashes[receipt] = unchecked(hashes.GetValueOrDefault(receipt) + hash);
        var m = rows.Medications;
        Visit(m.Receipt, receipts, i => Count(m.Receipt.Span[i], Of(
            m.Line.Span[i], m.Drug.Span[i], m.Route.Span[i], m.Quantity.Span[i], m.SupplyDays.Span[i], m.DispensedOn.Span[i])));
        var d = rows.Diagnoses;
        Visit(d.Receipt, receipts, i => Count(d.Receipt.Span[i], Of(
            d.Line.Span[i], d.Disease.Span[i], d.StartedOn.Span[i], d.Suspected.Span[i], d.Main.Span[i])));
        var a = rows.Acts;
        Visit(a.Receipt, receipts, i => Count(a.Receipt.Span[i], HashCode.Combine(a.ActCode.Span[i], a.Times.Span[i])));
        return hashes.Count;
    }

    private static long Of(int line, int drug, int route, double quantity, int supplyDays, int dispensedOn) =>
        HashCode.Combine((line, drug), route, quantity, supplyDays, dispensedOn);

    private static long Of(int line, int disease, int startedOn, int suspected, int main) =>
        HashCode.Combine(line, disease, startedOn, suspected, main);

    private static void Visit(ReadOnlyMemory<long> column, IReadOnlySet<long> receipts, Action<int> visit)
    {
        var span = column.Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (receipts.Contains(span[i]))
            {
                visit(i);
            }
        }
    }
}
