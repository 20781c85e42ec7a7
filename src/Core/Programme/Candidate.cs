using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Programme;

/// <summary>How much a rule may decide alone: A letter-eligible, B needs another B of a different group,
/// I information only.</summary>
public enum Tier
{
    /// <summary>Information only.</summary>
    Information,

    /// <summary>Eligible with another B rule of a different group.</summary>
    B,

    /// <summary>Eligible alone.</summary>
    A,

    /// <summary>Staff list: never a preventive letter.</summary>
    Staff,
}

/// <summary>What a rule looks at; two B rules must differ in it (decisions C3).</summary>
public enum RuleGroup
{
    /// <summary>Receipt counts.</summary>
    Count,

    /// <summary>Institutions.</summary>
    Institutions,

    /// <summary>Medicines.</summary>
    Medicines,
}

/// <summary>Whether people found by a rule may wait for a letter by lot (decisions A4).</summary>
public enum Randomise
{
    /// <summary>May be held out.</summary>
    Yes,

    /// <summary>At most three months' delay; strata of their own.</summary>
    DelayThreeMonths,

    /// <summary>Never held out.</summary>
    Never,
}

/// <summary>A rule that fired: the number that made it fire, its threshold, and the margin.</summary>
/// <param name="Rule">R01 … R26.</param>
/// <param name="Tier">Tier in this case (R18: B at two institutions, A at three).</param>
/// <param name="Value">The deciding number.</param>
/// <param name="Threshold">What it had to reach.</param>
/// <param name="Randomise">Whether the person may be held out because of this rule.</param>
public readonly record struct RuleHit(string Rule, Tier Tier, double Value, double Threshold, Randomise Randomise);

/// <summary>What an exclusion does.</summary>
public enum ExclusionClass
{
    /// <summary>Never send.</summary>
    Hard,

    /// <summary>Not this round; staff see the person.</summary>
    Hold,

    /// <summary>Another letter or addressee.</summary>
    Route,
}

/// <summary>An exclusion that applies, with its evidence in words free of identities.</summary>
/// <param name="Exclusion">X01 … X24.</param>
/// <param name="Class">What it does.</param>
/// <param name="Reason">Stable short code, such as <c>age-under-18</c>.</param>
public sealed record ExclusionHit(string Exclusion, ExclusionClass Class, string Reason);

/// <summary>One fact with its month and number, for staff and letters; never a label.</summary>
/// <param name="Rule">The rule it belongs to, empty for general facts.</param>
/// <param name="Fact">Stable code of the fact, such as <c>institutions</c>; the words are in Texts of the room that prints
/// it.</param>
/// <param name="Month">The month it is about.</param>
/// <param name="Value">The number.</param>
/// <param name="Detail">Codes (institution, ingredient), never names of people.</param>
public sealed record Evidence(string Rule, string Fact, ClaimMonth Month, double Value, string Detail = "");

/// <summary>What a letter says about one month.</summary>
/// <param name="Month">The month, t0.</param>
/// <param name="Claims">Receipts in scope (count(m)).</param>
/// <param name="ClaimsWithoutDispensing">Receipts in scope without 調剤.</param>
/// <param name="Institutions">Distinct 医科・歯科 institutions.</param>
/// <param name="Pharmacies">Distinct pharmacies.</param>
/// <param name="VisitDays">Sum of 診療実日数, 調剤 left out.</param>
public sealed record MonthFacts(
    ClaimMonth Month, int Claims, int ClaimsWithoutDispensing, int Institutions, int Pharmacies, int VisitDays);

/// <summary>One fact that carried a person's place in the ranking: a number of the record, never a label.</summary>
/// <param name="Code">Stable code of the fact, such as <c>receipts</c>.</param>
/// <param name="Ja">The fact in Japanese, such as 「3か月で 9件→14件」.</param>
/// <param name="En">The same in English.</param>
/// <param name="Contribution">Exact additive part of the score, on the score's own scale before calibration.</param>
public sealed record RankReason(string Code, string Ja, string En, double Contribution);

/// <summary>A person the detection found, with everything that led there. No identity, and sex only for reporting.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Household">Keyed household.</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Age">Completed years on t0's last day; -1 unknown.</param>
/// <param name="Band">Risk band below N, such as <c>12-15</c>.</param>
/// <param name="Facts">t0 in numbers.</param>
/// <param name="Counts">count(m) of t0−5 … t0; -1 not at risk.</param>
/// <param name="Hits">Rules that fired, in id order.</param>
/// <param name="Exclusions">Exclusions that apply, in id order.</param>
/// <param name="Evidence">Facts behind the hits.</param>
/// <param name="Rank">Place in the ranking from 1; 0 if not ranked (excluded, staff list).</param>
/// <param name="Selected">Within the budget of this round.</param>
/// <param name="Score">Score by which the person was ranked.</param>
/// <param name="ScoreName">Model or fallback that gave it.</param>
public sealed record Candidate(
    long Person, long Household, Sex Sex, int Age, string Band, MonthFacts Facts, IReadOnlyList<int> Counts,
    IReadOnlyList<RuleHit> Hits, IReadOnlyList<ExclusionHit> Exclusions, IReadOnlyList<Evidence> Evidence,
    int Rank, bool Selected, double Score, string ScoreName)
{
    /// <summary>支部 of the insurer by the roster; 0 none.</summary>
    public int Branch { get; init; }

    /// <summary>Facts that carried the score, largest part first; none if it has no parts.</summary>
    public IReadOnlyList<RankReason> Reasons { get; init; } = [];

    /// <summary>The strictest randomisation rule among the hits that made the person eligible.</summary>
    public Randomise Randomise => Hits.Count == 0 ? Randomise.Yes : Hits.Max(h => h.Randomise);
}

/// <summary>What we know outside claims on a day.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="OptedOut">送付を希望しない.</param>
/// <param name="Shielded">支援措置.</param>
/// <param name="EndReason">Why insurance ended by that day.</param>
/// <param name="LeftOn">yyyymmdd first day not insured, 0 still insured.</param>
/// <param name="Turns75On">yyyymmdd of the 75th birthday (後期移行), 0 unknown.</param>
/// <param name="AddressSource">Decisions A8; 事業所 is HARD.</param>
/// <param name="RecipientIsPerson">Whether post reaches the person.</param>
/// <param name="LetterMonths">Posting months of earlier letters, ascending.</param>
/// <param name="LockedUntil">Release month of a comparison period the person is in; none if free.</param>
/// <param name="StaffHold">On a staff list.</param>
public sealed record Standing(
    long Person, bool OptedOut, bool Shielded, EndReason EndReason, int LeftOn, int Turns75On, string AddressSource,
    bool RecipientIsPerson, IReadOnlyList<ClaimMonth> LetterMonths, ClaimMonth LockedUntil, bool StaffHold)
{
    /// <summary>法別番号 of public payers on recent receipts, ascending.</summary>
    public IReadOnlyList<int> PublicProgrammes { get; init; } = [];

    /// <summary>支部 of the insurer by the roster; 0 none.</summary>
    public int Branch { get; init; }

    /// <summary>Staff look after the person already (訪問指導・個別支援の途中).</summary>
    public bool UnderSupport { get; init; }

    /// <summary>Nothing known outside claims.</summary>
    public static Standing Of(long person) =>
        new(person, false, false, EndReason.None, 0, 0, "", true, [], ClaimMonth.None, false);
}
