using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Where a field stands: in one column, or in two whose values are read as one with ・ between (点数表+入外, say).</summary>
/// <param name="First">Column.</param>
/// <param name="Second">Second column, −1 if there is none.</param>
internal readonly record struct Place(int First, int Second = -1);

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

    /// <summary>
    /// Place of the header accepted first, null if there is none: which of two columns is meant is the mapping's choice. A header
    /// written A+B is two columns.
    /// </summary>
    public Place? Position(IReadOnlyList<string> accepted)
    {
        foreach (var header in accepted)
        {
            List<int> found = [.. header.Split('+', 2).Select(Column)];
            if (!found.Contains(-1))
            {
                return new Place(found[0], found.Count > 1 ? found[1] : -1);
            }
        }

        return null;
    }

    /// <summary>Position of a header that must be there.</summary>
    /// <exception cref="UserError">It is not: it is named with those accepted.</exception>
    public Place Required(string field, IReadOnlyList<string> accepted) => Position(accepted) ?? throw Missing(field, accepted);

    /// <summary>Positions of fields; <paramref name="required"/> says which of them must be there.</summary>
    /// <exception cref="UserError">One is not.</exception>
    public Dictionary<string, Place> Find(IReadOnlyDictionary<string, IReadOnlyList<string>> wanted, Func<string, bool> required)
    {
        var found = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (field, headers) in wanted)
        {
            if (Position(headers) is { } position)
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
    public static string At(CsvRecord record, Place place)
    {
        var (first, second) = (Field(place.First), place.Second < 0 ? "" : Field(place.Second));
        return first.Length == 0 || second.Length == 0 ? first + second : $"{first}・{second}";

        string Field(int index) => index < record.Fields.Count ? record.Fields[index] : "";
    }

    /// <summary>The error that names a column with its accepted headers.</summary>
    public UserError Missing(string field, IReadOnlyList<string> accepted) =>
        new(ExitCode.Input, Texts.MissingColumn($"{field}: {string.Join('、', accepted)}").Both, $"{File}:{HeaderLines}",
            Texts.MissingColumnNext.Both);

    private int Column(string header) => MappedCsv.Match(Header, [new CsvColumn("", [header])]).GetValueOrDefault("", -1);
}
