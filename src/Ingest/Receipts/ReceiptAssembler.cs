using System.Numerics;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Rows of one receipt → one <see cref="ReceiptRows"/> with its lines, or the fault that rejects it. Knows roles and positions,
/// never a format.
/// </summary>
internal sealed partial class ReceiptAssembler(
    Layout layout, FileEncoding encoding, ReceiptLists lists, IngestSettings settings, IPseudonyms pseudonyms, ReceiptBatch batch)
{
    private const int PublicProgramsMax = 4;
    private readonly IdentityReader _identities = new(layout, encoding, batch.Identities);
    private readonly HashSet<string> _clients = [.. settings.InsurerNumbers.Select(InsurerNumber.Normalise)];
    private readonly ReceiptDraft _draft = new();
    private readonly int[] _ends = new int[FieldReader.FieldsMax];
    private readonly List<Correction> _corrections = [];
    private RowFate[] _fates = new RowFate[256];
    private Fault? _fault;

    /// <summary>Fates of the rows of the last block.</summary>
    public ReadOnlySpan<RowFate> Fates => _fates;

    /// <summary>JY rows of the last block that were applied.</summary>
    public int CorrectionsApplied { get; private set; }

    /// <summary>Reads billing facts from a file-level institution record (provider side).</summary>
    public Fault? TryReadBilling(ReadOnlySpan<byte> body, int row, out BillingFacts billing)
    {
        _fault = null;
        ReadBilling(body, row, out billing);
        return _fault;
    }

    /// <summary>Adds the receipt to the batch and returns null, or returns the fault and adds nothing.</summary>
    public Fault? Assemble(RowBlock block, BillingFacts billing, bool hasBilling)
    {
        _fault = null;
        _draft.Clear(billing, hasBilling);
        var (medications, diagnoses, acts) = (batch.Medications.Count, batch.Diagnoses.Count, batch.Acts.Count);
        var unknownDrugs = batch.UnknownDrugLines;
        if (!Read(block) || !Finish(block, medications, diagnoses, acts))
        {
            batch.Medications.RemoveRange(medications, batch.Medications.Count - medications);
            batch.Diagnoses.RemoveRange(diagnoses, batch.Diagnoses.Count - diagnoses);
            batch.Acts.RemoveRange(acts, batch.Acts.Count - acts);
            batch.UnknownDrugLines = unknownDrugs;
        }

        return _fault;
    }

    private bool Read(RowBlock block)
    {
        var rows = block.Rows;
        var view = SortOut(block);
        if (view is null)
        {
            return false;
        }

        foreach (var i in view)
        {
            if (rows[i].Role == RowRole.DonorBlock)
            {
                _draft.InDonorBlock = true;
            }

            if (_draft.InDonorBlock && rows[i].Role is not (RowRole.Receipt or RowRole.Operation or RowRole.ReviewerMark))
            {
                _fates[i] = RowFate.OrganDonor;
                continue;
            }

            _fates[i] = RowFate.Stored;
            if (!ReadRow(block.Body(i), i, rows[i].Role))
            {
                return false;
            }
        }

        FlushGroup();
        return true;
    }

    /// <summary>Gives rows outside the adjudicated view their fate and returns the view; null after a fault.</summary>
    private IReadOnlyList<int>? SortOut(RowBlock block)
    {
        var rows = block.Rows;
        if (_fates.Length < rows.Length)
        {
            _fates = new RowFate[Math.Max(rows.Length, _fates.Length * 2)];
        }

        _corrections.Clear();
        CorrectionsApplied = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            _fates[i] = FateOutsideView(rows[i]);
            if (rows[i].Data < 0)
            {
                Fail(i, new Position(0, "データ識別・行番号・枝番号"), "bad-prefix", FoundText.ShapeOf(block.Body(i)), "three numbers before the record");
                return null;
            }

            if (rows[i].Role == RowRole.Correction && rows[i].Data == DataId.Decision)
            {
                ReadCorrection(block.Body(i), i);
            }
            else if (rows[i].Role == RowRole.Operation && rows[i].Data == DataId.Decision)
            {
                ReadOperation(block.Body(i));
            }
        }

        var corrected = Corrections.Apply(rows, _corrections);
        CorrectionsApplied = _corrections.Count - corrected.Unmatched.Count;
        foreach (var correction in _corrections)
        {
            _fates[correction.Row] = RowFate.Stored;
        }

        foreach (var row in corrected.Unmatched)
        {
            _fates[row] = RowFate.Rejected;
        }

        ReadBilledPoints(block, corrected.Billed);
        return corrected.Adjudicated;
    }

    private static RowFate FateOutsideView(in RowRef row)
    {
        if (row.Role == RowRole.NotApplied)
        {
            return RowFate.NotApplied;
        }

        if (DataId.IsEarlierVersion(row.Data))
        {
            return RowFate.EarlierVersion;
        }

        if (row.Data is not (DataId.Claim or DataId.Decision))
        {
            return RowFate.NotApplied;
        }

        if (row.Data == DataId.Claim)
        {
            return RowFate.Corrected; // unless the adjudicated view keeps it
        }

        return row.Role is RowRole.Correction or RowRole.ReviewerMark or RowRole.Operation
            ? RowFate.RecordNotUsed
            : RowFate.CorrectionNotReferenced;
    }

    private bool ReadRow(ReadOnlySpan<byte> body, int row, RowRole role)
    {
        switch (role)
        {
            case RowRole.Management:
                return ReadManagement(body);
            case RowRole.Institution:
                return ReadOwnBilling(body, row);
            case RowRole.Receipt:
                return ReadReceipt(body, row);
            case RowRole.Insurer:
                return ReadInsurer(body, row);
            case RowRole.PublicPayer:
                return ReadPublic(body, row);
            case RowRole.Qualification:
                return ReadQualification(body, row);
            case RowRole.Days:
                return ReadDays(body);
            case RowRole.Unknown:
                _fates[row] = RowFate.UnknownRecord;
                return true;
            case RowRole.FileHeader or RowRole.FileTrailer:
                _fates[row] = RowFate.HeaderOrTrailer;
                return true;
            case RowRole.NotApplied:
                _fates[row] = RowFate.NotApplied;
                return true;
            default:
                return ReadLine(body, row, role);
        }
    }

    private bool ReadManagement(ReadOnlySpan<byte> body)
    {
        var f = new Fields(body, _ends);
        _draft.SearchNumber = Encoding.ASCII.GetString(f[layout.ManagementSearchNumber.Index].Trim((byte)' '));
        return true;
    }

    private bool ReadOwnBilling(ReadOnlySpan<byte> body, int row)
    {
        if (_draft.HasBilling && layout.HasPrefix)
        {
            return Fail(row, layout.Institution.Code, "second-receipt", "", "one institution record a receipt: an MN row is missing before this");
        }

        if (!ReadBilling(body, row, out var billing))
        {
            return false;
        }

        _draft.Billing = billing;
        _draft.HasBilling = true;
        return true;
    }

    private bool ReadBilling(ReadOnlySpan<byte> body, int row, out BillingFacts billing)
    {
        billing = default;
        var f = new Fields(body, _ends);
        var items = layout.Institution;
        if (!TryInstitution(f[items.Prefecture.Index], f[items.Table.Index], f[items.Code.Index], out var institution))
        {
            return Fail(row, items.Code, "bad-institution", FoundText.Of(f[items.Code.Index]), "都道府県 2 digits, 点数表 1 digit, code 7 digits");
        }

        if (!JapaneseDate.TryReadMonth(f[items.BilledMonth.Index], out var billed))
        {
            return Fail(row, items.BilledMonth, "bad-month", FoundText.Of(f[items.BilledMonth.Index]), "GYYMM or YYYYMM");
        }

        var submission = $"{Encoding.ASCII.GetString(f[items.ReviewBody.Index])}-{Encoding.ASCII.GetString(f[items.Volume.Index])}";
        billing = new BillingFacts(institution, billed, submission);
        return true;
    }

    private bool ReadReceipt(ReadOnlySpan<byte> body, int row)
    {
        var f = new Fields(body, _ends);
        var items = layout.Receipt;
        _draft.InDonorBlock = false;
        FlushGroup();
        var part = Numbers.TryInt(f[items.Part.Index], out var digit) ? digit : 0;
        if (_draft.Segments.Count > 0 && (items.Part.Index < 0 || (part <= 1 && _draft.Segments.Exists(s => !s.IsPart))))
        {
            return Fail(row, items.Number, "second-receipt", "", "one RE a receipt: the record that begins the next receipt is missing");
        }

        var kind = f[items.Kind.Index];
        if (kind.Length != 4 || !Numbers.AreDigits(kind) || kind[0] - '0' != layout.Table)
        {
            return Fail(row, items.Kind, "bad-kind", Shown(body, "RE", kind), $"4 digits, the first {layout.Table}");
        }

        if (!JapaneseDate.TryReadMonth(f[items.Month.Index], out var month))
        {
            return Fail(row, items.Month, "bad-month", Shown(body, "RE", f[items.Month.Index]), "GYYMM or YYYYMM");
        }

        var prescriber = 0L;
        if (items.PrescriberCode.Index >= 0 && f[items.PrescriberCode.Index].Length > 0
            && !TryInstitution(f[items.PrescriberPrefecture.Index], f[items.PrescriberTable.Index], f[items.PrescriberCode.Index], out prescriber))
        {
            return Fail(
                row, items.PrescriberCode, "bad-institution", Shown(body, "RE", f[items.PrescriberCode.Index]),
                "都道府県 2 digits, 点数表 1 digit, code 7 digits");
        }

        if (_draft.SearchNumber.Length == 0)
        {
            _draft.SearchNumber = Encoding.ASCII.GetString(f[items.SearchNumber.Index].Trim((byte)' '));
        }

        _draft.Segments.Add(new Segment
        {
            ReceiptRow = row,
            Part = part,
            Month = month,
            Inpatient = (kind[3] - '0') % 2 == 1,
            Prescriber = prescriber,
        });
        return true;
    }

    private bool ReadInsurer(ReadOnlySpan<byte> body, int row)
    {
        var f = new Fields(body, _ends);
        var items = layout.Insurer;
        if (!InSegment(row))
        {
            return false;
        }

        if (_draft.Current.InsurerRow >= 0)
        {
            return Fail(row, items.InsurerNumber, "second-insurer", "", "one HO a receipt: the record that begins the next receipt is missing");
        }

        if (!Numbers.TryInt(f[items.Points.Index], out var points))
        {
            return Fail(row, items.Points, "bad-points", Shown(body, "HO", f[items.Points.Index]), "a number");
        }

        var days = 0;
        if (f[items.Days.Index].Trim((byte)' ').Length > 0 && !Numbers.TryInt(f[items.Days.Index], out days))
        {
            return Fail(row, items.Days, "bad-days", Shown(body, "HO", f[items.Days.Index]), "a number of days");
        }

        _draft.Current.InsurerRow = row;
        _draft.Current.Points = points;
        _draft.Current.Days = days;
        return true;
    }

    private bool ReadPublic(ReadOnlySpan<byte> body, int row)
    {
        var f = new Fields(body, _ends);
        var items = layout.PublicPayer;
        if (!InSegment(row))
        {
            return false;
        }

        var payer = f[items.PayerNumber.Index].Trim((byte)' ');
        if (_draft.PublicPrograms.Count < PublicProgramsMax && _draft.Segments.Count == 1)
        {
            _draft.PublicPrograms.Add(payer.Length == 8 && Numbers.TryInt(payer[..2], out var program) ? program : 0);
        }

        if (!_draft.Current.HasPublic)
        {
            _draft.Current.HasPublic = true;
            _draft.Current.PublicDays = Numbers.TryInt(f[items.Days.Index], out var days) ? days : 0;
            _draft.Current.PublicPoints = Numbers.TryInt(f[items.Points.Index], out var points) ? points : 0;
        }

        return true;
    }

    private bool ReadQualification(ReadOnlySpan<byte> body, int row)
    {
        var f = new Fields(body, _ends);
        var payer = f[layout.Qualification.Payer.Index];
        if (_draft.QualificationRow < 0 && (payer.Length == 0 || payer.SequenceEqual("1"u8)))
        {
            _draft.QualificationRow = row;
            if (_draft.TransferredTo.Length == 0)
            {
                _draft.TransferredTo = Encoding.ASCII.GetString(f[layout.Qualification.InsurerNumber.Index].Trim((byte)' '));
            }
        }

        return true;
    }

    private bool ReadDays(ReadOnlySpan<byte> body)
    {
        var f = new Fields(body, _ends);
        var mask = 0;
        for (var day = 1; day <= 31; day++)
        {
            if (f[day + 1].SequenceEqual("1"u8))
            {
                mask |= 1 << (day - 1);
            }
        }

        // One JD a payer: the first with days is 医保's.
        _draft.VisitMask = _draft.VisitMask != 0 ? _draft.VisitMask : mask;
        return true;
    }

    private void ReadCorrection(ReadOnlySpan<byte> body, int row)
    {
        var f = new Fields(body, _ends);
        var kind = Numbers.TryInt(f[1], out var k) && k is >= 1 and <= 3 ? (CorrectionKind)k : CorrectionKind.None;
        _ = Numbers.TryInt(f[2], out var target);
        _ = Numbers.TryInt(f[3], out var targetBranch);
        _ = Numbers.TryInt(f[6], out var after);
        _ = Numbers.TryInt(f[7], out var afterBranch);
        _corrections.Add(new Correction(row, kind, new RowKey(target, targetBranch), new RowKey(after, afterBranch)));
    }

    private void ReadOperation(ReadOnlySpan<byte> body)
    {
        var f = new Fields(body, _ends);
        var to = f[layout.TransferredTo.Index].Trim((byte)' ');
        if (to.Length > 0)
        {
            _draft.TransferredTo = Encoding.ASCII.GetString(to);
        }
    }

    private bool InSegment(int row) =>
        _draft.Segments.Count > 0 || Fail(row, layout.Receipt.Number, "no-receipt-record", "", "an RE record before this one");

    /// <summary>Content where the row has its published number of columns, else only the shape: a number may have slipped here.</summary>
    private string Shown(ReadOnlySpan<byte> body, string tag, ReadOnlySpan<byte> field) =>
        layout.ColumnCounts.TryGetValue(tag, out var columns) && FieldReader.CountCommas(body) + 1 == columns
            ? FoundText.Of(field)
            : FoundText.ShapeOf(field);

    private bool Fail(int row, Position item, string code, string found, string expected)
    {
        _fault ??= new Fault(row, item, code, found, expected);
        return false;
    }

    private static bool TryInstitution(
        ReadOnlySpan<byte> prefecture, ReadOnlySpan<byte> table, ReadOnlySpan<byte> code, out long institution)
    {
        institution = 0;
        if (code.Length != 7 || prefecture.Length is < 1 or > 2 || table.Length != 1 || !Numbers.TryInt(code, out var number)
            || !Numbers.TryInt(prefecture, out var p) || !Numbers.TryInt(table, out var t))
        {
            return false;
        }

        institution = (p * 100_000_000L) + (t * 10_000_000L) + number;
        return true;
    }

    private static int CountDays(int mask) => BitOperations.PopCount(unchecked((uint)mask));
}
