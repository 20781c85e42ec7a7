using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Measures;

/// <summary>One measure of one person in PRE and POST.</summary>
/// <param name="Person">The person's window sums, for arm, sex and stratum.</param>
/// <param name="Pre">Sum over PRE.</param>
/// <param name="Post">Sum over POST.</param>
internal readonly record struct MeasuredPerson(PersonSums Person, double Pre, double Post)
{
    /// <summary>Per person-month of PRE.</summary>
    public double RatePre => Pre / Person.In(Window.Pre).Months;

    /// <summary>Per person-month of POST.</summary>
    public double RatePost => Post / Person.In(Window.Post).Months;

    /// <summary>1 when it happened in POST.</summary>
    public double Ever => Post > 0 ? 1 : 0;
}

/// <summary>The extra columns of a panel summed by person and window.</summary>
internal static class MeasureSums
{
    /// <summary>The measures a panel has, in catalogue order.</summary>
    public static IReadOnlyList<Measure> In(Panel panel) =>
        [.. MeasureCatalog.All.Where(m => m.PlaceIn(panel.CovariateNames) >= 0)];

    /// <summary>Everyone at risk in POST, for shares, or in both windows, for rates; blank cells count nothing.</summary>
    public static MeasuredPerson[] Of(Panel panel, PanelSettings settings, PersonTable table, Measure measure)
    {
        var column = measure.PlaceIn(panel.CovariateNames);
        var people = measure.Kind == MeasureKind.Rate ? table.Complete() : table.Where(p => p.In(Window.Post).Months > 0);
        return [.. people.Persons.Select(p => Sum(panel, settings, p, column))];
    }

    private static MeasuredPerson Sum(Panel panel, PanelSettings settings, PersonSums person, int column)
    {
        double pre = 0, post = 0;
        foreach (var row in panel.Rows(person.Index))
        {
            if (row.DaysAtRisk == 0 || double.IsNaN(row.Covariates[column]))
            {
                continue;
            }

            switch (settings.WindowOf(person.Episode, row.Month))
            {
                case Window.Pre:
                    pre += row.Covariates[column];
                    break;
                case Window.Post:
                    post += row.Covariates[column];
                    break;
                default:
                    break;
            }
        }

        return new MeasuredPerson(person, pre, post);
    }
}
