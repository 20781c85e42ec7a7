using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// X14 最近の手紙: a letter in the last six months, or two in the last twelve, counted from posting month to this month. Applies to
/// both arms alike (decisions A3).
/// </summary>
public sealed class X14RecentLetter(X14RecentLetter.Settings settings) : IExclusion
{
    /// <summary>Limits.</summary>
    public sealed record Settings
    {
        /// <summary>Months that must lie between two letters.</summary>
        public int MonthsBetween { get; init; } = 6;

        /// <summary>Letters in twelve months from which no further one is sent.</summary>
        public int LettersMaxIn12Months { get; init; } = 2;
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X14", "recent-letter", "最近の手紙", "Recent letter", "HOLD",
        "たびたび手紙が届くと、見張られていると感じさせてしまうため。",
        [("letter-within-months", ExclusionClass.Hold), ("letters-in-12-months", ExclusionClass.Hold)],
        "豪州 Prescription Shopping Program (letters at most every 6 months); decisions A3");

    /// <inheritdoc/>
    public ExclusionHit? Applies(ExclusionSubject subject)
    {
        var month = ClaimMonth.Of(subject.Today);
        var recent = 0;
        var inYear = 0;
        foreach (var letter in subject.Standing.LetterMonths)
        {
            var ago = month.MonthsSince(letter);
            recent += ago < settings.MonthsBetween ? 1 : 0;
            inYear += ago < 12 ? 1 : 0;
        }

        return recent > 0 ? new ExclusionHit("X14", ExclusionClass.Hold, "letter-within-months")
            : inYear >= settings.LettersMaxIn12Months ? new ExclusionHit("X14", ExclusionClass.Hold, "letters-in-12-months")
            : null;
    }
}
