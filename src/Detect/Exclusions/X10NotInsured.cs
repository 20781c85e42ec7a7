using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X10 死亡・資格喪失・転出・75歳到達: not insured here any more, or not for long. Also a loss that is only planned, because a letter
/// arrives weeks later. Looked at again on the print day: a letter to the dead hurts a family.
/// </summary>
public sealed class X10NotInsured(X10NotInsured.Settings settings) : IExclusion
{
    /// <summary>Limits.</summary>
    public sealed record Settings
    {
        /// <summary>Whether insurance ends with the 75th birthday (健保, 国保); false for 後期高齢者医療.</summary>
        public bool EndsAt75 { get; init; } = true;

        /// <summary>Days ahead of today in which a 75th birthday excludes.</summary>
        public int Turning75Days { get; init; } = 90;
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X10", "not-insured", "死亡・資格喪失・転出・75歳到達", "Not insured", "HARD",
        "亡くなった方のご家族や、もう加入していない方に手紙が届くことを防ぐため。",
        [
            ("death", ExclusionClass.Hard), ("moved", ExclusionClass.Hard), ("loss", ExclusionClass.Hard),
            ("turning-75", ExclusionClass.Hard), ("not-at-risk", ExclusionClass.Hard),
        ],
        "design judgement: re-checked on the print day; 高齢者の医療の確保に関する法律（75歳で後期高齢者医療へ）");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        var standing = subject.Standing;
        var reason = standing.EndReason switch
        {
            EndReason.Death => "death",
            EndReason.Moved => "moved",
            EndReason.Loss => "loss",
            _ when standing.LeftOn != 0 => "loss",
            _ when settings.EndsAt75 && Turns75Soon(standing.Turns75On, subject.Today) => "turning-75",
            _ when subject.AtRiskDays == 0 => "not-at-risk",
            _ => "",
        };
        return reason.Length == 0 ? null : new ExclusionHit("X10", ExclusionClass.Hard, reason);
    }

    private bool Turns75Soon(int turns75On, DateOnly today)
    {
        if (turns75On == 0)
        {
            return false;
        }

        var last = today.AddDays(settings.Turning75Days);
        return turns75On <= (last.Year * 10_000) + (last.Month * 100) + last.Day;
    }
}
