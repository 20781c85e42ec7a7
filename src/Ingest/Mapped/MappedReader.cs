using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Reads a mapped CSV into receipts without lines: what no column says stays unknown and is never made up.</summary>
internal sealed class MappedReader
{
    private readonly Mapping _mapping;
    private readonly string _file;
    private readonly MappedTable _table;
    private readonly ReceiptBatch _batch = new();
    private readonly Dictionary<Identity, int> _identities = [];
    private readonly Dictionary<long, int> _grouped = [];
    private readonly HashSet<(long Receipt, int Day)> _days = [];
    private readonly List<Reject> _rejects = [];
    private readonly MappedRow _row;

    private MappedReader(ByteSource source, ByteSource? joined, Mapping mapping, IngestSettings settings, IPseudonyms pseudonyms)
    {
        _mapping = mapping;
        _file = source.Name;
        _table = MappedTable.Open(source, joined, mapping);
        _row = new MappedRow(mapping, settings, pseudonyms);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserError">A required column is missing: it is named with its accepted headers.</exception>
    public static ReadFile Read(
        ByteSource source, ByteSource? joined, Mapping mapping, IngestSettings settings, IPseudonyms pseudonyms) =>
        new MappedReader(source, joined, mapping, settings, pseudonyms).Run();

    private ReadFile Run()
    {
        var (stored, empty) = (0, 0);
        foreach (var record in _table.Records)
        {
            var before = _rejects.Count;
            var receipts = Place(record);
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
        return new ReadFile(
            _batch, _batch.Receipts.Count, tallied, _rejects, 0, [Texts.MappedWithoutLines]);
    }

    /// <summary>Receipts that a row gave; a row with a fault gives none of its months.</summary>
    private int Place(CsvRecord record)
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

        foreach (var (receipt, identity) in rows)
        {
            Add(receipt, identity, record.Line);
        }

        return rows.Count;
    }

    private void Add(MappedReceipt receipt, Identity identity, int line)
    {
        if (receipt.Day > 0 && !_days.Add((receipt.Id, receipt.Day)) && _mapping.Group)
        {
            receipt = receipt with { Days = 0 };
        }

        if (_mapping.Group && _grouped.TryGetValue(receipt.Id, out var at))
        {
            var old = _batch.Receipts[at];
            _batch.Receipts[at] = old with
            {
                VisitDays = old.VisitDays + receipt.Days,
                Points = old.Points + receipt.Points,
                PointsBilled = old.PointsBilled + receipt.Points,
                DayMask = old.DayMask | receipt.DayMask,
                RowTo = line,
            };
            return;
        }

        if (!_identities.TryGetValue(identity, out var index))
        {
            _identities.Add(identity, index = _batch.Identities.Count);
            _batch.Identities.Add(identity);
        }

        _grouped[receipt.Id] = _batch.Receipts.Count;
        _batch.Receipts.Add(new ReceiptRows
        {
            Identity = index,
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
            SearchNumber = receipt.SearchNumber,
            RowFrom = line,
            RowTo = line,
            DayMask = receipt.DayMask,
        });
    }
}
