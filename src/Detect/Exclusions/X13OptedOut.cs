using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>X13 送付を希望しない: permanent until the person takes it back.</summary>
public sealed class X13OptedOut : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X13", "opted-out", "送付を希望しない", "Opted out", "HARD",
        "ご本人の希望だから。",
        [("opted-out", ExclusionClass.Hard)],
        "後発医薬品差額通知の送付停止（国保連合会）; decisions A11");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject) =>
        subject.Standing.OptedOut ? new ExclusionHit("X13", ExclusionClass.Hard, "opted-out") : null;
}
