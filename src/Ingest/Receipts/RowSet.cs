using System.Runtime.InteropServices;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>A new receipt whose person is known.</summary>
/// <param name="Rows">The receipt.</param>
/// <param name="Batch">Holds its lines.</param>
/// <param name="Person">Pseudonym.</param>
/// <param name="File">File name as delivered.</param>
/// <param name="FileIndex">Position of the file in the delivery, for its counts.</param>
public sealed record NewReceipt(ReceiptRows Rows, ReceiptBatch Batch, long Person, string File, int FileIndex)
{
    /// <summary>Pseudonym that an alias has replaced by <see cref="Person"/>; 0 if none has.</summary>
    public long LinkedAs { get; init; }
}

/// <summary>New rows of the four tables that move together, to be put among those of a month in the order of <see cref="Schema"/>.</summary>
internal sealed class RowSet
{
    public List<ClaimRow> Claims { get; } = [];

    public List<MedicationRow> Medications { get; } = [];

    public List<DiagnosisRow> Diagnoses { get; } = [];

    public List<ActRow> Acts { get; } = [];

    /// <summary>Adds new receipts, which must come sorted by person and receipt.</summary>
    public void AddNew(NewReceipt item, ClaimFlags flags)
    {
        var (r, batch) = (item.Rows, item.Batch);
        var (month, delivery) = (r.Month.Value, r.Delivery.Value);
        Claims.Add(ClaimOf(item, flags));
        var from = Medications.Count;
        foreach (ref readonly var row in Slice(batch.Medications, r.Medications))
        {
            Medications.Add(row with
            {
                Person = item.Person,
                Receipt = r.ReceiptId,
                Institution = r.Institution,
                PrescriberInstitution = r.Prescriber,
                ClaimMonth = month,
                DeliveryMonth = delivery,
            });
        }

        Sort(CollectionsMarshal.AsSpan(Medications)[from..], Compare);
        foreach (ref readonly var row in Slice(batch.Diagnoses, r.Diagnoses))
        {
            Diagnoses.Add(row with
            {
                Person = item.Person,
                Receipt = r.ReceiptId,
                Institution = r.Institution,
                ClaimMonth = month,
                DeliveryMonth = delivery,
            });
        }

        from = Acts.Count;
        foreach (ref readonly var row in Slice(batch.Acts, r.Acts))
        {
            Acts.Add(row with
            {
                Person = item.Person,
                Receipt = r.ReceiptId,
                Institution = r.Institution,
                ClaimMonth = month,
                DeliveryMonth = delivery,
            });
        }

        Sort(CollectionsMarshal.AsSpan(Acts)[from..], Compare);
    }

    /// <summary>The claim row of a new receipt.</summary>
    public static ClaimRow ClaimOf(NewReceipt item, ClaimFlags flags)
    {
        var r = item.Rows;
        return new ClaimRow(
            item.Person, r.ReceiptId, (int)r.Kind, r.Institution, r.Prescriber, r.VisitDays, r.PointsBilled, r.Points, (int)flags,
            r.Month.Value, r.Delivery.Value);
    }

    /// <summary>Sum of the hashes of a new receipt's lines: equal content, whatever the order, gives equal sums.</summary>
    public static long LineHash(NewReceipt item)
    {
        var sum = 0L;
        foreach (var row in Slice(item.Batch.Medications, item.Rows.Medications))
        {
            sum = unchecked(sum + HashOf(row));
        }

        foreach (var row in Slice(item.Batch.Diagnoses, item.Rows.Diagnoses))
        {
            sum = unchecked(sum + HashOf(row));
        }

        foreach (var row in Slice(item.Batch.Acts, item.Rows.Acts))
        {
            sum = unchecked(sum + HashOf(row));
        }

        return sum;
    }

    /// <summary>Hash of what a line says, without whose and when delivered; for comparing inside one run only.</summary>
    public static long HashOf(MedicationRow row) => HashCode.Combine(
        (row.Line, row.Drug), row.Route, row.Quantity, row.SupplyDays, row.DispensedOn);

    /// <summary>Hash of what a line says, without whose and when delivered; for comparing inside one run only.</summary>
    public static long HashOf(DiagnosisRow row) => HashCode.Combine(row.Line, row.Disease, row.StartedOn, row.Suspected,
        row.Main);

    /// <summary>Hash of what a line says, without whose and when delivered; for comparing inside one run only.</summary>
    public static long HashOf(ActRow row) => HashCode.Combine(row.ActCode, row.Times);

    /// <summary>
    /// Sorted columns: these rows among the current ones that are in <paramref name="kept"/> or, where that is null, all but those in
    /// <paramref name="dropped"/>.
    /// </summary>
    public MonthRows ToMonthRows(MonthRows current, ICollection<long>? kept, ICollection<long> dropped, ReceiptColumns receipts)
    {
        Sort(CollectionsMarshal.AsSpan(Claims), Compare);
        Sort(CollectionsMarshal.AsSpan(Medications), Compare);
        Sort(CollectionsMarshal.AsSpan(Diagnoses), Compare);
        Sort(CollectionsMarshal.AsSpan(Acts), Compare);
        ColumnBatch Merged(ColumnBatch old, ColumnBatch fresh) => kept is null
            ? TableMerge.Merge(old, dropped, fresh)
            : TableMerge.Merge(TableMerge.Select(old, kept), [], fresh);
        return new MonthRows(
            current.Month,
            ClaimColumns.FromBatch(Merged(current.Claims.ToBatch(), ClaimColumns.FromRows(Claims).ToBatch())),
            MedicationColumns.FromBatch(Merged(current.Medications.ToBatch(), MedicationColumns.FromRows(Medications).ToBatch())),
            DiagnosisColumns.FromBatch(Merged(current.Diagnoses.ToBatch(), DiagnosisColumns.FromRows(Diagnoses).ToBatch())),
            ActColumns.FromBatch(Merged(current.Acts.ToBatch(), ActColumns.FromRows(Acts).ToBatch())),
            receipts);
    }

    /// <summary>Order of receipts that keeps the line tables sorted.</summary>
    public static int CompareByReceipt(NewReceipt a, NewReceipt b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.Rows.ReceiptId.CompareTo(b.Rows.ReceiptId);
        order = order != 0 ? order : a.Rows.Delivery.CompareTo(b.Rows.Delivery);
        order = order != 0 ? order : string.CompareOrdinal(a.File, b.File);
        return order != 0 ? order : a.Rows.RowFrom.CompareTo(b.Rows.RowFrom);
    }

    // Rows that are sorted already, which is nearly always, cost one pass.
    private static void Sort<T>(Span<T> rows, Comparison<T> order)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (order(rows[i - 1], rows[i]) > 0)
            {
                rows.Sort(order);
                return;
            }
        }
    }

    private static ReadOnlySpan<T> Slice<T>(List<T> rows, Range range) => CollectionsMarshal.AsSpan(rows)[range];

    private static int Compare(ClaimRow a, ClaimRow b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : a.Institution.CompareTo(b.Institution);
        order = order != 0 ? order : a.PrescriberInstitution.CompareTo(b.PrescriberInstitution);
        order = order != 0 ? order : a.Receipt.CompareTo(b.Receipt);
        return order != 0 ? order : a.DeliveryMonth.CompareTo(b.DeliveryMonth);
    }

    private static int Compare(MedicationRow a, MedicationRow b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.Receipt.CompareTo(b.Receipt);
        order = order != 0 ? order : a.DispensedOn.CompareTo(b.DispensedOn);
        order = order != 0 ? order : a.Drug.CompareTo(b.Drug);
        order = order != 0 ? order : a.Line.CompareTo(b.Line);
        return order != 0 ? order : a.DeliveryMonth.CompareTo(b.DeliveryMonth);
    }

    private static int Compare(DiagnosisRow a, DiagnosisRow b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.Receipt.CompareTo(b.Receipt);
        order = order != 0 ? order : a.Line.CompareTo(b.Line);
        return order != 0 ? order : a.DeliveryMonth.CompareTo(b.DeliveryMonth);
    }

    private static int Compare(ActRow a, ActRow b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.Receipt.CompareTo(b.Receipt);
        order = order != 0 ? order : a.ActCode.CompareTo(b.ActCode);
        return order != 0 ? order : a.DeliveryMonth.CompareTo(b.DeliveryMonth);
    }
}
