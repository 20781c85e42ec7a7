using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// A receipt while it waits for its person: plain values only, so that it can lie in a spool file as it lies in memory. Its file
/// and month are those of its segment, its lines a stretch of that segment's.
/// </summary>
internal struct PackedReceipt
{
    public long ReceiptId;
    public long Institution;
    public long Prescriber;
    public ulong SearchUpper;
    public ulong SearchLower;
    public long LineHash;
    public int Identity;
    public int VisitDays;
    public int PointsBilled;
    public int Points;
    public ClaimFlags Flags;
    public int Billed;
    public int Delivery;
    public int RowFrom;
    public int RowTo;
    public int DayMask;
    public int MedicationsFrom;
    public int Medications;
    public int DiagnosesFrom;
    public int Diagnoses;
    public int ActsFrom;
    public int Acts;
    public byte Kind;
    public byte Status;
    public bool HasSearchNumber;
    public byte Public1;
    public byte Public2;
    public byte Public3;
    public byte Public4;

    /// <summary>検索番号 as the store keeps it.</summary>
    public readonly string SearchText => Receipts.SearchText.Of(HasSearchNumber ? new UInt128(SearchUpper, SearchLower) : null);

    /// <summary>Packs a receipt of a file; where its lines begin in their segment is not known yet.</summary>
    public static PackedReceipt Of(in ReceiptRows rows, ReceiptBatch batch)
    {
        var search = rows.SearchKey ?? 0;
        return new PackedReceipt
        {
            ReceiptId = rows.ReceiptId,
            Institution = rows.Institution,
            Prescriber = rows.Prescriber,
            SearchUpper = (ulong)(search >> 64),
            SearchLower = unchecked((ulong)search),
            HasSearchNumber = rows.SearchKey is not null,
            LineHash = Receipts.LineHash.Of(rows, batch),
            Identity = rows.Identity,
            VisitDays = rows.VisitDays,
            PointsBilled = rows.PointsBilled,
            Points = rows.Points,
            Flags = rows.Flags,
            Billed = rows.Billed.Value,
            RowFrom = rows.RowFrom,
            RowTo = rows.RowTo,
            DayMask = rows.DayMask,
            Medications = rows.Medications.End.Value - rows.Medications.Start.Value,
            Diagnoses = rows.Diagnoses.End.Value - rows.Diagnoses.Start.Value,
            Acts = rows.Acts.End.Value - rows.Acts.Start.Value,
            Kind = (byte)rows.Kind,
            Status = (byte)rows.Status,
            Public1 = checked((byte)rows.Public.First),
            Public2 = checked((byte)rows.Public.Second),
            Public3 = checked((byte)rows.Public.Third),
            Public4 = checked((byte)rows.Public.Fourth),
        };
    }
}

/// <summary>A medicine line without what its receipt says.</summary>
/// <param name="Quantity">Amount in the unit of the master.</param>
/// <param name="Line">Number in the receipt, from 1.</param>
/// <param name="Drug">9 digits.</param>
/// <param name="Ingredient">YJ, seven digits; 0 unknown.</param>
/// <param name="DrugClass">薬効, three digits; 0 unknown.</param>
/// <param name="LegalClass">Psychotropic, narcotic and so on as the master says; −1 unknown drug.</param>
/// <param name="Unit">Unit code of the master.</param>
/// <param name="SupplyDays">Days of supply, 0 if it is not taken by day.</param>
/// <param name="DispensedOn">yyyymmdd, 0 unknown.</param>
/// <param name="Route">Route, as <see cref="Core.Claims.Route"/>.</param>
public readonly record struct PackedMedication(
    double Quantity, int Line, int Drug, int Ingredient, int DrugClass, int LegalClass, int Unit, int SupplyDays, int DispensedOn,
    int Route);

/// <summary>A diagnosis without what its receipt says.</summary>
/// <param name="Line">Number in the receipt, from 1.</param>
/// <param name="Disease">7 digits.</param>
/// <param name="Icd10">Packed ICD-10, 0 unknown.</param>
/// <param name="StartedOn">yyyymmdd, 0 unknown.</param>
/// <param name="Suspected">1 for 疑い.</param>
/// <param name="Main">1 for 主病.</param>
public readonly record struct PackedDiagnosis(int Line, int Disease, int Icd10, int StartedOn, int Suspected, int Main);

/// <summary>An act without what its receipt says.</summary>
/// <param name="ActCode">9 digits.</param>
/// <param name="Times">How often.</param>
public readonly record struct PackedAct(int ActCode, int Times);
