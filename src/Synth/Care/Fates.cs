using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Synth.Care;

/// <summary>Draws what happens to a receipt on its way.</summary>
internal static class Fates
{
    /// <summary>
    /// Deliveries after the usual one in which a receipt may still arrive: four of lateness and three of a re-claim.
    /// </summary>
    public const int LastLag = 7;

    /// <summary>Share of person-months whose papers may go odd ways; older months are then cheap to look through.</summary>
    private const double OddShare = 0.15;

    private static readonly double[] s_lags = [0.55, 0.25, 0.12, 0.08];

    /// <summary>Whether any receipt of the month may be late, claimed again, duplicated or transferred.</summary>
    public static bool Odd(ulong seed, int person, ClaimMonth month) =>
        Chance.For(seed, Purpose.Fate, person, month.Value, -1).Once(OddShare);

    /// <summary>
    /// One fate; re-claims, duplicates and transfers exclude each other. Hospital receipts are never corrected here.
    /// </summary>
    public static Fate Draw(PaperSettings papers, ClaimKind kind, bool odd, ref Chance chance)
    {
        var corrected = chance.Once(papers.Corrected) && kind is not (ClaimKind.Inpatient or ClaimKind.Dpc);
        if (!odd)
        {
            return new Fate(0, corrected, 0, false, false);
        }

        var lag = chance.Once(papers.Late / OddShare) ? 1 + chance.Pick(s_lags) : 0;
        var other = chance.Uniform() * OddShare;
        var months = 1 + chance.Below(3);
        var edge = papers.Reclaimed;
        if (other < edge)
        {
            return new Fate(lag, corrected, months, false, false);
        }

        edge += papers.Duplicated;
        if (other < edge)
        {
            return new Fate(lag, corrected, 0, true, false);
        }

        return new Fate(lag, corrected, 0, false, other < edge + papers.Transferred);
    }
}
