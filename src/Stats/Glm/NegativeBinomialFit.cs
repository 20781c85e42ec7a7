using ClaimsWatch.Stats.Distributions;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Glm;

/// <summary>
/// An NB2 regression with maximum-likelihood θ (Lawless 1987; R: MASS::glm.nb): coefficients at fixed θ and θ at fixed
/// coefficients in turn, until neither moves.
/// </summary>
/// <param name="Model">The fit at the final θ; its bread is the inverse of the EXPECTED information with θ taken as known.</param>
/// <param name="Theta">Size θ; infinite when the counts spread no more than Poisson counts do, and then there is no fit.</param>
/// <param name="ThetaError">Standard error of θ from the observed information.</param>
public sealed record NegativeBinomialFit(GlmFit Model, double Theta, double ThetaError)
{
    private const int RoundsMax = 500;

    /// <summary>Beyond this size the variance is Poisson's to six digits for counts of a few tens.</summary>
    private const double ThetaMax = 1e7;

    /// <summary>True when no finite θ exists: the data are not overdispersed.</summary>
    public bool IsPoisson => double.IsPositiveInfinity(Theta);

    /// <summary>Fits counts with log(exposure) as offset; rows without exposure are left out.</summary>
    /// <param name="design">Regressors.</param>
    /// <param name="y">Counts.</param>
    /// <param name="exposure">Exposure.</param>
    /// <param name="tolerance">Relative change of θ that ends the rounds: inference wants the last digits, forecasts do not.</param>
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

        var theta = double.NaN;
        for (var round = 0; round < RoundsMax; round++)
        {
            var (next, information) = SizeAt(y, fit.Means, theta);
            if (!(next < ThetaMax))
            {
                return new NegativeBinomialFit(fit, double.PositiveInfinity, double.NaN);
            }

            var refit = Irls.Fit(new NegativeBinomial(next), design, y, offset);
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
        return new NegativeBinomialFit(fit, theta, 1 / Math.Sqrt(SizeAt(y, fit.Means, theta).Information));
    }

    // Newton on log θ, which keeps θ positive; the score of θ falls from plus to minus at the maximum.
    private static (double Theta, double Information) SizeAt(double[] y, double[] mean, double start)
    {
        var excess = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            excess += ((y[i] / mean[i]) - 1) * ((y[i] / mean[i]) - 1);
        }

        var theta = double.IsFinite(start) ? start : Math.Max(1e-3, y.Length / Math.Max(excess, 1e-12));
        var information = double.NaN;
        for (var step = 0; step < 200; step++)
        {
            (var score, information) = ScoreOf(y, mean, theta);
            // Far from the maximum the information may be negative: then walk uphill by a factor of two.
            var curvature = (information * theta * theta) - (score * theta);
            var move = curvature > 0 ? Math.Clamp(score * theta / curvature, -2, 2) : Math.Sign(score) * Math.Log(2);
            theta *= Math.Exp(move);
            if (theta > ThetaMax)
            {
                return (double.PositiveInfinity, double.NaN);
            }

            if (Math.Abs(move) < 1e-14)
            {
                break;
            }
        }

        return (theta, ScoreOf(y, mean, theta).Information);
    }

    private static (double Score, double Information) ScoreOf(double[] y, double[] mean, double theta)
    {
        double score = 0, information = 0;
        var (digamma, trigamma) = (Gamma.Digamma(theta), Gamma.Trigamma(theta));
        for (var i = 0; i < y.Length; i++)
        {
            var sum = mean[i] + theta;
            score += Gamma.Digamma(theta + y[i]) - digamma + Math.Log(theta / sum) + 1 - ((y[i] + theta) / sum);
            information += -Gamma.Trigamma(theta + y[i]) + trigamma - (1 / theta) + (2 / sum) - ((y[i] + theta) / (sum * sum));
        }

        return (score, information);
    }
}
