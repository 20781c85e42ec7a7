using System.Runtime.InteropServices;

namespace ClaimsWatch.Stats.Boosting;

/// <summary>
/// Cuts features into at most 255 ordered bins and one, number 0, for missing values. Bin b ≥ 1 holds the values above cut b − 1
/// and up to cut b, so a split "up to bin b" is the same question as "value ≤ cut b".
/// </summary>
public sealed class Bins
{
    // Cuts of a large table come from evenly spaced rows: sorting a million values of each feature would cost as much as ten
    // trees.
    private const int RowsForCutsMax = 200_000;
    private readonly double[][] _cuts;

    private Bins(double[][] cuts) => _cuts = cuts;

    /// <summary>Cuts of one feature, ascending.</summary>
    public IReadOnlyList<double> Cuts(int feature) => _cuts[feature];

    /// <summary>Cuts at the quantiles of each feature; each value has a bin of its own while they last.</summary>
    public static Bins Of(FeatureTable table, int binsMax, int threads)
    {
        ArgumentNullException.ThrowIfNull(table);
        var cuts = new double[table.FeatureCount][];
        Threading.For(cuts.Length, threads, f => cuts[f] = CutsOf(table.Column(f), binsMax - 1));
        return new Bins(cuts);
    }

    /// <summary>Bin of a value.</summary>
    internal byte BinOf(int feature, double value)
    {
        var cuts = _cuts[feature];
        if (double.IsNaN(value))
        {
            return 0;
        }

        var (low, length) = (0, cuts.Length);
        while (length > 0)
        {
            var half = length >> 1;
            var above = cuts[low + half] < value;
            low = above ? low + half + 1 : low;
            length = above ? length - half - 1 : half;
        }

        return (byte)(low + 1);
    }

    private static double[] CutsOf(ReadOnlySpan<double> column, int valueBinsMax)
    {
        var step = 1 + ((column.Length - 1) / RowsForCutsMax);
        var values = new List<double>((column.Length / step) + 1);
        for (var i = 0; i < column.Length; i += step)
        {
            if (!double.IsNaN(column[i]))
            {
                values.Add(column[i]);
            }
        }

        values.Sort();
        var sorted = CollectionsMarshal.AsSpan(values);
        var distinct = Distinct(sorted);
        if (distinct.Count <= valueBinsMax)
        {
            return [.. distinct.Skip(1).Select((value, i) => Between(distinct[i], value))];
        }

        // Equal shares of rows; a value with many rows takes several places and is cut once.
        var cuts = new List<double>(valueBinsMax - 1);
        for (var k = 1; k < valueBinsMax; k++)
        {
            var at = (int)((long)k * sorted.Length / valueBinsMax);
            var (below, above) = (sorted[at - 1], sorted[at]);
            if (above > below)
            {
                Add(Between(below, above));
            }
            else if (NextAbove(sorted, at) is { } next)
            {
                Add(Between(below, next));
            }
        }

        return [.. cuts];

        void Add(double cut)
        {
            if (cuts.Count == 0 || cut > cuts[^1])
            {
                cuts.Add(cut);
            }
        }
    }

    private static double? NextAbove(ReadOnlySpan<double> sorted, int at)
    {
        var (value, low, high) = (sorted[at], at, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (sorted[middle] > value)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low < sorted.Length ? sorted[low] : null;
    }

    private static List<double> Distinct(ReadOnlySpan<double> sorted)
    {
        var distinct = new List<double>();
        foreach (var value in sorted)
        {
            if (distinct.Count == 0 || value > distinct[^1])
            {
                distinct.Add(value);
            }
        }

        return distinct;
    }

    // The middle, unless rounding would put it on the upper value.
    private static double Between(double below, double above)
    {
        var middle = below + ((above - below) / 2);
        return middle < above ? middle : below;
    }
}
