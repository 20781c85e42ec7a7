namespace ClaimsWatch.Stats.Glm;

/// <summary>
/// Natural cubic spline: cubic between knots, linear beyond the outer ones (Hastie, Tibshirani and Friedman 2009, eq. 5.4–5.5).
/// Spans the same space as R's <c>splines::ns</c> with an intercept in the model.
/// </summary>
/// <param name="Knots">At least three, ascending; the first and last are the boundary.</param>
public sealed record NaturalSpline(IReadOnlyList<double> Knots)
{
    /// <summary>Columns beside the intercept: one fewer than knots.</summary>
    public int Count => Knots.Count - 1;

    /// <summary>Knots at quantiles of what was seen, equal ones merged; null if fewer than three are left.</summary>
    public static NaturalSpline? AtQuantiles(IReadOnlyList<double> values, IReadOnlyList<double> shares)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shares);
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        var knots = sorted.Length == 0 ? []
            : shares.Select(s => sorted[(int)Math.Round(s * (sorted.Length - 1))]).Distinct().ToArray();
        return knots.Length < 3 ? null : new NaturalSpline(knots);
    }

    /// <summary>The columns at a value; the first is the value itself.</summary>
    public double[] At(double x)
    {
        var last = Knots.Count - 1;
        var basis = new double[Count];
        basis[0] = x;
        var end = Slope(last - 1, x);
        for (var k = 0; k < last - 1; k++)
        {
            basis[k + 1] = Slope(k, x) - end;
        }

        return basis;

        double Slope(int k, double at) => (Cube(at - Knots[k]) - Cube(at - Knots[last])) / (Knots[last] - Knots[k]);
        static double Cube(double v) => v <= 0 ? 0 : v * v * v;
    }
}
