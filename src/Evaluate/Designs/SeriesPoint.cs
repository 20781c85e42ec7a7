using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>One month of a population, or of its men or women.</summary>
/// <param name="Month">Claim month.</param>
/// <param name="Events">Events of the month.</param>
/// <param name="PersonMonths">Insured person-months, above 0.</param>
/// <param name="IsComparison">Whether it belongs to the population without letters.</param>
/// <param name="Sex">Sex, or unknown for a row about everyone.</param>
internal sealed record SeriesPoint(ClaimMonth Month, double Events, double PersonMonths, bool IsComparison, Sex Sex)
{
    private const string ComparisonName = "comparison";

    /// <summary>Events per person-month.</summary>
    public double Rate => Events / PersonMonths;

    /// <summary>Reads <c>month,events,person_months[,series][,sex]</c>, series own or comparison, sex 1, 2 or blank. Any bad line
    /// refuses the file: a series with a hole is another series.</summary>
    public static IReadOnlyList<SeriesPoint> Read(string text, string fileName)
    {
        var rows = CsvText.Read(text);
        var places = SeriesDesign.Columns.Select(name => rows.Count == 0 ? -1
            : rows[0].Fields.ToList().FindIndex(f => f.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (places[0] < 0 || places[1] < 0 || places[2] < 0)
        {
            throw new UserError(ExitCode.Input, Texts.SeriesColumns, fileName, Texts.SeriesNext);
        }

        var points = new List<SeriesPoint>();
        foreach (var row in rows.Skip(1))
        {
            string Field(int i) => places[i] >= 0 && places[i] < row.Fields.Count ? row.Fields[places[i]].Trim() : "";
            var (series, sex) = (Field(3), Field(4));
            if (!ClaimMonth.TryParse(Field(0), out var month) || !double.TryParse(Field(1), out var events) || !(events >= 0)
                || !double.TryParse(Field(2), out var months) || !(months > 0) || series is not ("" or "own" or ComparisonName)
                || sex is not ("" or "1" or "2"))
            {
                throw new UserError(ExitCode.Input, Texts.SeriesBadLine, $"{fileName}:{row.Line}", Texts.SeriesNext);
            }

            var point = new SeriesPoint(
                month, events, months, series == ComparisonName,
                sex switch { "1" => Sex.Male, "2" => Sex.Female, _ => Sex.Unknown });
            // A row about everyone beside rows about men and women of the same series would count people twice.
            if (points.Exists(p => p.IsComparison == point.IsComparison
                && ((p.Month == month && p.Sex == point.Sex) || p.Sex == Sex.Unknown != (point.Sex == Sex.Unknown))))
            {
                throw new UserError(ExitCode.Input, Texts.SeriesBadLine, $"{fileName}:{row.Line}", Texts.SeriesNext);
            }

            points.Add(point);
        }

        return points;
    }

    /// <summary>One series in order of months: a sex's own rows, or everyone's;
    /// empty when the file has none for the sex.</summary>
    public static SeriesPoint[] Of(IReadOnlyList<SeriesPoint> points, bool comparison, Sex sex) =>
    [
        .. points.Where(p => p.IsComparison == comparison && (sex == Sex.Unknown || p.Sex == sex)).GroupBy(p => p.Month)
        .OrderBy(g => g.Key)
            .Select(g => new SeriesPoint(g.Key, g.Sum(p => p.Events), g.Sum(p => p.PersonMonths), comparison, sex)),
    ];
}
