using MathNet.Numerics.LinearAlgebra;

namespace ClaimsWatch.Stats.Linear;

/// <summary>
/// X'WX with its columns scaled to length one before factoring, so that units of the regressors do not cost digits.
/// </summary>
internal sealed class NormalEquations
{
    private readonly MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> _factor;
    private readonly double[] _scale;

    private NormalEquations(MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> factor, double[] scale)
    {
        _factor = factor;
        _scale = scale;
    }

    /// <summary>Factors X'WX, or answers null when it is not positive definite.</summary>
    public static NormalEquations? TryFactor(DesignMatrix design, ReadOnlySpan<double> weights)
    {
        var k = design.ColumnCount;
        var cross = Lanes.CrossProduct(design, weights);
        var scale = new double[k];
        for (var a = 0; a < k; a++)
        {
            scale[a] = Math.Sqrt(cross[a, a]);
            if (!(scale[a] > 0) || !double.IsFinite(scale[a]))
            {
                return null;
            }
        }

        var scaled = Matrix<double>.Build.Dense(k, k, (a, b) => cross[a, b] / scale[a] / scale[b]);
        try
        {
            return new NormalEquations(scaled.Cholesky(), scale);
        }
        catch (ArgumentException)
        {
            // MathNet's only way to say "not positive definite".
            return null;
        }
    }

    /// <summary>(X'WX)⁻¹ v.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var vector = Vector<double>.Build.Dense(right.Length);
        for (var j = 0; j < right.Length; j++)
        {
            vector[j] = right[j] / _scale[j];
        }

        var solved = _factor.Solve(vector);
        var result = new double[right.Length];
        for (var j = 0; j < result.Length; j++)
        {
            result[j] = solved[j] / _scale[j];
        }

        return result;
    }

    /// <summary>(X'WX)⁻¹, the bread of every sandwich.</summary>
    public double[,] Inverse()
    {
        var k = _scale.Length;
        var inverse = new double[k, k];
        var unit = new double[k];
        for (var b = 0; b < k; b++)
        {
            Array.Clear(unit);
            unit[b] = 1;
            var column = Solve(unit);
            for (var a = 0; a < k; a++)
            {
                inverse[a, b] = column[a];
            }
        }

        return inverse;
    }

    /// <summary>X'v, one sum a regressor.</summary>
    public static double[] CrossVector(DesignMatrix design, ReadOnlySpan<double> v)
    {
        var result = new double[design.ColumnCount];
        for (var j = 0; j < result.Length; j++)
        {
            result[j] = Lanes.Dot(v, design.Column(j));
        }

        return result;
    }
}
