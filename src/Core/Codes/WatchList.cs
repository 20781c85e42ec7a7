namespace ClaimsWatch.Core.Codes;

/// <summary>One ingredient that programmes look at.</summary>
/// <param name="Ingredient">YJ first 7.</param>
/// <param name="Name">成分名.</param>
/// <param name="Group">Clinical group, kebab-case: benzodiazepine-receptor-agonist, opioid, gabapentinoid, stimulant …</param>
public sealed record WatchedIngredient(int Ingredient, string Name, string Group);

/// <summary>
/// Ingredients by clinical group, curated: the legal class (医薬品マスター column 14) misses some (エスゾピクロン, トラマドール,
/// プレガバリン) and 薬効 3 digits mix them with others. Groups carry no judgement and never reach a letter.
/// </summary>
public sealed class WatchList(IEnumerable<WatchedIngredient> ingredients, string source)
{
    private readonly Dictionary<int, WatchedIngredient> _byIngredient = ingredients.ToDictionary(i => i.Ingredient);

    /// <summary>The list inside the program.</summary>
    public static WatchList BuiltIn { get; } =
        new(CodeTable.Rows("watch").Select(c => new WatchedIngredient(int.Parse(c[0]), c[1], c[2])), CodeTable.Source("watch"));

    /// <summary>Table id, edition, source.</summary>
    public string Source { get; } = source;

    /// <summary>All, by ingredient.</summary>
    public IEnumerable<WatchedIngredient> All => _byIngredient.Values.OrderBy(i => i.Ingredient);

    /// <summary>Group of an ingredient, null if it is not watched.</summary>
    public string? GroupOf(int ingredient) => _byIngredient.GetValueOrDefault(ingredient)?.Group;
}
