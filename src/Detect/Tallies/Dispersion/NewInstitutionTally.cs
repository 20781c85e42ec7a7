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
        var known = 0;
        for (var back = DetectionWindow.Length - 1; back >= 0; back--)
        {
            known = back == months - 1 ? scratch.IdCount : known;
            var kinds = scratch.Claims.Kinds(back);
            var institutions = scratch.Claims.Institutions(back);
            for (var i = 0; i < kinds.Length; i++)
            {
                if (KindSet.Visits.Has(kinds[i]))
                {
                    scratch.AddId(institutions[i]);
                }
            }
        }

        into[0] = scratch.IdCount - known;
    }
}
