using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>A file of receipts opened through a mapping: header found, persons' file indexed, values translated.</summary>
internal sealed class MappedTable
{
    private readonly Mapping _mapping;
    private readonly MappedSheet _sheet;
    private readonly Dictionary<string, Place> _columns;
    private readonly List<(int Index, ClaimMonth Month)> _months = [];
    private readonly Dictionary<string, CsvRecord> _joined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Place> _joinedColumns = [];
    private readonly Place _key = new(-1);

    /// <summary>Opens a file.</summary>
    /// <exception cref="UserError">A required column or the joined file is missing.</exception>
    public MappedTable(ByteSource source, IReadOnlyList<ByteSource> others, Mapping mapping)
    {
        _mapping = mapping;
        _sheet = MappedSheet.Open(source, mapping, mapping.SkipLines);
        bool Required(string field) => MappedFields.Required.Contains(field) && !mapping.Constants.ContainsKey(field);
        _columns = _sheet.Find(mapping.Columns, Required);
        if (mapping.Unpivot is { } unpivot)
        {
            FindMonths(unpivot);
        }

        if (mapping.Join is { } join)
        {
            var files = Named(others, join.FileContains);
            if (files.Count == 0)
            {
                throw new UserError(ExitCode.Input, Texts.JoinMissing(join.FileContains).Both, source.Name,
                    Texts.MappingNext.Both);
            }

            _key = _sheet.Required("join", join.Left);
            foreach (var file in files)
            {
                var sheet = MappedSheet.Open(file, mapping, join.SkipLines);
                var right = sheet.Required("join", join.Right);
                _joinedColumns = sheet.Find(join.Columns, Required);
                foreach (var record in sheet.Records)
                {
                    _joined.TryAdd(MappedSheet.At(record, right), record);
                }
            }
        }
    }

    /// <summary>Rows below the header.</summary>
    public IReadOnlyList<CsvRecord> Records => _sheet.Records;

    /// <summary>Title lines and header.</summary>
    public int HeaderLines => _sheet.HeaderLines;

    /// <summary>The file, for lines that lie in the receipts' own rows.</summary>
    public MappedSheet Sheet => _sheet;

    /// <summary>Files whose name contains a text.</summary>
    public static IReadOnlyList<ByteSource> Named(IReadOnlyList<ByteSource> files, string text) =>
        [.. files.Where(f => f.Name.Contains(text, StringComparison.OrdinalIgnoreCase))];

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
            var cell = MappedSheet.At(record, new Place(index));
            if (cell.Trim('0', ' ').Length > 0)
            {
                yield return field => field == MappedFields.ClaimMonth ? $"{month.Value}"
                    : field == _mapping.Unpivot.Field ? _mapping.Translate(field, cell)
                    : Get(record, field);
            }
        }
    }

    private string Get(CsvRecord record, string field)
    {
        var text = _columns.TryGetValue(field, out var own) ? MappedSheet.At(record, own)
            : _joinedColumns.TryGetValue(field, out var other)
            && _joined.TryGetValue(MappedSheet.At(record, _key), out var person)
                ? MappedSheet.At(person, other)
            : "";
        return _mapping.Translate(field, text);
    }

    private void FindMonths(MappingUnpivot unpivot)
    {
        for (var i = 0; i < _sheet.Header.Count; i++)
        {
            var text = _sheet.Header[i];
            if (text.Length > unpivot.Prefix.Length + unpivot.Suffix.Length
                && text.StartsWith(unpivot.Prefix, StringComparison.Ordinal)
                && text.EndsWith(unpivot.Suffix, StringComparison.Ordinal)
                && MappedFields.TryMonth(text[unpivot.Prefix.Length..^unpivot.Suffix.Length], out var month))
            {
                _months.Add((i, month));
            }
        }

        if (_months.Count == 0)
        {
            throw _sheet.Missing(unpivot.Field, [$"{unpivot.Prefix}202404{unpivot.Suffix}"]);
        }
    }
}
