namespace ClaimsWatch.Stats.Multiplicity;

/// <summary>P values of a family declared beforehand, adjusted for its size (R: p.adjust).</summary>
/// <remarks>A test that could not be computed (NaN) stays NaN and still counts, as p = 1: a family does not shrink because a
/// test failed.</remarks>
public static class AdjustedP
{
    /// <summary>
    /// Step-down Bonferroni (Holm 1979): the chance of any false claim stays below the level. For confirmation.
    /// </summary>
    public static double[] Holm(ReadOnlySpan<double> p)
    {
        var (order, filled) = Ascending(p);
        var adjusted = new double[p.Length];
        var running = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            running = Math.Max(running, (order.Length - rank) * filled[order[rank]]);
            adjusted[order[rank]] = Math.Min(1, running);
        }

        return KeepMissing(p, adjusted);
    }

    /// <summary>
    /// Step-up of Hochberg (1988): never above Holm's, and right when tests are independent or positively dependent.
    /// </summary>
    public static double[] Hochberg(ReadOnlySpan<double> p) => StepUp(p, (rank, count) => count - rank);

    /// <summary>Step-up of Benjamini and Hochberg (1995): the expected share of false claims. For exploration.</summary>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p) => StepUp(p, (rank, count) => count / (rank + 1.0));

    // From the largest p down, each times its factor (by rank from 0), never above the one before.
    private static double[] StepUp(ReadOnlySpan<double> p, Func<int, int, double> factor)
    {
        var (order, filled) = Ascending(p);
        var adjusted = new double[p.Length];
        var running = 1.0;
        for (var rank = order.Length - 1; rank >= 0; rank--)
        {
            running = Math.Min(running, filled[order[rank]] * factor(rank, order.Length));
            adjusted[order[rank]] = running;
        }

        return KeepMissing(p, adjusted);
    }

    private static (int[] Order, double[] Filled) Ascending(ReadOnlySpan<double> p)
    {
        var filled = Array.ConvertAll(p.ToArray(), v => double.IsNaN(v) ? 1 : v);
        return ([.. Enumerable.Range(0, filled.Length).OrderBy(i => filled[i]).ThenBy(i => i)], filled);
    }

    private static double[] KeepMissing(ReadOnlySpan<double> p, double[] adjusted)
    {
        for (var i = 0; i < adjusted.Length; i++)
        {
            adjusted[i] = double.IsNaN(p[i]) ? double.NaN : adjusted[i];
        }

        return adjusted;
    }
}
