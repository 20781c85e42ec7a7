using System.Text;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using CsvHelper;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>One column of a staff file.</summary>
/// <param name="Name">English name (decisions E3), always accepted as a header.</param>
/// <param name="Accepted">Further headers, Japanese ones among them.</param>
/// <param name="Required">Whether the file is refused without it.</param>
public sealed record CsvColumn(string Name, IReadOnlyList<string> Accepted, bool Required = false);

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">1-based physical line it begins on.</param>
/// <param name="Fields">Values in file order, trimmed.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);

/// <summary>A CSV file with known columns.</summary>
/// <param name="File">File name.</param>
/// <param name="Encoding">As found.</param>
/// <param name="Records">Records below the header.</param>
/// <param name="Positions">Position by column name, for the columns that are there.</param>
public sealed record CsvTable(
    string File, FileEncoding Encoding, IReadOnlyList<CsvRecord> Records, IReadOnlyDictionary<string, int> Positions)
{
    /// <summary>Whether the file has a column.</summary>
    public bool Has(string column) => Positions.ContainsKey(column);

    /// <summary>A value; empty if the column or the value is absent.</summary>
    public string Get(CsvRecord record, string column) =>
        Positions.TryGetValue(column, out var position) && position < record.Fields.Count ? record.Fields[position] : "";
}

/// <summary>Reads quoted CSV of people and masters (roster, opt-outs, staff files); with <see cref="CsvRows"/> the only place
/// that uses CsvHelper.</summary>
public static class MappedCsv
{
    private static readonly CsvReaderOptions s_options =
        new() { HasHeader = false, TrackLineNumbers = true, TrimWhitespace = true, PoolStrings = true };

    /// <summary>All records, the first line included.</summary>
    /// <exception cref="UserError">The bytes are not text in the encoding found.</exception>
    public static IReadOnlyList<CsvRecord> ReadRecords(ByteSource source, FileEncoding encoding)
    {
        try
        {
            var text = EncodingSniffer.DecoderOf(encoding).GetString(source.ReadAll()).Trim('\uFEFF', '\u001A', '\0');
            using var reader = CsvReader.FromText(text, s_options);
            var records = new List<CsvRecord>();
            while (reader.Read())
            {
                var fields = new string[reader.FieldCount];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = reader.GetString(i);
                }

                if (fields.Any(f => f.Length > 0))
                {
                    records.Add(new CsvRecord((int)reader.LineNumber, fields));
                }
            }

            return records;
        }
        catch (DecoderFallbackException)
        {
            throw NotText(source, encoding);
        }
    }

    /// <summary>The same records below a header one by one, for files that are not to be held in memory.</summary>
    /// <exception cref="UserError">A required column is missing, or the bytes are not text in the encoding found.</exception>
    public static CsvRows Open(ByteSource source, IReadOnlyList<CsvColumn> columns) =>
        new(source, EncodingSniffer.Sniff(source), columns, s_options);

    /// <summary>Records below a header with the columns wanted; columns not wanted are left unread.</summary>
    /// <exception cref="UserError">A required column is missing; names it and its accepted headers.</exception>
    public static CsvTable Read(ByteSource source, IReadOnlyList<CsvColumn> columns)
    {
        var encoding = EncodingSniffer.Sniff(source);
        var records = ReadRecords(source, encoding);
        var positions = records.Count == 0 ? [] : Match(records[0].Fields, columns);
        return Missing(source, columns, positions) is { } missing
            ? throw missing
            : new CsvTable(source.Name, encoding, [.. records.Skip(1)], positions);
    }

    internal static UserError NotText(ByteSource source, FileEncoding encoding) => new(
        ExitCode.Input, Texts.NotText(EncodingSniffer.NameOf(encoding)).Both, source.Name, Texts.NotTextNext.Both);

    // What to say of the first required column that is not there; null if all are.
    internal static UserError? Missing(ByteSource source, IReadOnlyList<CsvColumn> columns, Dictionary<string, int> positions)
    {
        var column = columns.FirstOrDefault(c => c.Required && !positions.ContainsKey(c.Name));
        return column is null ? null : new UserError(
            ExitCode.Input, Texts.MissingColumn(string.Join("、", column.Accepted.Append(column.Name))).Both, $"{source.Name}:1",
            Texts.MissingColumnNext.Both);
    }

    /// <summary>Positions of the columns whose header is in a line.</summary>
    public static Dictionary<string, int> Match(IReadOnlyList<string> header, IReadOnlyList<CsvColumn> columns)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            var found = Fold(header[i]);
            var column = columns.FirstOrDefault(c => Fold(c.Name) == found || c.Accepted.Any(a => Fold(a) == found));
            if (column is not null)
            {
                positions.TryAdd(column.Name, i);
            }
        }

        return positions;
    }

    private static string Fold(string header) =>
        KanaWidth.Fold(header).Replace(" ", "").Replace("_", "").Replace("-", "").ToUpperInvariant();
}
