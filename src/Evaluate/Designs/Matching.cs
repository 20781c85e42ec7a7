namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Greedy 1:1 nearest-neighbour matching without replacement on the logit of the propensity score (Austin 2011): treated in
/// falling order of the score, a caliper in standard deviations of the logit, ties by order of rows.
/// </summary>
public static class Matching
{
    /// <summary>Widest distance accepted, in standard deviations of the logit over everyone (Austin 2011).</summary>
    public const double CaliperSds = 0.2;

    /// <summary>Pairs of row numbers, treated first.</summary>
    public static IReadOnlyList<(int Treated, int Control)> Pair(double[] logit, bool[] treated)
    {
        ArgumentNullException.ThrowIfNull(logit);
        ArgumentNullException.ThrowIfNull(treated);
        if (logit.Length < 2)
        {
            return [];
        }

        var mean = logit.Average();
        var caliper = CaliperSds * Math.Sqrt(logit.Sum(v => (v - mean) * (v - mean)) / (logit.Length - 1));
        var free = Enumerable.Range(0, logit.Length).Where(i => !treated[i]).ToList();
        var pairs = new List<(int, int)>();
        foreach (var i in Enumerable.Range(0, logit.Length).Where(i => treated[i])
            .OrderByDescending(i => logit[i]).ThenBy(i => i))
        {
            if (free.Count == 0)
            {
                break;
            }

            var nearest = free.MinBy(j => (Math.Abs(logit[j] - logit[i]), j));
            if (Math.Abs(logit[nearest] - logit[i]) <= caliper)
            {
                pairs.Add((i, nearest));
                free.Remove(nearest);
            }
        }

        return pairs;
    }
}
