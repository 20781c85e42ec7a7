using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X21 生活保護: 法別番号 12 on a receipt.
/// </summary>
public sealed class X21PublicAssistance : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X21", "public-assistance", "生活保護", "Public assistance", "HARD",
        "生活保護の医療扶助は福祉事務所が窓口で、保険者から手紙を送る対象ではないため。",
        [("public-assistance", ExclusionClass.Hard)],
        "生活保護法; 公費 法別番号 12 医療扶助");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.HasProgramme(12) ? new ExclusionHit("X21", ExclusionClass.Hard, "public-assistance") : null;
    }
}
