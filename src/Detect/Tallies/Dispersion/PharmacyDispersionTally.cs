using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Dispersion;

/// <summary>薬局分散: distinct pharmacies of the newest months taken together.</summary>
public sealed class PharmacyDispersionTally(int months) : ITally
{
    private static readonly KindSet s_pharmacies = KindSet.Of([Core.Claims.ClaimKind.Dispensing]);

    /// <inheritdoc/>
    public string Name => $"pharmacies_distinct(months={months})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["pharmacies_distinct"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        scratch.ClearIds();
        var kinds = scratch.Claims.Kinds(0, months);
        var institutions = scratch.Claims.Institutions(0, months);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (s_pharmacies.Has(kinds[i]))
            {
                scratch.AddId(institutions[i]);
            }
        }

        into[0] = scratch.IdCount;
    }
}
