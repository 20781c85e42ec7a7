using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Stats.Glm;

/// <summary>Maximum likelihood of θ of NB2 at given means. Counts repeat,
/// so log Γ's derivatives are taken once a distinct count.</summary>
internal sealed class SizeScore
{
    private const int StepsMax = 200;

    /// <summary>Beyond this size the variance is Poisson's to six digits for counts of a few tens.</summary>
    private const double ThetaMax = 1e7;

    private readonly double[] _y;
    private readonly (double Value, int Rows)[] _distinct;

    public SizeScore(double[] y)
    {
        _y = y;
        _distinct = [.. y.CountBy(v => v).OrderBy(c => c.Key).Select(c => (c.Key, c.Value))];
    }

    /// <summary>
    /// θ and its observed information. Newton on log θ, which keeps θ positive; the score of θ falls from plus to minus at the
    /// maximum. θ is infinite when counts spread no more than Poisson counts do.
    /// </summary>
    public (double Theta, double Information) At(double[] mean, double start)
    {
        var theta = double.IsFinite(start) ? start : Start(mean);
        var last = double.PositiveInfinity;
        for (var step = 0; step < StepsMax; step++)
        {
            var (score, information) = Of(mean, theta);
            // Far from the maximum the information may be negative: then walk uphill by a factor of two.
            var curvature = (information * theta * theta) - (score * theta);
            var move = curvature > 0 ? Math.Clamp(score * theta / curvature, -2, 2) : Math.Sign(score) * Math.Log(2);
            theta *= Math.Exp(move);
            if (theta > ThetaMax)
            {
                return (double.PositiveInfinity, double.NaN);
            }

            // Newton's moves shrink until rounding is all that moves; with many rows that is before 1e-14.
            if (Math.Abs(move) < 1e-14 || (Math.Abs(move) < 1e-10 && Math.Abs(move) >= last))
            {
                break;
            }

            last = Math.Abs(move);
        }

        return (theta, Of(mean, theta).Information);
    }

    private double Start(double[] mean)
    {
        var excess = 0.0;
        for (var i = 0; i < _y.Length; i++)
        {
            excess += ((_y[i] / mean[i]) - 1) * ((_y[i] / mean[i]) - 1);
        }

        return Math.Max(1e-3, _y.Length / Math.Max(excess, 1e-12));
    }

    private (double Score, double Information) Of(double[] mean, double theta)
    {
        double score = 0, information = 0;
        for (var i = 0; i < _y.Length; i++)
        {
            var (sum, all) = (mean[i] + theta, _y[i] + theta);
            score += Math.Log(theta / sum) + 1 - (all / sum);
            information += (2 / sum) - (1 / theta) - (all / (sum * sum));
        }

        var (digamma, trigamma) = (Gamma.Digamma(theta), Gamma.Trigamma(theta));
        foreach (var (value, rows) in _distinct)
        {
            score += rows * (Gamma.Digamma(theta + value) - digamma);
            information += rows * (trigamma - Gamma.Trigamma(theta + value));
        }

        return (score, information);
    }
}
