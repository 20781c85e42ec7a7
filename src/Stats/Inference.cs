using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Stats;

/// <summary>
/// An estimate with its standard error, test of zero and confidence interval; every part NaN when there is no standard error.
/// </summary>
/// <param name="Estimate">Point estimate on the model's scale.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Df">Degrees of freedom; infinite when the normal distribution was used.</param>
/// <param name="Statistic">Estimate over standard error.</param>
/// <param name="P">Two-sided p value.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct Inference(
    double Estimate, double StandardError, double Df, double Statistic, double P, double Low, double High)
{
    /// <summary>Share of intervals that hold the truth, unless said otherwise.</summary>
    public const double DefaultLevel = 0.95;

    /// <summary>True when the normal distribution was used.</summary>
    public bool IsNormal => double.IsPositiveInfinity(Df);

    /// <summary>A Wald test with the normal distribution.</summary>
    public static Inference Normal(double estimate, double standardError, double level = DefaultLevel) =>
        Of(estimate, standardError, double.PositiveInfinity, level);

    /// <summary>A Wald test with Student's t.</summary>
    public static Inference WithT(double estimate, double standardError, double df, double level = DefaultLevel) =>
        Of(estimate, standardError, df, level);

    private static Inference Of(double estimate, double standardError, double df, double level)
    {
        // A standard error of zero would make any estimate infinitely certain: that is a degenerate sample, not a finding.
        if (!(standardError > 0) || !double.IsFinite(estimate) || !(df > 0))
        {
            return new Inference(estimate, double.NaN, df, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var statistic = estimate / standardError;
        var reach = StudentT.Quantile(0.5 + (level / 2), df) * standardError;
        return new Inference(
            estimate, standardError, df, statistic, StudentT.TwoSided(statistic, df), estimate - reach, estimate + reach);
    }
}
