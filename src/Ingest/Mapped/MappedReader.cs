using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>
/// Reads one file of receipts of a mapping, with the lines its rows may hold; what no column says stays unknown and is never made
/// up.
/// </summary>
internal sealed class MappedReader
{
    private readonly Mapping _mapping;
    private readonly string _file;
    private readonly MappedTable _table;
    private readonly IdentityTable _identities;
    private readonly Dictionary<long, int> _grouped = [];
    private readonly HashSet<(long Receipt, int Day)> _days = [];
    private readonly List<Reject> _rejects = [];
    private readonly MappedRow _row;
    private readonly ReceiptKeys _keys;
    private readonly List<LineColumns> _ownLines;
    private readonly LineSink _sink;

    private MappedReader(ByteSource source, MappedFiles files, ReceiptKeys keys)
    {
        (_mapping, _file, _keys, _identities) = (files.Mapping, source.Name, keys, files.Identities);
        _table = new MappedTable(source, files.Others, _mapping);
        _row = new MappedRow(_mapping, files.Settings, files.Identities.Pseudonyms);
        _keys.Find(_table.Sheet);
        _ownLines = [.. _mapping.Lines.Where(l => l.InReceiptRows).Select(l => new LineColumns(l, _table.Sheet, files))];
        _sink = files.Sink;
    }

    /// <summary>Reads a file; lines stay in the buffer until all files of the delivery are read.</summary>
    /// <exception cref="UserError">A required column is missing: it is named with its accepted headers.</exception>
    public static (LineBuffer Buffer, Tallied Tallied, IReadOnlyList<Reject> Rejects) Read(ByteSource source, MappedFiles files,
        ReceiptKeys keys) =>
        new MappedReader(source, files, keys).Run();

    private (LineBuffer Buffer, Tallied Tallied, IReadOnlyList<Reject> Rejects) Run()
    {
        var buffer = new LineBuffer(new ReceiptBatch());
        var (stored, empty) = (0, 0);
        foreach (var record in _table.Records)
        {
            var before = _rejects.Count;
            var receipts = Place(record, buffer);
            if (_rejects.Count == before)
            {
                stored += receipts > 0 ? 1 : 0;
                empty += receipts == 0 ? 1 : 0;
            }
        }

        var tallied = new Tallied
        {
            RowsIn = _table.Records.Count + _table.HeaderLines,
            RowsStored = stored,
            RowsRejected = _rejects.Count,
        };
        tallied.Skip(RowFates.ReasonOf(RowFate.HeaderOrTrailer), _table.HeaderLines);
        if (empty > 0)
        {
            tallied.Skip("no-receipt-in-row", empty);
        }

        tallied.Check();
        return (buffer, tallied, _rejects);
    }

    /// <summary>Receipts that a row gave; a row with a fault gives none of its months.</summary>
    private int Place(CsvRecord record, LineBuffer buffer)
    {
        var rows = new List<(MappedReceipt Receipt, Identity Identity)>();
        foreach (var get in _table.Views(record))
        {
            if (!_row.TryRead(get, out var receipt, out var identity, out var fault))
            {
                var (field, code, expected) = fault;
                _rejects.Add(new Reject(_file, record.Line, field, code, FoundText.Masked, expected));
                return 0;
            }

            rows.Add((receipt!, identity!));
        }

        var lines = new List<ReadLine>();
        foreach (var columns in _ownLines)
        {
            if (!columns.TryRead(record, _file, out var line, out var reject))
            {
                _rejects.Add(reject!);
                return 0;
            }

            lines.Add(line);
        }

        foreach (var (receipt, identity) in rows)
        {
            var at = Add(receipt, identity, record.Line, buffer.Batch);
            _keys.Add(record, buffer, at);
            foreach (var line in lines)
            {
                _ = _sink.Add(line, buffer, at);
            }
        }

        return rows.Count;
    }

    private int Add(MappedReceipt receipt, Identity identity, int line, ReceiptBatch batch)
    {
        var repeats = _mapping.RepeatsReceipts;
        if (receipt.Day > 0 && !_days.Add((receipt.Id, receipt.Day)) && (_mapping.Group || repeats))
        {
            receipt = receipt with { Days = 0 };
        }

        if ((_mapping.Group || repeats) && _grouped.TryGetValue(receipt.Id, out var at))
        {
            var old = batch.Receipts[at];
            var points = repeats ? Math.Max(old.Points, receipt.Points) : old.Points + receipt.Points;
            batch.Receipts[at] = old with
            {
                VisitDays = repeats && receipt.Day == 0 ? Math.Max(old.VisitDays, receipt.Days) : old.VisitDays + receipt.Days,
                Points = points,
                PointsBilled = points,
                DayMask = old.DayMask | receipt.DayMask,
                RowTo = line,
            };
            return at;
        }

        _grouped[receipt.Id] = batch.Receipts.Count;
        batch.Receipts.Add(new ReceiptRows
        {
            Identity = _identities.NumberOf(identity),
            Sex = identity.Sex,
            BirthDate = identity.BirthDate,
            ReceiptId = receipt.Id,
            Kind = receipt.Kind,
            Institution = receipt.Institution,
            Prescriber = receipt.Prescriber,
            VisitDays = receipt.Days,
            PointsBilled = receipt.Points,
            Points = receipt.Points,
            Flags = receipt.Billed.MonthsSince(receipt.Month) > 1 ? ClaimFlags.Late : ClaimFlags.None,
            Month = receipt.Month,
            Billed = receipt.Billed,
            SearchKey = receipt.SearchKey,
            RowFrom = line,
            RowTo = line,
            DayMask = receipt.DayMask,
            Public = receipt.Public,
        });
        return batch.Receipts.Count - 1;
    }
}
