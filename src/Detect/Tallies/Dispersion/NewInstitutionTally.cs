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
            var claims = person.Claims(DetectionWindow.Position(back));
            for (var i = 0; i < claims.Count; i++)
            {
                if (KindSet.Visits.Has(claims.Kind[i]))
                {
                    scratch.AddId(claims.Institution[i]);
                }
            }
        }

        into[0] = scratch.IdCount - known;
    }
}
