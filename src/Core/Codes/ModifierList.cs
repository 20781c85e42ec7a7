namespace ClaimsWatch.Core.Codes;

/// <summary>One 修飾語.</summary>
/// <param name="Code">4 digits; 8000 to 8999 are suffixes.</param>
/// <param name="Name">名称.</param>
public sealed record Modifier(int Code, string Name)
{
    /// <summary>Whether it says that the diagnosis is suspected, not made.</summary>
    public bool SaysSuspected => Name.Contains('疑');
}

/// <summary>修飾語 by code; until a master is imported only those that say a diagnosis is suspected.</summary>
public sealed class ModifierList(IEnumerable<Modifier> modifiers, string source)
{
    private readonly Dictionary<int, Modifier> _byCode = modifiers.ToDictionary(m => m.Code);

    /// <summary>The small edition inside the program.</summary>
    public static ModifierList BuiltIn { get; } =
        new(CodeTable.Rows("modifiers").Select(c => new Modifier(int.Parse(c[0]), c[1])), CodeTable.Source("modifiers"));

    /// <summary>Table id, edition, source.</summary>
    public string Source { get; } = source;

    /// <summary>All by code.</summary>
    public IEnumerable<Modifier> All => _byCode.Values.OrderBy(m => m.Code);

    /// <summary>The modifier, or null.</summary>
    public Modifier? Find(int code) => _byCode.GetValueOrDefault(code);
}
