using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Robust;

/// <summary>Variance for errors that depend on their neighbours in time (Newey and West 1987).</summary>
public static class NeweyWest
{
    /// <summary>
    /// Bartlett weights 1 − l/(L + 1) up to lag L, rows in time order, no prewhitening and no small-sample factor
    /// (R: sandwich::NeweyWest(lag = L, prewhite = FALSE, adjust = FALSE)).
    /// </summary>
    public static Covariance Of(FittedModel model, int lag)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        var (n, k) = (model.RowCount, model.CoefficientCount);
        if (model.Status != FitStatus.Converged)
        {
            return new Covariance($"NW{lag}", model, Sandwich.Unknown(k));
        }

        double Score(int row, int column) => model.Design.Column(column)[row] * model.ScoreResiduals[row];
        var meat = new double[k, k];
        for (var l = 0; l <= lag; l++)
        {
            var weight = l == 0 ? 0.5 : 1 - (l / (lag + 1.0));
            for (var i = l; i < n; i++)
            {
                for (var a = 0; a < k; a++)
                {
                    for (var b = 0; b < k; b++)
                    {
                        meat[a, b] += weight * ((Score(i, a) * Score(i - l, b)) + (Score(i - l, a) * Score(i, b)));
                    }
                }
            }
        }

        return new Covariance($"NW{lag}", model, Sandwich.Between(model.Bread, meat, 1));
    }
}
