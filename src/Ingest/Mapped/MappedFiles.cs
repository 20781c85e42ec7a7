using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>One line read from a row, of the table it belongs to; all null if the row holds none.</summary>
internal readonly record struct ReadLine(PackedMedication? Medication, PackedDiagnosis? Diagnosis, PackedAct? Act);

/// <summary>What the files of one mapping and folder share.</summary>
internal sealed class MappedFiles
{
    public MappedFiles(
        Mapping mapping, IReadOnlyList<ByteSource> others, CodeBook book, IngestSettings settings,
        IdentityTable identities, string where)
    {
        (Mapping, Others, Settings, Identities) = (mapping, others, settings, identities);
        Codes = new MappedCodes(mapping, others, where);
        Line = new MappedLine(book, Codes.Has);
        Sink = new LineSink(book.Lists);
    }

    public Mapping Mapping { get; }

    public IReadOnlyList<ByteSource> Others { get; }

    public IngestSettings Settings { get; }

    public IdentityTable Identities { get; }

    public MappedCodes Codes { get; }

    public MappedLine Line { get; }

    public LineSink Sink { get; }
}

/// <summary>Puts lines to receipts; acts only where rules use them.</summary>
internal sealed class LineSink(ReceiptLists lists)
{
    /// <summary>False if the line is an act that no rule uses.</summary>
    public bool Add(ReadLine line, LineBuffer buffer, int receipt)
    {
        if (line.Medication is { } medication)
        {
            buffer.Add(receipt, medication);
        }
        else if (line.Diagnosis is { } diagnosis)
        {
            buffer.Add(receipt, diagnosis);
        }
        else if (line.Act is { } act)
        {
            if (!lists.IsStored(act.ActCode))
            {
                return false;
            }

            buffer.Add(receipt, act);
        }

        return true;
    }
}

/// <summary>Receipts by the key that a file of lines names them by.</summary>
internal sealed class ReceiptKeys(Mapping mapping)
{
    private readonly List<MappingLines> _lines = [.. mapping.Lines.Where(l => !l.InReceiptRows)];
    private readonly Dictionary<string, (LineBuffer Buffer, int Receipt)>[] _byKey =
        [.. mapping.Lines.Where(l => !l.InReceiptRows)
            .Select(_ => new Dictionary<string, (LineBuffer, int)>(StringComparer.Ordinal))];

    private Place[] _columns = [];

    /// <summary>Finds the key columns of a file of receipts.</summary>
    /// <exception cref="UserError">One is missing.</exception>
    public void Find(MappedSheet receipts) => _columns = [.. _lines.Select(l => receipts.Required($"lines {l.Table}", l.Left))];

    /// <summary>Remembers a receipt.</summary>
    public void Add(CsvRecord record, LineBuffer buffer, int receipt)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var key = MappedSheet.At(record, _columns[i]);
            if (key.Length > 0)
            {
                _byKey[i].TryAdd(key, (buffer, receipt));
            }
        }
    }

    /// <summary>The receipt that a line names.</summary>
    public bool TryFind(MappingLines lines, string key, out (LineBuffer Buffer, int Receipt) found) =>
        _byKey[_lines.IndexOf(lines)].TryGetValue(key, out found);
}

/// <summary>Columns of the lines in one file.</summary>
internal sealed class LineColumns(MappingLines lines, MappedSheet sheet, MappedFiles files)
{
    private readonly Dictionary<string, Place> _columns = FindColumns(lines, sheet);

    /// <summary>Reads the line of a row; false with a reject.</summary>
    public bool TryRead(CsvRecord record, string file, out ReadLine line, out Reject? reject)
    {
        string Get(string field) => files.Codes.Translate(
            field, files.Mapping.Translate(field, _columns.TryGetValue(field, out var at) ? MappedSheet.At(record, at) : ""));
        line = default;
        MappedLine.Fault? fault = null;
        if (IsBlank(record))
        {
            // No code is no line where it stands beside a receipt; in a file of lines it is a line that nobody coded.
            fault = lines.InReceiptRows ? null
                : new MappedLine.Fault(string.Join(" / ", MappedFields.CodeOf(lines.Table)), "no-code", "a code");
        }
        else
        {
            line = lines.Table switch
            {
                MappedFields.Medications => new ReadLine(files.Line.Medication(Get, out fault), null, null),
                MappedFields.Diagnoses => new ReadLine(null, files.Line.Diagnosis(Get, out fault), null),
                _ => new ReadLine(null, null, MappedLine.Act(Get, out fault)),
            };
        }

        reject = fault is { } bad ? new Reject(file, record.Line, bad.Field, bad.Code, FoundText.Masked, bad.Expected) : null;
        return reject is null;
    }

    private bool IsBlank(CsvRecord record) => MappedFields.CodeOf(lines.Table)
        .All(field => !_columns.TryGetValue(field, out var at) || MappedSheet.At(record, at).Length == 0);

    private static Dictionary<string, Place> FindColumns(MappingLines lines, MappedSheet sheet)
    {
        var found = sheet.Find(lines.Columns, _ => false);
        var codes = MappedFields.CodeOf(lines.Table).Where(lines.Columns.ContainsKey).ToList();
        return codes.Exists(found.ContainsKey)
            ? found
            : throw sheet.Missing(string.Join(" / ", codes), [.. codes.SelectMany(c => lines.Columns[c])]);
    }
}
