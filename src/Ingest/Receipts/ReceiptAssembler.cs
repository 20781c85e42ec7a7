using System.Numerics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Rows of one receipt → one <see cref="ReceiptRows"/> with its lines, or the fault that rejects it. Knows roles and positions,
/// never a format.
/// </summary>
internal sealed partial class ReceiptAssembler(
    Layout layout, FileEncoding encoding, ReceiptLists lists, IngestSettings settings, IdentityTable identities,
    ReceiptBatch batch)
{
    private const int PublicProgramsMax = 4;
    private const int InstitutionDigits = 7;
    private readonly IdentityReader _identities = new(layout, encoding, identities);
    private readonly HashSet<string> _clients = [.. settings.InsurerNumbers.Select(InsurerNumber.Normalise)];
    private readonly ReceiptDraft _draft = new();
    private readonly int[] _ends = new int[FieldReader.FieldsMax];
    private readonly SplitRow _receipt = new();
    private readonly SplitRow _insurer = new();
    private readonly SplitRow _qualification = new();
    private readonly List<Correction> _corrections = [];
    private readonly List<int> _liveRows = [];
    private RowFate[] _fates = new RowFate[256];
    private Fault? _fault;
    private byte[] _submissionBytes = [];
    private string _submission = "";

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
        _receipt.Clear();
        _insurer.Clear();
        _qualification.Clear();
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

        for (var at = 0; at < view.Count; at++)
        {
            var i = view[at];
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
            if (!ReadRow(block, i, rows[i].Role))
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
                Fail(i, new Position(0, "データ識別・行番号・枝番号"), "bad-prefix", FoundText.ShapeOf(block.Body(i)),
                    "three numbers before the record");
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

        if (_corrections.Count == 0)
        {
            ReadBilledPoints(block, []);
            return LiveRows(rows);
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

    /// <summary>What <see cref="Corrections.Apply"/> gives without corrections, for the many receipts that have none.</summary>
    private List<int> LiveRows(ReadOnlySpan<RowRef> rows)
    {
        _liveRows.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Data == DataId.Claim || rows[i].Role == RowRole.Management)
            {
                _liveRows.Add(i);
            }
        }

        return _liveRows;
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

    private bool ReadRow(RowBlock block, int row, RowRole role)
    {
        var body = block.Body(row);
        switch (role)
        {
            case RowRole.Management:
                return ReadManagement(body);
            case RowRole.Institution:
                return ReadOwnBilling(body, row);
            case RowRole.Receipt:
                return ReadReceipt(_receipt.Of(block, row), body, row);
            case RowRole.Insurer:
                return ReadInsurer(_insurer.Of(block, row), body, row);
            case RowRole.PublicPayer:
                return ReadPublic(body, row);
            case RowRole.Qualification:
                return ReadQualification(block, row);
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

    private bool InSegment(int row) =>
        _draft.Segments.Count > 0 || Fail(row, layout.Receipt.Number, "no-receipt-record", "", "an RE record before this one");

    /// <summary>Content where the row has its published number of columns, else only the shape: a number may have slipped
    /// here.</summary>
    private string Shown(ReadOnlySpan<byte> body, string tag, ReadOnlySpan<byte> field) =>
        layout.ColumnCounts.TryGetValue(tag, out var columns) && FieldReader.CountCommas(body) + 1 == columns
            ? FoundText.Of(field)
            : FoundText.ShapeOf(field);

    private bool Fail(int row, Position item, string code, string found, string expected)
    {
        _fault ??= new Fault(row, item, code, found, expected);
        return false;
    }

    /// <summary>Seven digits; fewer have lost their leading zeros in a spreadsheet or a number column,
    /// which is counted.</summary>
    private bool TryInstitution(
        ReadOnlySpan<byte> prefecture, ReadOnlySpan<byte> table, ReadOnlySpan<byte> code, out long institution)
    {
        institution = 0;
        if (code.Length is < 1 or > InstitutionDigits || prefecture.Length is < 1 or > 2 || table.Length != 1
            || !Numbers.TryInt(code, out var number)
            || !Numbers.TryInt(prefecture, out var p) || !Numbers.TryInt(table, out var t))
        {
            return false;
        }

        batch.ShortInstitutions += code.Length < InstitutionDigits ? 1 : 0;
        institution = (p * 100_000_000L) + (t * 10_000_000L) + number;
        return true;
    }

    private static int CountDays(int mask) => BitOperations.PopCount(unchecked((uint)mask));
}
