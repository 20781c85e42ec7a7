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

/// <summary>Rows of the four tables that move together, in the sort order of <see cref="Schema"/>.</summary>
internal sealed class RowSet
{
    public List<ClaimRow> Claims { get; private set; } = [];

    public List<MedicationRow> Medications { get; private set; } = [];

    public List<DiagnosisRow> Diagnoses { get; private set; } = [];

    public List<ActRow> Acts { get; private set; } = [];

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

        CollectionsMarshal.AsSpan(Medications)[from..].Sort(Compare);
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

        CollectionsMarshal.AsSpan(Acts)[from..].Sort(Compare);
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

    /// <summary>Adds the current rows whose receipt <paramref name="wanted"/> names; order is restored by
    /// <see cref="ToMonthRows"/>.</summary>
    public void AddCurrent(MonthRows current, Func<long, bool> wanted)
    {
        Claims = Merge(current.Claims.Count, current.Claims.Row, row => wanted(row.Receipt), Claims);
        Medications = Merge(current.Medications.Count, current.Medications.Row, row => wanted(row.Receipt), Medications);
        Diagnoses = Merge(current.Diagnoses.Count, current.Diagnoses.Row, row => wanted(row.Receipt), Diagnoses);
        Acts = Merge(current.Acts.Count, current.Acts.Row, row => wanted(row.Receipt), Acts);
    }

    /// <summary>Sorted columns. Lists that are sorted already cost one pass.</summary>
    public MonthRows ToMonthRows(ClaimMonth month, ReceiptColumns receipts)
    {
        Sort(Claims, Compare);
        Sort(Medications, Compare);
        Sort(Diagnoses, Compare);
        Sort(Acts, Compare);
        return new MonthRows(
            month, ClaimColumns.FromRows(Claims), MedicationColumns.FromRows(Medications), DiagnosisColumns.FromRows(Diagnoses),
            ActColumns.FromRows(Acts), receipts);
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

    private static List<T> Merge<T>(int count, Func<int, T> rowAt, Func<T, bool> wanted, List<T> fresh)
    {
        var merged = new List<T>(count + fresh.Count);
        for (var i = 0; i < count; i++)
        {
            var row = rowAt(i);
            if (wanted(row))
            {
                merged.Add(row);
            }
        }

        merged.AddRange(fresh);
        return merged;
    }

    private static void Sort<T>(List<T> rows, Comparison<T> order)
    {
        var span = CollectionsMarshal.AsSpan(rows);
        for (var i = 1; i < span.Length; i++)
        {
            if (order(span[i - 1], span[i]) > 0)
            {
                span.Sort(order);
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
