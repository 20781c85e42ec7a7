using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect;

/// <summary>
/// The twelve months t0−11 … t0 that detection reads. Months are addressed by how far they lie back: 0 is t0, 11 the oldest.
/// A month that the store does not have, or has only late stragglers of, is absent: nobody is judged on it, and it never counts
/// as zero.
/// </summary>
public sealed class DetectionWindow
{
    /// <summary>Months of the window.</summary>
    public const int Length = 12;

    private readonly bool[] _present;
    private readonly int[] _firstDays; // by position, with the day after t0 last

    /// <summary>The window that ends in <paramref name="t0"/>, given the months the store has.</summary>
    public DetectionWindow(ClaimMonth t0, IEnumerable<ClaimMonth> stored)
    {
        T0 = t0;
        Months = [.. ClaimMonth.Range(t0.Plus(1 - Length), t0)];
        _firstDays = FirstDaysOf(Months);
        _present = new bool[Length];
        foreach (var month in stored)
        {
            var back = t0.MonthsSince(month);
            if (back is >= 0 and < Length)
            {
                _present[back] = true;
            }
        }
    }

    private DetectionWindow(DetectionWindow other, bool[] present)
    {
        T0 = other.T0;
        Months = other.Months;
        _firstDays = other._firstDays;
        _present = present;
    }

    /// <summary>The month decided on.</summary>
    public ClaimMonth T0 { get; }

    /// <summary>All months, ascending: the order in which a slab is opened.</summary>
    public IReadOnlyList<ClaimMonth> Months { get; }

    /// <summary>Months that have claims in the store.</summary>
    public int PresentCount => _present.Count(p => p);

    /// <summary>The month <paramref name="back"/> months before t0.</summary>
    public ClaimMonth Month(int back) => T0.Plus(-back);

    /// <summary>Where that month stands in the opened slab.</summary>
    public static int Position(int back) => Length - 1 - back;

    /// <summary>Days from the window's first day to the first of that month; for -1 to the day after t0.</summary>
    public int FirstDay(int back) => _firstDays[Position(back)];

    /// <summary>
    /// Days from the window's first day to a day of that month; the month's first day if the day is unknown or of another month.
    /// </summary>
    public int DayOf(int back, int yyyymmdd)
    {
        var month = Months[Position(back)];
        var day = yyyymmdd % 100;
        return FirstDay(back) + (yyyymmdd / 100 == month.Value && day >= 1 && day <= month.Days ? day - 1 : 0);
    }

    /// <summary>Whether the store has claims of that month.</summary>
    public bool IsPresent(int back) => _present[back];

    /// <summary>
    /// The same window without months whose receipts a person-month lie below a share of the middle one of the newest three: a
    /// store that began in spring has a few late claims of winter, and they must not make everybody's receipts rise. With too few
    /// receipts to tell, nothing is left out.
    /// </summary>
    public DetectionWindow WithoutThinMonths(SeasonCounts counts, SeasonSettings settings)
    {
        var cells = Enumerable.Range(0, Length).Select(back => counts.Everyone(back)).ToArray();
        var newest = Enumerable.Range(0, Length).Where(IsPresent).Take(3).Select(back => cells[back]).OrderBy(Mean).ToArray();
        var middle = newest.Length == 0 ? default : newest[newest.Length / 2];
        return middle.Receipts < settings.ReceiptsMin
            ? this
            : new DetectionWindow(this, [.. cells.Select((cell, back) =>
                IsPresent(back) && Mean(cell) >= settings.MonthShareMin * Mean(middle))]);
    }

    private static int[] FirstDaysOf(IReadOnlyList<ClaimMonth> months)
    {
        var days = new int[months.Count + 1];
        for (var i = 0; i < months.Count; i++)
        {
            days[i + 1] = days[i] + months[i].Days;
        }

        return days;
    }

    private static double Mean((long Receipts, long Persons) cell) =>
        cell.Persons == 0 ? 0 : cell.Receipts / (double)cell.Persons;

    /// <summary>Completed years on the last day of t0; -1 if the month of birth is unknown (decisions C5).</summary>
    public int Age(ClaimMonth birthMonth) => birthMonth.IsNone || birthMonth > T0 ? -1 : T0.MonthsSince(birthMonth) / 12;
}
