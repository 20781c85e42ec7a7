using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Glm;

/// <summary>
/// Finds observations that no finite estimate can fit: those for which some direction of the coefficients leaves every inner
/// observation alone and pushes edge observations outwards (iterative rectifier, Correia, Guimarães and Zylkin 2019).
/// </summary>
public static class Separation
{
    private const int RoundsMax = 200;
    private const double InnerWeight = 1e8;
    private const double Tolerance = 1e-5;

    /// <summary>Number of separated observations, 0 when a finite estimate exists.</summary>
    public static int CountSeparated(DesignMatrix design, double[] y, IFamily family)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(family);
        var edges = Array.ConvertAll(y, family.IsEdge);
        if (!Array.Exists(edges, e => e))
        {
            return 0;
        }

        // Outward is down at 0 and, for a yes/no response, up at 1: a sign makes both "down".
        var signs = Array.ConvertAll(y, v => v > 0 ? -1.0 : 1.0);
        var weights = Array.ConvertAll(edges, e => e ? 1.0 : InnerWeight);
        if (NormalEquations.TryFactor(design, weights) is not { } normal)
        {
            return 0;
        }

        var u = Array.ConvertAll(edges, e => e ? 1.0 : 0.0);
        var pushed = new double[y.Length];
        for (var round = 0; round < RoundsMax; round++)
        {
            var fitted = Fit(normal, design, weights, signs, u);
            var worst = 0.0;
            for (var i = 0; i < u.Length; i++)
            {
                pushed[i] = edges[i] ? Math.Max(0, fitted[i]) : 0;
                worst = Math.Max(worst, edges[i] ? -fitted[i] : Math.Abs(fitted[i]));
            }

            if (worst <= Tolerance)
            {
                return pushed.Count(p => p > 10 * Tolerance);
            }

            Array.Copy(pushed, u, u.Length);
        }

        return 0;
    }

    private static double[] Fit(NormalEquations normal, DesignMatrix design, double[] weights, double[] signs, double[] u)
    {
        var b = new double[design.ColumnCount];
        var fitted = new double[u.Length];
        // Weights of 1e8 cost digits: refine twice.
        for (var pass = 0; pass < 3; pass++)
        {
            var rest = new double[u.Length];
            for (var i = 0; i < u.Length; i++)
            {
                rest[i] = weights[i] * ((u[i] * signs[i]) - fitted[i]);
            }

            var step = normal.Solve(NormalEquations.CrossVector(design, rest));
            for (var j = 0; j < b.Length; j++)
            {
                b[j] += step[j];
            }

            fitted = design.Times(b);
        }

        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] *= signs[i];
        }

        return fitted;
    }
}
