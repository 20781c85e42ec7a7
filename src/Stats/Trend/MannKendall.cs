namespace ClaimsWatch.Stats.Trend;

/// <summary>
/// Mann–Kendall test of a rising series with the exact permutation distribution given the observed values, ties included
/// (Mann 1945; Kendall 1975). With six months and ties the normal approximation is far off, so it is not offered.
/// </summary>
public static class MannKendall
{
    /// <summary>Longest series taken, so that the working array fits the stack.</summary>
    public const int LengthMax = 60;

    /// <summary>S: pairs that rise minus pairs that fall, in time order.</summary>
    public static int Score(ReadOnlySpan<double> y)
    {
        var score = 0;
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = i + 1; j < y.Length; j++)
            {
                score += y[j].CompareTo(y[i]);
            }
        }

        return score;
    }

    /// <summary>
    /// One-sided P(S ≥ observed) over all distinct orderings of the observed values, right to 1e-13; 1 when all values are equal
    /// or fewer than two are given. A series longer than <see cref="LengthMax"/> is refused.
    /// </summary>
    public static double IncreaseP(ReadOnlySpan<double> y)
    {
        if (y.Length > LengthMax)
        {
            throw new ArgumentException($"{y.Length} values, at most {LengthMax} are taken.", nameof(y));
        }

        Span<double> sorted = stackalloc double[LengthMax];
        sorted = sorted[..y.Length];
        y.CopyTo(sorted);
        sorted.Sort();

        // Orderings by number of inversions: the Gaussian multinomial coefficient of the tie sizes (MacMahon 1916),
        // built as a product of Gaussian binomials, one tie group after another. Kept as probabilities.
        Span<double> chance = stackalloc double[(LengthMax * LengthMax / 4) + (LengthMax * LengthMax / 2) + 2];
        chance.Clear();
        chance[0] = 1;
        var placed = 0;
        var untied = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            var size = end - start;
            for (var i = 1; i <= size; i++)
            {
                MultiplyRatio(chance, untied + (placed * size), placed + i, i);
            }

            untied += placed * size;
            placed += size;
            start = end;
        }

        var inversionsMax = (untied - Score(y)) / 2;
        var p = 0.0;
        for (var i = 0; i <= inversionsMax; i++)
        {
            p += chance[i];
        }

        return Math.Clamp(p, 0, 1);
    }

    // Multiplies by (1 − q^up)/(1 − q^down), scaled by down/up so that the coefficients stay probabilities.
    private static void MultiplyRatio(Span<double> chance, int degree, int up, int down)
    {
        for (var i = degree + down; i >= up; i--)
        {
            chance[i] -= chance[i - up];
        }

        for (var i = down; i <= degree + down; i++)
        {
            chance[i] += chance[i - down];
        }

        var scale = (double)down / up;
        for (var i = 0; i <= degree + down; i++)
        {
            chance[i] *= scale;
        }
    }
}
