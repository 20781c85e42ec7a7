namespace ClaimsWatch.Stats.Calibration;

/// <summary>How well scores rank events above the rest; tied scores share their place.</summary>
public static class Discrimination
{
    /// <summary>
    /// Area under the precision–recall curve as average precision (Boyd, Eng and Page 2013); chance gives the prevalence. NaN
    /// without events.
    /// </summary>
    public static double AveragePrecision(IReadOnlyList<double> scores, IReadOnlyList<double> y)
    {
        var (hits, taken, sum) = (0.0, 0, 0.0);
        foreach (var tied in Groups(scores))
        {
            var found = tied.Sum(i => y[i]);
            hits += found;
            taken += tied.Count;
            sum += found * hits / taken;
        }

        return hits == 0 ? double.NaN : sum / hits;
    }

    /// <summary>Area under the ROC curve (Mann–Whitney); never a headline where events are rare.
    /// NaN without both kinds.</summary>
    public static double RocArea(IReadOnlyList<double> scores, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(y);
        var (hits, misses, area) = (0.0, 0.0, 0.0);
        foreach (var tied in Groups(scores))
        {
            var found = tied.Sum(i => y[i]);
            var other = tied.Count - found;
            area += other * (hits + (found / 2));
            hits += found;
            misses += other;
        }

        return hits == 0 || misses == 0 ? double.NaN : area / (hits * misses);
    }

    private static IEnumerable<List<int>> Groups(IReadOnlyList<double> scores) =>
        Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(g => g.Key).Select(g => g.ToList());
}
