using System.Numerics;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.VisitDays;

/// <summary>診療実日数 by month summed over 医科入院外 and 歯科; two institutions on one day are two visit days.</summary>
public sealed class VisitDayTally : ITally
{
    /// <inheritdoc/>
    public string Name => "visit_days";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = MonthlyColumns.Of("visit_days");

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        var visits = KindSet.Visits;
        for (var months = scratch.Claims.Months; months != 0; months &= months - 1)
        {
            var back = BitOperations.TrailingZeroCount(months);
            var kinds = scratch.Claims.Kinds(back);
            var visitDays = scratch.Claims.VisitDays(back);
            var days = 0L;
            for (var i = 0; i < kinds.Length; i++)
            {
                days += visits.Has(kinds[i]) ? visitDays[i] : 0;
            }

            into[back] = days;
        }
    }
}
