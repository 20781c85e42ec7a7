using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect.Maturity;

/// <summary>
/// Chain ladder on a run-off triangle: the growth from one month of delay to the next, pooled over the claim months that have
/// seen both, says how much of a young month is still to come (Mack 1993, volume-weighted factors; no tail beyond the longest
/// delay).
/// </summary>
public static class ChainLadder
{
    /// <summary>Share of its final claims that each month has, as of <paramref name="newest"/>.</summary>
    public static IReadOnlyDictionary<ClaimMonth, double> Completeness(RunOffTriangle triangle, ClaimMonth newest)
    {
        var months = triangle.ClaimMonths;
        var delayMax = Math.Max(0, months.Max(m => newest.MonthsSince(m)));
        var cumulative = months.ToDictionary(m => m, m => Cumulative(triangle, m, newest));
        var stillToCome = new double[delayMax + 1];
        stillToCome[delayMax] = 1;
        for (var delay = delayMax - 1; delay >= 0; delay--)
        {
            stillToCome[delay] = stillToCome[delay + 1] * Factor(cumulative.Values, delay);
        }

        return months.ToDictionary(m => m, m => 1 / stillToCome[Math.Max(0, newest.MonthsSince(m))]);
    }

    // Claims that have come with a delay of at most the index, up to the newest delivery.
    private static long[] Cumulative(RunOffTriangle triangle, ClaimMonth month, ClaimMonth newest)
    {
        long[] sums = [.. triangle.ByDelay(month, newest)];
        for (var delay = 1; delay < sums.Length; delay++)
        {
            sums[delay] += sums[delay - 1];
        }

        return sums;
    }

    private static double Factor(IEnumerable<long[]> cumulative, int delay)
    {
        long before = 0, after = 0;
        foreach (var sums in cumulative)
        {
            if (sums.Length > delay + 1)
            {
                before += sums[delay];
                after += sums[delay + 1];
            }
        }

        // Nothing at this delay but something later: all of it is still to come.
        return before > 0 ? after / (double)before : after > 0 ? double.PositiveInfinity : 1;
    }
}
