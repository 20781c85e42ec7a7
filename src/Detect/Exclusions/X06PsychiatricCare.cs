using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X06 精神科への継続した通院: 法別番号 21, or 通院・在宅精神療法 (I002) at one institution in each of three months.
/// </summary>
public sealed class X06PsychiatricCare(X06PsychiatricCare.Settings settings) : IExclusion
{
    /// <summary>Limits.</summary>
    public sealed record Settings
    {
        /// <summary>Months in a row, at most 3.</summary>
        public int MonthsMin { get; init; } = 3;
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X06", "psychiatric-care", "精神科への継続した通院", "Psychiatric care", "HOLD",
        "主治医との関係が治療の柱なので、手紙ではなく職員が考えるため。",
        [("psychiatric-programme", ExclusionClass.Hold), ("psychotherapy", ExclusionClass.Hold)],
        "大阪府 薬局ナッジ（精神疾患は対象としない）; 公費 法別番号 21 精神通院医療, 区分番号 I002");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.HasProgramme(21) ? new ExclusionHit("X06", ExclusionClass.Hold, "psychiatric-programme")
            : subject.Signals.PsychotherapyMonths >= settings.MonthsMin
                ? new ExclusionHit("X06", ExclusionClass.Hold, "psychotherapy")
            : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("psychotherapy-months", subject.Signals.PsychotherapyMonths)];
}
