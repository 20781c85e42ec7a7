using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Calibration;

/// <summary>How a score becomes a probability.</summary>
public enum CalibrationKind
{
    /// <summary>Isotonic regression: steps that never fall.</summary>
    Isotonic,

    /// <summary>Platt: a logit line in the score.</summary>
    Platt,
}

/// <summary>A fitted map from scores to probabilities; plain numbers.</summary>
/// <param name="Kind">How it was fitted.</param>
/// <param name="Scores">Isotonic: ascending scores where a step begins. Platt: empty.</param>
/// <param name="Probabilities">Isotonic: the probability from that score on. Platt: intercept and slope of the log odds.</param>
public sealed record CalibrationMap(CalibrationKind Kind, IReadOnlyList<double> Scores, IReadOnlyList<double> Probabilities)
{
    /// <summary>Probability of a score.</summary>
    public double Of(double score)
    {
        if (Kind == CalibrationKind.Platt)
        {
            return Logit.Binomial.Mean(Probabilities[0] + (Probabilities[1] * score));
        }

        var (low, high) = (0, Scores.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Scores[middle] <= score)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return Probabilities[Math.Max(0, low - 1)];
    }

    /// <summary>
    /// Isotonic regression by pooling adjacent violators (Ayer et al. 1955; R: isoreg): least squares among maps that never fall.
    /// </summary>
    public static CalibrationMap Isotonic(IReadOnlyList<double> scores, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(y);
        var blocks = new List<(double Score, double Sum, int Count)>();
        foreach (var same in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderBy(g => g.Key))
        {
            var block = (Score: same.Key, Sum: same.Sum(i => y[i]), Count: same.Count());
            while (blocks.Count > 0 && blocks[^1].Sum * block.Count >= block.Sum * blocks[^1].Count)
            {
                block = (blocks[^1].Score, blocks[^1].Sum + block.Sum, blocks[^1].Count + block.Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return new CalibrationMap(
            CalibrationKind.Isotonic, [.. blocks.Select(b => b.Score)], [.. blocks.Select(b => b.Sum / b.Count)]);
    }

    /// <summary>Platt's line, or null when no finite line fits.</summary>
    public static CalibrationMap? Platt(double[] scores, double[] y)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var fit = Irls.Fit(Logit.Binomial, DesignMatrix.Intercept(scores.Length).With("score", scores), y);
        return fit.Status == FitStatus.Converged && fit.Coefficients.Length == 2
            ? new CalibrationMap(CalibrationKind.Platt, [], fit.Coefficients)
            : null;
    }
}
