using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Maturity;

/// <summary>Live claims by claim month and the delivery that brought them: what arrived late, and how much of it.</summary>
public sealed class RunOffTriangle
{
    private readonly SortedDictionary<(int ClaimMonth, int DeliveryMonth), long> _counts = [];

    /// <summary>Deliveries with at least one claim, ascending.</summary>
    public IReadOnlyList<ClaimMonth> Deliveries =>
        [.. _counts.Keys.Select(k => k.DeliveryMonth).Distinct().Order().Select(m => new ClaimMonth(m))];

    /// <summary>Claim months with at least one claim, ascending.</summary>
    public IReadOnlyList<ClaimMonth> ClaimMonths =>
        [.. _counts.Keys.Select(k => k.ClaimMonth).Distinct().Select(m => new ClaimMonth(m))];

    /// <summary>Adds claims.</summary>
    public void Add(ClaimMonth claimMonth, ClaimMonth deliveryMonth, long claims)
    {
        if (claims > 0)
        {
            var key = (claimMonth.Value, deliveryMonth.Value);
            _counts[key] = _counts.GetValueOrDefault(key) + claims;
        }
    }

    /// <summary>Claims of a month that came with one delivery.</summary>
    public long At(ClaimMonth claimMonth, ClaimMonth deliveryMonth) =>
        _counts.GetValueOrDefault((claimMonth.Value, deliveryMonth.Value));

    /// <summary>
    /// Claims of a month that came with each delay up to the newest delivery, in months after the claim month from 0; what came
    /// before the month itself counts as 0.
    /// </summary>
    public IReadOnlyList<long> ByDelay(ClaimMonth claimMonth, ClaimMonth newest)
    {
        var counts = new long[Math.Max(0, newest.MonthsSince(claimMonth)) + 1];
        foreach (var delivery in Deliveries.Where(d => d <= newest))
        {
            counts[Math.Max(0, delivery.MonthsSince(claimMonth))] += At(claimMonth, delivery);
        }

        return counts;
    }

    /// <summary>Counts a whole store, one month at a time.</summary>
    public static RunOffTriangle Count(IClaimStore store, AsOf asOf)
    {
        var triangle = new RunOffTriangle();
        for (var slab = 0; slab < store.SlabCount; slab++)
        {
            foreach (var month in store.Months)
            {
                using var opened = store.Open(slab, [month], asOf);
                foreach (var deliveries in opened.Months)
                {
                    foreach (var delivery in CountDeliveries(deliveries.Claims))
                    {
                        triangle.Add(month, new ClaimMonth(delivery.Key), delivery.Value);
                    }
                }
            }
        }

        return triangle;
    }

    private static Dictionary<int, long> CountDeliveries(ClaimColumns claims)
    {
        var counts = new Dictionary<int, long>();
        foreach (var delivery in claims.DeliveryMonth.Span[..claims.Count])
        {
            counts[delivery] = counts.GetValueOrDefault(delivery) + 1;
        }

        return counts;
    }
}
