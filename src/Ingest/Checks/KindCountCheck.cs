using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Checks;

/// <summary>Receipts that an earlier delivery brought, by kind of file.</summary>
/// <param name="Month">Delivery month.</param>
/// <param name="Kind">Kind of file (MED, PHA …).</param>
/// <param name="Receipts">Receipts in it.</param>
public readonly record struct EarlierDelivery(ClaimMonth Month, string Kind, int Receipts);

/// <summary>A kind of claim file that came in every one of the last months and is missing now,
/// or is far smaller or larger than usual.</summary>
public static class KindCountCheck
{
    private const int MonthsBack = 3;

    /// <summary>Compares a delivery month, file kind by file kind, with the median of the three before it.</summary>
    public static IEnumerable<CheckResult> Run(
        ClaimMonth delivery, IReadOnlyDictionary<string, int> receipts, IReadOnlyList<EarlierDelivery> earlier,
        IngestSettings settings)
    {
        if (delivery.IsNone)
        {
            yield break;
        }

        // The same month may come in several parts: what came in them before counts with what comes now.
        var now = receipts.Keys.Concat(earlier.Select(e => e.Kind)).Distinct().ToDictionary(
            k => k, k =>
                receipts.GetValueOrDefault(k) + earlier.Where(e => e.Month == delivery && e.Kind == k).Sum(e => e.Receipts));
        foreach (var kind in now.Keys.Order(StringComparer.Ordinal))
        {
            List<int> before = [.. Enumerable.Range(1, MonthsBack).Select(back => earlier
                .Where(e => e.Month == delivery.Plus(-back) && e.Kind == kind).Sum(e => e.Receipts)).Where(n => n > 0).Order()];
            if (before.Count < MonthsBack)
            {
                continue;
            }

            var usual = before[MonthsBack / 2];
            if (now[kind] == 0)
            {
                yield return new CheckResult("kind-missing", Severity.Critical, Texts.KindMissing(kind, usual));
            }
            else if (now[kind] < settings.MonthRatioMin * usual || now[kind] > settings.MonthRatioMax * usual)
            {
                yield return new CheckResult("kind-count", Severity.Warning, Texts.KindCount(kind, now[kind], usual));
            }
        }
    }
}
