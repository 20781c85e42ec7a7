using ClaimsWatch.Stats.Glm;

namespace ClaimsWatch.Detect.Score;

/// <summary>One input of a linear model.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Missing">Value put in for a missing one: the training mean.</param>
/// <param name="Knots">Knots of a natural cubic spline; empty is a straight line.</param>
/// <param name="Means">Mean of each column, subtracted.</param>
/// <param name="Scales">Standard deviation of each column, divided by.</param>
/// <param name="Coefficients">A coefficient a column, on the standardised scale.</param>
public sealed record GlmTerm(
    string Feature, double Missing, IReadOnlyList<double> Knots, IReadOnlyList<double> Means, IReadOnlyList<double> Scales,
    IReadOnlyList<double> Coefficients)
{
    /// <summary>Whether log(1 + value) is looked at instead of the value.</summary>
    public bool Log { get; init; }

    /// <summary>The term's part of the linear predictor: its exact additive contribution.</summary>
    public double Of(double value)
    {
        var columns = Columns(double.IsNaN(value) ? Missing : value);
        var sum = 0.0;
        for (var j = 0; j < columns.Length; j++)
        {
            sum += Coefficients[j] * (columns[j] - Means[j]) / Scales[j];
        }

        return sum;
    }

    /// <summary>Columns before standardising.</summary>
    public double[] Columns(double value) =>
        Knots.Count > 0 ? new NaturalSpline(Knots).At(value) : [Log ? Math.Log(1 + Math.Max(0, value)) : value];
}

/// <summary>
/// A discrete-time hazard (cloglog) of reaching 20 in each month of the horizon; with one month it is a plain probability model.
/// </summary>
/// <param name="Months">Intercept of each month of the horizon.</param>
/// <param name="Terms">Inputs.</param>
public sealed record GlmModel(IReadOnlyList<double> Months, IReadOnlyList<GlmTerm> Terms)
{
    /// <summary>Linear predictor of every row of a cohort, without an intercept.</summary>
    public static double[] LinearOf(IReadOnlyList<GlmTerm> terms, Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(cohort);
        var linear = new double[cohort.Rows.Count];
        foreach (var term in terms)
        {
            var values = cohort.Column(term.Feature);
            for (var i = 0; i < linear.Length; i++)
            {
                linear[i] += term.Of(values[i]);
            }
        }

        return linear;
    }

    /// <summary>Probability of the outcome within the horizon.</summary>
    public double Probability(double linear)
    {
        var left = 1.0;
        foreach (var month in Months)
        {
            left *= 1 - Cloglog.Binomial.Mean(month + linear);
        }

        return 1 - left;
    }
}
