using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Checks;

/// <summary>A claim month with far fewer or more receipts than the month before points at a missing or doubled file.</summary>
public static class MonthCountCheck
{
    /// <summary>Compares each newly delivered month with the one before, where that is known.</summary>
    public static IEnumerable<CheckResult> Run(IReadOnlyDictionary<ClaimMonth, int> receipts, IngestSettings settings)
    {
        foreach (var (month, count) in receipts.OrderBy(r => r.Key))
        {
            var before = receipts.GetValueOrDefault(month.Plus(-1));
            if (before > 0 && (count < settings.MonthRatioMin * before || count > settings.MonthRatioMax * before))
            {
                yield return new CheckResult("month-count", Severity.Warning, Texts.MonthCount(month.ToString(), count, before));
            }
        }
    }
}
