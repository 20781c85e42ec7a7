using ClaimsWatch.Core.Codes;
using ClaimsWatch.Detect.Tallies.Clinical;

namespace ClaimsWatch.Detect;

/// <summary>Two ingredients (YJ first 7) that must not be given together, the smaller first (併用禁忌).</summary>
public readonly record struct IngredientPair(int First, int Second)
{
    /// <summary>The pair in order.</summary>
    public static IngredientPair Of(int a, int b) => new(Math.Min(a, b), Math.Max(a, b));
}

/// <summary>Somebody whom staff look after already (支援中) or asked to leave alone for a time (保留).</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="UnderSupport">支援中, else 保留.</param>
/// <param name="From">First day, yyyymmdd.</param>
/// <param name="Until">Last day, yyyymmdd; 0 for no end.</param>
public readonly record struct StaffEntry(long Person, bool UnderSupport, int From, int Until)
{
    /// <summary>Whether it holds on a day, yyyymmdd.</summary>
    public bool HoldsOn(int day) => From <= day && (Until == 0 || day <= Until);
}

/// <summary>
/// Facts that the program does not ship and that an office brings itself (decisions C7); null is a table that was never imported,
/// and then the rule that needs it cannot be judged.
/// </summary>
/// <param name="Contraindications">併用禁忌 pairs by ingredient, for R22.</param>
/// <param name="Departments">診療科 by institution, only where an institution has exactly one, for R08 and X18.</param>
public sealed record ImportedTables(
    IReadOnlySet<IngredientPair>? Contraindications, IReadOnlyDictionary<long, int>? Departments)
{
    /// <summary>Nothing was imported.</summary>
    public static ImportedTables None { get; } = new(null, null);

    /// <summary>The institution that stands for a group (本院・分院, 同じ会社の薬局), by institution, for X20.</summary>
    public IReadOnlyDictionary<long, long>? InstitutionGroups { get; init; }

    /// <summary>People whom staff look after or asked to leave alone, for X15 and X22.</summary>
    public IReadOnlyList<StaffEntry>? StaffList { get; init; }

    /// <summary>診療行為 that rules and exclusions look at: of the imported master, else of the built-in edition.</summary>
    public WatchedActs Watched { get; init; } = WatchedActs.BuiltIn;

    /// <summary>Medicines by code, for strengths: of the imported master, else of the built-in edition.</summary>
    public DrugList Drugs { get; init; } = DrugList.BuiltIn;

    /// <summary>The tables that were imported, for the run's record and the report.</summary>
    public IReadOnlyList<TableSource> Sources { get; init; } = [];

    /// <summary>The same with acts of a list.</summary>
    public ImportedTables WithActs(ActList acts) =>
        ReferenceEquals(acts, ActList.BuiltIn) ? this : this with { Watched = new WatchedActs(acts) };
}

/// <summary>Where an imported table comes from.</summary>
/// <param name="Kind">Such as <c>contraindications</c>.</param>
/// <param name="Date">Its day, as the file says.</param>
/// <param name="Source">Its source, as the file says.</param>
/// <param name="Rows">Rows.</param>
public sealed record TableSource(string Kind, DateOnly Date, string Source, int Rows);
