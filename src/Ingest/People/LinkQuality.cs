using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.People;

/// <summary>Receipts of a delivery by sex and by how their person was found.</summary>
/// <param name="Sex">男女区分 of the receipt.</param>
/// <param name="Linkage">How.</param>
/// <param name="Receipts">How many.</param>
public readonly record struct LinkQualityRow(Sex Sex, Linkage Linkage, long Receipts);

/// <summary>
/// The link-quality table. By sex, because a changed name after marriage would make errors of linkage differ by sex and bias
/// the very outcome that is reported by sex.
/// </summary>
public static class LinkQuality
{
    /// <summary>Adds up what was counted in parts, sorted by sex and linkage.</summary>
    public static IReadOnlyList<LinkQualityRow> Of(IEnumerable<LinkQualityRow> counts) =>
        [.. counts.GroupBy(r => (r.Sex, r.Linkage))
            .Select(g => new LinkQualityRow(g.Key.Sex, g.Key.Linkage, g.Sum(r => r.Receipts)))
            .Where(r => r.Receipts > 0).OrderBy(r => r.Sex).ThenBy(r => r.Linkage)];
}
