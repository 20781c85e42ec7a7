namespace ClaimsWatch.Evaluate.Measures;

/// <summary>One supply of an ingredient on one day.</summary>
/// <param name="Day">Day number (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="Days">Days it covers.</param>
/// <param name="Ingredient">YJ first 7.</param>
/// <param name="DailyAmount">Amount a day: mg where the strength is known, else units;
/// compared with the same ingredient only.</param>
public readonly record struct Fill(int Day, int Days, int Ingredient, double DailyAmount);

/// <summary>What happened to a long course of medicine.</summary>
/// <param name="Day">Day the supply ended, or of the smaller refill.</param>
/// <param name="IsFall">A refill of half or less; else nothing came for the gap.</param>
public readonly record struct CourseEvent(int Day, bool IsFall);

/// <summary>
/// Long courses that ended or fell abruptly (decisions A6): covered for at least 90 days, then no supply for at least 45 days, or
/// a refill whose daily amount is half of the one before or less. Supplies are used one after another: what is left over when the
/// next comes extends it.
/// </summary>
public static class SupplyCourse
{
    /// <summary>Days that make a course long.</summary>
    public const int LongDays = 90;

    /// <summary>Days without supply that end a course.</summary>
    public const int GapDays = 45;

    /// <summary>Share of the amount before at or under which a refill is a fall.</summary>
    public const double FallShare = 0.5;

    /// <summary>Events in order of days. <paramref name="lastDay"/> is the last day the person was seen:
    /// an end after it is no end.</summary>
    public static IReadOnlyList<CourseEvent> Events(IEnumerable<Fill> fills, int lastDay) => Walk(fills, lastDay).Events;

    /// <summary>Stretches of days (first, one past the last) in which a course had lasted for 90 days or more.</summary>
    public static IReadOnlyList<(int From, int To)> LongStretches(IEnumerable<Fill> fills) => Walk(fills, int.MinValue).Stretches;

    private static (List<CourseEvent> Events, List<(int From, int To)> Stretches) Walk(IEnumerable<Fill> fills, int lastDay)
    {
        var events = new List<CourseEvent>();
        var stretches = new List<(int, int)>();
        var (covered, end) = (0, int.MinValue);
        Dictionary<int, double> before = [];
        foreach (var day in fills.GroupBy(f => f.Day).OrderBy(g => g.Key))
        {
            var now = day.GroupBy(f => f.Ingredient).ToDictionary(g => g.Key, g => g.Sum(f => f.DailyAmount));
            if (end != int.MinValue && day.Key - end >= GapDays)
            {
                AddEnd(events, covered, end);
                (covered, end, before) = (0, int.MinValue, []);
            }
            else if (covered >= LongDays && IsFall(before, now))
            {
                events.Add(new CourseEvent(day.Key, IsFall: true));
            }

            var start = Math.Max(end, day.Key);
            var days = day.Max(f => f.Days);
            if (covered + days >= LongDays)
            {
                stretches.Add((start + Math.Max(0, LongDays - covered - 1), start + days));
            }

            (covered, end, before) = (covered + days, start + days, now);
        }

        if (end != int.MinValue && lastDay != int.MinValue && lastDay + 1 - end >= GapDays)
        {
            AddEnd(events, covered, end);
        }

        return (events, stretches);
    }

    private static void AddEnd(List<CourseEvent> events, int covered, int end)
    {
        if (covered >= LongDays)
        {
            events.Add(new CourseEvent(end, IsFall: false));
        }
    }

    // A switch to another ingredient is no fall: nothing may be new on that day.
    private static bool IsFall(Dictionary<int, double> before, Dictionary<int, double> now) =>
        before.Count > 0 && now.Keys.All(before.ContainsKey)
        && now.All(n => n.Value <= FallShare * before[n.Key]) && before.Keys.All(now.ContainsKey);
}
