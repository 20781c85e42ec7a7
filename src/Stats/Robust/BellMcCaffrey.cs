using ClaimsWatch.Stats.Linear;
using MathNet.Numerics.LinearAlgebra;

namespace ClaimsWatch.Stats.Robust;

/// <summary>
/// CR2: the cluster-robust variance of least squares corrected for few clusters (Bell and McCaffrey 2002), with Satterthwaite degrees
/// of freedom for each coefficient (Pustejovsky and Tipton 2018; R: clubSandwich with an identity working model).
/// </summary>
public static class BellMcCaffrey
{
    private const double Tiny = 1e-12;

    /// <summary>Variance and degrees of freedom by coefficient; NaN when the fit failed or there is one cluster only.</summary>
    public static (Covariance Covariance, IReadOnlyDictionary<string, double> Df) Of(OlsFit model, long[] cluster)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cluster);
        if (cluster.Length != model.RowCount)
        {
            throw new ArgumentException($"{cluster.Length} cluster ids for {model.RowCount} rows.", nameof(cluster));
        }

        var k = model.CoefficientCount;
        var groups = Enumerable.Range(0, cluster.Length).GroupBy(i => cluster[i]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        if (model.Status != FitStatus.Converged || groups.Length < 2)
        {
            return (new Covariance("CR2", model, Sandwich.Unknown(k), groups.Length),
                model.Design.Names.ToDictionary(n => n, _ => double.NaN, StringComparer.Ordinal));
        }

        var bread = Matrix<double>.Build.DenseOfArray(model.Bread);
        var scores = new double[groups.Length * k];
        var parts = new (Matrix<double> Adjusted, Matrix<double> X)[groups.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            var rows = groups[g];
            var x = Matrix<double>.Build.Dense(rows.Length, k, (i, j) => model.Design.Column(j)[rows[i]]);
            var adjusted = InverseRoot(Matrix<double>.Build.DenseIdentity(rows.Length) - (x * bread * x.Transpose())) * x;
            parts[g] = (adjusted, x);
            var residuals = Vector<double>.Build.Dense(rows.Length, i => model.ScoreResiduals[rows[i]]);
            adjusted.TransposeThisAndMultiply(residuals).AsArray().CopyTo(scores, g * k);
        }

        var covariance = new Covariance("CR2", model, Sandwich.Between(model.Bread, Sandwich.OuterSum(scores, k), 1), groups.Length);
        return (covariance, model.Design.Names.Select((name, j) => (name, Df: Satterthwaite(parts, bread, j)))
            .ToDictionary(x => x.name, x => x.Df, StringComparer.Ordinal));
    }

    // The variance estimate is a quadratic form with matrix M, m_gh = [g = h] a_g'a_g − z_g' B z_h, where a_g = A_g X_g B c and
    // z_g = X_g' a_g; its first two moments are matched by a scaled chi-squared with tr(M)²/tr(M²) degrees of freedom.
    private static double Satterthwaite((Matrix<double> Adjusted, Matrix<double> X)[] parts, Matrix<double> bread, int coefficient)
    {
        var c = bread.Column(coefficient);
        double trace = 0, squares = 0;
        var outer = Matrix<double>.Build.Dense(c.Count, c.Count);
        foreach (var (adjusted, x) in parts)
        {
            var a = adjusted * c;
            var z = x.TransposeThisAndMultiply(a);
            var own = a * a;
            var shared = z * (bread * z);
            trace += own - shared;
            squares += (own * own) - (2 * own * shared);
            outer += z.OuterProduct(z);
        }

        var product = bread * outer;
        return trace * trace / (squares + (product * product).Trace());
    }

    // Symmetric inverse root; a direction the design explains wholly has no residual and is left out.
    private static Matrix<double> InverseRoot(Matrix<double> symmetric)
    {
        if (symmetric.RowCount == 1)
        {
            // Most clusters are one person.
            return Matrix<double>.Build.Dense(1, 1, symmetric[0, 0] > Tiny ? 1 / Math.Sqrt(symmetric[0, 0]) : 0);
        }

        var evd = symmetric.Evd(Symmetricity.Symmetric);
        var roots = evd.EigenValues.Map(v => v.Real > Tiny ? 1 / Math.Sqrt(v.Real) : 0);
        return evd.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(roots) * evd.EigenVectors.Transpose();
    }
}
