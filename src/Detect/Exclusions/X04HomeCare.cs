using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X04 在宅医療・訪問看護: acts of C001 or C002, or a claim of 訪問看護.
/// </summary>
public sealed class X04HomeCare : IExclusion
{
    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X04", "home-care", "在宅医療・訪問看護", "Home care", "HARD",
        "ご自宅で療養されている方には、担当の医療・介護職から相談するほうが合っているため。",
        [("home-care", ExclusionClass.Hard)],
        "福井県後期（介護認定なし）、広島県（来局のみ）; 区分番号 C001, C002, 訪問看護");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        return subject.Signals.HomeCare > 0 ? new ExclusionHit("X04", ExclusionClass.Hard, "home-care") : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) =>
        [("home-care", subject.Signals.HomeCare)];
}
