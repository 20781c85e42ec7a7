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

/// <summary>Reads quoted CSV of people and masters (roster, opt-outs, staff files); the only place that uses CsvHelper.</summary>
public static class MappedCsv
{
    /// <summary>All records, the first line included.</summary>
    /// <exception cref="UserError">The bytes are not text in the encoding found.</exception>
    public static IReadOnlyList<CsvRecord> ReadRecords(ByteSource source, FileEncoding encoding)
    {
        var options = new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, TrimWhitespace = true, PoolStrings = true };
        try
        {
            var text = EncodingSniffer.DecoderOf(encoding).GetString(source.ReadAll()).Trim('\uFEFF', '\u001A', '\0');
            using var reader = CsvReader.FromText(text, options);
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
            throw new UserError(
                ExitCode.Input, Texts.NotText(EncodingSniffer.NameOf(encoding)).Both, source.Name, Texts.NotTextNext.Both);
        }
    }

    /// <summary>Records below a header with the columns wanted; columns not wanted are left unread.</summary>
    /// <exception cref="UserError">A required column is missing; names it and its accepted headers.</exception>
    public static CsvTable Read(ByteSource source, IReadOnlyList<CsvColumn> columns)
    {
        var encoding = EncodingSniffer.Sniff(source);
        var records = ReadRecords(source, encoding);
        var positions = records.Count == 0 ? [] : Match(records[0].Fields, columns);
        foreach (var column in columns)
        {
            if (column.Required && !positions.ContainsKey(column.Name))
            {
                var accepted = string.Join("、", column.Accepted.Append(column.Name));
                throw new UserError(
                    ExitCode.Input, Texts.MissingColumn(accepted).Both, $"{source.Name}:1", Texts.MissingColumnNext.Both);
            }
        }

        return new CsvTable(source.Name, encoding, [.. records.Skip(1)], positions);
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
