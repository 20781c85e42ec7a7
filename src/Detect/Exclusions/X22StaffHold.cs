using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>X22 職員による保留: complaints, proceedings, colleagues, by the imported staff list (保留); staff know why.</summary>
public sealed class X22StaffHold : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X22", "staff-hold", "職員による保留", "Staff hold", "HOLD",
        "職員がすでに関わっている方に、行き違いの手紙を送らないため。",
        [("staff-hold", ExclusionClass.Hold)],
        "design judgement; decisions A11 (a complaint stops letters within a day)");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject) =>
        subject.Standing.StaffHold ? new ExclusionHit("X22", ExclusionClass.Hold, "staff-hold") : null;
}
