using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>X11 支援措置・不開示: people whose whereabouts or treatment must not reach somebody they live or lived with.</summary>
public sealed class X11Shielded : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X11", "shielded", "支援措置・不開示", "Shielded", "HARD",
        "受診先や住所が知られることで、ご本人の身に危険が及ぶことがあるため。",
        [("shielded", ExclusionClass.Hard)],
        "DV・ストーカー・児童虐待等の支援措置; 自己情報提供不可フラグ; 医療費通知での市町村の扱い（稲美町）");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject) =>
        subject.Standing.Shielded ? new ExclusionHit("X11", ExclusionClass.Hard, "shielded") : null;
}
