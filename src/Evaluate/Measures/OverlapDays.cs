using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Evaluate.Measures;

/// <summary>Days on which supplies of one ingredient from two prescribers or more overlap, each day once, by month.</summary>
internal sealed class OverlapDays
{
    private readonly Dictionary<int, Dictionary<long, HashSet<int>>> _days = [];

    /// <summary>Notes a supply; a prescriber that is not known (0) can't overlap with anybody.</summary>
    public void Add(int ingredient, long prescriber, int day, int days)
    {
        if (ingredient == 0 || prescriber == 0)
        {
            return;
        }

        var byPrescriber = _days.TryGetValue(ingredient, out var found) ? found : _days[ingredient] = [];
        var covered = byPrescriber.TryGetValue(prescriber, out var set) ? set : byPrescriber[prescriber] = [];
        for (var i = 0; i < days; i++)
        {
            covered.Add(day + i);
        }
    }

    /// <summary>Adds the overlapping days to the column of their month.</summary>
    public void AddTo(double[][] rows, PersonHistory history, int column)
    {
        var overlapping = _days.Values.Where(p => p.Count > 1)
            .SelectMany(p =>
                p.Values.SelectMany(d => d).GroupBy(d => d).Where(g => g.Skip(1).Any()).Select(g => g.Key)).ToHashSet();
        for (var m = 0; m < rows.Length && overlapping.Count > 0; m++)
        {
            var month = history.Months[m].Month;
            var first = CareMeasures.FirstDay(month);
            rows[m][column] = overlapping.Count(d => d >= first && d < first + month.Days);
        }
    }
}
