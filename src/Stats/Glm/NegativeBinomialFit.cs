using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Glm;

/// <summary>
/// An NB2 regression with maximum-likelihood θ (Lawless 1987; R: MASS::glm.nb): coefficients at fixed θ and θ at fixed
/// coefficients in turn, until neither moves.
/// </summary>
/// <param name="Model">The fit at the final θ; its bread is the inverse of the EXPECTED information with θ taken as
/// known.</param>
/// <param name="Theta">Size θ; infinite when the counts spread no more than Poisson counts do, and then there is no fit.</param>
/// <param name="ThetaError">Standard error of θ from the observed information.</param>
public sealed record NegativeBinomialFit(GlmFit Model, double Theta, double ThetaError)
{
    private const int RoundsMax = 500;

    /// <summary>True when no finite θ exists: the data are not overdispersed.</summary>
    public bool IsPoisson => double.IsPositiveInfinity(Theta);

    /// <summary>Fits counts with log(exposure) as offset; rows without exposure are left out.</summary>
    /// <param name="design">Regressors.</param>
    /// <param name="y">Counts.</param>
    /// <param name="exposure">Exposure.</param>
    /// <param name="tolerance">Relative change of θ that ends the rounds:
    /// inference wants the last digits, forecasts do not.</param>
    public static NegativeBinomialFit Fit(DesignMatrix design, double[] y, double[] exposure, double tolerance = 1e-13)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(exposure);
        var keep = Array.ConvertAll(exposure, e => e != 0);
        if (keep.AsSpan().Contains(false))
        {
            (design, y, exposure) =
                (design.Rows(keep), DesignMatrix.Filter(y, keep), DesignMatrix.Filter(exposure, keep));
        }

        var offset = Array.ConvertAll(exposure, Math.Log);
        var fit = Irls.Fit(Poisson.Log, design, y, offset);
        if (fit.Status != FitStatus.Converged)
        {
            return new NegativeBinomialFit(fit, double.NaN, double.NaN);
        }

        var size = new SizeScore(y);
        var theta = double.NaN;
        for (var round = 0; round < RoundsMax; round++)
        {
            var (next, information) = size.At(fit.Means, theta);
            if (double.IsPositiveInfinity(next))
            {
                return new NegativeBinomialFit(fit, double.PositiveInfinity, double.NaN);
            }

            var refit = Irls.Refit(new NegativeBinomial(next), fit, y, offset);
            if (refit.Status != FitStatus.Converged)
            {
                return new NegativeBinomialFit(refit, next, double.NaN);
            }

            var still = Math.Abs(next - theta) <= tolerance * next;
            (fit, theta) = (refit, next);
            if (still)
            {
                return new NegativeBinomialFit(fit, theta, 1 / Math.Sqrt(information));
            }
        }

        // θ and the coefficients are nearly orthogonal, so the last digits are all that can be left.
        return new NegativeBinomialFit(fit, theta, 1 / Math.Sqrt(size.At(fit.Means, theta).Information));
    }
}
