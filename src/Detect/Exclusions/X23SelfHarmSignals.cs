using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X23 自傷・中毒の記録: a diagnosis T36 to T50 or X60 to X84 that is not suspected. The person goes to the list for individual support.
/// </summary>
public sealed class X23SelfHarmSignals : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X23", "self-harm-signals", "自傷・中毒の記録", "Signals of self-harm", "HARD",
        "命に関わる時期の方に手紙を送らず、職員の会議で支え方を考えるため。",
        [("self-harm-signal", ExclusionClass.Hard)],
        "decisions A9: never a cold call, case conference first; Agnoli, JAMA 2021; T36–T50, X60–X84");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.Signals.SelfHarmDiagnoses > 0 ? new ExclusionHit("X23", ExclusionClass.Hard, "self-harm-signal") : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("self-harm-diagnoses", subject.Signals.SelfHarmDiagnoses)];
}
