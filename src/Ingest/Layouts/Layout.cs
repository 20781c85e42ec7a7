using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Layouts;

/// <summary>Where an item stands after splitting a row on commas, 0 = the record's tag; −1 if the format has no such
/// item.</summary>
/// <param name="Index">Position. Insurer files have three columns before the tag, which are taken off first.</param>
/// <param name="Name">Japanese item name, as printed in rejects.</param>
public readonly record struct Position(int Index, string Name)
{
    /// <summary>The format has no such item.</summary>
    public static Position Absent => new(-1, "");
}

/// <summary>What a record is for, whatever its tag: the reader knows roles and never tags.</summary>
public enum RowRole : byte
{
    /// <summary>Not in any specification we know.</summary>
    Unknown,

    /// <summary>Known, and nothing in it is stored.</summary>
    NotUsed,

    /// <summary>MN: begins a receipt of an insurer file and holds its 検索番号.</summary>
    Management,

    /// <summary>IR, YK: who bills and for which 請求年月.</summary>
    Institution,

    /// <summary>RE: the receipt and its person.</summary>
    Receipt,

    /// <summary>HO: insurer, number, days, points.</summary>
    Insurer,

    /// <summary>KO: 公費.</summary>
    PublicPayer,

    /// <summary>SN: number and 枝番 as confirmed.</summary>
    Qualification,

    /// <summary>JD: days of visits.</summary>
    Days,

    /// <summary>SY, HS.</summary>
    Diagnosis,

    /// <summary>SB of DPC.</summary>
    DpcDiagnosis,

    /// <summary>IY: a medicine.</summary>
    Drug,

    /// <summary>CD of DPC: a medicine inside the bundle.</summary>
    BundledDrug,

    /// <summary>SI, SS: an act.</summary>
    Act,

    /// <summary>TO: a material; only its days and section matter.</summary>
    Material,

    /// <summary>CO: a comment; it may be the first line of a group and so carry its 診療識別.</summary>
    Comment,

    /// <summary>SH: begins a group of dispensings with one 剤形.</summary>
    DispensingGroup,

    /// <summary>CZ: one dispensing day of a group.</summary>
    Dispensing,

    /// <summary>EX: 振替 and other marks of the reviewing body.</summary>
    Operation,

    /// <summary>JY: a correction.</summary>
    Correction,

    /// <summary>RC, ON and the like of the reviewing body: never corrections of a row.</summary>
    ReviewerMark,

    /// <summary>TI, TR, TS: from here on the rows are those of an organ donor, not of the person.</summary>
    DonorBlock,

    /// <summary>UK: file header.</summary>
    FileHeader,

    /// <summary>GO: file trailer.</summary>
    FileTrailer,

    /// <summary>HI, HR, HG, MD, RT, JR, MK: returns and re-examinations, whose layout is not public (未適用).</summary>
    NotApplied,
}

/// <summary>Items of IR, YK.</summary>
public sealed record InstitutionItems(Position Prefecture, Position Table, Position Code, Position BilledMonth, Position Volume)
{
    /// <summary>審査支払機関: 1 支払基金, 2 国保連; the same in every format. One institution numbers its receipts anew for each.</summary>
    public Position ReviewBody { get; init; } = new(1, "審査支払機関");
}

/// <summary>Items of RE.</summary>
public sealed record ReceiptItems(
    Position Number, Position Kind, Position Month, Position Name, Position Sex, Position BirthDate, Position SearchNumber,
        Position Kana)
{
    /// <summary>レセプト総括区分 (DPC): blank or 0 normal, 1 whole, 2 and 3 parts.</summary>
    public Position Part { get; init; } = Position.Absent;

    /// <summary>都道府県 of the prescribing institution (調剤).</summary>
    public Position PrescriberPrefecture { get; init; } = Position.Absent;

    /// <summary>点数表 of the prescribing institution (調剤).</summary>
    public Position PrescriberTable { get; init; } = Position.Absent;

    /// <summary>コード of the prescribing institution (調剤).</summary>
    public Position PrescriberCode { get; init; } = Position.Absent;
}

/// <summary>Items of HO.</summary>
public sealed record InsurerItems(Position InsurerNumber, Position Symbol, Position Number, Position Days, Position Points);

/// <summary>Items of KO.</summary>
public sealed record PublicItems(Position PayerNumber, Position Days, Position Points);

/// <summary>Items of SN; the same in every format.</summary>
public sealed record QualificationItems(
    Position Payer, Position Confirmation, Position InsurerNumber, Position Symbol, Position Number, Position Branch);

/// <summary>Items of a diagnosis record.</summary>
/// <param name="MainValue">What 主傷病 says for the main one.</param>
public sealed record DiagnosisItems(
    Position Code, Position StartedOn, Position Modifiers, Position Main, string MainValue, Position Icd10);

/// <summary>Items of a medicine record.</summary>
/// <param name="FirstDay">First of 31 day columns, −1 if the date stands elsewhere.</param>
/// <param name="Date">The date itself, −1 if there are day columns or the date is on the dispensing record.</param>
public sealed record DrugItems(Position Section, Position Code, Position Amount, Position Times, Position FirstDay,
    Position Date)
{
    /// <summary>点数, on the last line of a 算定単位; absent where it is not checked.</summary>
    public Position Points { get; init; } = Position.Absent;
}

/// <summary>Items of an act or material record.</summary>
public sealed record ActItems(Position Section, Position Code, Position Times, Position FirstDay)
{
    /// <summary>点数, on the last line of a 算定単位; absent where it is not checked.</summary>
    public Position Points { get; init; } = Position.Absent;
}

/// <summary>Items of SH and CZ.</summary>
public sealed record DispensingItems(Position Form, Position DispensedOn, Position Count)
{
    /// <summary>単位薬剤料 of SH.</summary>
    public Position UnitPoints { get; init; } = Position.Absent;

    /// <summary>薬剤料点数 of CZ.</summary>
    public Position DrugPoints { get; init; } = Position.Absent;
}

/// <summary>One file format: field positions as data, checked against the specification page named in its file.</summary>
public sealed record Layout
{
    private const int Letters = 26;
    private RowRole[] _roles = [];

    /// <summary>Kind as results name it (decisions E1).</summary>
    public required string Kind { get; init; }

    /// <summary>Whether each row begins with データ識別, 行番号, 枝番号 (insurer side).</summary>
    public required bool HasPrefix { get; init; }

    /// <summary>The role whose record begins a receipt.</summary>
    public required RowRole StartRole { get; init; }

    /// <summary>Whether one institution record stands for all receipts behind it, until the next (provider side,
    /// but for 歯科).</summary>
    public bool SharesInstitution => !HasPrefix && StartRole == RowRole.Receipt;

    /// <summary>点数表, first digit of RE[2] レセプト種別.</summary>
    public required int Table { get; init; }

    /// <summary>Kind of a claim whose RE[2] ends in an even digit (入院外).</summary>
    public required ClaimKind OutpatientKind { get; init; }

    /// <summary>Kind of a claim whose RE[2] ends in an odd digit (入院).</summary>
    public required ClaimKind InpatientKind { get; init; }

    /// <summary>Points of one unit of the 合計 item: 1, or 10 yen a point for 訪問看護.</summary>
    public int YenPerPoint { get; init; } = 1;

    /// <summary>Items of the institution record.</summary>
    public required InstitutionItems Institution { get; init; }

    /// <summary>検索番号 in the management record.</summary>
    public Position ManagementSearchNumber { get; init; } = Position.Absent;

    /// <summary>Items of the receipt record.</summary>
    public required ReceiptItems Receipt { get; init; }

    /// <summary>Items of the insurer record.</summary>
    public required InsurerItems Insurer { get; init; }

    /// <summary>Items of the 公費 record.</summary>
    public required PublicItems PublicPayer { get; init; }

    /// <summary>Items of the qualification record.</summary>
    public QualificationItems Qualification { get; init; } = SharedItems.Qualification;

    /// <summary>Items of the diagnosis record.</summary>
    public DiagnosisItems? Diagnosis { get; init; }

    /// <summary>Items of the DPC diagnosis record.</summary>
    public DiagnosisItems? DpcDiagnosis { get; init; }

    /// <summary>Items of the medicine record.</summary>
    public DrugItems? Drug { get; init; }

    /// <summary>Items of the bundled medicine record (DPC).</summary>
    public DrugItems? BundledDrug { get; init; }

    /// <summary>Items of the act record.</summary>
    public ActItems? Act { get; init; }

    /// <summary>Items of the material record.</summary>
    public ActItems? Material { get; init; }

    /// <summary>Items of the dispensing records (調剤): then medicines take date and count from there.</summary>
    public DispensingItems? Dispensing { get; init; }

    /// <summary>Whether points × times of all lines add up to 合計点数 (医科; DPC has its own sums).</summary>
    public bool LinesAddUp { get; init; }

    /// <summary>診療識別 in a comment record.</summary>
    public Position CommentSection { get; init; } = Position.Absent;

    /// <summary>振替先保険者番号 in the operation record.</summary>
    public Position TransferredTo { get; init; } = new(1, "振替先保険者番号");

    /// <summary>Full column counts by tag, the tag counted, where published; tells a cut last line from a whole one.</summary>
    public IReadOnlyDictionary<string, int> ColumnCounts { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Tags by role.</summary>
    public required IReadOnlyDictionary<string, RowRole> Tags
    {
        get;
        init
        {
            field = value;
            var roles = new RowRole[Letters * Letters]; // a new array: a layout made by `with` must not write into its model's
            foreach (var (tag, role) in value)
            {
                roles[((tag[0] - 'A') * Letters) + tag[1] - 'A'] = role;
            }

            _roles = roles;
        }
    }

    /// <summary>Role of a record by its two-letter tag.</summary>
    public RowRole RoleOf(byte first, byte second)
    {
        var high = unchecked((uint)(first - 'A'));
        var low = unchecked((uint)(second - 'A'));
        return high < Letters && low < Letters ? _roles[(high * Letters) + low] : RowRole.Unknown;
    }
}
