using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Robust;

/// <summary>Bread × meat × bread.</summary>
internal static class Sandwich
{
    public static double[,] Between(double[,] bread, double[,] meat, double factor)
    {
        var k = bread.GetLength(0);
        return Times(Times(bread, meat, k), bread, k, factor);
    }

    /// <summary>Σ g g' over rows of scores stored one after another.</summary>
    public static double[,] OuterSum(double[] scores, int k)
    {
        var meat = new double[k, k];
        for (var start = 0; start < scores.Length; start += k)
        {
            for (var a = 0; a < k; a++)
            {
                var left = scores[start + a];
                for (var b = 0; b <= a; b++)
                {
                    meat[a, b] += left * scores[start + b];
                }
            }
        }

        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < a; b++)
            {
                meat[b, a] = meat[a, b];
            }
        }

        return meat;
    }

    /// <summary>A matrix of NaN: the variance of something that has none.</summary>
    public static double[,] Unknown(int k)
    {
        var values = new double[k, k];
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                values[a, b] = double.NaN;
            }
        }

        return values;
    }

    private static double[,] Times(double[,] left, double[,] right, int k, double factor = 1)
    {
        var product = new double[k, k];
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                var sum = 0.0;
                for (var c = 0; c < k; c++)
                {
                    sum += left[a, c] * right[c, b];
                }

                product[a, b] = factor * sum;
            }
        }

        return product;
    }
}
