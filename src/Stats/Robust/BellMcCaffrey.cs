using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using MathNet.Numerics.LinearAlgebra;

namespace ClaimsWatch.Stats.Robust;

/// <summary>
/// CR2: the cluster-robust variance corrected for few clusters (Bell and McCaffrey 2002), with Satterthwaite degrees of freedom
/// for each coefficient (Pustejovsky and Tipton 2018; R: clubSandwich). The working model is that of the fit: independent rows
/// with one spread for least squares, with the family's variance for Poisson and logit, whose links are canonical.
/// </summary>
public static class BellMcCaffrey
{
    private const double Tiny = 1e-12;

    /// <summary>Variance and degrees of freedom by coefficient; NaN when the fit failed or there is one cluster only.</summary>
    /// <exception cref="ArgumentException">The link is not the canonical one of its family.</exception>
    public static (Covariance Covariance, IReadOnlyDictionary<string, double> Df) Of(FittedModel model, long[] cluster)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cluster);
        if (cluster.Length != model.RowCount)
        {
            throw new ArgumentException($"{cluster.Length} cluster ids for {model.RowCount} rows.", nameof(cluster));
        }

        if (model is not (OlsFit or GlmFit { Family: Poisson.FamilyName or Logit.FamilyName }))
        {
            throw new ArgumentException("CR2 is for least squares, Poisson and logit.", nameof(model));
        }

        var k = model.CoefficientCount;
        var groups = Enumerable.Range(0, cluster.Length).GroupBy(i => cluster[i]).OrderBy(g => g.Key)
            .Select(g => g.ToArray()).ToArray();
        if (model.Status != FitStatus.Converged || groups.Length < 2)
        {
            return (new Covariance("CR2", model, Sandwich.Unknown(k), groups.Length),
                model.Design.Names.ToDictionary(n => n, _ => double.NaN, StringComparer.Ordinal));
        }

        var bread = Matrix<double>.Build.DenseOfArray(model.Bread);
        var scores = new double[groups.Length * k];
        var parts = new (Matrix<double> Adjusted, Matrix<double> U, double[] Variance)[groups.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            var rows = groups[g];
            var x = Matrix<double>.Build.Dense(rows.Length, k, (i, j) => model.Design.Column(j)[rows[i]]);
            // Of a canonical link the derivative of the mean is the variance v itself: rows of U are v·x, and U'V⁻¹ is x'.
            double[] variance = [.. rows.Select(i => model.WorkingWeights[i])];
            var u = Matrix<double>.Build.Dense(rows.Length, k, (i, j) => variance[i] * x[i, j]);
            var adjusted = Adjustment(variance, u * bread * u.Transpose()) * x;
            parts[g] = (adjusted, u, variance);
            var residuals = Vector<double>.Build.Dense(rows.Length, i => model.ScoreResiduals[rows[i]]);
            adjusted.TransposeThisAndMultiply(residuals).AsArray().CopyTo(scores, g * k);
        }

        var covariance =
            new Covariance("CR2", model, Sandwich.Between(model.Bread, Sandwich.OuterSum(scores, k), 1), groups.Length);
        return (covariance, model.Design.Names.Select((name, j) => (name, Df: Satterthwaite(parts, bread, j)))
            .ToDictionary(x => x.name, x => x.Df, StringComparer.Ordinal));
    }

    // The variance estimate is a quadratic form with matrix M, m_gh = [g = h] a_g'V_g a_g − z_g' B z_h, where a_g = A_g X_g B c
    // and z_g = U_g' a_g; its first two moments are matched by a scaled chi-squared with tr(M)²/tr(M²) degrees of freedom.
    private static double Satterthwaite((Matrix<double> Adjusted, Matrix<double> U, double[] Variance)[] parts,
        Matrix<double> bread, int coefficient)
    {
        var c = bread.Column(coefficient);
        double trace = 0, squares = 0;
        var outer = Matrix<double>.Build.Dense(c.Count, c.Count);
        foreach (var (adjusted, u, variance) in parts)
        {
            var a = adjusted * c;
            var z = u.TransposeThisAndMultiply(a);
            var own = 0.0;
            for (var i = 0; i < variance.Length; i++)
            {
                own += variance[i] * a[i] * a[i];
            }

            var shared = z * (bread * z);
            trace += own - shared;
            squares += (own * own) - (2 * own * shared);
            outer += z.OuterProduct(z);
        }

        var product = bread * outer;
        return trace * trace / (squares + (product * product).Trace());
    }

    // A = D (D (V − H) D)^(−1/2) D with D the root of V: what makes the residuals' variance V again.
    private static Matrix<double> Adjustment(double[] variance, Matrix<double> explained)
    {
        double[] roots = [.. variance.Select(Math.Sqrt)];
        var inner = Matrix<double>.Build.Dense(
            roots.Length, roots.Length, (i, j) => roots[i] * roots[j] * ((i == j ? variance[i] : 0) - explained[i, j]));
        var root = InverseRoot(inner, variance.Max());
        return Matrix<double>.Build.Dense(roots.Length, roots.Length, (i, j) => roots[i] * root[i, j] * roots[j]);
    }

    // Symmetric inverse root; a direction the design explains wholly has no residual and is left out.
    private static Matrix<double> InverseRoot(Matrix<double> symmetric, double scale)
    {
        var tiny = Tiny * scale * scale;
        if (symmetric.RowCount == 1)
        {
            // Most clusters are one person.
            return Matrix<double>.Build.Dense(1, 1, symmetric[0, 0] > tiny ? 1 / Math.Sqrt(symmetric[0, 0]) : 0);
        }

        var evd = symmetric.Evd(Symmetricity.Symmetric);
        var roots = evd.EigenValues.Map(v => v.Real > tiny ? 1 / Math.Sqrt(v.Real) : 0);
        return evd.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(roots) * evd.EigenVectors.Transpose();
    }
}
