using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>A mapped file opened: header found, second file indexed, values translated.</summary>
internal sealed class MappedTable
{
    private readonly Mapping _mapping;
    private readonly Dictionary<string, int> _columns;
    private readonly List<(int Index, ClaimMonth Month)> _months = [];
    private readonly Dictionary<string, CsvRecord> _joined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _joinedColumns = [];
    private readonly int _key = -1;

    private MappedTable(ByteSource source, ByteSource? joined, Mapping mapping)
    {
        _mapping = mapping;
        var (header, records) = Split(source, mapping, mapping.SkipLines);
        Records = records;
        HeaderLines = 1 + mapping.SkipLines;
        _columns = Find(source.Name, header, mapping.Columns, mapping);
        if (mapping.Unpivot is { } unpivot)
        {
            FindMonths(header, unpivot);
            if (_months.Count == 0)
            {
                throw Missing(source.Name, $"{unpivot.Prefix}202404{unpivot.Suffix}");
            }
        }

        if (mapping.Join is { } join)
        {
            if (joined is null)
            {
                throw new UserError(ExitCode.Input, Texts.JoinMissing(join.FileContains).Both, source.Name, Texts.MappingNext.Both);
            }

            _key = Position(header, join.Left) is var left and >= 0 ? left : throw Missing(source.Name, string.Join('、', join.Left));
            var (joinedHeader, joinedRecords) = Split(joined, mapping, 0);
            var right = Position(joinedHeader, join.Right);
            _joinedColumns = Find(joined.Name, joinedHeader, join.Columns, mapping);
            foreach (var record in right >= 0 ? joinedRecords : throw Missing(joined.Name, string.Join('、', join.Right)))
            {
                _joined.TryAdd(At(record, right), record);
            }
        }
    }

    /// <summary>Rows below the header.</summary>
    public IReadOnlyList<CsvRecord> Records { get; }

    /// <summary>Title lines and header.</summary>
    public int HeaderLines { get; }

    public static MappedTable Open(ByteSource source, ByteSource? joined, Mapping mapping) => new(source, joined, mapping);

    /// <summary>The fields of a row: once, or once a month column with something in it.</summary>
    public IEnumerable<Func<string, string>> Views(CsvRecord record)
    {
        if (_mapping.Unpivot is null)
        {
            yield return field => Get(record, field);
            yield break;
        }

        foreach (var (index, month) in _months)
        {
            var cell = At(record, index);
            if (cell.Trim('0', ' ').Length > 0)
            {
                yield return field => field == MappedFields.ClaimMonth ? $"{month.Value}"
                    : field == _mapping.Unpivot.Field ? Translate(field, cell)
                    : Get(record, field);
            }
        }
    }

    private string Get(CsvRecord record, string field)
    {
        var text = _columns.TryGetValue(field, out var own) ? At(record, own)
            : _joinedColumns.TryGetValue(field, out var other) && _joined.TryGetValue(At(record, _key), out var person) ? At(person, other)
            : "";
        return text.Length == 0 && _mapping.Constants.TryGetValue(field, out var constant) ? constant : Translate(field, text);
    }

    private string Translate(string field, string text) =>
        _mapping.Values.TryGetValue(field, out var values) && values.TryGetValue(text, out var value) ? value : text;

    private void FindMonths(IReadOnlyList<string> header, MappingUnpivot unpivot)
    {
        for (var i = 0; i < header.Count; i++)
        {
            var text = header[i];
            if (text.Length > unpivot.Prefix.Length + unpivot.Suffix.Length
                && text.StartsWith(unpivot.Prefix, StringComparison.Ordinal) && text.EndsWith(unpivot.Suffix, StringComparison.Ordinal)
                && MappedFields.TryMonth(text[unpivot.Prefix.Length..^unpivot.Suffix.Length], out var month))
            {
                _months.Add((i, month));
            }
        }
    }

    private static (IReadOnlyList<string> Header, IReadOnlyList<CsvRecord> Records) Split(ByteSource source, Mapping mapping, int skip)
    {
        var encoding = mapping.Encoding switch
        {
            "cp932" => FileEncoding.Cp932,
            "utf-8" => FileEncoding.Utf8,
            _ => EncodingSniffer.Sniff(source),
        };
        var records = MappedCsv.ReadRecords(source, encoding);
        return records.Count <= skip
            ? throw new UserError(ExitCode.Input, Texts.EmptyFile.Both, source.Name, Texts.MappingNext.Both)
            : (records[skip].Fields, [.. records.Skip(skip + 1)]);
    }

    private static Dictionary<string, int> Find(
        string file, IReadOnlyList<string> header, IReadOnlyDictionary<string, IReadOnlyList<string>> wanted, Mapping mapping)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, headers) in wanted)
        {
            var position = Position(header, headers);
            if (position >= 0)
            {
                found[field] = position;
            }
            else if (MappedFields.Required.Contains(field) && !mapping.Constants.ContainsKey(field))
            {
                throw Missing(file, $"{field}: {string.Join('、', headers)}");
            }
        }

        return found;
    }

    private static int Position(IReadOnlyList<string> header, IReadOnlyList<string> accepted)
    {
        var position = MappedCsv.Match(header, [new CsvColumn("", accepted)]);
        return position.TryGetValue("", out var index) ? index : -1;
    }

    private static UserError Missing(string file, string accepted) =>
        new(ExitCode.Input, Texts.MissingColumn(accepted).Both, file, Texts.MissingColumnNext.Both);

    private static string At(CsvRecord record, int index) => index < record.Fields.Count ? record.Fields[index] : "";
}
