namespace ClaimsWatch.Stats.Linear;

/// <summary>
/// Two-stage least squares with one regressor and one instrument, intercept in both stages (Wooldridge 2010, ch. 5; R:
/// AER::ivreg). Scores are projected regressors times residuals of the ACTUAL regressor, so robust variances are those of 2SLS.
/// </summary>
public static class TwoStage
{
    /// <summary>
    /// Fits y on the regressor; a regressor the instrument does not move is dropped as aliased (not identified).
    /// </summary>
    public static FittedModel Fit(double[] y, double[] regressor, double[] instrument, string name)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(regressor);
        ArgumentNullException.ThrowIfNull(instrument);
        var stage = Ols.Fit(DesignMatrix.Intercept(y.Length).With("instrument", instrument), regressor);
        if (stage.Status != FitStatus.Converged)
        {
            return OlsFit.Failed(stage.Status, stage.Design, stage.Aliased);
        }

        var projected = stage.Design.Times(stage.Coefficients);
        var fit = Ols.Fit(DesignMatrix.Intercept(y.Length).With(name, projected), y);
        if (fit.Status != FitStatus.Converged || fit.Design.IndexOf(name) < 0)
        {
            return fit;
        }

        var residuals = new double[y.Length];
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = y[i] - fit.Coefficients[0] - (fit.Coefficients[1] * regressor[i]);
        }

        return new OlsFit(fit.Status, fit.Design, fit.Aliased,
            new FitParts(fit.Coefficients, residuals, fit.WorkingWeights, fit.Bread));
    }
}
