using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify.Post;

/// <summary>How many people may ring up, and how many calls can be taken.</summary>
public sealed record PostingSettings
{
    /// <summary>Working days after posting that the windows should be open.</summary>
    public int WorkingDaysOpen { get; init; } = 5;

    /// <summary>Closed days in a row that make a long weekend (連休).</summary>
    public int LongWeekendDaysMin { get; init; } = 3;

    /// <summary>Share of letters that are followed by a call; assumed, replace it by the office's own contacts.</summary>
    public double CallShare { get; init; } = .05;

    /// <summary>Calls that can be taken a working day.</summary>
    public int CallsADayMax { get; init; } = 20;

    /// <summary>Postage of one letter in yen, for 実施伺い; 0 leaves it to be filled in.</summary>
    public int PostageYen { get; init; }

    /// <summary>The office's own closed days.</summary>
    public IReadOnlyCollection<DateOnly> ClosedDays { get; init; } = [];
}

/// <summary>Warnings about a day of posting (decisions A1); none of them forbids it.</summary>
public static class PostingAdvice
{
    /// <summary>What speaks against posting on a day; empty if nothing does.</summary>
    public static IReadOnlyList<string> Check(
        DateOnly on, int letters, IReadOnlyList<ConsultationWindow> windows, PostingSettings settings)
    {
        var advice = new List<string>();
        var next = NextWorkingDays(on, settings);
        var run = LongestClosedRun(on, next[^1], settings);
        if (run >= settings.LongWeekendDaysMin)
        {
            advice.Add(Texts.BeforeLongWeekend(run));
        }

        foreach (var window in windows)
        {
            var closed = next.Where(window.ClosedDays.Contains).ToList();
            if (closed.Count > 0)
            {
                advice.Add(Texts.WindowClosed(window.Name, closed));
            }
        }

        var calls = (int)Math.Ceiling(letters * settings.CallShare);
        var capacity = settings.CallsADayMax * settings.WorkingDaysOpen;
        if (calls > capacity)
        {
            advice.Add(Texts.TooManyCalls(letters, calls, capacity));
        }

        return advice;
    }

    private static List<DateOnly> NextWorkingDays(DateOnly on, PostingSettings settings)
    {
        var days = new List<DateOnly>();
        for (var day = on.AddDays(1); days.Count < settings.WorkingDaysOpen; day = day.AddDays(1))
        {
            if (WorkingDays.IsWorking(day, settings.ClosedDays))
            {
                days.Add(day);
            }
        }

        return days;
    }

    private static int LongestClosedRun(DateOnly on, DateOnly last, PostingSettings settings)
    {
        var (run, longest) = (0, 0);
        for (var day = on.AddDays(1); day <= last; day = day.AddDays(1))
        {
            run = WorkingDays.IsWorking(day, settings.ClosedDays) ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
