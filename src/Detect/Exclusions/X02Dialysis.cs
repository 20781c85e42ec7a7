using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X02 人工透析: an act of 区分番号 J038.
/// </summary>
public sealed class X02Dialysis : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X02", "dialysis", "人工透析", "Dialysis", "HARD",
        "透析には決まった通院が必要で、この手紙の対象ではないため。",
        [("dialysis", ExclusionClass.Hard)],
        "大阪府 薬局ナッジ（透析治療患者は対象としない）; 区分番号 J038");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.Signals.DialysisActs > 0 ? new ExclusionHit("X02", ExclusionClass.Hard, "dialysis") : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("dialysis-acts", subject.Signals.DialysisActs)];
}
