using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>Who was in two groups, what they used and what happened to them, without any comparison:
/// the tables a draw has too.</summary>
internal static class DescribedTables
{
    /// <summary>People, flow, no claim at all, bands, harms: none of them of a day of printing that only a draw has.</summary>
    public static IEnumerable<CountTable> Counts(OutcomeResults described) => ReleaseTables.CountTables(described)
        .Where(t => t.Id is not ("excluded_on_day" or "delivery") && (t.Id != "baseline_band" || t.Rows.Count > 1));

    /// <summary>Rates by window, baseline, course by month.</summary>
    public static IEnumerable<DerivedTable> Derived(OutcomeResults described) =>
        [DerivedTables.Rates(described, new GateSettings()), MeasureTables.Baseline(described), DerivedTables.TrendOf(described)];

    /// <summary>The course by month as one chart, the months between choosing and posting shaded.</summary>
    public static IReadOnlyList<ChartPlan> Charts(OutcomeResults described)
    {
        var bands = Trend.Of(described.Panel, described.Settings)?.Bands;
        var shaded = new List<(string, string, string)>();
        foreach (var (span, label) in (((int First, int Last)?, string)[])[(bands?.Selection, Texts.SelectionBand),
            (bands?.Gap, Texts.GapBand)])
        {
            if (span is { } months)
            {
                shaded.Add((DerivedTables.MonthLabel(months.First), DerivedTables.MonthLabel(months.Last), label));
            }
        }

        return [new ChartPlan("trend", [1, 2, 3, 4], Texts.TrendTitle, shaded)];
    }
}
