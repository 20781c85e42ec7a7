using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The primary estimate as rounds were added one by one.</summary>
/// <param name="Round">Last round included.</param>
/// <param name="Letter">People of the letter arm analysed so far.</param>
/// <param name="Holdout">People of the holdout analysed so far.</param>
/// <param name="Estimate">Pooled primary estimate of claims among everyone.</param>
public sealed record CumulativeRow(string Round, int Letter, int Holdout, Estimate Estimate);

/// <summary>
/// Pooled analysis round by round, in order of posting. It is a picture of how the answer grew, not a series of tests: looking
/// many times finds a difference by chance more often than once in twenty.
/// </summary>
public static class Cumulative
{
    /// <summary>One row a round; empty when there is one round only.</summary>
    public static IReadOnlyList<CumulativeRow> Of(PersonTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rounds = table.Persons.GroupBy(p => p.Episode.Round, StringComparer.Ordinal)
            .OrderBy(g => g.Min(p => p.Episode.LetterMonth)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key).ToArray();
        if (rounds.Length < 2)
        {
            return [];
        }

        var rows = new List<CumulativeRow>();
        for (var i = 0; i < rounds.Length; i++)
        {
            var so = rounds[..(i + 1)].ToHashSet(StringComparer.Ordinal);
            var people = table.Where(p => so.Contains(p.Episode.Round));
            var complete = people.Only(Scope.All).Complete().Persons;
            rows.Add(new CumulativeRow(
                rounds[i], complete.Count(p => p.Letter > 0), complete.Count(p => p.Letter == 0),
                PoissonAncova.Measure(people, Outcome.Claims, Scope.All).Last(e => e.Vcov is "HC0" or "CR1")));
        }

        return rows;
    }

    /// <summary>As named objects.</summary>
    public static IEnumerable<Result> Results(IEnumerable<CumulativeRow> rows) => rows.Select(r =>
        Result.Of(r.Estimate) with { Id = $"cumulative.{r.Round}.{r.Estimate.Id}" });
}
