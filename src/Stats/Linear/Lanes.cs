using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClaimsWatch.Stats.Linear;

/// <summary>
/// Sums over columns, four rows at a time. Always four, whatever the machine has, and never fused: the bits are the same
/// everywhere.
/// </summary>
internal static class Lanes
{
    // Rows of all columns that stay in the nearest cache while every pair of columns is multiplied.
    private const int Block = 512;

    /// <summary>Σ aᵢ bᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector256<double>>(b[..a.Length]);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 1 < x.Length; i += 2)
        {
            even += x[i] * y[i];
            odd += x[i + 1] * y[i + 1];
        }

        even += i < x.Length ? x[i] * y[i] : Vector256<double>.Zero;
        var sum = Vector256.Sum(even + odd);
        for (var rest = 4 * x.Length; rest < a.Length; rest++)
        {
            sum += a[rest] * b[rest];
        }

        return sum;
    }

    /// <summary>Adds <paramref name="factor"/> × <paramref name="column"/> to a sum by row.</summary>
    public static void Add(Span<double> sums, ReadOnlySpan<double> column, double factor)
    {
        var to = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        var from = MemoryMarshal.Cast<double, Vector256<double>>(column[..sums.Length]);
        var by = Vector256.Create(factor);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += from[i] * by;
        }

        for (var rest = 4 * to.Length; rest < sums.Length; rest++)
        {
            sums[rest] += column[rest] * factor;
        }
    }

    /// <summary>X'WX, both halves filled.</summary>
    public static double[,] CrossProduct(DesignMatrix design, ReadOnlySpan<double> weights)
    {
        var k = design.ColumnCount;
        var cross = new double[k, k];
        Span<double> weighted = stackalloc double[Block];
        for (var from = 0; from < weights.Length; from += Block)
        {
            var rows = Math.Min(Block, weights.Length - from);
            for (var a = 0; a < k; a++)
            {
                var column = design.Column(a).Slice(from, rows);
                for (var i = 0; i < rows; i++)
                {
                    weighted[i] = column[i] * weights[from + i];
                }

                for (var b = 0; b <= a; b++)
                {
                    cross[a, b] += Dot(weighted[..rows], design.Column(b).Slice(from, rows));
                }
            }
        }

        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < a; b++)
            {
                cross[b, a] = cross[a, b];
            }
        }

        return cross;
    }
}
