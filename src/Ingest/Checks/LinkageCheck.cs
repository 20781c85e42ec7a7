using ClaimsWatch.Core.Claims;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Ingest.Checks;

/// <summary>
/// Receipts whose person was found weakly (by name, chained) or not at all, and whether that differs by sex: outcomes are
/// reported by sex, so an error of linkage that differs by sex would look like an effect.
/// </summary>
public static class LinkageCheck
{
    /// <summary>Finds too many unlinked receipts, and a difference between the sexes.</summary>
    public static IEnumerable<CheckResult> Run(IReadOnlyList<LinkQualityRow> rows, IngestSettings settings)
    {
        long Sum(Func<LinkQualityRow, bool> which) => rows.Where(which).Sum(r => r.Receipts);
        var (unlinked, all) = (Sum(r => r.Linkage == Linkage.Unlinked), Sum(_ => true));
        if (CheckResult.OfShare(
            "unlinked", unlinked, all, settings.UnlinkedShareMax, settings.CriticalShare,
            () => Texts.Unlinked(unlinked, all)) is { } found)
        {
            yield return found;
        }

        double Weak(Sex sex) =>
            Sum(r => r.Sex == sex && r.Linkage is Linkage.GivenName or Linkage.Chained or Linkage.Unlinked && r.Sex == sex)
            / (double)Math.Max(1, Sum(r => r.Sex == sex));
        var (male, female) = (Weak(Sex.Male), Weak(Sex.Female));
        if (Math.Abs(male - female) > settings.LinkageSexGapMax)
        {
            yield return new CheckResult("linkage-by-sex", Severity.Warning,
                Texts.LinkageBySex($"{100 * male:0.0}", $"{100 * female:0.0}"));
        }
    }
}
