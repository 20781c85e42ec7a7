using MathNet.Numerics;

namespace ClaimsWatch.Stats.Distributions;

/// <summary>Fisher's F, the ratio of two independent mean squares.</summary>
public static class FisherF
{
    /// <summary>
    /// P(F &gt; x) with <paramref name="df1"/> and <paramref name="df2"/> degrees of freedom (R: pf(lower = FALSE)).
    /// </summary>
    public static double UpperTail(double x, double df1, double df2)
    {
        if (!(df1 > 0) || !(df2 > 0) || double.IsNaN(x))
        {
            return double.NaN;
        }

        return x <= 0 ? 1 : SpecialFunctions.BetaRegularized(df2 / 2, df1 / 2, df2 / (df2 + (df1 * x)));
    }
}
