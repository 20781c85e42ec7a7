namespace ClaimsWatch.Detect;

/// <summary>Two ingredients (YJ first 7) that must not be given together, the smaller first (併用禁忌).</summary>
public readonly record struct IngredientPair(int First, int Second)
{
    /// <summary>The pair in order.</summary>
    public static IngredientPair Of(int a, int b) => new(Math.Min(a, b), Math.Max(a, b));
}

/// <summary>
/// Facts that the program does not ship and that an office brings itself (decisions C7); null is a table that was never imported,
/// and then the rule that needs it cannot be judged.
/// </summary>
/// <param name="Contraindications">併用禁忌 pairs by ingredient, for R22.</param>
/// <param name="Departments">診療科 by institution, only where an institution has exactly one, for R08.</param>
public sealed record ImportedTables(
    IReadOnlySet<IngredientPair>? Contraindications, IReadOnlyDictionary<long, int>? Departments)
{
    /// <summary>Nothing was imported.</summary>
    public static ImportedTables None { get; } = new(null, null);
}
