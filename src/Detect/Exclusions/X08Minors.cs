using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>X08 年齢: nobody under the age limit gets a letter; an unknown age is held for staff (decisions A2).</summary>
public sealed class X08Minors(X08Minors.Settings settings) : IExclusion
{
    /// <summary>Limits.</summary>
    public sealed record Settings
    {
        /// <summary>Completed years from which a letter is allowed.</summary>
        public int AgeMin { get; init; } = 18;
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X08", "minors", "未成年", "Minors", "HARD; unknown age HOLD",
        "子どもの受診は保護者が決めるもので、風邪などで重なりやすく、この手紙の対象ではないため。",
        [("age-under-limit", ExclusionClass.Hard), ("age-unknown", ExclusionClass.Hold)],
        "小松健保（20歳以上）; duplicates are commonest at 0–19 years; 韓国 NHIS (children exempt)");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject) =>
        subject.Age < 0 ? new ExclusionHit("X08", ExclusionClass.Hold, "age-unknown")
        : subject.Age < settings.AgeMin ? new ExclusionHit("X08", ExclusionClass.Hard, "age-under-limit")
        : null;
}
