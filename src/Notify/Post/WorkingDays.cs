namespace ClaimsWatch.Notify.Post;

/// <summary>
/// National holidays (国民の祝日に関する法律, as in force since 2022) and the days offices are closed. The equinoxes follow the usual
/// formula for 1980–2099; the Cabinet announces the true day each February.
/// </summary>
public static class WorkingDays
{
    /// <summary>First year the rules here hold for: 2020 and 2021 had Olympic exceptions.</summary>
    public const int FirstYear = 2022;

    private static readonly (int Month, int Day)[] Fixed =
        [(1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23)];

    private static readonly (int Month, int Week)[] Mondays = [(1, 2), (7, 3), (9, 3), (10, 2)];

    /// <summary>Whether a day is a national holiday, substitutes (振替休日) and days between two holidays included.</summary>
    public static bool IsHoliday(DateOnly day) => IsNamed(day) || IsSubstitute(day) || IsBetween(day);

    /// <summary>
    /// Whether offices work: no weekend, no holiday, not 29 December to 3 January, none of the office's own closed days.
    /// </summary>
    public static bool IsWorking(DateOnly day, IReadOnlyCollection<DateOnly> closed) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day) && !IsYearEnd(day)
            && !closed.Contains(day);

    private static bool IsYearEnd(DateOnly day) => day is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 };

    private static bool IsNamed(DateOnly day)
    {
        if (day.Year is < FirstYear or > 2099)
        {
            throw new ArgumentOutOfRangeException(nameof(day), day, $"Holidays are known from {FirstYear} to 2099.");
        }

        return Array.IndexOf(Fixed, (day.Month, day.Day)) >= 0
            || (day.DayOfWeek == DayOfWeek.Monday && Array.IndexOf(Mondays, (day.Month, ((day.Day - 1) / 7) + 1)) >= 0)
            || (day.Month == 3 && day.Day == Equinox(day.Year, 20.8431))
            || (day.Month == 9 && day.Day == Equinox(day.Year, 23.2488));
    }

    private static int Equinox(int year, double start) => (int)(start + (0.242194 * (year - 1980)) - ((year - 1980) / 4));

    private static bool IsSubstitute(DateOnly day)
    {
        // The first day after a Sunday holiday that is not a holiday itself.
        for (var before = day.AddDays(-1); IsKnown(before) && IsNamed(before); before = before.AddDays(-1))
        {
            if (before.DayOfWeek == DayOfWeek.Sunday)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBetween(DateOnly day) =>
        day.DayOfWeek != DayOfWeek.Sunday && IsKnown(day.AddDays(-1)) && IsKnown(day.AddDays(1)) && IsNamed(day.AddDays(-1))
            && IsNamed(day.AddDays(1));

    private static bool IsKnown(DateOnly day) => day.Year is >= FirstYear and <= 2099;
}
