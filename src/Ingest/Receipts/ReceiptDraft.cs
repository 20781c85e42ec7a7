using ClaimsWatch.Core.Claims;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Who bills and for which month: from the record of the receipt (insurer side) or of the file (provider
/// side).</summary>
/// <param name="Institution">10 digits.</param>
/// <param name="Billed">請求年月.</param>
/// <param name="Submission">審査支払機関 and volume: an institution numbers its receipts anew for each.</param>
public readonly record struct BillingFacts(long Institution, ClaimMonth Billed, string Submission);

/// <summary>Why a receipt can't be used: the row in its block, the item, what stood there.</summary>
public sealed record Fault(int Row, Position Item, string Code, string Found, string Expected);

/// <summary>One RE with its HO or KO: the receipt itself, or a part of a 総括.</summary>
internal sealed class Segment
{
    public int ReceiptRow { get; set; }

    public int Part { get; set; }

    public ClaimMonth Month { get; set; }

    public bool Inpatient { get; set; }

    public long Prescriber { get; set; }

    public int InsurerRow { get; set; }

    public int Days { get; set; }

    public int Points { get; set; }

    public bool HasPublic { get; set; }

    public int PublicDays { get; set; }

    public int PublicPoints { get; set; }

    public bool IsPart => Part > 1;

    public bool IsPublicOnly => InsurerRow < 0 && HasPublic;
}

/// <summary>A receipt while its rows are being read; reused.</summary>
internal sealed class ReceiptDraft
{
    private readonly List<Segment> _spare = [];
    private byte[] _searchNumber = new byte[32];
    private int _searchLength;

    public List<Segment> Segments { get; } = [];

    public List<int> PublicPrograms { get; } = [];

    public List<(int Code, long Steps)> GroupDrugs { get; } = [];

    public List<(int On, int Count)> GroupDays { get; } = [];

    public List<int> ActCodes { get; } = [];

    public List<int> ActTimes { get; } = [];

    public BillingFacts Billing { get; set; }

    public bool HasBilling { get; set; }

    /// <summary>検索番号, empty if none.</summary>
    public ReadOnlySpan<byte> SearchNumber => _searchNumber.AsSpan(0, _searchLength);

    public int QualificationRow { get; set; } = -1;

    public string TransferredTo { get; set; } = "";

    public int VisitMask { get; set; }

    public int LineMask { get; set; }

    public int Section { get; set; }

    public int GroupForm { get; set; }

    public int UnitPoints { get; set; } = -1;

    public long LinePoints { get; set; }

    public int DispensingLines { get; set; }

    public int DispensingLinesWrong { get; set; }

    public bool InDonorBlock { get; set; }

    public int MedicationLines { get; set; }

    public int DiagnosisLines { get; set; }

    public Segment Current => Segments[^1];

    /// <summary>Adds a segment; those of the receipts before are used again.</summary>
    public void Begin(int row, int part, ClaimMonth month, bool inpatient, long prescriber)
    {
        if (Segments.Count == _spare.Count)
        {
            _spare.Add(new Segment());
        }

        var segment = _spare[Segments.Count];
        (segment.ReceiptRow, segment.Part, segment.Month, segment.Inpatient, segment.Prescriber) =
            (row, part, month, inpatient, prescriber);
        (segment.InsurerRow, segment.Days, segment.Points) = (-1, 0, 0);
        (segment.HasPublic, segment.PublicDays, segment.PublicPoints) = (false, 0, 0);
        Segments.Add(segment);
    }

    /// <summary>Keeps the field without spaces around it; what is not ASCII counts as a question mark.</summary>
    public void TakeSearchNumber(ReadOnlySpan<byte> field)
    {
        var number = field.Trim((byte)' ');
        if (number.Length > _searchNumber.Length)
        {
            _searchNumber = new byte[number.Length];
        }

        number.CopyTo(_searchNumber);
        _searchLength = number.Length;
        foreach (ref var b in _searchNumber.AsSpan(0, _searchLength))
        {
            b = b < 0x80 ? b : (byte)'?';
        }
    }

    public Segment Main => Segments is [{ IsPart: false } first, ..] ? first : Segments.Find(s => !s.IsPart) ?? Segments[0];

    public int DayMask => VisitMask != 0 ? VisitMask : LineMask;

    public void Clear(BillingFacts billing, bool hasBilling)
    {
        Segments.Clear();
        PublicPrograms.Clear();
        GroupDrugs.Clear();
        GroupDays.Clear();
        ActCodes.Clear();
        ActTimes.Clear();
        Billing = billing;
        HasBilling = hasBilling;
        _searchLength = 0;
        QualificationRow = -1;
        TransferredTo = "";
        VisitMask = 0;
        LineMask = 0;
        Section = 0;
        GroupForm = 0;
        UnitPoints = -1;
        LinePoints = 0;
        DispensingLines = 0;
        DispensingLinesWrong = 0;
        InDonorBlock = false;
        MedicationLines = 0;
        DiagnosisLines = 0;
    }
}
