using System.Globalization;

namespace ClaimsWatch.Detect.Tables;

/// <summary>What is wrong with a table file.</summary>
/// <param name="Line">Line, 1 the first.</param>
/// <param name="Column">Header of the column, or what part of the file.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record TableProblem(int Line, string Column, string Found, string Expected);

/// <summary>A table that an office brings, as read.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Date">Its day, from the first line.</param>
/// <param name="Source">Its source, from the first line.</param>
/// <param name="Rows">Fields in the order of the kind's columns, each row once, in the file's order.</param>
public sealed record TableFile(TableKind Kind, DateOnly Date, string Source, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>How the first line looks.</summary>
    public const string FirstLine = "# table: contraindications; date: 2024-06-01; source: 添付文書 2024年6月";

    /// <summary>
    /// Reads records of a CSV file: line 1 says table, date and source, line 2 the headers in Japanese or English, in any order.
    /// With any problem nothing of the file should be used.
    /// </summary>
    public static (TableFile? Table, IReadOnlyList<TableProblem> Problems) Read(
        IReadOnlyList<(int Line, IReadOnlyList<string> Fields)> records)
    {
        var about = records.Count == 0 ? "" : string.Join(',', records[0].Fields);
        var facts = FactsOf(about);
        var kind = TableKind.All.FirstOrDefault(k => k.Name == facts.GetValueOrDefault("table"));
        if (kind is null || !about.StartsWith('#'))
        {
            return (null, [new TableProblem(1, "table", about, $"a first line such as '{FirstLine}'; tables: "
                + string.Join(' ', TableKind.All.Select(k => k.Name)))]);
        }

        var problems = new List<TableProblem>();
        if (!DateOnly.TryParseExact(facts.GetValueOrDefault("date"), "yyyy-MM-dd", out var date))
        {
            problems.Add(new TableProblem(1, "date", facts.GetValueOrDefault("date", ""), "the table's day, YYYY-MM-DD"));
        }

        if (facts.GetValueOrDefault("source", "").Length == 0)
        {
            problems.Add(new TableProblem(1, "source", "", "where the table comes from"));
        }

        var header = records.Count < 2 ? [] : records[1].Fields.Select(h => h.Trim()).ToList();
        var places = kind.Columns.Select(c => header.FindIndex(h => h == c.Name || h == c.NameJa)).ToList();
        problems.AddRange(kind.Columns.Where((_, i) => places[i] < 0).Select(c =>
            new TableProblem(2, c.NameJa, string.Join(' ', header), $"a header {c.NameJa} or {c.Name}")));
        if (problems.Count > 0)
        {
            return (null, problems);
        }

        var rows = records.Skip(2).Select(r => Row(kind, places, r, problems)).ToList();
        return problems.Count > 0
            ? (null, problems)
            : (new TableFile(kind, date, facts["source"], [.. rows.DistinctBy(r => string.Join('\u001f', r))]), []);
    }

    /// <summary>The file as it is kept.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Records() =>
    [
        [$"# table: {Kind.Name}; date: {Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; source: {Source}"],
        [.. Kind.Columns.Select(c => c.Name)],
        .. Rows,
    ];

    /// <summary>What tables give rules and exclusions; of each kind the last one counts.</summary>
    public static ImportedTables Combine(IReadOnlyList<TableFile> tables)
    {
        var byKind = tables.GroupBy(t => t.Kind).ToDictionary(g => g.Key, g => g.Last());
        return new ImportedTables(
            Of(TableKind.Contraindications)?.Select(r => IngredientPair.Of(Number(r[0]), Number(r[1]))).ToHashSet(),
            Of(TableKind.Departments)?.GroupBy(r => long.Parse(r[0], CultureInfo.InvariantCulture), r => Number(r[1]))
                .Where(g => g.Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First()))
        {
            InstitutionGroups = Of(TableKind.InstitutionGroups) is { } groups ? Representatives(groups) : null,
            StaffList = Of(TableKind.StaffList)?.Select(r => new StaffEntry(
                long.Parse(r[0], CultureInfo.InvariantCulture), r[1] == TableKind.Support, Day(r[2]), Day(r[3]))).ToList(),
            Sources = [.. byKind.Values.OrderBy(t => t.Kind.Name, StringComparer.Ordinal)
                .Select(t => new TableSource(t.Kind.Name, t.Date, t.Source, t.Rows.Count))],
        };

        IReadOnlyList<IReadOnlyList<string>>? Of(TableKind kind) => byKind.GetValueOrDefault(kind)?.Rows;
    }

    // An institution in two groups joins them, as two owners' clinics with one shared branch would be.
    private static Dictionary<long, long> Representatives(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var least = new SortedDictionary<long, long>();
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var group in rows.GroupBy(r => r[1], r => long.Parse(r[0], CultureInfo.InvariantCulture),
                StringComparer.Ordinal))
            {
                var first = group.Min(i => least.GetValueOrDefault(i, i));
                foreach (var institution in group)
                {
                    changed |= least.GetValueOrDefault(institution, institution) != first;
                    least[institution] = first;
                }
            }
        }

        return new Dictionary<long, long>(least);
    }

    private static IReadOnlyList<string> Row(
        TableKind kind, IReadOnlyList<int> places, (int Line, IReadOnlyList<string> Fields) record, List<TableProblem> problems)
    {
        IReadOnlyList<string> row = [.. places.Select(p => p < record.Fields.Count ? record.Fields[p].Trim() : "")];
        var before = problems.Count;
        problems.AddRange(kind.Columns.Zip(row).Where(c => !c.First.Accepts(c.Second))
            .Select(c => new TableProblem(record.Line, c.First.NameJa, c.Second, c.First.Expected)));
        if (problems.Count == before && kind.WholeRow(row) is { Length: > 0 } expected)
        {
            problems.Add(new TableProblem(record.Line, kind.NameJa, string.Join(' ', row), expected));
        }

        return row;
    }

    // "# table: x; date: y; source: z"; the source may hold any character.
    private static Dictionary<string, string> FactsOf(string line)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in line.TrimStart('#', ' ').Split(';', 3, StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf(':', StringComparison.Ordinal);
            if (at > 0)
            {
                facts[part[..at].Trim()] = part[(at + 1)..].Trim();
            }
        }

        return facts;
    }

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    private static int Day(string field) => field.Length == 0 ? 0 : Number(field.Replace("-", "", StringComparison.Ordinal));
}
