using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X01 がん・緩和ケア: cancer medicines (薬効 42), the management fee of tumour markers, narcotics taken home, or a C diagnosis that
/// is not suspected.
/// </summary>
public sealed class X01Cancer : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X01", "cancer", "がん・緩和ケア", "Cancer", "HARD",
        "治療のために多くの受診やお薬が必要な方に、受診を見直すような手紙を送らないため。",
        [
            ("cancer-treatment", ExclusionClass.Hard),
            ("narcotics", ExclusionClass.Hard),
            ("cancer-diagnosis", ExclusionClass.Hard),
        ],
        "HEDIS UOP, PQA OMP and COB, CMS OMS exclude cancer; Delcher 2021: one in five people found had cancer; 薬効 42, "
        + "B001 悪性腫瘍特異物質治療管理料, C00–C97");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        var signals = subject.Signals;
        return signals.CancerMedicines + signals.CancerActs > 0 ? new ExclusionHit("X01", ExclusionClass.Hard, "cancer-treatment")
            : signals.Narcotics > 0 ? new ExclusionHit("X01", ExclusionClass.Hard, "narcotics")
            : signals.CancerDiagnoses > 0 ? new ExclusionHit("X01", ExclusionClass.Hard, "cancer-diagnosis")
            : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("cancer-medicines", subject.Signals.CancerMedicines), ("cancer-acts", subject.Signals.CancerActs),
            ("narcotics", subject.Signals.Narcotics), ("cancer-diagnoses", subject.Signals.CancerDiagnoses)];
}
