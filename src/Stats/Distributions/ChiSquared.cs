using MathNet.Numerics;

namespace ClaimsWatch.Stats.Distributions;

/// <summary>The chi-squared distribution.</summary>
public static class ChiSquared
{
    /// <summary>P(X &gt; x) by the upper incomplete gamma; 1 − CDF would stop at 1e-16 (R: pchisq(lower = FALSE)).</summary>
    public static double UpperTail(double x, double df)
    {
        if (!(df > 0) || double.IsNaN(x))
        {
            return double.NaN;
        }

        return x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(df / 2, x / 2);
    }
}
