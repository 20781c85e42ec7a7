using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>ATT(g,t) of one monthly value among the people of one scope, under both rules of comparison.</summary>
internal sealed class GroupTimeStudy
{
    private readonly int _persons;

    private GroupTimeStudy(ClaimMonth[] months, long[] clusters, Dictionary<Comparison, IReadOnlyList<GroupTimeCell>> cells)
    {
        (Months, Clusters, Cells, _persons) = (months, clusters, cells, clusters.Length);
    }

    /// <summary>Months of the panel; cells name them by place.</summary>
    public ClaimMonth[] Months { get; }

    /// <summary>Cluster of each person.</summary>
    public long[] Clusters { get; }

    /// <summary>Cells by rule.</summary>
    public IReadOnlyDictionary<Comparison, IReadOnlyList<GroupTimeCell>> Cells { get; }

    /// <summary>Measures a value that each month at risk has.</summary>
    public static GroupTimeStudy Of(Panel panel, Scope scope, Func<PanelRow, double> value,
        params IReadOnlyList<Comparison> rules)
    {
        var (first, last) = panel.Months;
        var months = ClaimMonth.Range(first, last).ToArray();
        int[] people = [.. Enumerable.Range(0, panel.Episodes.Count).Where(i => Holds(scope, panel.Episodes[i].Sex))];
        var values = Array.ConvertAll(people, i => ValuesOf(panel.Rows(i), months, value));
        var groups = Array.ConvertAll(people, i => panel.Episodes[i] is { Arm: Arm.Letter } e
            ? e.LetterMonth.MonthsSince(first) : GroupTime.Never);
        var numbers = PersonTable.ClusterNumbers(panel);
        return new GroupTimeStudy(
            months, [.. people.Select(i => numbers[i])], rules.ToDictionary(r => r, r => GroupTime.Cells(values, groups, r)));
    }

    /// <summary>The mean effect over some cells, with the normal distribution.</summary>
    public Inference Mean(Comparison rule, Func<GroupTimeCell, bool> chosen)
    {
        var found = GroupTime.Aggregate(Cells[rule].Where(chosen), _persons);
        return Inference.Normal(
            found?.Effect ?? double.NaN, found is { } f ? GroupTime.StandardError(f.Shares, Clusters) : double.NaN);
    }

    /// <summary>People behind such a mean: lettered, and the fewest they are compared with in any month.</summary>
    public IReadOnlyList<long> Behind(Comparison rule, Func<GroupTimeCell, bool> chosen)
    {
        GroupTimeCell[] cells = [.. Cells[rule].Where(chosen)];
        return cells.Length == 0 ? [0, 0]
            : [cells.GroupBy(c => c.Group).Sum(g => (long)g.Max(c => c.Treated)), cells.Min(c => c.Controls)];
    }

    /// <summary>The women's mean effect less the men's; people of one household may be on both sides.</summary>
    public static Inference Difference(GroupTimeStudy women, GroupTimeStudy men, Comparison rule,
        Func<GroupTimeCell, bool> chosen)
    {
        var (f, m) = (GroupTime.Aggregate(women.Cells[rule].Where(chosen), women._persons),
            GroupTime.Aggregate(men.Cells[rule].Where(chosen), men._persons));
        return f is null || m is null ? Inference.Normal(double.NaN, double.NaN)
            : Inference.Normal(
                f.Value.Effect - m.Value.Effect,
                GroupTime.StandardError([.. f.Value.Shares, .. m.Value.Shares.Select(s => -s)],
                    [.. women.Clusters, .. men.Clusters]));
    }

    /// <summary>Whether somebody of a sex belongs to a scope.</summary>
    public static bool Holds(Scope scope, Sex sex) => scope switch
    {
        Scope.Male => sex == Sex.Male,
        Scope.Female => sex == Sex.Female,
        _ => sex != Sex.Unknown,
    };

    private static double[] ValuesOf(IReadOnlyList<PanelRow> rows, ClaimMonth[] months, Func<PanelRow, double> value)
    {
        var values = new double[months.Length];
        Array.Fill(values, double.NaN);
        foreach (var row in rows.Where(r => r.DaysAtRisk > 0))
        {
            values[row.Month.MonthsSince(months[0])] = value(row);
        }

        return values;
    }
}
