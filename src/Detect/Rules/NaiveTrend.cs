using System.Collections.Concurrent;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// Trend as the textbook says it, for examining a candidate: every pair, every ordering. Never used to decide for everyone.
/// </summary>
internal static class NaiveTrend
{
    // Orderings depend on nothing but how many values are alike, and of twelve months there are few such patterns.
    private static readonly ConcurrentDictionary<string, Dictionary<int, long>> s_known = new(StringComparer.Ordinal);

    /// <summary>Median of the slopes of all pairs.</summary>
    public static double MedianSlope(IReadOnlyList<(int X, double Y)> points)
    {
        var slopes = points.SelectMany((a, i) => points.Skip(i + 1).Select(b => (b.Y - a.Y) / (b.X - a.X))).Order().ToList();
        return slopes.Count % 2 == 1
            ? slopes[slopes.Count / 2]
            : (slopes[(slopes.Count / 2) - 1] + slopes[slopes.Count / 2]) / 2;
    }

    /// <summary>
    /// Share of all distinct orderings of these values that rise at least as much as the observed one: orderings are counted by
    /// score, choosing the first value in every possible way and going on with the rest.
    /// </summary>
    public static double RisingP(IReadOnlyList<double> values)
    {
        var ranks = values.Select(v => values.Distinct().Count(other => other < v)).ToArray();
        var observed = Score(ranks);
        var left = ranks.GroupBy(r => r).OrderBy(g => g.Key).Select(g => g.Count()).ToArray();
        var byScore = Orderings(left);
        return byScore.Where(s => s.Key >= observed).Sum(s => s.Value) / (double)byScore.Values.Sum();
    }

    private static int Score(int[] ranks) =>
        ranks.SelectMany((a, i) => ranks.Skip(i + 1).Select(b => Math.Sign(b - a))).Sum();

    // Number of orderings of the values left, by their score; the first value is chosen in every possible way.
    private static Dictionary<int, long> Orderings(int[] left)
    {
        if (left.Sum() == 0)
        {
            return new() { [0] = 1 };
        }

        var key = string.Join(',', left);
        if (s_known.TryGetValue(key, out var found))
        {
            return found;
        }

        var byScore = new Dictionary<int, long>();
        for (var value = 0; value < left.Length; value++)
        {
            if (left[value] == 0)
            {
                continue;
            }

            var rest = (int[])left.Clone();
            rest[value]--;
            var added = rest.Skip(value + 1).Sum() - rest.Take(value).Sum();
            foreach (var (score, count) in Orderings(rest))
            {
                byScore[score + added] = byScore.GetValueOrDefault(score + added) + count;
            }
        }

        return s_known[key] = byScore;
    }
}
