using System.Globalization;

namespace ClaimsWatch.Core.Codes;

/// <summary>What the numbers of a dose table mean.</summary>
public enum DoseMeaning
{
    /// <summary>Defined daily dose of the WHO, mg a day by mouth.</summary>
    DefinedDailyDose,

    /// <summary>mg that equal 5 mg of diazepam.</summary>
    DiazepamFiveMg,

    /// <summary>Morphine mg that one mg equals.</summary>
    MorphineFactor,
}

/// <summary>
/// Doses by ingredient from one published table. Tables differ, up to threefold, so every use names its table; what no table says
/// is not made up: an ingredient without a row has no dose.
/// </summary>
public sealed class DoseTable
{
    private readonly Dictionary<int, decimal> _byIngredient;

    private DoseTable(string name, DoseMeaning meaning)
    {
        Source = CodeTable.Source(name);
        Id = Source.Split(';')[0].Replace("table:", "", StringComparison.Ordinal).Trim();
        Meaning = meaning;
        _byIngredient =
            CodeTable.Rows(name).ToDictionary(c => int.Parse(c[0]), c => decimal.Parse(c[2], CultureInfo.InvariantCulture));
    }

    /// <summary>All tables inside the program.</summary>
    public static IReadOnlyList<DoseTable> All { get; } =
    [
        new("ddd", DoseMeaning.DefinedDailyDose), new("diazepam-inagaki-inada", DoseMeaning.DiazepamFiveMg),
        new("diazepam-who2009", DoseMeaning.DiazepamFiveMg), new("mme-cdc2022", DoseMeaning.MorphineFactor),
    ];

    /// <summary>Table id, to be printed beside every number from it.</summary>
    public string Id { get; }

    /// <summary>Id, edition and source.</summary>
    public string Source { get; }

    /// <summary>What its numbers mean.</summary>
    public DoseMeaning Meaning { get; }

    /// <summary>Ingredients it has, ascending.</summary>
    public IEnumerable<int> Ingredients => _byIngredient.Keys.Order();

    /// <summary>The number of an ingredient, null if the table has none.</summary>
    public decimal? Of(int ingredient) => _byIngredient.TryGetValue(ingredient, out var dose) ? dose : null;
}
