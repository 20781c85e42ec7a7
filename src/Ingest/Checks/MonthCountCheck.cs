using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Checks;

/// <summary>A claim month with far fewer or more receipts than the month before points at a missing or doubled file.</summary>
public static class MonthCountCheck
{
    /// <summary>
    /// Compares each month whose receipts mostly came now with the one before, where that is known. A month that a master
    /// restated, or that got a few late claims, was compared when it came.
    /// </summary>
    /// <param name="receipts">Live receipts of each month written.</param>
    /// <param name="delivered">Receipts of this delivery by month.</param>
    /// <param name="settings">Least and greatest ratio.</param>
    public static IEnumerable<CheckResult> Run(
        IReadOnlyDictionary<ClaimMonth, int> receipts, IReadOnlyDictionary<ClaimMonth, int> delivered, IngestSettings settings)
    {
        foreach (var (month, count) in receipts.OrderBy(r => r.Key))
        {
            var before = receipts.GetValueOrDefault(month.Plus(-1));
            var cameNow = 2 * delivered.GetValueOrDefault(month) >= count;
            if (cameNow && before > 0 && (count < settings.MonthRatioMin * before || count > settings.MonthRatioMax * before))
            {
                yield return new CheckResult("month-count", Severity.Warning, Texts.MonthCount(month.ToString(), count, before));
            }
        }
    }
}
