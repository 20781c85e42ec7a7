using System.Runtime.Intrinsics;

namespace ClaimsWatch.Stats.Boosting;

/// <summary>First and second derivatives of the loss by margin, and the loss itself, four rows at a time.</summary>
internal static class Derivatives
{
    // Poisson steps overshoot where the mean is small; XGBoost's max_delta_step .7 does the same.
    private static readonly double s_poissonCaution = Math.Exp(0.7);

    /// <summary>Writes a pair a row and gives the sum of the losses.</summary>
    public static double Write(BoostLoss loss, ReadOnlySpan<double> margins, ReadOnlySpan<double> y, Span<double> pairs)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i + Vector256<double>.Count <= y.Length; i += Vector256<double>.Count)
        {
            sums += Four(loss, Vector256.Create(margins[i..]), Vector256.Create(y[i..]), pairs[(2 * i)..]);
        }

        var sum = Vector256.Sum(sums);
        Span<double> spare = stackalloc double[2 * Vector256<double>.Count];
        for (; i < y.Length; i++)
        {
            sum += Four(loss, Vector256.Create(margins[i]), Vector256.Create(y[i]), spare).ToScalar();
            spare[..2].CopyTo(pairs[(2 * i)..]);
        }

        return sum;
    }

    private static Vector256<double> Four(BoostLoss loss, Vector256<double> m, Vector256<double> y, Span<double> pairs)
    {
        Vector256<double> first, second, lost;
        if (loss == BoostLoss.Logistic)
        {
            var small = Vector256.Exp(-Vector256.Abs(m));
            var larger = Vector256<double>.One / (Vector256<double>.One + small);
            var p = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(m, Vector256<double>.Zero), larger, small * larger);
            first = p - y;
            second = Vector256.Max(small * larger * larger, Vector256.Create(1e-16));
            lost = Vector256.Max(m, Vector256<double>.Zero) - (m * y) + Vector256.Log(Vector256<double>.One + small);
        }
        else
        {
            var mean = Vector256.Exp(m);
            first = mean - y;
            second = mean * s_poissonCaution;
            lost = mean - (y * m);
        }

        for (var k = 0; k < Vector256<double>.Count; k++)
        {
            pairs[2 * k] = first[k];
            pairs[(2 * k) + 1] = second[k];
        }

        return lost;
    }
}
