using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Adjustments;

namespace ClaimsWatch.Detect;

/// <summary>Words for people in both languages.</summary>
public sealed record Phrase(string Ja, string En)
{
    /// <summary>The words in <c>ja</c> or, for anything else, English.</summary>
    public string In(string language) => language == "ja" ? Ja : En;
}

/// <summary>Whether something could be judged in this run.</summary>
public enum Verdict
{
    /// <summary>Yes.</summary>
    Can,

    /// <summary>For some people, or with old knowledge.</summary>
    Partly,

    /// <summary>No; an empty answer would mean nothing.</summary>
    Cannot,
}

/// <summary>A rule or exclusion that could not, or only partly, be judged: cannot judge is not nobody (decisions A2).</summary>
/// <param name="Id">R.. or X...</param>
/// <param name="Verdict">Partly or cannot.</param>
/// <param name="Code">Stable code of the reason.</param>
/// <param name="Why">The reason in words.</param>
/// <param name="Persons">People it is about; 0 if it can't be counted.</param>
/// <param name="BlocksLetters">Whether letters are blocked (exit 7) until somebody acknowledges it by name.</param>
public sealed record NotEvaluable(string Id, Verdict Verdict, string Code, Phrase Why, SexCounts Persons, bool BlocksLetters);

/// <summary>How often a rule fired.</summary>
/// <param name="Rule">R01 ….</param>
/// <param name="Name">和名 and English name.</param>
/// <param name="Persons">People it fired for, before exclusions.</param>
/// <param name="Alone">Of them, people for whom no other rule fired.</param>
/// <param name="Candidates">Of them, people in the ranking.</param>
public sealed record RuleCount(string Rule, Phrase Name, SexCounts Persons, SexCounts Alone, SexCounts Candidates);

/// <summary>People for whom exactly this combination of rules fired (the columns of an upset table).</summary>
public sealed record CombinationCount(string Rules, SexCounts Persons);

/// <summary>One line of the attrition table, in the order people were taken out.</summary>
/// <param name="Step">Stable code, or the exclusion's id.</param>
/// <param name="Reason">Reason code of the exclusion, else empty.</param>
/// <param name="Name">Words.</param>
/// <param name="Removed">People taken out here.</param>
/// <param name="Remaining">People left after it.</param>
public sealed record AttritionStep(string Step, string Reason, Phrase Name, SexCounts Removed, SexCounts Remaining);

/// <summary>People an exclusion applies to, whether or not an earlier one took them out.</summary>
public sealed record ExclusionCount(string Exclusion, string Reason, ExclusionClass Class, Phrase Name, SexCounts Persons);

/// <summary>Receipts of t0 in the whole store, with and without 調剤: every output prints both (decisions C1).</summary>
public sealed record ReceiptTotals(long Receipts, long WithoutDispensing);

/// <summary>One detection.</summary>
/// <param name="Round">Round id.</param>
/// <param name="Month">t0.</param>
/// <param name="AsOf">Newest delivery known.</param>
/// <param name="Persons">People judged: linked, at risk in t0 or with a receipt in the window.</param>
/// <param name="Candidates">The ranking, best first.</param>
/// <param name="Excluded">Eligible people whom an exclusion took out, by person.</param>
/// <param name="StaffList">R01: never a preventive letter, by person.</param>
/// <param name="ByRule">Rules in id order.</param>
/// <param name="Combinations">Combinations, most people first.</param>
/// <param name="Attrition">Steps in order.</param>
/// <param name="ExcludedByReason">Exclusions in id order.</param>
/// <param name="NotEvaluable">What could not be judged.</param>
/// <param name="Scope">What counted, in words.</param>
/// <param name="Totals">Receipts in t0.</param>
/// <param name="Season">How far the season could be taken out, in words.</param>
public sealed record DetectResult(
    string Round, ClaimMonth Month, ClaimMonth AsOf, SexCounts Persons,
    IReadOnlyList<Candidate> Candidates, IReadOnlyList<Candidate> Excluded, IReadOnlyList<Candidate> StaffList,
    IReadOnlyList<RuleCount> ByRule, IReadOnlyList<CombinationCount> Combinations,
    IReadOnlyList<AttritionStep> Attrition, IReadOnlyList<ExclusionCount> ExcludedByReason,
    IReadOnlyList<NotEvaluable> NotEvaluable, Phrase Scope, ReceiptTotals Totals, Phrase Season)
{
    /// <summary>The count without adjustments; null if none is on, and then there is only one count.</summary>
    public UnadjustedCount? Unadjusted { get; init; }

    /// <summary>What ranked people: a model, the baseline it fell back to, or level and slope while there is no model.</summary>
    public string RankedBy { get; init; } = "";

    /// <summary>People in the ranking.</summary>
    public SexCounts BySex => SexCounts.Of(Candidates.Select(c => c.Sex));

    /// <summary>People within the budget.</summary>
    public IReadOnlyList<Candidate> Selected => [.. Candidates.Where(c => c.Selected)];
}
