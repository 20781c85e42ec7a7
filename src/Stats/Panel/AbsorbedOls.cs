using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Panel;

/// <summary>Least squares with one intercept a person (Frisch and Waugh 1933; R: fixest::feols(y ~ x | person)).</summary>
public static class AbsorbedOls
{
    /// <summary>
    /// Fits y on regressors without an intercept; columns that do not vary within any person are dropped and named.
    /// </summary>
    public static AbsorbedFit Fit(DesignMatrix design, double[] y, int[] person) => Fit(design, [y], person)[0];

    /// <summary>Fits several responses on one design, which is demeaned and factored once.</summary>
    public static IReadOnlyList<AbsorbedFit> Fit(DesignMatrix design, IReadOnlyList<double[]> responses, int[] person)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentNullException.ThrowIfNull(person);
        var within = new Within(person);
        var ones = new double[person.Length];
        Array.Fill(ones, 1);
        var used = Array.ConvertAll(ones, _ => true);
        return
        [
            .. Ols.Fit(DropConstant(within.Demean(design, ones), design),
                [.. responses.Select(y => within.Demean(y, ones))]).Select(fit =>
                fit.Status != FitStatus.Converged
                    ? AbsorbedFit.Failed(fit.Status, fit.Design, fit.Aliased, used)
                    : new AbsorbedFit(fit.Status, fit.Design, fit.Aliased,
                        new FitParts(fit.Coefficients, fit.ScoreResiduals, fit.WorkingWeights, fit.Bread))
                    { Used = used }),
        ];
    }

    // What is left of a column that is constant within persons is rounding noise, which must not be taken for a regressor.
    internal static DesignMatrix DropConstant(DesignMatrix demeaned, DesignMatrix original)
    {
        var columns = new List<double[]>();
        for (var j = 0; j < demeaned.ColumnCount; j++)
        {
            var varies = Length(demeaned.Column(j)) > DesignMatrix.AliasTolerance * Length(original.Column(j));
            columns.Add(varies ? demeaned.ColumnArray(j) : new double[demeaned.RowCount]);
        }

        return DesignMatrix.Of(demeaned.RowCount, demeaned.Names, columns);
    }

    private static double Length(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var v in values)
        {
            sum += v * v;
        }

        return Math.Sqrt(sum);
    }
}
