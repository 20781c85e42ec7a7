using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>One header with the field it may be.</summary>
/// <param name="Field">Field of <see cref="MappedFields"/>, of receipts or of lines in their rows.</param>
/// <param name="Header">Header as written.</param>
/// <param name="Confidence">1.0 a known header; 0.6 a header that contains a known one; 0 to 1.</param>
public sealed record GuessedColumn(string Field, string Header, double Confidence);

/// <summary>A proposal, to be read and confirmed by a person before it is used.</summary>
/// <param name="Mapping">The mapping; null if a receipt can't be made of what was found.</param>
/// <param name="Columns">Headers that were understood.</param>
/// <param name="Unused">Headers that were not.</param>
/// <param name="Missing">Fields still needed.</param>
public sealed record GuessedMapping(
    Mapping? Mapping, IReadOnlyList<GuessedColumn> Columns, IReadOnlyList<string> Unused, IReadOnlyList<string> Missing);

/// <summary>Proposes a mapping from the headers of a CSV file; looks at no value but headers,
/// so that no person is shown.</summary>
public static class MappingGuess
{
    private const int HeaderLinesMax = 10;
    private const double Contained = 0.6;

    // 投与日数 contains 日数, but it is known by itself.
    private static readonly HashSet<string> s_known =
        [.. MappedFields.All.Values.Concat(MappedFields.Lines.Values.SelectMany(t => t.Values)).SelectMany(h => h).Select(Fold)];

    /// <summary>Proposes a mapping: the header is the line, among the first ten, with the most known headers.</summary>
    /// <exception cref="UserError">The file is not text.</exception>
    public static GuessedMapping Of(ByteSource source)
    {
        var records = MappedCsv.ReadRecords(source, EncodingSniffer.Sniff(source));
        IReadOnlyList<GuessedColumn> best = [];
        var line = 0;
        for (var i = 0; i < Math.Min(HeaderLinesMax, records.Count); i++)
        {
            var columns = Columns(records[i].Fields, MappedFields.All, []);
            if (columns.Sum(c => c.Confidence) > best.Sum(c => c.Confidence))
            {
                (best, line) = (columns, i);
            }
        }

        best = WithBothKinds(best, records.Count == 0 ? [] : records[line].Fields);
        var found = best.Select(c => c.Field).ToHashSet(StringComparer.Ordinal);
        List<string> missing = [.. MappedFields.Required.Where(f => !found.Contains(f))];
        if (!found.Contains(MappedFields.ClaimMonth) && !found.Contains(MappedFields.VisitDate))
        {
            missing.Add(MappedFields.ClaimMonth);
        }

        var used = best.SelectMany(c => c.Header.Split('+')).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> header = records.Count == 0 ? [] : records[line].Fields;
        var lines = new List<MappingLines>();
        List<GuessedColumn> columnsFound = [.. best];
        foreach (var (table, fields) in MappedFields.Lines)
        {
            var columns = Columns(header, fields, used);
            if (columns.Exists(c => MappedFields.CodeOf(table).Contains(c.Field)))
            {
                lines.Add(new MappingLines(table, AsColumns(columns)));
                columnsFound.AddRange(columns);
                used.UnionWith(columns.Select(c => c.Header));
            }
        }

        var mapping = missing.Count > 0 ? null : new Mapping
        {
            Name = Path.GetFileNameWithoutExtension(source.Name),
            SkipLines = line,
            Group = !found.Contains(MappedFields.ClaimMonth),
            Columns = AsColumns(best),
            Lines = lines,
        };
        return new GuessedMapping(mapping, columnsFound, [.. header.Where(h => !used.Contains(h))], missing);
    }

    /// <summary>点数表 says 医科 or 歯科, 入外 says where: the kind is both.</summary>
    private static IReadOnlyList<GuessedColumn> WithBothKinds(IReadOnlyList<GuessedColumn> columns, IReadOnlyList<string> header)
    {
        var place = header.FirstOrDefault(h => h.Contains("入外", StringComparison.Ordinal));
        return place is null || columns.Any(c => c.Header == place) ? columns
            : [.. columns.Select(c => c.Field == "kind" && c.Header.Contains("点数表", StringComparison.Ordinal)
                ? c with { Header = $"{c.Header}+{place}" } : c)];
    }

    private static Dictionary<string, IReadOnlyList<string>> AsColumns(IReadOnlyList<GuessedColumn> columns) =>
        columns.ToDictionary(c => c.Field, c => (IReadOnlyList<string>)[c.Header], StringComparer.Ordinal);

    private static List<GuessedColumn> Columns(
        IReadOnlyList<string> header, IReadOnlyDictionary<string, IReadOnlyList<string>> fields, IEnumerable<string> used)
    {
        var columns = new List<GuessedColumn>();
        var taken = new HashSet<string>(used, StringComparer.Ordinal);
        foreach (var (confidence, fits) in new (double, Func<string, string, bool>)[]
        {
            (1, (found, known) => found == known),
            (Contained, (found, known) => known.Length > 1 && found.Contains(known) && !s_known.Contains(found)),
        })
        {
            foreach (var (field, known) in fields)
            {
                var match = columns.Exists(c => c.Field == field)
                    ? null
                    : header.FirstOrDefault(h =>
                        h.Length > 0 && !taken.Contains(h) && known.Append(field).Any(k => fits(Fold(h), Fold(k))));
                if (match is not null)
                {
                    taken.Add(match);
                    columns.Add(new GuessedColumn(field, match, confidence));
                }
            }
        }

        return columns;
    }

    private static string Fold(string text) => KanaWidth.Fold(text).Replace(" ", "").Replace("_", "").ToUpperInvariant();
}
