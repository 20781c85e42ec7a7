using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X03 入院: a stay in t0 or the month before.
/// </summary>
public sealed class X03Stay : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X03", "stay", "入院", "Stay in hospital", "HOLD",
        "入院の前後は受診の形が大きく変わり、手紙の内容が実情に合わないため。",
        [("stay", ExclusionClass.Hold)],
        "design judgement: visits fall mechanically during a stay");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.Signals.StayMonths > 0 ? new ExclusionHit("X03", ExclusionClass.Hold, "stay") : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("stay-months", subject.Signals.StayMonths)];
}
