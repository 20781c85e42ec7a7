using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>One month of a population.</summary>
/// <param name="Month">Claim month.</param>
/// <param name="Events">Events of the month.</param>
/// <param name="PersonMonths">Insured person-months, above 0.</param>
/// <param name="IsComparison">Whether it belongs to the population without letters.</param>
internal sealed record SeriesPoint(ClaimMonth Month, double Events, double PersonMonths, bool IsComparison)
{
    private const string ComparisonName = "comparison";

    /// <summary>Reads <c>month,events,person_months[,series]</c>, series own or comparison. Any bad line refuses the file: a
    /// series with a hole is another series.</summary>
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
            var series = Field(3);
            if (!ClaimMonth.TryParse(Field(0), out var month) || !double.TryParse(Field(1), out var events) || !(events >= 0)
                || !double.TryParse(Field(2), out var months) || !(months > 0) || series is not ("" or "own" or ComparisonName)
                || points.Exists(p => p.Month == month && p.IsComparison == (series == ComparisonName)))
            {
                throw new UserError(ExitCode.Input, Texts.SeriesBadLine, $"{fileName}:{row.Line}", Texts.SeriesNext);
            }

            points.Add(new SeriesPoint(month, events, months, series == ComparisonName));
        }

        return points;
    }
}
