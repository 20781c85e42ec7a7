namespace ClaimsWatch.Core.Codes;

/// <summary>One medicine of the 医薬品マスター.</summary>
/// <param name="Code">医薬品コード, 9 digits (column 3).</param>
/// <param name="Name">漢字名称 (column 5).</param>
/// <param name="UnitCode">Unit code (column 8): 16 錠, 15 カプセル.</param>
/// <param name="Unit">Unit name (column 10).</param>
/// <param name="Price">薬価 in 0.01 yen (column 12).</param>
/// <param name="LegalClass">Column 14: 0 none 1 麻薬 2 毒薬 3 覚醒剤原料 5 向精神薬.</param>
/// <param name="Form">Column 28: 1 内用 3 その他 4 注射 6 外用 8 歯科用.</param>
/// <param name="Yj">薬価基準収載医薬品コード, 12 characters (column 32); only the first 7 are the product's own for sure.</param>
public sealed record Drug(int Code, string Name, int UnitCode, string Unit, long Price, int LegalClass, int Form, string Yj)
{
    /// <summary>YJ first 7, the ingredient with its strength-free form; 0 if there is none.</summary>
    public int Ingredient => Leading(7);

    /// <summary>YJ first 3, 薬効分類; 0 if there is none.</summary>
    public int DrugClass => Leading(3);

    private int Leading(int digits) =>
        Yj.Length >= digits && int.TryParse(Yj.AsSpan(0, digits), out var value) ? value : 0;
}

/// <summary>Medicines by code, from the imported master or the built-in edition of facts.</summary>
public sealed class DrugList
{
    private readonly Dictionary<int, Drug> _byCode;

    /// <summary>A list with its source.</summary>
    public DrugList(IEnumerable<Drug> drugs, string source)
    {
        _byCode = drugs.ToDictionary(d => d.Code);
        Source = source;
    }

    /// <summary>Unit code of 錠 (tablet).</summary>
    public const int TabletUnit = 16;

    /// <summary>Unit code of カプセル (capsule).</summary>
    public const int CapsuleUnit = 15;

    /// <summary>The small edition inside the program: facts from the public master; says so in <see cref="Source"/>.</summary>
    public static DrugList BuiltIn { get; } = new(
        CodeTable.Rows("drugs").Select(c => new Drug(
            int.Parse(c[0]), c[1], int.Parse(c[2]), c[3], (long)(decimal.Parse(c[4]) * 100), int.Parse(c[5]),
            int.Parse(c[6]), c[7])),
        CodeTable.Source("drugs"));

    /// <summary>Table id, edition, source.</summary>
    public string Source { get; }

    /// <summary>All medicines by code.</summary>
    public IEnumerable<Drug> All => _byCode.Values.OrderBy(d => d.Code);

    /// <summary>The medicine, or null if the master does not know the code.</summary>
    public Drug? Find(int code) => _byCode.GetValueOrDefault(code);
}
