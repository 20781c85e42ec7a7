using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>One CSV file of a mapping: its header found, its records below.</summary>
/// <param name="File">Name.</param>
/// <param name="Header">Headers as written.</param>
/// <param name="Records">Rows below the header.</param>
/// <param name="HeaderLines">Title lines and header.</param>
internal sealed record MappedSheet(string File, IReadOnlyList<string> Header, IReadOnlyList<CsvRecord> Records, int HeaderLines)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UserError">The file has no header or is not text.</exception>
    public static MappedSheet Open(ByteSource source, Mapping mapping, int skip)
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
            : new MappedSheet(source.Name, records[skip].Fields, [.. records.Skip(skip + 1)], skip + 1);
    }

    /// <summary>Position of the header accepted first, −1 if there is none: which of two columns is meant is the mapping's choice.</summary>
    public int Position(IReadOnlyList<string> accepted)
    {
        foreach (var header in accepted)
        {
            if (MappedCsv.Match(Header, [new CsvColumn("", [header])]).TryGetValue("", out var index))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Position of a header that must be there.</summary>
    /// <exception cref="UserError">It is not: it is named with those accepted.</exception>
    public int Required(string field, IReadOnlyList<string> accepted) =>
        Position(accepted) is var index and >= 0 ? index : throw Missing(field, accepted);

    /// <summary>Positions of fields; <paramref name="required"/> says which of them must be there.</summary>
    /// <exception cref="UserError">One is not.</exception>
    public Dictionary<string, int> Find(IReadOnlyDictionary<string, IReadOnlyList<string>> wanted, Func<string, bool> required)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, headers) in wanted)
        {
            if (Position(headers) is var position and >= 0)
            {
                found[field] = position;
            }
            else if (required(field))
            {
                throw Missing(field, headers);
            }
        }

        return found;
    }

    /// <summary>A value; empty beyond the row's end.</summary>
    public static string At(CsvRecord record, int index) => index < record.Fields.Count ? record.Fields[index] : "";

    /// <summary>The error that names a column with its accepted headers.</summary>
    public UserError Missing(string field, IReadOnlyList<string> accepted) =>
        new(ExitCode.Input, Texts.MissingColumn($"{field}: {string.Join('、', accepted)}").Both, $"{File}:{HeaderLines}", Texts.MissingColumnNext.Both);
}
