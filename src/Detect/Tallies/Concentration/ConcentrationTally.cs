using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Concentration;

/// <summary>
/// What COC and UPC are made of: over the window, visit days in all, the sum of squares over institutions, and the most at one.
/// </summary>
public sealed class ConcentrationTally : ITally
{
    /// <inheritdoc/>
    public string Name => "visit_concentration";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["visit_days_total", "visit_days_squares", "visit_days_most"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        scratch.ClearIds();
        var visits = KindSet.Visits;
        var kinds = scratch.Claims.Kinds(0, DetectionWindow.Length);
        var visitDays = scratch.Claims.VisitDays(0, DetectionWindow.Length);
        var institutions = scratch.Claims.Institutions(0, DetectionWindow.Length);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (visits.Has(kinds[i]) && visitDays[i] > 0)
            {
                scratch.AddDays(institutions[i], visitDays[i]);
            }
        }

        foreach (var days in scratch.DaysOfIds)
        {
            into[0] += days;
            into[1] += days * days;
            into[2] = Math.Max(into[2], days);
        }
    }
}
