using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.ClassSupply;

/// <summary>
/// 重複服薬（日数）: the most days' supply of one class of oral medicines that at least two prescribers gave in a month, added over
/// prescribers, of the month with the fewest among c months up to t0. Days of one prescriber are the longest line of each
/// dispensing day, added over days.
/// </summary>
public sealed class ClassDaysTally(int months, int classDigits, DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => $"class_days(months={months},digits={classDigits})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["class_days_fewest"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into[0] = 0;
        if (!scratch.Home.HasSeveralPrescribers(person, window, months))
        {
            return;
        }

        var lines = scratch.Home.ByClass(person, window, months, classDigits);
        into[0] = long.MaxValue;
        for (var back = 0; back < months && into[0] > 0; back++)
        {
            into[0] = Math.Min(into[0], MostOfOneClass(lines, back));
        }
    }

    private static long MostOfOneClass(ReadOnlySpan<HomeLine> lines, int back)
    {
        var most = 0L;
        for (var i = 0; i < lines.Length;)
        {
            var key = lines[i].Key;
            var days = 0L;
            var prescribers = 0;
            while (i < lines.Length && lines[i].Key == key)
            {
                var supplied = DaysOfPrescriber(lines, back, ref i);
                prescribers += supplied > 0 ? 1 : 0;
                days += supplied;
            }

            most = prescribers >= 2 ? Math.Max(most, days) : most;
        }

        return most;
    }

    // Moves past all lines of one class and prescriber; lines of a day come longest first.
    private static long DaysOfPrescriber(ReadOnlySpan<HomeLine> lines, int back, ref int i)
    {
        var first = lines[i];
        var day = -1;
        var days = 0L;
        for (; i < lines.Length && lines[i].Key == first.Key && lines[i].Prescriber == first.Prescriber; i++)
        {
            if (lines[i].Back == back && lines[i].IsOral && lines[i].Prescriber != 0 && lines[i].Start != day)
            {
                day = lines[i].Start;
                days += lines[i].Days;
            }
        }

        return days;
    }
}
