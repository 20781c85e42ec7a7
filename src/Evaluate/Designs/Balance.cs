namespace ClaimsWatch.Evaluate.Designs;

/// <summary>How alike the two groups are.</summary>
public static class Balance
{
    /// <summary>
    /// Standardised mean difference, treated minus (weighted) controls over the SD of the treated (as MatchIt for the effect on
    /// the treated); NaN when the treated do not vary.
    /// </summary>
    public static double Smd(double[] values, double[] treated, double[]? weights)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(treated);
        double sum = 0, mass = 0;
        var mine = values.Where((_, i) => treated[i] > 0).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (treated[i] == 0)
            {
                var w = weights?[i] ?? 1;
                sum += w * values[i];
                mass += w;
            }
        }

        if (mine.Length < 2 || mass == 0)
        {
            return double.NaN;
        }

        var mean = mine.Average();
        var sd = Math.Sqrt(mine.Sum(v => (v - mean) * (v - mean)) / (mine.Length - 1));
        return sd > 0 ? (mean - (sum / mass)) / sd : double.NaN;
    }

    /// <summary>Kish's effective number of people behind weights, (Σw)²/Σw².</summary>
    public static double EffectiveSize(double[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var sum = weights.Sum();
        return sum * sum / weights.Sum(w => w * w);
    }

    /// <summary>Share of the treated whose score no control reaches.</summary>
    public static double OutsideShare(double[] scores, double[] treated)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(treated);
        var highest = scores.Where((_, i) => treated[i] == 0).DefaultIfEmpty(double.NegativeInfinity).Max();
        var mine = scores.Where((_, i) => treated[i] > 0).ToArray();
        return mine.Length == 0 ? double.NaN : (double)mine.Count(s => s > highest) / mine.Length;
    }
}
