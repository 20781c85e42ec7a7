using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Columns;

/// <summary>All monthly tables of one claim month: what Ingest hands to Store, and what Store hands back to be resolved
/// again.</summary>
/// <param name="Month">The claim month.</param>
/// <param name="Claims">Live claims only.</param>
/// <param name="Medications">Lines of live claims.</param>
/// <param name="Diagnoses">Diagnoses of live claims.</param>
/// <param name="Acts">Acts of live claims.</param>
/// <param name="Receipts">Provenance of EVERY receipt of the month, whatever its status.</param>
public sealed record MonthRows(
    ClaimMonth Month, ClaimColumns Claims, MedicationColumns Medications, DiagnosisColumns Diagnoses, ActColumns Acts,
    ReceiptColumns Receipts)
{
    /// <summary>A month without rows.</summary>
    public static MonthRows Empty(ClaimMonth month) => new(
        month, ClaimColumns.Empty, MedicationColumns.Empty, DiagnosisColumns.Empty, ActColumns.Empty, ReceiptColumns.Empty);

    /// <summary>Rows of the largest table.</summary>
    public int RowsMax =>
        Math.Max(Math.Max(Math.Max(Claims.Count, Medications.Count), Math.Max(Diagnoses.Count, Acts.Count)), Receipts.Count);

    /// <summary>The persons from <paramref name="low"/> to <paramref name="high"/>, both included;
    /// rows that are not sorted are looked through.</summary>
    public MonthRows Of(long low, long high) => low == 0 && high == long.MaxValue
        ? this
        : new MonthRows(
            Month, ClaimColumns.FromBatch(Claims.ToBatch().OfPersons(low, high)),
            MedicationColumns.FromBatch(Medications.ToBatch().OfPersons(low, high)),
            DiagnosisColumns.FromBatch(Diagnoses.ToBatch().OfPersons(low, high)),
            ActColumns.FromBatch(Acts.ToBatch().OfPersons(low, high)),
            ReceiptColumns.FromBatch(Receipts.ToBatch().OfPersons(low, high)));
}

/// <summary>
/// Rows that are not, or no longer, the truth, to be added to <c>.history</c>: superseded, duplicate, part, transferred,
/// withdrawn receipts. A receipt that never was live carries its own delivery month here, so that no as-of view shows it.
/// </summary>
/// <param name="SupersededIn">Delivery month that took them out, yyyymm.</param>
/// <param name="Rows">The rows; the receipts table stays with the live month and is empty here.</param>
public sealed record SupersededRows(int SupersededIn, MonthRows Rows);
