using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Detect;

/// <summary>One month of a person in numbers.</summary>
/// <param name="Month">The month.</param>
/// <param name="AtRiskDays">Insured days; 0 not at risk, and then nothing is judged on it but R01.</param>
/// <param name="Receipts">count(m).</param>
/// <param name="WithoutDispensing">count(m) without 調剤.</param>
/// <param name="Institutions">Distinct 医科・歯科 institutions.</param>
/// <param name="Pharmacies">Distinct pharmacies.</param>
/// <param name="VisitDays">診療実日数.</param>
/// <param name="DispensedQuantity">Tablets and capsules, units.</param>
public sealed record ExplainedMonth(
    ClaimMonth Month, int AtRiskDays, int Receipts, int WithoutDispensing, int Institutions, int Pharmacies, int VisitDays,
    double DispensedQuantity);

/// <summary>One condition of a rule with the person's number.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Words">Code in words, with both numbers.</param>
/// <param name="Value">The person's number; null if it can't be said.</param>
/// <param name="Below">True if it must lie below the threshold, false if at least at it.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Setting">Setting that holds the threshold.</param>
/// <param name="IsMet">Whether it is met.</param>
/// <param name="Missing">What is missing; null if it can't be said.</param>
public sealed record ExplainedCondition(
    string Code, Phrase Words, double? Value, bool Below, double Threshold, string Setting, bool IsMet, double? Missing);

/// <summary>One rule on one person.</summary>
public sealed record ExplainedRule(
    string Rule, Phrase Name, bool Fires, Tier? Tier, IReadOnlyList<ExplainedCondition> Conditions,
    IReadOnlyList<Evidence> Evidence);

/// <summary>One dated supply of an ingredient that more than one institution prescribed.</summary>
/// <param name="Ingredient">YJ first 7.</param>
/// <param name="Drug">Nine-digit code.</param>
/// <param name="Prescriber">Prescribing institution.</param>
/// <param name="From">Day it was dispensed.</param>
/// <param name="SupplyDays">Days it covers.</param>
public sealed record ExplainedSupply(int Ingredient, int Drug, long Prescriber, DateOnly From, int SupplyDays);

/// <summary>Why a pseudonym was or was not a candidate, in facts.</summary>
/// <param name="Person">Pseudonym as text.</param>
/// <param name="Month">t0.</param>
/// <param name="Outcome">not-found, unlinked, absent, staff-list, not-eligible, excluded or eligible.</param>
/// <param name="OutcomeWords">The outcome in words.</param>
/// <param name="Age">Completed years; -1 unknown.</param>
/// <param name="Band">Risk band.</param>
/// <param name="Months">Twelve months, oldest first.</param>
/// <param name="Rules">Every rule in id order.</param>
/// <param name="Exclusions">Exclusions that apply, also if no rule fires.</param>
/// <param name="Score">Score.</param>
/// <param name="ScoreName">What the score is.</param>
/// <param name="WouldChange">What would change the answer, in words, the nearest first.</param>
/// <param name="Scope">What counted.</param>
public sealed record Explanation(
    string Person, ClaimMonth Month, string Outcome, Phrase OutcomeWords, int Age, string Band,
    IReadOnlyList<ExplainedMonth> Months,
    IReadOnlyList<ExplainedRule> Rules, IReadOnlyList<ExclusionHit> Exclusions, double Score, string ScoreName,
    IReadOnlyList<Phrase> WouldChange, Phrase Scope)
{
    /// <summary>Oral medicines of the newest three months whose ingredient more than one institution prescribed,
    /// with dates.</summary>
    public IReadOnlyList<ExplainedSupply> Supplies { get; init; } = [];

    /// <summary>How the supplies of each of those ingredients overlap in days, tablets and, where verified,
    /// defined daily doses.</summary>
    public IReadOnlyList<IngredientOverlap> Overlaps { get; init; } = [];

    /// <summary>What could not be judged in this run: a rule that is silent here for want of data.</summary>
    public IReadOnlyList<NotEvaluable> NotEvaluable { get; init; } = [];

    /// <summary>Facts that carry the score, largest part first.</summary>
    public IReadOnlyList<RankReason> Reasons { get; init; } = [];
}
