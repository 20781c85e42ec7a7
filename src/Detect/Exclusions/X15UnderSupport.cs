using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>X15 訪問指導・個別支援の途中: staff look after the person already, by the imported staff list (支援中).</summary>
public sealed class X15UnderSupport : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X15", "under-support", "訪問指導・個別支援の途中", "Under support", "HOLD",
        "すでに保健師などが関わっている方に、行き違いの手紙を送らないため。",
        [("under-support", ExclusionClass.Hold)],
        "design judgement; needs the table `staff-list`, 区分 支援中");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject) =>
        subject.Standing.UnderSupport ? new ExclusionHit("X15", ExclusionClass.Hold, "under-support") : null;
}
