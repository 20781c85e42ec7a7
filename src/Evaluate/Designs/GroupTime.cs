namespace ClaimsWatch.Evaluate.Designs;

/// <summary>One ATT(g,t) with its influence on every person.</summary>
/// <param name="Group">Index of the group's first treated month.</param>
/// <param name="Time">Index of the month.</param>
/// <param name="Weight">People of the group.</param>
/// <param name="Effect">Difference in mean change since the base month.</param>
/// <param name="Influence">One value a person, 0 for those not in the comparison.</param>
public sealed record GroupTimeCell(int Group, int Time, int Weight, double Effect, double[] Influence)
{
    /// <summary>People of the group at risk in both months.</summary>
    public required int Treated { get; init; }

    /// <summary>People it is compared with.</summary>
    public required int Controls { get; init; }

    /// <summary>Months since the letter; below 0 before it.</summary>
    public int Since => Time - Group;
}

/// <summary>Who is compared with a group.</summary>
public enum Comparison
{
    /// <summary>People who never get a letter.</summary>
    Never,

    /// <summary>They, and people whose letter comes after the month looked at.</summary>
    NotYet,
}

/// <summary>
/// E9: group-time average effects, unconditional (Callaway and Sant'Anna 2021, J. Econometrics 225). Base month g − 1 from the
/// letter on and t − 1 before it (varying base); people at risk in both months. The not-yet rule is that of R's did: never, or G
/// &gt; t and G ≠ g. Standard errors from influence functions with divisor n; weights of aggregates are taken as fixed.
/// </summary>
public static class GroupTime
{
    /// <summary>A person who never gets a letter.</summary>
    public const int Never = int.MaxValue;

    /// <summary>
    /// Every cell that has people on both sides. <paramref name="rates"/> has a row a person and a column a month, NaN where the
    /// person was not at risk; <paramref name="groups"/> the column of the letter month, or <see cref="Never"/>.
    /// </summary>
    public static IReadOnlyList<GroupTimeCell> Cells(double[][] rates, int[] groups, Comparison rule)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(groups);
        var months = rates.Length == 0 ? 0 : rates[0].Length;
        var cells = new List<GroupTimeCell>();
        foreach (var g in groups.Where(g => g != Never && g > 0).Distinct().Order())
        {
            for (var t = 1; t < months; t++)
            {
                var @base = t >= g ? g - 1 : t - 1;
                bool IsControl(int other) => other == Never || (rule == Comparison.NotYet && other > t && other != g);
                if (Cell(rates, groups, g, t, @base, IsControl) is { } cell)
                {
                    cells.Add(cell);
                }
            }
        }

        return cells;
    }

    /// <summary>
    /// A mean of cells weighted by group size, and each person's share in its error (its square, summed within clusters, is the
    /// variance); null without a cell.
    /// </summary>
    public static (double Effect, double[] Shares)? Aggregate(IEnumerable<GroupTimeCell> cells, int persons)
    {
        var chosen = cells.ToArray();
        if (chosen.Length == 0)
        {
            return null;
        }

        var total = chosen.Sum(c => (double)c.Weight);
        var shares = new double[persons];
        foreach (var cell in chosen)
        {
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] += cell.Influence[i] * cell.Weight / total / persons;
            }
        }

        return (chosen.Sum(c => c.Effect * c.Weight / total), shares);
    }

    /// <summary>Standard error of a sum whose shares lie in clusters.</summary>
    public static double StandardError(IReadOnlyList<double> shares, IReadOnlyList<long> clusters) =>
        Math.Sqrt(shares.Select((value, i) => (Cluster: clusters[i], Value: value)).GroupBy(x => x.Cluster, x => x.Value)
            .OrderBy(x => x.Key).Sum(x => x.Sum() * x.Sum()));

    private static GroupTimeCell? Cell(double[][] rates, int[] groups, int g, int t, int @base, Func<int, bool> isControl)
    {
        var n = rates.Length;
        var change = new double[n];
        var treated = new List<int>();
        var controls = new List<int>();
        for (var i = 0; i < n; i++)
        {
            change[i] = rates[i][t] - rates[i][@base];
            if (!double.IsNaN(change[i]) && (groups[i] == g || isControl(groups[i])))
            {
                (groups[i] == g ? treated : controls).Add(i);
            }
        }

        if (treated.Count == 0 || controls.Count == 0)
        {
            return null;
        }

        var (meanTreated, meanControls) = (treated.Average(i => change[i]), controls.Average(i => change[i]));
        var influence = new double[n];
        foreach (var i in treated)
        {
            influence[i] = (double)n / treated.Count * (change[i] - meanTreated);
        }

        foreach (var i in controls)
        {
            influence[i] = -(double)n / controls.Count * (change[i] - meanControls);
        }

        return new GroupTimeCell(g, t, groups.Count(x => x == g), meanTreated - meanControls, influence)
        {
            Treated = treated.Count,
            Controls = controls.Count,
        };
    }
}
