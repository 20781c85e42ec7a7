using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Robust;

/// <summary>A variance–covariance matrix of coefficients that carries the name of its recipe ("HC0", "CR1S").</summary>
public sealed class Covariance
{
    private readonly FittedModel _model;
    private readonly double[,] _values;

    internal Covariance(string name, FittedModel model, double[,] values, int clusterCount = 0)
    {
        Name = name;
        _model = model;
        _values = values;
        ClusterCount = clusterCount;
    }

    /// <summary>
    /// The inverse information of a model with dispersion 1, named "model": right only if the model's own variance is.
    /// </summary>
    public static Covariance ModelBased(FittedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Covariance("model", model, model.Bread);
    }

    /// <summary>σ² (X'X)⁻¹ of least squares, named "classical": right only if every error has the same spread.</summary>
    public static Covariance Homoskedastic(OlsFit model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var k = model.CoefficientCount;
        var values = new double[k, k];
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                values[a, b] = model.ResidualVariance * model.Bread[a, b];
            }
        }

        return new Covariance("classical", model, values);
    }

    /// <summary>The recipe, as printed beside every standard error made from it.</summary>
    public string Name { get; }

    /// <summary>Clusters summed over, 0 when there are none.</summary>
    public int ClusterCount { get; }

    /// <summary>One element.</summary>
    public double this[int row, int column] => _values[row, column];

    /// <summary>Standard error of one coefficient; NaN when it was dropped or can't be computed.</summary>
    public double StandardError(string name) =>
        _model.Design.IndexOf(name) is >= 0 and var j ? Math.Sqrt(_values[j, j]) : double.NaN;

    /// <summary>Estimate and standard error of a sum of coefficients times weights; NaN when one of them was dropped.</summary>
    public (double Estimate, double StandardError) Combine(params ReadOnlySpan<(string Name, double Weight)> terms)
    {
        var estimate = 0.0;
        var variance = 0.0;
        foreach (var (nameA, weightA) in terms)
        {
            var a = _model.Design.IndexOf(nameA);
            if (a < 0)
            {
                return (double.NaN, double.NaN);
            }

            estimate += weightA * _model.Coefficients[a];
            foreach (var (nameB, weightB) in terms)
            {
                var b = _model.Design.IndexOf(nameB);
                variance += b < 0 ? double.NaN : weightA * weightB * _values[a, b];
            }
        }

        return (estimate, Math.Sqrt(variance));
    }
}
