using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What reading one claim file gave.</summary>
/// <param name="Batch">Receipts without persons and delivery months.</param>
/// <param name="Receipts">Receipts accepted; parts of a 総括 are not counted (MN, not RE).</param>
/// <param name="Tallied">The accounting identity, already checked.</param>
/// <param name="Rejects">Rows that could not be used.</param>
/// <param name="CorrectionsApplied">JY rows applied.</param>
/// <param name="Warnings">For people.</param>
public sealed record ReadFile(
    ReceiptBatch Batch, int Receipts, Tallied Tallied, IReadOnlyList<Reject> Rejects, int CorrectionsApplied,
    IReadOnlyList<Message> Warnings);

/// <summary>Reads a claim file of any layout: lines → receipts → rows, with every physical row accounted for.</summary>
public sealed class ReceiptReader
{
    private readonly Layout _layout;
    private readonly string _file;
    private readonly RowBlock _block = new();
    private readonly RowFates _fates = new();
    private readonly List<Reject> _rejects = [];
    private readonly ReceiptBatch _batch = new();
    private readonly ReceiptAssembler _assembler;
    private readonly Dictionary<RowRole, int> _columnsSeen = [];
    private BillingFacts _billing;
    private bool _hasBilling;
    private bool _inReceipt;
    private bool _sawTrailer;
    private bool _cutOff;
    private int _receipts;
    private int _corrections;
    private string _currentNumber = "";

    private ReceiptReader(
        string file, Layout layout, FileEncoding encoding, ReceiptLists lists, IngestSettings settings, IPseudonyms pseudonyms)
    {
        _file = file;
        _layout = layout;
        _assembler = new ReceiptAssembler(layout, encoding, lists, settings, pseudonyms, _batch);
    }

    /// <summary>Reads a file from its first byte to its last.</summary>
    public static ReadFile Read(
        ByteSource source, Layout layout, FileEncoding encoding, ReceiptLists lists, IngestSettings settings,
            IPseudonyms pseudonyms) =>
        new ReceiptReader(source.Name, layout, encoding, lists, settings, pseudonyms).Run(source, encoding);

    private ReadFile Run(ByteSource source, FileEncoding encoding)
    {
        using var scanner = new LineScanner(source);
        long rows = 0;
        var terminated = true;
        while (scanner.Next())
        {
            rows++;
            terminated = scanner.Terminated;
            var row = RowBlock.Describe(scanner.Line, scanner.Number, _layout, out var body);
            Place(body, row);
            if (terminated)
            {
                _columnsSeen[row.Role] = FieldReader.CountCommas(body);
            }
            else
            {
                _cutOff = IsCut(body, row.Role);
            }
        }

        _block.CutOff = _cutOff;
        Close();
        _block.Wipe();
        var tallied = _fates.ToTallied(rows);
        tallied.Check();
        return new ReadFile(_batch, _receipts, tallied, _rejects, _corrections, WarningsOf(encoding, rows, terminated));
    }

    private List<Message> WarningsOf(FileEncoding encoding, long rows, bool terminated)
    {
        var warnings = new List<Message>();
        if (rows == 0)
        {
            warnings.Add(Texts.EmptyFile);
            return warnings;
        }

        if (encoding == FileEncoding.Utf8)
        {
            warnings.Add(Texts.Utf8Claims);
        }

        if (_cutOff)
        {
            warnings.Add(Texts.CutOff);
        }
        else if (!terminated)
        {
            warnings.Add(Texts.NoFinalNewline);
        }

        if (!_layout.HasPrefix && !_sawTrailer)
        {
            warnings.Add(Texts.NoTrailer);
        }

        if (_receipts == 0)
        {
            warnings.Add(Texts.NoReceipts);
        }

        if (_batch.ShortInstitutions > 0)
        {
            warnings.Add(Texts.ShortInstitutions(_batch.ShortInstitutions));
        }

        if (_layout.YenPerPoint != 1)
        {
            warnings.Add(Texts.Experimental);
        }

        return warnings;
    }

    /// <summary>An unfinished last line is whole only if it has as many columns as its record always has.</summary>
    private bool IsCut(ReadOnlySpan<byte> body, RowRole role)
    {
        if (role is RowRole.FileTrailer)
        {
            return false;
        }

        var commas = FieldReader.CountCommas(body);
        if (body.Length >= 2 && _layout.ColumnCounts.TryGetValue(System.Text.Encoding.ASCII.GetString(body[..2]),
            out var columns))
        {
            return commas + 1 < columns;
        }

        return !_columnsSeen.TryGetValue(role, out var seen) || commas < seen;
    }

    private void Place(ReadOnlySpan<byte> body, in RowRef row)
    {
        if (Begins(body, row))
        {
            Close();
            _inReceipt = true;
        }
        else if (!_layout.HasPrefix && row.Role is RowRole.FileHeader or RowRole.FileTrailer)
        {
            Close();
            _sawTrailer |= row.Role == RowRole.FileTrailer;
            _fates.Add(RowFate.HeaderOrTrailer);
            return;
        }
        else if (!_layout.HasPrefix && row.Role == RowRole.Institution)
        {
            Close();
            TakeBilling(body, row);
            return;
        }
        else if (!_inReceipt)
        {
            RejectOutside(body, row);
            return;
        }

        _block.Add(body, row);
    }

    private bool Begins(ReadOnlySpan<byte> body, in RowRef row)
    {
        if (row.Role != _layout.StartRole)
        {
            return false;
        }

        if (_layout.StartRole != RowRole.Receipt)
        {
            return true;
        }

        // DPC 総括: a further RE with the same レセプト番号 belongs to the receipt.
        Span<int> ends = stackalloc int[2];
        var number = System.Text.Encoding.ASCII.GetString(new Fields(body, ends)[_layout.Receipt.Number.Index]);
        var continues = _inReceipt && _layout.Receipt.Part.Index >= 0 && number.Length > 0 && number == _currentNumber;
        _currentNumber = number;
        return !continues;
    }

    private void TakeBilling(ReadOnlySpan<byte> body, in RowRef row)
    {
        var fault = _assembler.TryReadBilling(body, 0, out _billing);
        _hasBilling = fault is null;
        if (fault is null)
        {
            _fates.Add(RowFate.Stored);
        }
        else
        {
            AddReject(body, row.Line, fault, rows: 1);
        }
    }

    private void RejectOutside(ReadOnlySpan<byte> body, in RowRef row)
    {
        var item = new Position(0, "レコード識別");
        var fault = row.Data < 0
            ? new Fault(0, new Position(0, "データ識別・行番号・枝番号"), "bad-prefix", FoundText.ShapeOf(body),
                "three numbers before the record")
            : new Fault(0, item, "row-outside-receipt", FoundText.Of(body[..Math.Min(2, body.Length)]),
                "a record that begins a receipt first");
        AddReject(body, row.Line, fault, rows: 1);
    }

    private void Close()
    {
        if (!_inReceipt || _block.Count == 0)
        {
            _inReceipt = false;
            return;
        }

        var fault = _block.CutOff
            ? new Fault(_block.Count - 1, new Position(0, "レコード識別"), "cut-file", "", "a whole row: the file ends inside it")
            : _assembler.Assemble(_block, _billing, _hasBilling && _layout.StartRole == RowRole.Receipt);
        if (fault is not null)
        {
            AddReject(_block.Body(fault.Row), _block.Rows[fault.Row].Line, fault, _block.Count);
        }
        else
        {
            _receipts++;
            _corrections += _assembler.CorrectionsApplied;
            Account(_assembler.Fates[.._block.Count]);
        }

        _block.Clear();
        _inReceipt = false;
    }

    private void Account(ReadOnlySpan<RowFate> fates)
    {
        for (var i = 0; i < fates.Length; i++)
        {
            if (fates[i] == RowFate.Rejected)
            {
                AddReject(
                    _block.Body(i), _block.Rows[i].Line,
                    new Fault(i, new Position(2, "対象行番号"), "correction-target", "", "a row of this receipt"), rows: 1);
            }
            else
            {
                _fates.Add(fates[i]);
            }
        }
    }

    private void AddReject(ReadOnlySpan<byte> body, int line, Fault fault, int rows)
    {
        _fates.Add(RowFate.Rejected, rows);
        var tag = body.Length >= 2 ? FoundText.Of(body[..2]) : "";
        if (!_inReceipt && _rejects.Count > 0 && _rejects[^1] is var previous && previous.Code == fault.Code
            && previous.Line + previous.Rows == line)
        {
            _rejects[^1] = previous with { Rows = previous.Rows + rows }; // a file of another format: one reject, not a million
            return;
        }

        _rejects.Add(new Reject(_file, line, $"{tag}[{fault.Item.Index}] {fault.Item.Name}", fault.Code, fault.Found,
            fault.Expected, rows));
    }
}
