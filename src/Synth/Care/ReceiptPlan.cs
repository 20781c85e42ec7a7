using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.City;

namespace ClaimsWatch.Synth.Care;

/// <summary>Why somebody went.</summary>
internal enum VisitReason
{
    /// <summary>A long illness.</summary>
    Chronic,

    /// <summary>A short complaint.</summary>
    Acute,

    /// <summary>かぜ, インフルエンザ.</summary>
    Cold,

    /// <summary>花粉症.</summary>
    Pollen,

    /// <summary>One clinic more, of somebody on the way to many.</summary>
    Extra,

    /// <summary>人工透析.</summary>
    Dialysis,

    /// <summary>がん.</summary>
    Cancer,

    /// <summary>リハビリテーション.</summary>
    Rehabilitation,

    /// <summary>歯科.</summary>
    Dental,

    /// <summary>入院.</summary>
    Admission,
}

/// <summary>What happens to a receipt on its way to the insurer.</summary>
/// <param name="Lag">Months late, 0 to 4.</param>
/// <param name="Corrected">A JY correction lowers its points.</param>
/// <param name="ReclaimedAfter">Deliveries until it comes again under a new 検索番号, 0 never.</param>
/// <param name="DuplicatedNext">The same 検索番号 comes again in the next delivery.</param>
/// <param name="Transferred">Another insurer pays.</param>
internal readonly record struct Fate(int Lag, bool Corrected, int ReclaimedAfter, bool DuplicatedNext, bool Transferred);

/// <summary>One receipt to be: a person at an institution in a month, before it is written out.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Place">Institution or pharmacy.</param>
/// <param name="Prescriber">調剤: prescribing institution, otherwise null.</param>
/// <param name="Reason">Why.</param>
/// <param name="Days">Days of the month visited, ascending; of 調剤 days of dispensing.</param>
/// <param name="Medicines">Prescribed on each prescribing day.</param>
/// <param name="PrescribedOn">The days on which they were given, some of <paramref name="Days"/>.</param>
/// <param name="FirstVisit">初診.</param>
/// <param name="StartedOn">Begin of the illness.</param>
/// <param name="Ordinal">Position in the person's month, stable whatever letters do.</param>
/// <param name="Draw">Uniform of the potential outcomes: a letter keeps the receipt if this is below its ratio.</param>
/// <param name="Fate">What becomes of it.</param>
internal sealed record ReceiptPlan(
    ClaimKind Kind, Institution Place, Institution? Prescriber, VisitReason Reason, int[] Days,
    IReadOnlyList<Prescribed> Medicines, int[] PrescribedOn, bool FirstVisit, DateOnly StartedOn, int Ordinal,
    double Draw, Fate Fate)
{
    /// <summary>Whether it is one of the kinds counted by default (医科入院外 + 歯科 + 調剤) and stays with the insurer.</summary>
    public bool Counts => Kind is ClaimKind.Outpatient or ClaimKind.Dental or ClaimKind.Dispensing && !Fate.Transferred;
}
