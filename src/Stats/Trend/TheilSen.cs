namespace ClaimsWatch.Stats.Trend;

/// <summary>The median of all pairwise slopes: a trend that one strange month can't move (Theil 1950, Sen 1968).</summary>
public static class TheilSen
{
    private const int PairsOnStack = 128;

    /// <summary>
    /// Median slope of y on x in units of y per unit of x; pairs with equal x are left out, an even number of slopes takes the
    /// mean of the middle two, and fewer than two different x give NaN.
    /// </summary>
    public static double Slope(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{x.Length} x values for {y.Length} y values.", nameof(y));
        }

        var pairs = x.Length * (x.Length - 1) / 2;
        var slopes = pairs <= PairsOnStack ? stackalloc double[PairsOnStack] : new double[pairs];
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i + 1; j < x.Length; j++)
            {
                if (x[i] != x[j])
                {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }

        if (count == 0)
        {
            return double.NaN;
        }

        slopes = slopes[..count];
        slopes.Sort();
        return count % 2 == 1 ? slopes[count / 2] : (slopes[(count / 2) - 1] + slopes[count / 2]) / 2;
    }
}
