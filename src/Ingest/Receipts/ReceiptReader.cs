using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What reading one claim file gave.</summary>
/// <param name="Batches">Receipts without persons and delivery months, in file order.</param>
/// <param name="Receipts">Receipts accepted; parts of a 総括 are not counted (MN, not RE).</param>
/// <param name="Tallied">The accounting identity, already checked.</param>
/// <param name="Rejects">Rows that could not be used.</param>
/// <param name="CorrectionsApplied">JY rows applied.</param>
/// <param name="Warnings">For people.</param>
public sealed record ReadFile(
    IReadOnlyList<ReceiptBatch> Batches, int Receipts, Tallied Tallied, IReadOnlyList<Reject> Rejects, int CorrectionsApplied,
    IReadOnlyList<Message> Warnings);

/// <summary>What reading one part of a claim file gave.</summary>
internal sealed record PartRead(
    ReceiptBatch Batch, int Receipts, long Rows, RowFates Fates, IReadOnlyList<Reject> Rejects, int Corrections)
{
    /// <summary>Whether its last line ended.</summary>
    public required bool Terminated { get; init; }

    /// <summary>The same without its rows, which were taken in.</summary>
    public PartRead Taken() => this with { Batch = new ReceiptBatch { ShortInstitutions = Batch.ShortInstitutions } };

    /// <summary>Whether the file ends inside its last row.</summary>
    public required bool CutOff { get; init; }

    /// <summary>Whether the record that ends a provider's file was there.</summary>
    public required bool SawTrailer { get; init; }
}

/// <summary>Reads a claim file of any layout: lines → receipts → rows, with every physical row accounted for.</summary>
public sealed class ReceiptReader
{
    private const int CarriedBytes = 1 << 12;
    private readonly Layout _layout;
    private readonly RowRole _startRole;
    private readonly string _file;
    private readonly RowBlock _block = new();
    private readonly RowFates _fates = new();
    private readonly List<Reject> _rejects = [];
    private readonly ReceiptBatch _batch;
    private readonly ReceiptAssembler _assembler;
    private BillingFacts _billing;
    private bool _hasBilling;
    private bool _inReceipt;
    private bool _sawTrailer;
    private bool _cutOff;
    private int _receipts;
    private int _corrections;
    private byte[] _currentNumber = [];

    private ReceiptReader(
        string file, Layout layout, FileEncoding encoding, ReceiptLists lists, IngestSettings settings, IdentityTable identities,
        ReceiptBatch batch)
    {
        _batch = batch;
        _file = file;
        _layout = layout;
        _startRole = layout.StartRole;
        _assembler = new ReceiptAssembler(layout, encoding, lists, settings, identities, _batch);
    }

    /// <summary>Reads a file from its first byte to its last.</summary>
    internal static ReadFile Read(
        ByteSource source, Layout layout, FileEncoding encoding, ReceiptLists lists, IngestSettings settings,
        IdentityTable identities, int bytesOfPart = ReceiptParts.BytesOfPart) =>
        Join(layout, encoding, [.. ReceiptParts.Of(source, layout, bytesOfPart)
            .Select(part => ReadPart(source, part, layout, encoding, lists, settings, identities))]);

    /// <summary>Reads a part of a file that <see cref="ReceiptParts"/> cut into <paramref name="into"/>, an empty batch,
    /// or a new one.</summary>
    internal static PartRead ReadPart(
        ByteSource source, FilePart part, Layout layout, FileEncoding encoding, ReceiptLists lists, IngestSettings settings,
        IdentityTable identities, ReceiptBatch? into = null) =>
        new ReceiptReader(source.Name, layout, encoding, lists, settings, identities, into ?? new ReceiptBatch())
            .Run(source, part);

    /// <summary>What the parts of a file say of the file, in their order.</summary>
    internal static ReadFile Join(Layout layout, FileEncoding encoding, IReadOnlyList<PartRead> parts)
    {
        var fates = new RowFates();
        foreach (var part in parts)
        {
            fates.Add(part.Fates);
        }

        var rows = parts.Sum(p => p.Rows);
        var tallied = fates.ToTallied(rows);
        tallied.Check();
        var receipts = parts.Sum(p => p.Receipts);
        return new ReadFile(
            [.. parts.Select(p => p.Batch)], receipts, tallied, [.. parts.SelectMany(p => p.Rejects)],
            parts.Sum(p => p.Corrections),
            WarningsOf(layout, encoding, rows, receipts, parts.Sum(p => p.Batch.ShortInstitutions), parts[^1],
                parts.Any(p => p.SawTrailer)));
    }

    private PartRead Run(ByteSource source, FilePart part)
    {
        TakeCarriedBilling(source, part);
        using var scanner = new LineScanner(source, part);
        long rows = 0;
        var terminated = true;
        while (scanner.Next())
        {
            rows++;
            terminated = scanner.Terminated;
            var row = RowBlock.Describe(scanner.Line, scanner.Number, _layout, out var body);
            Place(body, row);
            if (!terminated)
            {
                _cutOff = IsCut(source, body, row);
            }
        }

        _block.CutOff = _cutOff;
        Close();
        _block.Wipe();
        return new PartRead(_batch, _receipts, rows, _fates, _rejects, _corrections)
        {
            Terminated = terminated,
            CutOff = _cutOff,
            SawTrailer = _sawTrailer,
        };
    }

    private static List<Message> WarningsOf(
        Layout layout, FileEncoding encoding, long rows, int receipts, int shortInstitutions, PartRead last, bool sawTrailer)
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

        if (last.CutOff)
        {
            warnings.Add(Texts.CutOff);
        }
        else if (!last.Terminated)
        {
            warnings.Add(Texts.NoFinalNewline);
        }

        if (!layout.HasPrefix && !sawTrailer)
        {
            warnings.Add(Texts.NoTrailer);
        }

        if (receipts == 0)
        {
            warnings.Add(Texts.NoReceipts);
        }

        if (shortInstitutions > 0)
        {
            warnings.Add(Texts.ShortInstitutions(shortInstitutions));
        }

        if (layout.YenPerPoint != 1)
        {
            warnings.Add(Texts.Experimental);
        }

        return warnings;
    }

    /// <summary>An unfinished last line is whole only if it has as many columns as its record always has.</summary>
    private bool IsCut(ByteSource source, ReadOnlySpan<byte> body, in RowRef row)
    {
        if (row.Role is RowRole.FileTrailer)
        {
            return false;
        }

        var commas = FieldReader.CountCommas(body);
        return body.Length >= 2
            && _layout.ColumnCounts.TryGetValue(System.Text.Encoding.ASCII.GetString(body[..2]), out var columns)
            ? commas + 1 < columns
            : commas < CommasBefore(source, row);
    }

    /// <summary>Commas of the last row with the same role before the one given; more than any row has if there is none.</summary>
    private int CommasBefore(ByteSource source, in RowRef last)
    {
        using var scanner = new LineScanner(source);
        var commas = int.MaxValue;
        while (scanner.Next() && scanner.Number < last.Line)
        {
            if (RowBlock.Describe(scanner.Line, scanner.Number, _layout, out var body).Role == last.Role)
            {
                commas = FieldReader.CountCommas(body);
            }
        }

        return commas;
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

    private bool Begins(ReadOnlySpan<byte> body, in RowRef row) =>
        row.Role == _startRole && (_startRole != RowRole.Receipt || _layout.Receipt.Part.Index < 0 || IsNextReceipt(body));

    // DPC 総括: a further RE with the same レセプト番号 belongs to the receipt.
    private bool IsNextReceipt(ReadOnlySpan<byte> body)
    {
        Span<int> ends = stackalloc int[2];
        var number = new Fields(body, ends)[_layout.Receipt.Number.Index];
        var continues = _inReceipt && number.Length > 0 && number.SequenceEqual(_currentNumber);
        _currentNumber = number.ToArray();
        return !continues;
    }

    // That of the part before; counted there.
    private void TakeCarriedBilling(ByteSource source, FilePart part)
    {
        if (part.Institution is not { } offset)
        {
            return;
        }

        using var scanner = new LineScanner(source, new FilePart(offset, part.Start, 2), CarriedBytes);
        scanner.Next();
        RowBlock.Describe(scanner.Line, scanner.Number, _layout, out var body);
        _hasBilling = _assembler.TryReadBilling(body, 0, out _billing) is null;
        _batch.ShortInstitutions = 0;
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
            else if (RowFates.NamesRecord(fates[i]))
            {
                _fates.Add(fates[i], _block.Body(i));
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
