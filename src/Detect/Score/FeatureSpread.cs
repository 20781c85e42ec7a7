using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Score;

/// <summary>How a feature was spread in training, to see later whether people have changed.</summary>
/// <param name="Feature">Name.</param>
/// <param name="Cuts">Up to nine distinct deciles, ascending.</param>
/// <param name="Shares">Share of rows missing, then up to each cut, then above the last.</param>
public sealed record FeatureSpread(string Feature, IReadOnlyList<double> Cuts, IReadOnlyList<double> Shares)
{
    // A share of nothing would make the index infinite: half a row in ten thousand stands for none.
    private const double Least = 0.00005;

    /// <summary>Spreads of the inputs.</summary>
    public static IReadOnlyList<FeatureSpread> Of(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return [.. ScoreFeatures.All.Select(f => Of(f.Name, cohort.Column(f.Name).ToArray()))];
    }

    /// <summary>Spread of one feature.</summary>
    public static FeatureSpread Of(string feature, double[] values)
    {
        var known = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        double[] cuts = known.Length == 0 ? [] :
            [.. Enumerable.Range(1, 9).Select(k => known[(int)((long)k * (known.Length - 1) / 10)]).Distinct()];
        return new FeatureSpread(feature, cuts, SharesOf(cuts, values));
    }

    /// <summary>
    /// Population stability index of later values: Σ (later − then) ln(later ÷ then); under .1 the same, over .25 different
    /// people.
    /// </summary>
    public double Index(double[] later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return SharesOf(Cuts, later).Zip(Shares, (now, then) =>
        {
            var (a, b) = (Math.Max(now, Least), Math.Max(then, Least));
            return (a - b) * Math.Log(a / b);
        }).Sum();
    }

    private static double[] SharesOf(IReadOnlyList<double> cuts, double[] values)
    {
        var counts = new double[cuts.Count + 2];
        foreach (var value in values)
        {
            var bin = 0;
            if (!double.IsNaN(value))
            {
                bin = 1;
                while (bin <= cuts.Count && value > cuts[bin - 1])
                {
                    bin++;
                }
            }

            counts[bin]++;
        }

        return Array.ConvertAll(counts, c => c / Math.Max(1, values.Length));
    }
}
