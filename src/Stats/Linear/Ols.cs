namespace ClaimsWatch.Stats.Linear;

/// <summary>Ordinary least squares (R: lm).</summary>
public static class Ols
{
    /// <summary>Fits y on the design; problems come back as <see cref="FittedModel.Status"/>, never as silence.</summary>
    public static OlsFit Fit(DesignMatrix design, double[] y) => Fit(design, [y])[0];

    /// <summary>Fits several responses on one design, which is factored once.</summary>
    public static IReadOnlyList<OlsFit> Fit(DesignMatrix design, IReadOnlyList<double[]> responses)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(responses);
        if (responses.FirstOrDefault(y => y.Length != design.RowCount) is { } odd)
        {
            throw new ArgumentException($"{odd.Length} responses for {design.RowCount} rows.", nameof(responses));
        }

        if (!design.IsFinite())
        {
            return [.. responses.Select(_ => OlsFit.Failed(FitStatus.InvalidInput, design, []))];
        }

        var (kept, aliased) = design.DropAliased();
        if (kept.RowCount == 0 || kept.RowCount < kept.ColumnCount)
        {
            return [.. responses.Select(_ => OlsFit.Failed(FitStatus.TooFewRows, kept, aliased))];
        }

        var weights = new double[kept.RowCount];
        Array.Fill(weights, 1);
        var normal = NormalEquations.TryFactor(kept, weights);
        return [.. responses.Select(y => normal is null || !Array.TrueForAll(y, double.IsFinite)
            ? OlsFit.Failed(FitStatus.InvalidInput, kept, aliased) : Solve(kept, aliased, normal, weights, y))];
    }

    private static OlsFit Solve(DesignMatrix kept, IReadOnlyList<string> aliased, NormalEquations normal,
        double[] weights, double[] y)
    {
        var b = new double[kept.ColumnCount];
        var residuals = (double[])y.Clone();
        // The second and third pass are iterative refinement: they give back the digits the normal equations lost.
        for (var pass = 0; pass < 3; pass++)
        {
            var step = normal.Solve(NormalEquations.CrossVector(kept, residuals));
            for (var j = 0; j < b.Length; j++)
            {
                b[j] += step[j];
            }

            var fitted = kept.Times(b);
            for (var i = 0; i < y.Length; i++)
            {
                residuals[i] = y[i] - fitted[i];
            }
        }

        return new OlsFit(FitStatus.Converged, kept, aliased, new FitParts(b, residuals, weights, normal.Inverse()));
    }
}

/// <summary>An OLS fit.</summary>
public sealed class OlsFit : FittedModel
{
    internal OlsFit(FitStatus status, DesignMatrix design, IReadOnlyList<string> aliased, FitParts parts)
        : base(status, design, aliased, parts)
    {
    }

    /// <summary>Residual variance, divisor N − K; NaN when N = K.</summary>
    public double ResidualVariance =>
        RowCount > CoefficientCount ? ScoreResiduals.Sum(e => e * e) / (RowCount - CoefficientCount) : double.NaN;

    internal static OlsFit Failed(FitStatus status, DesignMatrix design, IReadOnlyList<string> aliased) =>
        new(status, design, aliased, FitParts.None(design));
}
