using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.Overlap;

/// <summary>
/// Tablets of one ingredient by day, in whole steps of 10⁻⁵ (decisions B4). A supply is spread evenly over its days. One
/// prescriber's amount of a day is that of the dispensing day with most, so an early refill is not counted on top of what is
/// left, while two strengths given on one day add up. Of a day with several prescribers the largest amount is the supply, the
/// others are the overlap.
/// </summary>
public sealed class DailyAmounts
{
    private readonly long[] _dispensed = new long[DaysMax];
    private readonly long[] _prescriber = new long[DaysMax];
    private readonly long[] _largest = new long[DaysMax];
    private readonly long[] _all = new long[DaysMax];

    private const int DaysMax = (DetectionWindow.Length * 31) + 1;

    /// <summary>A day's share of a supply, rounded half up; whole numbers add up to the same in any order.</summary>
    public static long PerDay(long steps, int days) => ((2 * steps) + days) / (2 * days);

    /// <summary>Steps that overlap, and all steps supplied, of lines of one ingredient in the order of
    /// <see cref="HomeLines"/>.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="months">Newest months that count.</param>
    /// <param name="end">Day after the last one that counts.</param>
    public (long Overlap, long Supplied) Of(ReadOnlySpan<HomeLine> lines, int months, int end)
    {
        _largest.AsSpan(0, end).Clear();
        _all.AsSpan(0, end).Clear();
        for (var i = 0; i < lines.Length;)
        {
            AddPrescriber(lines, ref i, months, end);
        }

        var (overlap, supplied) = (0L, 0L);
        for (var day = 0; day < end; day++)
        {
            supplied += _all[day];
            overlap += _all[day] - _largest[day];
        }

        return (overlap, supplied);
    }

    private void AddPrescriber(ReadOnlySpan<HomeLine> lines, ref int i, int months, int end)
    {
        var prescriber = lines[i].Prescriber;
        _prescriber.AsSpan(0, end).Clear();
        while (i < lines.Length && lines[i].Prescriber == prescriber)
        {
            var start = lines[i].Start;
            _dispensed.AsSpan(start, end - start).Clear();
            for (; i < lines.Length && lines[i].Prescriber == prescriber && lines[i].Start == start; i++)
            {
                if (lines[i] is { IsOral: true, Days: > 0 } line && line.Back < months && prescriber != 0)
                {
                    var amount = PerDay(Quantity.ToSteps(line.Tablets), line.Days);
                    for (var day = start; day < Math.Min(start + line.Days, end); day++)
                    {
                        _dispensed[day] += amount;
                    }
                }
            }

            for (var day = start; day < end; day++)
            {
                _prescriber[day] = Math.Max(_prescriber[day], _dispensed[day]);
            }
        }

        for (var day = 0; day < end; day++)
        {
            _all[day] += _prescriber[day];
            _largest[day] = Math.Max(_largest[day], _prescriber[day]);
        }
    }
}
