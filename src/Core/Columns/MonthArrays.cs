namespace ClaimsWatch.Core.Columns;

/// <summary>
/// The columns of one month of an open slab as plain arrays: a span of a memory is looked up anew each time it is asked for, and
/// slices ask some hundred times a person. A column that was not read is empty, so that touching a row of it throws.
/// </summary>
internal sealed class MonthArrays(SlabMonth month)
{
    /// <summary>Tables of a month, in the order of <see cref="Persons"/>.</summary>
    public const int Tables = 4;

    /// <summary>The person of each row, by table: claims, medicine lines, diagnoses, acts.
    /// Arrays may be longer than their rows.</summary>
    public readonly long[][] Persons =
    [
        ColumnBatch.ArrayOf(month.Claims.Person), ColumnBatch.ArrayOf(month.Medications.Person),
        ColumnBatch.ArrayOf(month.Diagnoses.Person), ColumnBatch.ArrayOf(month.Acts.Person),
    ];

    /// <summary>Rows by table.</summary>
    public readonly int[] Rows =
        [month.Claims.Person.Length, month.Medications.Person.Length, month.Diagnoses.Person.Length, month.Acts.Person.Length];

    public readonly long[] ClaimReceipt = ColumnBatch.ArrayOf(month.Claims.Receipt);
    public readonly int[] ClaimKind = ColumnBatch.ArrayOf(month.Claims.Kind);
    public readonly long[] ClaimInstitution = ColumnBatch.ArrayOf(month.Claims.Institution);
    public readonly long[] ClaimPrescriber = ColumnBatch.ArrayOf(month.Claims.PrescriberInstitution);
    public readonly int[] ClaimVisitDays = ColumnBatch.ArrayOf(month.Claims.VisitDays);
    public readonly int[] ClaimPoints = ColumnBatch.ArrayOf(month.Claims.Points);
    public readonly int[] ClaimFlags = ColumnBatch.ArrayOf(month.Claims.Flags);

    public readonly long[] LineReceipt = ColumnBatch.ArrayOf(month.Medications.Receipt);
    public readonly long[] LineInstitution = ColumnBatch.ArrayOf(month.Medications.Institution);
    public readonly long[] LinePrescriber = ColumnBatch.ArrayOf(month.Medications.PrescriberInstitution);
    public readonly int[] LineDrug = ColumnBatch.ArrayOf(month.Medications.Drug);
    public readonly int[] LineIngredient = ColumnBatch.ArrayOf(month.Medications.Ingredient);
    public readonly int[] LineDrugClass = ColumnBatch.ArrayOf(month.Medications.DrugClass);
    public readonly int[] LineLegalClass = ColumnBatch.ArrayOf(month.Medications.LegalClass);
    public readonly int[] LineRoute = ColumnBatch.ArrayOf(month.Medications.Route);
    public readonly int[] LineUnit = ColumnBatch.ArrayOf(month.Medications.Unit);
    public readonly double[] LineQuantity = ColumnBatch.ArrayOf(month.Medications.Quantity);
    public readonly int[] LineSupplyDays = ColumnBatch.ArrayOf(month.Medications.SupplyDays);
    public readonly int[] LineDispensedOn = ColumnBatch.ArrayOf(month.Medications.DispensedOn);

    public readonly long[] DiagnosisInstitution = ColumnBatch.ArrayOf(month.Diagnoses.Institution);
    public readonly int[] DiagnosisDisease = ColumnBatch.ArrayOf(month.Diagnoses.Disease);
    public readonly int[] DiagnosisIcd10 = ColumnBatch.ArrayOf(month.Diagnoses.Icd10);
    public readonly int[] DiagnosisSuspected = ColumnBatch.ArrayOf(month.Diagnoses.Suspected);

    public readonly long[] ActInstitution = ColumnBatch.ArrayOf(month.Acts.Institution);
    public readonly int[] ActCode = ColumnBatch.ArrayOf(month.Acts.ActCode);
    public readonly int[] ActTimes = ColumnBatch.ArrayOf(month.Acts.Times);

    /// <summary>The month.</summary>
    public ClaimsWatch.Core.Claims.ClaimMonth Month => month.Month;
}
