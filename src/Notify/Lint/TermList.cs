using System.Globalization;
using System.Text.RegularExpressions;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.Lint;

/// <summary>A word to avoid and what to write instead (letters 4.3).</summary>
/// <param name="Number">1 to 65.</param>
/// <param name="Level">B or W.</param>
/// <param name="Basis">N stigma, J judgement, L legal or accuracy, P plainness.</param>
/// <param name="Avoid">The word as the list has it.</param>
/// <param name="Instead">What to write instead.</param>
/// <param name="Pattern">Finds it and its inflections; null where another rule does (15, runs of requests).</param>
public sealed record Term(int Number, LintLevel Level, string Basis, string Avoid, string Instead, Regex? Pattern)
{
    /// <summary>Id in findings.</summary>
    public string Id => "T" + Number.ToString("00", CultureInfo.InvariantCulture);
}

/// <summary>Terms to avoid, from a CSV file with the columns number, level, basis, avoid, instead, pattern.</summary>
public static class TermList
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    /// <summary>The list that comes with the program.</summary>
    public static IReadOnlyList<Term> Shipped { get; } = Parse(Resources.Text("lint/terms.csv"));

    /// <summary>Reads a list; throws <see cref="DocumentException"/> naming the line that is wrong.</summary>
    public static IReadOnlyList<Term> Parse(string csv)
    {
        var rows = CsvText.Read(csv);
        return [.. rows.Skip(1).Select(Read)];
    }

    private static Term Read(CsvRow row)
    {
        if (row.Problem is not null || row.Fields.Count != 6 || row.Fields[1] is not ("B" or "W")
            || !int.TryParse(row.Fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new DocumentException("terms.csv", row.Line, "expected number,B|W,basis,avoid,instead,pattern.");
        }

        var fields = row.Fields;
        var pattern = fields[5].Length == 0 ? null : new Regex(fields[5], RegexOptions.ExplicitCapture, PatternTime);
        return new Term(number, fields[1] == "B" ? LintLevel.Block : LintLevel.Warn, fields[2], fields[3], fields[4], pattern);
    }
}
