using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.Concentration;

/// <summary>
/// 頻回受診 at one institution: the most 診療実日数 that one and the same institution has in every one of c months up to t0, that is
/// in its month with the fewest.
/// </summary>
public sealed class OneInstitutionTally(int months) : ITally
{
    /// <inheritdoc/>
    public string Name => $"visit_days_one_institution(months={months})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["visit_days_one_institution"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into[0] = 0;
        var kinds = scratch.Claims.Kinds(0);
        var institutions = scratch.Claims.Institutions(0);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (!KindSet.Visits.Has(kinds[i]))
            {
                continue;
            }

            var fewest = long.MaxValue;
            for (var back = 0; back < months && fewest > into[0]; back++)
            {
                fewest = Math.Min(fewest, DaysAt(scratch.Claims, back, institutions[i]));
            }

            into[0] = Math.Max(into[0], fewest);
        }
    }

    private static long DaysAt(WindowClaims claims, int back, long institution)
    {
        var days = 0L;
        var kinds = claims.Kinds(back);
        var visitDays = claims.VisitDays(back);
        var institutions = claims.Institutions(back);
        for (var i = 0; i < kinds.Length; i++)
        {
            days += institutions[i] == institution && KindSet.Visits.Has(kinds[i]) ? visitDays[i] : 0;
        }

        return days;
    }
}
