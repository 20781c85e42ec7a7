using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Store;

/// <summary>All rows of one claim month, table by table.</summary>
public sealed record MonthTables(
    ClaimColumns Claims, MedicationColumns Medications, DiagnosisColumns Diagnoses, ActColumns Acts, ReceiptColumns Receipts)
{
    /// <summary>No rows.</summary>
    public static MonthTables Empty { get; } = new(
        ClaimColumns.Empty, MedicationColumns.Empty, DiagnosisColumns.Empty, ActColumns.Empty, ReceiptColumns.Empty);

    /// <summary>The five batches, in the order of <see cref="Schema.All"/>.</summary>
    internal IReadOnlyList<ColumnBatch> Batches() =>
        [Claims.ToBatch(), Medications.ToBatch(), Diagnoses.ToBatch(), Acts.ToBatch(), Receipts.ToBatch()];
}
