using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// A receipt while it waits for its person: plain values only, so that it can lie in a spool file as it lies in memory. Its lines are
/// counted, and follow those of the receipts before it.
/// </summary>
internal struct PackedReceipt
{
    public long ReceiptId;
    public long Institution;
    public long Prescriber;
    public UInt128 SearchNumber;
    public long LineHash;
    public int Identity;
    public int BirthDate;
    public int VisitDays;
    public int PointsBilled;
    public int Points;
    public ClaimFlags Flags;
    public int Billed;
    public int Delivery;
    public int RowFrom;
    public int RowTo;
    public int DayMask;
    public int Medications;
    public int Diagnoses;
    public int Acts;
    public int File;
    public byte Kind;
    public byte Sex;
    public byte Status;
    public bool HasSearchNumber;
    public byte Public1;
    public byte Public2;
    public byte Public3;
    public byte Public4;

    /// <summary>検索番号 as the store keeps it.</summary>
    public readonly string SearchText => HasSearchNumber ? SearchNumber.ToString("x32") : "";

    /// <summary>Packs a receipt of a file; the identity is its number in the whole delivery.</summary>
    public static PackedReceipt Of(ReceiptRows rows, ReceiptBatch batch, int identity, int file) => new()
    {
        ReceiptId = rows.ReceiptId,
        Institution = rows.Institution,
        Prescriber = rows.Prescriber,
        SearchNumber = rows.SearchNumber.Length == 0 ? 0 : UInt128.Parse(rows.SearchNumber, System.Globalization.NumberStyles.AllowHexSpecifier),
        HasSearchNumber = rows.SearchNumber.Length > 0,
        LineHash = Receipts.LineHash.Of(rows, batch),
        Identity = identity,
        BirthDate = rows.BirthDate,
        VisitDays = rows.VisitDays,
        PointsBilled = rows.PointsBilled,
        Points = rows.Points,
        Flags = rows.Flags,
        Billed = rows.Billed.Value,
        Delivery = rows.Delivery.Value,
        RowFrom = rows.RowFrom,
        RowTo = rows.RowTo,
        DayMask = rows.DayMask,
        Medications = rows.Medications.End.Value - rows.Medications.Start.Value,
        Diagnoses = rows.Diagnoses.End.Value - rows.Diagnoses.Start.Value,
        Acts = rows.Acts.End.Value - rows.Acts.Start.Value,
        File = file,
        Kind = (byte)rows.Kind,
        Sex = (byte)rows.Sex,
        Status = (byte)rows.Status,
        Public1 = checked((byte)rows.Public.First),
        Public2 = checked((byte)rows.Public.Second),
        Public3 = checked((byte)rows.Public.Third),
        Public4 = checked((byte)rows.Public.Fourth),
    };
}

/// <summary>A medicine line without what its receipt says.</summary>
internal struct PackedMedication
{
    public double Quantity;
    public int Line;
    public int Drug;
    public int Ingredient;
    public int DrugClass;
    public int LegalClass;
    public int Unit;
    public int SupplyDays;
    public int DispensedOn;
    public int Route;

    public static PackedMedication Of(in MedicationRow row) => new()
    {
        Quantity = row.Quantity,
        Line = row.Line,
        Drug = row.Drug,
        Ingredient = row.Ingredient,
        DrugClass = row.DrugClass,
        LegalClass = row.LegalClass,
        Unit = row.Unit,
        SupplyDays = row.SupplyDays,
        DispensedOn = row.DispensedOn,
        Route = row.Route,
    };
}

/// <summary>A diagnosis without what its receipt says.</summary>
internal struct PackedDiagnosis
{
    public int Line;
    public int Disease;
    public int Icd10;
    public int StartedOn;
    public int Suspected;
    public int Main;

    public static PackedDiagnosis Of(in DiagnosisRow row) => new()
    {
        Line = row.Line,
        Disease = row.Disease,
        Icd10 = row.Icd10,
        StartedOn = row.StartedOn,
        Suspected = row.Suspected,
        Main = row.Main,
    };
}

/// <summary>An act without what its receipt says.</summary>
internal struct PackedAct
{
    public int ActCode;
    public int Times;

    public static PackedAct Of(in ActRow row) => new() { ActCode = row.ActCode, Times = row.Times };
}
