using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Files;

namespace ClaimsWatch.Synth.Truth;

/// <summary>One receipt as it arrived in one delivery.</summary>
/// <param name="Context">The receipt.</param>
/// <param name="Arrival">Why it arrived.</param>
/// <param name="Delivery">When.</param>
/// <param name="Points">Points as billed and after corrections.</param>
internal sealed record ClaimTruth(ReceiptContext Context, Arrival Arrival, ClaimMonth Delivery, Points Points)
{
    /// <summary>検索番号 of the first claim that a re-claim replaces.</summary>
    public string OriginalNumber => (Context with { LagBilled = Context.Plan.Fate.Lag, Reclaim = false }).SearchNumber;

    /// <summary>Whether a re-claim has replaced it by a delivery.</summary>
    public bool IsReplacedBy(ClaimMonth delivery)
    {
        var fate = Context.Plan.Fate;
        return Arrival == Arrival.Original && fate.ReclaimedAfter > 0
            && Context.Month.Plus(2 + fate.Lag + fate.ReclaimedAfter) <= delivery;
    }
}
