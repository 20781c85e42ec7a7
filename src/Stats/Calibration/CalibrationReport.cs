using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using MathNet.Numerics.Distributions;

namespace ClaimsWatch.Stats.Calibration;

/// <summary>How far probabilities are from what happened (Van Calster et al. 2019; Austin and Steyerberg 2019). NaN: can't be
/// said.</summary>
/// <param name="Observed">Events.</param>
/// <param name="Expected">Sum of probabilities.</param>
/// <param name="Ratio">Observed ÷ expected.</param>
/// <param name="RatioLow">Lower 95 % limit, exact Poisson (Garwood).</param>
/// <param name="RatioHigh">Upper limit.</param>
/// <param name="InTheLarge">Calibration-in-the-large: log odds by which everyone is off; 0 is right.</param>
/// <param name="Slope">Calibration slope; under 1 the probabilities are too extreme.</param>
/// <param name="IntegratedIndex">ICI: mean distance from a smooth curve through what happened.</param>
public sealed record CalibrationReport(
    int Observed, double Expected, double Ratio, double RatioLow, double RatioHigh, double InTheLarge, double Slope,
    double IntegratedIndex)
{
    private const double Edge = 1e-6;

    /// <summary>The report of probabilities and yes/no outcomes.</summary>
    public static CalibrationReport Of(double[] probabilities, double[] y)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(y);
        var observed = y.Count(v => v > 0);
        var expected = probabilities.Sum();
        var low = observed == 0 ? 0 : ChiSquared.InvCDF(2.0 * observed, 0.025) / 2;
        var high = ChiSquared.InvCDF(2.0 * (observed + 1), 0.975) / 2;
        var odds = Array.ConvertAll(probabilities,
            p => Math.Log(Math.Clamp(p, Edge, 1 - Edge) / (1 - Math.Clamp(p, Edge, 1 - Edge))));
        var sayable = observed > 0 && observed < y.Length;
        return new CalibrationReport(
            observed, expected, observed / expected, low / expected, high / expected,
            sayable ? Coefficient(DesignMatrix.Intercept(y.Length), y, odds, 0) : double.NaN,
            sayable ? Coefficient(DesignMatrix.Intercept(y.Length).With("odds", odds), y, null, 1) : double.NaN,
            sayable ? Distance(probabilities, odds, y) : double.NaN);
    }

    private static double Coefficient(DesignMatrix design, double[] y, double[]? offset, int index)
    {
        var fit = Irls.Fit(Logit.Binomial, design, y, offset);
        return fit.Status == FitStatus.Converged && fit.Coefficients.Length > index ? fit.Coefficients[index] : double.NaN;
    }

    // The smooth curve is a restricted cubic spline of the log odds; a straight line where there are too few distinct values.
    private static double Distance(double[] probabilities, double[] odds, double[] y)
    {
        var spline = NaturalSpline.AtQuantiles(odds, [0.1, 0.5, 0.9]);
        var design = DesignMatrix.Intercept(y.Length);
        var basis = Array.ConvertAll(odds, o => spline?.At(o) ?? [o]);
        for (var j = 0; j < basis[0].Length; j++)
        {
            var at = j;
            design = design.With($"s{j}", Array.ConvertAll(basis, b => b[at]));
        }

        var fit = Irls.Fit(Logit.Binomial, design, y);
        return fit.Status == FitStatus.Converged ? fit.Means.Zip(probabilities, (a, b) => Math.Abs(a - b)).Average() : double.NaN;
    }
}
