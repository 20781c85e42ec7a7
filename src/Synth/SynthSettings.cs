using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Synth;

/// <summary>
/// The planted effect of a letter: from the letter month on, each claim of the person survives with this probability, whatever
/// its kind. Invented numbers: no effect size of any real programme is published.
/// </summary>
/// <param name="Male">Rate ratio of men, 0 to 1.</param>
/// <param name="Female">Rate ratio of women, 0 to 1.</param>
public sealed record EffectSettings(double Male = 0.90, double Female = 0.80)
{
    /// <summary>The ratio of a sex.</summary>
    public double Ratio(Sex sex) => sex == Sex.Male ? Male : Female;
}

/// <summary>
/// How often the insurer's papers show what real ones show; shares of receipts unless said otherwise. All assumed.
/// </summary>
/// <param name="Late">月遅れ: arrives one to four months late.</param>
/// <param name="Corrected">JY correction that lowers the points.</param>
/// <param name="Reclaimed">Claimed again under a new 検索番号 one to three deliveries later.</param>
/// <param name="Duplicated">The same 検索番号 again in the next delivery.</param>
/// <param name="Transferred">振替: another insurer pays.</param>
/// <param name="PersonsWithoutBranch">Share of households whose claims carry no 枝番.</param>
/// <param name="HalfWidth">Share of institutions that write 記号 and 番号 in half-width digits.</param>
public sealed record PaperSettings(
    double Late = 0.015, double Corrected = 0.02, double Reclaimed = 0.004, double Duplicated = 0.003, double Transferred = 0.001,
    double PersonsWithoutBranch = 0.03, double HalfWidth = 0.2);

/// <summary>
/// Shares of adults on each course at <c>enrich</c> 1 (the rest are ordinary or have a one-month spike). Assumed; aimed at 5
/// adults in 10,000 with 10 receipts in a month and 2 in 100,000 with 20: worlds of 200,000 have 6 to 8 and 2 to 3.
/// </summary>
/// <param name="SlowRiser">+0.6 to +1.2 receipts a month up to 13 to 18.</param>
/// <param name="FastRiser">+2 to +3.5 receipts a month up to 15 to 23.</param>
/// <param name="StableHigh">10 to 15 receipts a month without a medical reason.</param>
/// <param name="MedicalHigh">High for dialysis, cancer or rehabilitation.</param>
/// <param name="Spike">One month of 5 to 10 more receipts; never enriched.</param>
public sealed record CourseSettings(
    double SlowRiser = 0.00025, double FastRiser = 0.00008, double StableHigh = 0.00008, double MedicalHigh = 0.0002,
    double Spike = 0.0008);

/// <summary>A synthetic world: all of it follows from these numbers.</summary>
/// <param name="Members">Insured people, 1 to 2,000,000.</param>
/// <param name="Start">First claim month.</param>
/// <param name="Months">Claim months, 1 to 120.</param>
/// <param name="Seed">Seed of everything.</param>
public sealed record SynthSettings(int Members, ClaimMonth Start, int Months, ulong Seed)
{
    /// <summary>
    /// Factor on the share of rising and high courses, at least 1; printed wherever results are. 1 is the realistic world.
    /// </summary>
    public double Enrich { get; init; } = 1;

    /// <summary>Standard deviation of the logarithm of a person's own level of care: 0 none; assumed .30.</summary>
    public double Overdispersion { get; init; } = 0.30;

    /// <summary>保険者番号, 8 characters, padded on the left with spaces. Prefecture 99 does not exist: plainly invented.</summary>
    public string InsurerNumber { get; init; } = "  990010";

    /// <summary>Day of the delivery month on which the roster and the opt-outs are as of, 1 to 28.</summary>
    public int RosterDay { get; init; } = 20;

    /// <summary>The planted effect.</summary>
    public EffectSettings Effect { get; init; } = new();

    /// <summary>Oddities of the papers.</summary>
    public PaperSettings Papers { get; init; } = new();

    /// <summary>Shares of the courses.</summary>
    public CourseSettings Courses { get; init; } = new();

    /// <summary>Last claim month.</summary>
    public ClaimMonth End => Start.Plus(Months - 1);

    /// <summary>First month in which files arrive: claims of month m arrive in m + 2.</summary>
    public ClaimMonth FirstDelivery => Start.Plus(2);

    /// <summary>The delivery that brings the last claim month; later ones only bring late claims.</summary>
    public ClaimMonth LastDelivery => End.Plus(2);

    /// <summary>Share of an adult being on any enriched course, after enrichment.</summary>
    public double EnrichedShare =>
        Enrich * (Courses.SlowRiser + Courses.FastRiser + Courses.StableHigh + Courses.MedicalHigh);

    /// <summary>Refuses settings that make no world.</summary>
    /// <exception cref="UserError">A number is out of range.</exception>
    public void Check()
    {
        Require(Members is >= 1 and <= 2_000_000, Texts.MembersOutOfRange);
        Require(Months is >= 1 and <= 120 && Start.IsValid && Start.Year is >= 2022 and <= 2035, Texts.MonthsOutOfRange);
        Require(Enrich >= 1 && EnrichedShare <= 0.9, Texts.EnrichOutOfRange);
        Require(Overdispersion is >= 0 and <= 1.5, Texts.OverdispersionOutOfRange);
        Require(Effect.Male is >= 0 and <= 1 && Effect.Female is >= 0 and <= 1, Texts.EffectOutOfRange);
        Require(InsurerNumber.Length == 8 && RosterDay is >= 1 and <= 28, Texts.InsurerOutOfRange);
    }

    private static void Require(bool holds, (string What, string Next) text)
    {
        if (!holds)
        {
            throw new UserError(ExitCode.Settings, text.What, "synth", text.Next);
        }
    }
}
