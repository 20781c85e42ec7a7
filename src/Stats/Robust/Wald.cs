using ClaimsWatch.Stats.Distributions;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Robust;

/// <summary>A joint test that several coefficients are all zero.</summary>
/// <param name="Count">Coefficients tested (q).</param>
/// <param name="ChiSquared">Wald statistic; NaN when the variance of the coefficients has no inverse.</param>
/// <param name="P">P value with χ²(q).</param>
/// <param name="F">Statistic over q.</param>
/// <param name="FDf">Second degrees of freedom of F.</param>
/// <param name="FP">P value with F(q, <paramref name="FDf"/>).</param>
public sealed record Wald(int Count, double ChiSquared, double P, double F, double FDf, double FP)
{
    /// <summary>b' V⁻¹ b over the named coefficients; a dropped one makes the test impossible (NaN).</summary>
    public static Wald Test(FittedModel model, Covariance covariance, IReadOnlyList<string> names, double fDf)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentNullException.ThrowIfNull(names);
        var places = names.Select(model.Design.IndexOf).ToArray();
        var q = places.Length;
        var statistic = double.NaN;
        if (q > 0 && Array.TrueForAll(places, p => p >= 0) && model.Status == FitStatus.Converged)
        {
            statistic = Form(model, covariance, places);
        }

        return new Wald(
            q, statistic, Tail(statistic, q), statistic / q, fDf, FisherF.UpperTail(statistic / q, q, fDf));
    }

    private static double Tail(double statistic, int q) => Distributions.ChiSquared.UpperTail(statistic, q);

    private static double Form(FittedModel model, Covariance covariance, int[] places)
    {
        var v = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(
            places.Length, places.Length, (a, b) => covariance[places[a], places[b]]);
        var b = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([.. places.Select(p => model.Coefficients[p])]);
        try
        {
            return b * v.Cholesky().Solve(b);
        }
        catch (ArgumentException)
        {
            // Fewer clusters than coefficients: the variance has no inverse.
            return double.NaN;
        }
    }
}
