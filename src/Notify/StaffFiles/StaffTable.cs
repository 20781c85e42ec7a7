using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>A column of a file that staff fill in; its header may be in English or Japanese.</summary>
/// <param name="Name">English header, the one that code uses.</param>
/// <param name="Japanese">Japanese header.</param>
/// <param name="Required">Whether a file without it is refused.</param>
/// <param name="Masked">Whether its content says who somebody is, never quoted in a reject.</param>
public sealed record StaffColumn(string Name, string Japanese, bool Required = true, bool Masked = false);

/// <summary>Rows that could be read, rejects for those that could not; none is lost.</summary>
/// <param name="Rows">In file order.</param>
/// <param name="Rejects">One a bad field.</param>
/// <param name="RowsIn">Data rows of the file.</param>
/// <param name="RowsRejected">Rows with at least one bad field: <c>RowsIn = Rows.Count + RowsRejected</c>.</param>
public sealed record StaffRows<T>(IReadOnlyList<T> Rows, IReadOnlyList<Reject> Rejects, int RowsIn, int RowsRejected);

/// <summary>Reads CSV files that staff write, by header names in any order.</summary>
public static class StaffTable
{
    /// <summary>
    /// Reads all rows; <paramref name="read"/> gives null for a row it rejected through <see cref="StaffRow"/>.
    /// </summary>
    /// <exception cref="UserError">The file is empty, a required column is missing, or a header stands twice (exit
    /// 3).</exception>
    public static StaffRows<T> Read<T>(string csv, string file, IReadOnlyList<StaffColumn> columns, Func<StaffRow, T?> read)
        where T : class
    {
        var lines = CsvText.Read(csv);
        if (lines.Count == 0)
        {
            throw new UserError(ExitCode.Input, Texts.FileEmpty, file, Texts.HeaderExpected(columns));
        }

        var places = Places(lines[0], file, columns);
        var rows = new List<T>();
        var rejects = new List<Reject>();
        foreach (var line in lines.Skip(1))
        {
            var row = new StaffRow(file, line, columns, places, lines[0].Fields.Count);
            var value = row.IsGood ? read(row) : null;
            if (value is not null && row.IsGood)
            {
                rows.Add(value);
            }
            else if (row.IsGood)
            {
                throw new InvalidOperationException($"A row of {file} was dropped without a reason.");
            }

            rejects.AddRange(row.Rejects);
        }

        return new StaffRows<T>(rows, rejects, lines.Count - 1, lines.Count - 1 - rows.Count);
    }

    private static Dictionary<string, int> Places(CsvRow header, string file, IReadOnlyList<StaffColumn> columns)
    {
        var names = header.Fields.Select(field => KanaWidth.Fold(field).Trim()).ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var found = names.Index().Where(item => item.Item == column.Name || item.Item == column.Japanese).ToList();
            if (found.Count > 1)
            {
                throw new UserError(
                    ExitCode.Input, Texts.HeaderTwice(column.Japanese), $"{file}:{header.Line}", Texts.HeaderExpected(columns));
            }

            if (found.Count == 1)
            {
                places.Add(column.Name, found[0].Index);
            }
            else if (column.Required)
            {
                throw new UserError(
                    ExitCode.Input, Texts.HeaderMissing(column.Name, column.Japanese), $"{file}:{header.Line}",
                    Texts.HeaderExpected(columns));
            }
        }

        return places;
    }
}
