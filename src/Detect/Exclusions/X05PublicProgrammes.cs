using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X05 指定難病など: 法別番号 51, 52 or 54 on a receipt; 15 or 16 wait for staff.
/// </summary>
public sealed class X05PublicProgrammes : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X05", "public-programmes", "指定難病・小児慢性・自立支援医療", "Public programmes for illness", "HARD; 更生・育成 HOLD",
        "公費で支えられている療養には専門の窓口があり、この手紙の対象ではないため。",
        [("designated-illness", ExclusionClass.Hard), ("rehabilitation-support", ExclusionClass.Hold)],
        "台湾 重大傷病, 韓国 산정특례 (exempt); 公費 法別番号 51 特定疾患, 52 小児慢性, 54 指定難病, 15 更生医療, 16 育成医療");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.HasProgramme(51, 52, 54) ? new ExclusionHit("X05", ExclusionClass.Hard, "designated-illness")
            : subject.HasProgramme(15, 16) ? new ExclusionHit("X05", ExclusionClass.Hold, "rehabilitation-support")
            : null;
    }
}
