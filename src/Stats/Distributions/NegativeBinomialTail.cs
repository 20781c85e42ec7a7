using MathNet.Numerics;

namespace ClaimsWatch.Stats.Distributions;

/// <summary>Counts with mean μ and variance μ + μ²/θ.</summary>
public static class NegativeBinomialTail
{
    /// <summary>P(Y ≥ <paramref name="count"/>), 0 to 1 (R: pnbinom(count − 1, size = θ, mu = μ, lower = FALSE)).</summary>
    /// <param name="count">1 or more.</param>
    /// <param name="mean">μ, 0 or more.</param>
    /// <param name="theta">Size θ, above 0.</param>
    public static double AtLeast(int count, double mean, double theta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return !(theta > 0) || !(mean >= 0) ? double.NaN
            : mean == 0 ? 0
            : SpecialFunctions.BetaRegularized(count, theta, mean / (mean + theta));
    }
}
