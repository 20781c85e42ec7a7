using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X12, its HARD part 事業所の住所: the only address is the employer's (decisions A8). That post reaches another member of the
/// household instead is not an exclusion: the letter then has its first sheet only, which Notify sees to.
/// </summary>
public sealed class X12WorkplaceAddress : IExclusion
{
    /// <summary>The roster's word for an employer's address.</summary>
    public const string Workplace = "事業所";

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X12", "workplace-address", "事業所の住所", "Workplace address", "HARD",
        "勤務先に受診やお薬のことが伝わるおそれがあるため。",
        [("workplace-address", ExclusionClass.Hard)],
        "decisions A8: the address is the largest leak; 小松健保（被保険者の住所へ郵送）");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject) =>
        subject.Standing.AddressSource == Workplace ? new ExclusionHit("X12", ExclusionClass.Hard, "workplace-address") : null;
}
