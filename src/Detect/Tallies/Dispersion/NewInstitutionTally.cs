using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Dispersion;

/// <summary>
/// 新規医療機関: 医科・歯科 institutions of the newest months that the person had not visited in the window's months before.
/// </summary>
public sealed class NewInstitutionTally(int months) : ITally
{
    /// <inheritdoc/>
    public string Name => $"new_institutions(months={months})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["new_institutions"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        scratch.ClearIds();
        Add(scratch, months, DetectionWindow.Length);
        var known = scratch.IdCount;
        Add(scratch, 0, months);
        into[0] = scratch.IdCount - known;
    }

    private static void Add(TallyScratch scratch, int from, int to)
    {
        var visits = KindSet.Visits;
        var kinds = scratch.Claims.Kinds(from, to);
        var institutions = scratch.Claims.Institutions(from, to);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (visits.Has(kinds[i]))
            {
                scratch.AddId(institutions[i]);
            }
        }
    }
}
