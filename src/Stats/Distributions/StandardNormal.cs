using MathNet.Numerics;

namespace ClaimsWatch.Stats.Distributions;

/// <summary>The normal distribution with mean 0 and variance 1; tails keep their relative precision down to 1e-300.</summary>
public static class StandardNormal
{
    /// <summary>
    /// P(Z &gt; z), through erfc so that a small tail is never a difference of two near-equal numbers (R: pnorm(lower =
    /// FALSE)).
    /// </summary>
    public static double UpperTail(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    /// <summary>P(|Z| &gt; |z|), the two-sided p value of a z statistic.</summary>
    public static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>
    /// The value below which a share <paramref name="p"/> (0 to 1) lies (R: qnorm); p outside [0, 1] gives NaN.
    /// </summary>
    public static double Quantile(double p) =>
        p is >= 0 and <= 1 ? MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p) : double.NaN;
}
