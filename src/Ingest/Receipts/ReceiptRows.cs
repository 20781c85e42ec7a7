using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// One receipt after corrections. Its lines lie in the <see cref="ReceiptBatch"/>; its person is a number of the delivery's
/// <see cref="IdentityTable"/> until it is linked, so that linking is done once a delivery, whatever the file order.
/// </summary>
public readonly record struct ReceiptRows
{
    /// <summary>Number in the <see cref="IdentityTable"/>; −1 if 番号 is blank, so that nobody can be found.</summary>
    public required int Identity { get; init; }

    /// <summary>男女区分 of the receipt.</summary>
    public Sex Sex { get; init; }

    /// <summary>生年月日 of the receipt, yyyymmdd, 0 unknown.</summary>
    public int BirthDate { get; init; }

    /// <summary>Surrogate: first 63 bits of a keyed hash of 検索番号, or of institution, 請求年月, volume, number and kind.</summary>
    public required long ReceiptId { get; init; }

    /// <summary>Kind of claim.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>10 digits.</summary>
    public required long Institution { get; init; }

    /// <summary>10 digits, 調剤 only, else 0.</summary>
    public long Prescriber { get; init; }

    /// <summary>診療実日数, or prescriptions received.</summary>
    public required int VisitDays { get; init; }

    /// <summary>Points as billed.</summary>
    public required int PointsBilled { get; init; }

    /// <summary>Points after corrections.</summary>
    public required int Points { get; init; }

    /// <summary>Flags known from the receipt itself.</summary>
    public ClaimFlags Flags { get; init; }

    /// <summary>診療年月.</summary>
    public required ClaimMonth Month { get; init; }

    /// <summary>請求年月.</summary>
    public required ClaimMonth Billed { get; init; }

    /// <summary>検索番号 as a keyed hash; null if it has none.</summary>
    public required UInt128? SearchKey { get; init; }

    /// <summary>The same as the store has it: 32 hexadecimal digits, or empty.</summary>
    public string SearchNumber => SearchText.Of(SearchKey);

    /// <summary>First physical line.</summary>
    public required int RowFrom { get; init; }

    /// <summary>Last physical line.</summary>
    public required int RowTo { get; init; }

    /// <summary>Live, part or transferred; the resolver decides on superseded and duplicate.</summary>
    public ReceiptStatus Status { get; init; }

    /// <summary>Bit d−1 for day d.</summary>
    public required int DayMask { get; init; }

    /// <summary>法別番号 of up to four 公費.</summary>
    public (int First, int Second, int Third, int Fourth) Public { get; init; }

    /// <summary>Lines of the batch's medications.</summary>
    public Range Medications { get; init; }

    /// <summary>Lines of the batch's diagnoses.</summary>
    public Range Diagnoses { get; init; }

    /// <summary>Lines of the batch's acts.</summary>
    public Range Acts { get; init; }
}

/// <summary>What one claim file held; rows have no person and no delivery month yet.</summary>
public sealed class ReceiptBatch
{
    /// <summary>Receipts in file order, parts after their whole.</summary>
    public List<ReceiptRows> Receipts { get; } = [];

    /// <summary>Medicine lines.</summary>
    public List<PackedMedication> Medications { get; } = [];

    /// <summary>Diagnoses.</summary>
    public List<PackedDiagnosis> Diagnoses { get; } = [];

    /// <summary>Acts.</summary>
    public List<PackedAct> Acts { get; } = [];

    /// <summary>Empties it, but for its room: a fresh list for each part costs page faults.</summary>
    internal void Clear()
    {
        Receipts.Clear();
        Medications.Clear();
        Diagnoses.Clear();
        Acts.Clear();
        Corrections.Clear();
        (UnknownDrugLines, ShortInstitutions, Points) = (0, 0, new PointsTally());
    }

    /// <summary>Every JY, in file order.</summary>
    public List<CorrectionNote> Corrections { get; } = [];

    /// <summary>Medicine lines whose code the master does not know.</summary>
    public int UnknownDrugLines { get; set; }

    /// <summary>Institution codes of fewer than seven digits, read with the zeros that were lost.</summary>
    public int ShortInstitutions { get; set; }

    /// <summary>Whether points add up.</summary>
    public PointsTally Points { get; private set; } = new();
}

/// <summary>How often the points of a file were checked, and how often they do not add up.</summary>
public sealed class PointsTally
{
    /// <summary>医科 receipts of one payer.</summary>
    public long Receipts { get; set; }

    /// <summary>Those whose lines do not add up to HO.</summary>
    public long ReceiptsWrong { get; set; }

    /// <summary>Dispensing lines (CZ) with 単位薬剤料 and 薬剤料点数.</summary>
    public long Lines { get; set; }

    /// <summary>Those where unit × quantity is not the points.</summary>
    public long LinesWrong { get; set; }
}
