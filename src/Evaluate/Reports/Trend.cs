using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>Claims of one sex and arm in one month counted from the month of posting (0).</summary>
/// <param name="Month">Months since posting; negative before.</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Letter">Arm.</param>
/// <param name="Sum">Claims.</param>
/// <param name="PersonMonths">Time at risk.</param>
/// <param name="Persons">People with time at risk.</param>
public sealed record TrendPoint(int Month, Sex Sex, bool Letter, double Sum, double PersonMonths, int Persons)
{
    /// <summary>Claims per person-month.</summary>
    public double Rate => Sum / PersonMonths;
}

/// <summary>Months that are in neither window, counted from the month of posting.</summary>
/// <param name="Selection">First and last selection month (they differ when rounds do).</param>
/// <param name="Gap">First and last month between selection and posting; null when there is none.</param>
public sealed record TrendBands((int First, int Last) Selection, (int First, int Last)? Gap);

/// <summary>The course of the monthly rate around the letter, rounds laid upon each other by month of posting.</summary>
/// <param name="Points">By month, sex and arm; men and women only.</param>
/// <param name="Bands">Where the selection month and the gap lie.</param>
public sealed record Trend(IReadOnlyList<TrendPoint> Points, TrendBands Bands)
{
    /// <summary>The trend of a panel, months of no window left out; null when nobody was ever in a round.</summary>
    public static Trend? Of(Panel panel, PanelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var rows = Enumerable.Range(0, panel.Episodes.Count).Where(i => !panel.Episodes[i].LetterMonth.IsNone)
            .SelectMany(i => panel.Rows(i).Select(r => (Episode: panel.Episodes[i], Row: r)))
            .Where(x => x.Row.DaysAtRisk > 0 && settings.WindowOf(x.Episode, x.Row.Month) is not null).ToArray();
        if (rows.Length == 0)
        {
            return null;
        }

        var selections = rows.Select(x => settings.SelectionOf(x.Episode).MonthsSince(x.Episode.LetterMonth)).Distinct()
            .ToArray();
        var points = rows.Where(x => x.Episode.Sex != Sex.Unknown)
            .GroupBy(x => (Month: x.Row.Month.MonthsSince(x.Episode.LetterMonth), x.Episode.Sex,
                Letter: x.Episode.Arm == Arm.Letter))
            .OrderBy(g => g.Key.Month).ThenBy(g => g.Key.Sex).ThenByDescending(g => g.Key.Letter)
            .Select(g => new TrendPoint(
                g.Key.Month, g.Key.Sex, g.Key.Letter, g.Sum(x => x.Row.Claims), g.Sum(x => x.Row.Exposure), g.Count()));
        var gap = selections.Min() < -1 ? (selections.Min() + 1, -1) : ((int, int)?)null;
        return new Trend([.. points], new TrendBands((selections.Min(), selections.Max()), gap));
    }
}
