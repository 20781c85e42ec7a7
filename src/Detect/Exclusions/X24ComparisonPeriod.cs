using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X24 比較期間: both arms of a round are locked until its release month, which is free again (decisions A3). Not looked at on the
/// print day, where the lock of the person's own round would answer.
/// </summary>
public sealed class X24ComparisonPeriod : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X24", "comparison-period", "比較期間", "Comparison period", "HOLD",
        "手紙の効果を正しく確かめるあいだは、届いた方にも待っている方にも次の手紙を出さないため。",
        [("comparison-period", ExclusionClass.Hold)],
        "decisions A3: release month = letter month + 7");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject) =>
        subject.CheckPoint == CheckPoint.Detection && !subject.Standing.LockedUntil.IsNone
        && ClaimMonth.Of(subject.Today) < subject.Standing.LockedUntil
            ? new ExclusionHit("X24", ExclusionClass.Hold, "comparison-period")
            : null;
}
