using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Stats.Meta;

/// <summary>Estimates of one quantity from several offices, put together.</summary>
/// <param name="Count">Estimates with a standard error (k).</param>
/// <param name="Pooled">Random-effects mean; Hartung and Knapp's error, never smaller than the plain one, with t(k − 1).</param>
/// <param name="FixedEffect">Inverse-variance mean with the normal distribution.</param>
/// <param name="TauSquared">Variance between offices (DerSimonian and Laird 1986).</param>
/// <param name="Q">Cochran's Q.</param>
/// <param name="QP">Its p value, χ²(k − 1).</param>
/// <param name="ISquared">Share of the spread that is between offices, 0 to 1 (Higgins and Thompson 2002).</param>
/// <param name="PredictionLow">Where a new office's truth is expected with 95 %; NaN with fewer than three offices.</param>
/// <param name="PredictionHigh">Upper end.</param>
public sealed record RandomEffects(
    int Count, Inference Pooled, Inference FixedEffect, double TauSquared, double Q, double QP, double ISquared,
    double PredictionLow, double PredictionHigh)
{
    /// <summary>
    /// DerSimonian–Laird with the Hartung–Knapp error (2001), which with few offices is the honest one. Estimates without a
    /// positive standard error are left out; with none left every number is NaN.
    /// </summary>
    public static RandomEffects Of(IEnumerable<(double Estimate, double StandardError)> studies)
    {
        ArgumentNullException.ThrowIfNull(studies);
        var used = studies.Where(s =>
            double.IsFinite(s.Estimate) && s.StandardError > 0 && double.IsFinite(s.StandardError)).ToArray();
        var k = used.Length;
        double[] variance = [.. used.Select(s => s.StandardError * s.StandardError)];
        var (fixedMean, fixedWeight) = Mean(used, variance, 0);
        var q = used.Select((s, i) => (s.Estimate - fixedMean) * (s.Estimate - fixedMean) / variance[i]).Sum();
        var spread = fixedWeight - (variance.Sum(v => 1 / (v * v)) / fixedWeight);
        var tau = k > 1 ? Math.Max(0, (q - (k - 1)) / spread) : 0;
        var (mean, weight) = Mean(used, variance, tau);
        var plain = 1 / Math.Sqrt(weight);
        var knapp = k > 1 ? Math.Sqrt(used.Select((s, i) => (s.Estimate - mean) * (s.Estimate - mean) / (variance[i] + tau)).Sum()
            / (k - 1) / weight) : double.NaN;
        var error = Math.Max(plain, knapp);
        var pooled = k > 1 ? Inference.WithT(mean, error, k - 1) : Inference.Normal(mean, plain);
        var reach = k > 2 ? StudentT.Quantile(0.975, k - 2) * Math.Sqrt(tau + (error * error)) : double.NaN;
        return new RandomEffects(
            k, pooled, Inference.Normal(fixedMean, 1 / Math.Sqrt(fixedWeight)), tau, q, ChiSquared.UpperTail(q, k - 1),
            q > 0 ? Math.Max(0, (q - (k - 1)) / q) : 0, mean - reach, mean + reach);
    }

    private static (double Mean, double Weight) Mean((double Estimate, double)[] used, double[] variance, double tau)
    {
        var weight = variance.Sum(v => 1 / (v + tau));
        return (used.Select((s, i) => s.Estimate / (variance[i] + tau)).Sum() / weight, weight);
    }
}
