using MathNet.Numerics;

namespace ClaimsWatch.Stats.Distributions;

/// <summary>Student's t; degrees of freedom may be fractional (Satterthwaite), and infinite ones give the normal.</summary>
public static class StudentT
{
    /// <summary>P(|T| &gt; |t|) for <paramref name="df"/> &gt; 0 degrees of freedom (R: 2 * pt(-abs(t), df)).</summary>
    public static double TwoSided(double t, double df)
    {
        if (double.IsPositiveInfinity(df))
        {
            return StandardNormal.TwoSided(t);
        }

        if (!(df > 0) || double.IsNaN(t))
        {
            return double.NaN;
        }

        var square = t * t;
        // Near zero the tail is close to one and df/(df+t²) has lost t: take the complement there.
        return square < 1
            ? 1 - SpecialFunctions.BetaRegularized(0.5, df / 2, square / (df + square))
            : SpecialFunctions.BetaRegularized(df / 2, 0.5, df / (df + square));
    }

    /// <summary>The value below which a share <paramref name="p"/> (0 to 1, both ends excluded) lies (R: qt).</summary>
    public static double Quantile(double p, double df)
    {
        if (!(p is > 0 and < 1) || !(df > 0))
        {
            return double.NaN;
        }

        if (double.IsPositiveInfinity(df))
        {
            return StandardNormal.Quantile(p);
        }

        return p < 0.5 ? -UpperQuantile(2 * p, df) : UpperQuantile(2 * (1 - p), df);
    }

    // Bisection on log t against the two-sided tail: slow (about 60 evaluations), sure, and as precise as the tail itself.
    private static double UpperQuantile(double twoSided, double df)
    {
        if (twoSided >= 1)
        {
            return 0;
        }

        double low = -700, high = 700;
        while (high - low > 1e-15 * Math.Max(1, Math.Abs(low)))
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (TwoSided(Math.Exp(middle), df) > twoSided)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Exp(0.5 * (low + high));
    }
}
