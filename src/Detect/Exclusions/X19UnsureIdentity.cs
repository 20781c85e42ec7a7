using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X19 本人の記録が食い違う: the claims of one pseudonym disagree on sex, or never say it.
/// </summary>
public sealed class X19UnsureIdentity : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X19", "unsure-identity", "本人の記録が食い違う", "Records disagree", "HOLD",
        "別の方の記録が混ざっているおそれがあるときに、間違った内容の手紙を送らないため。",
        [("records-disagree", ExclusionClass.Hold)],
        "design judgement: two people under one number");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.RecordsDisagree ? new ExclusionHit("X19", ExclusionClass.Hold, "records-disagree") : null;
    }
}
