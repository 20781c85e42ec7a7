using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Diseases;

/// <summary>
/// 同一診療科: the most institutions of one 診療科 in t0, by the imported table of institutions that have exactly one; 0 without it.
/// </summary>
public sealed class DepartmentTally(IReadOnlyDictionary<long, int>? departments) : ITally
{
    /// <inheritdoc/>
    public string Name => "department_institutions";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["department_institutions.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into[0] = 0;
        if (departments is null)
        {
            return;
        }

        var claims = person.Claims(DetectionWindow.Position(0));
        scratch.ClearIds();
        for (var i = 0; i < claims.Count; i++)
        {
            if (KindSet.Visits.Has(claims.Kind[i]) && departments.ContainsKey(claims.Institution[i]))
            {
                scratch.AddId(claims.Institution[i]);
            }
        }

        foreach (var one in scratch.Ids)
        {
            var same = 0;
            foreach (var other in scratch.Ids)
            {
                same += departments[other] == departments[one] ? 1 : 0;
            }

            into[0] = Math.Max(into[0], same);
        }
    }
}
