using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X09 妊娠・出産: a diagnosis of chapter O or Z32 to Z39 that is not suspected.
/// </summary>
public sealed class X09Pregnancy : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X09", "pregnancy", "妊娠・出産", "Pregnancy and birth", "HOLD",
        "妊娠・出産の前後は受診が増えるのが自然なため。",
        [("pregnancy", ExclusionClass.Hold)],
        "韓国 NHIS (pregnant women exempt); O00–O99, Z32–Z39");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.Signals.PregnancyDiagnoses > 0 ? new ExclusionHit("X09", ExclusionClass.Hold, "pregnancy") : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("pregnancy-diagnoses", subject.Signals.PregnancyDiagnoses)];
}
