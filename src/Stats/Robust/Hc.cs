using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Robust;

/// <summary>
/// Small-sample forms of the heteroskedasticity-consistent variance (MacKinnon and White 1985; R: sandwich::vcovHC).
/// </summary>
public enum HcForm
{
    /// <summary>Squared scores as they are (White 1980).</summary>
    HC0,

    /// <summary>HC0 × N/(N − K).</summary>
    HC1,

    /// <summary>Each squared score over 1 − h.</summary>
    HC2,

    /// <summary>Each squared score over (1 − h)².</summary>
    HC3,

    /// <summary>Each squared score over (1 − h)^δ, δ = min(4, h over the mean h) (Cribari-Neto 2004).</summary>
    HC4,
}

/// <summary>Variances that hold when observations differ in spread but are independent.</summary>
public static class Hc
{
    /// <summary>The variance of a fit's coefficients; NaN throughout when the fit did not converge.</summary>
    public static Covariance Of(FittedModel model, HcForm form)
    {
        ArgumentNullException.ThrowIfNull(model);
        var k = model.CoefficientCount;
        var name = form.ToString();
        if (model.Status != FitStatus.Converged || (form == HcForm.HC1 && model.RowCount <= k))
        {
            return new Covariance(name, model, Sandwich.Unknown(k));
        }

        var leverages = form is HcForm.HC2 or HcForm.HC3 or HcForm.HC4 ? model.Leverages() : null;
        var scores = new double[checked(model.RowCount * k)];
        for (var a = 0; a < k; a++)
        {
            var x = model.Design.Column(a);
            for (var i = 0; i < x.Length; i++)
            {
                scores[(i * k) + a] = x[i] * model.ScoreResiduals[i] / Shrinkage(form, leverages, i, k);
            }
        }

        var factor = form == HcForm.HC1 ? (double)model.RowCount / (model.RowCount - k) : 1;
        return new Covariance(name, model, Sandwich.Between(model.Bread, Sandwich.OuterSum(scores, k), factor));
    }

    private static double Shrinkage(HcForm form, double[]? leverages, int row, int k) => form switch
    {
        HcForm.HC2 => Math.Sqrt(1 - leverages![row]),
        HcForm.HC3 => 1 - leverages![row],
        // δ/2, since scores are divided before they are squared; the leverages add up to K.
        HcForm.HC4 => Math.Pow(1 - leverages![row], Math.Min(4, leverages[row] * leverages.Length / k) / 2),
        _ => 1,
    };
}
