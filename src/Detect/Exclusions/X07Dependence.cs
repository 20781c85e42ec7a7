using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X07 依存症の治療: group therapy for dependence (I006), or a diagnosis F10 to F19 without F17 (tobacco) that is not suspected.
/// </summary>
public sealed class X07Dependence : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X07", "dependence", "依存症の治療", "Treatment of dependence", "HARD",
        "治療中の方に、受診やお薬を見直すように読める手紙を送らないため。",
        [("dependence-treatment", ExclusionClass.Hard), ("dependence-diagnosis", ExclusionClass.Hard)],
        "CMS and PQA exclude medication-assisted treatment; 区分番号 I006 依存症集団療法; F10–F16, F18, F19");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.Signals.DependenceActs > 0 ? new ExclusionHit("X07", ExclusionClass.Hard, "dependence-treatment")
            : subject.Signals.DependenceDiagnoses > 0 ? new ExclusionHit("X07", ExclusionClass.Hard, "dependence-diagnosis")
            : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("dependence-acts", subject.Signals.DependenceActs), ("dependence-diagnoses", subject.Signals.DependenceDiagnoses)];
}
