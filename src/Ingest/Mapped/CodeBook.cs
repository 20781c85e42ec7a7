using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>What a mapped medicine line takes from the master, found by 9 digits or by YJ code.</summary>
internal sealed class CodeBook(ReceiptLists lists, DrugList drugs)
{
    private const int IngredientDigits = 7;
    private readonly Lazy<ILookup<string, Drug>> _byYj =
        new(() => drugs.All.Where(d => d.Yj.Length > 0).ToLookup(d => d.Yj, StringComparer.Ordinal));
    private readonly Lazy<Dictionary<int, int>> _legal = new(() => LegalClasses(drugs));

    /// <summary>The lists of the run.</summary>
    public ReceiptLists Lists => lists;

    /// <summary>Facts by 医薬品コード; false if the master does not know it.</summary>
    public bool TryCode(int code, out DrugFacts facts, out Route route)
    {
        route = RouteOf(drugs.Find(code)?.Form ?? 0);
        return lists.TryDrug(code, out facts);
    }

    /// <summary>
    /// Facts by YJ code: the smallest 医薬品コード of the same 12 characters; else ingredient and class from its first 7 digits, and
    /// the legal class only where every product of the ingredient has the same. False if it is not a YJ code.
    /// </summary>
    public bool TryYj(string yj, out int code, out DrugFacts facts, out Route route)
    {
        (code, facts, route) = (0, DrugFacts.Unknown, Route.Other);
        var product = _byYj.Value[yj].MinBy(d => d.Code);
        if (product is not null)
        {
            code = product.Code;
            return TryCode(code, out facts, out route);
        }

        if (yj.Length < IngredientDigits || yj.Length > 12
            || !int.TryParse(yj.AsSpan(0, IngredientDigits), System.Globalization.NumberStyles.None, null, out var ingredient))
        {
            return false;
        }

        facts = new DrugFacts(ingredient, ingredient / 10_000, _legal.Value.GetValueOrDefault(ingredient, -1), 0);
        route = RouteOfIngredient(ingredient);
        return true;
    }

    /// <summary>医薬品マスター column 28.</summary>
    private static Route RouteOf(int form) => form switch
    {
        1 => Route.Oral,
        4 => Route.Injection,
        6 => Route.External,
        _ => Route.Other,
    };

    /// <summary>Digits 5 to 7 of a YJ code: to 399 内用, to 699 注射, then 外用 (all rows of the 2024-03-21 master agree with column
    /// 28).</summary>
    private static Route RouteOfIngredient(int ingredient) => (ingredient % 1000) switch
    {
        < 400 => Route.Oral,
        < 700 => Route.Injection,
        _ => Route.External,
    };

    private static Dictionary<int, int> LegalClasses(DrugList drugs) =>
        drugs.All.Where(d => d.Ingredient != 0).GroupBy(d => d.Ingredient)
            .Where(g => g.Select(d => d.LegalClass).Distinct().Count() == 1)
            .ToDictionary(g => g.Key, g => g.First().LegalClass);
}
