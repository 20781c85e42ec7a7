using ClaimsWatch.Core.Columns;

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
        var newest = person.Claims(DetectionWindow.Position(0));
        for (var i = 0; i < newest.Count; i++)
        {
            if (!KindSet.Visits.Has(newest.Kind[i]))
            {
                continue;
            }

            var fewest = long.MaxValue;
            for (var back = 0; back < months && fewest > into[0]; back++)
            {
                fewest = Math.Min(fewest, DaysAt(person.Claims(DetectionWindow.Position(back)), newest.Institution[i]));
            }

            into[0] = Math.Max(into[0], fewest);
        }
    }

    private static long DaysAt(scoped in ClaimSlice claims, long institution)
    {
        var days = 0L;
        for (var i = 0; i < claims.Count; i++)
        {
            days += claims.Institution[i] == institution && KindSet.Visits.Has(claims.Kind[i]) ? claims.VisitDays[i] : 0;
        }

        return days;
    }
}
