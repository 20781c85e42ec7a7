using ClaimsWatch.Core.Codes;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>One row of an edition: what it says of a code; empty and −1 leave the value of the edition before.</summary>
/// <param name="Code">医薬品コード.</param>
/// <param name="Name">Column 5.</param>
/// <param name="UnitCode">Column 8.</param>
/// <param name="Unit">Column 10.</param>
/// <param name="Price">Column 12 in 0.01 yen.</param>
/// <param name="LegalClass">Column 14.</param>
/// <param name="Form">Column 28.</param>
/// <param name="Yj">Column 32.</param>
/// <param name="BaseCode">Column 41: the drug that a 67xxxxxxx stands for; 0 none.</param>
public sealed record DrugChange(
    int Code, string Name, int UnitCode, string Unit, long Price, int LegalClass, int Form, string Yj, int BaseCode)
{
    /// <summary>What no row says.</summary>
    public const int Unchanged = -1;

    /// <summary>The drug after this row.</summary>
    public Drug On(Drug? before) => new(
        Code, Or(Name, before?.Name), Or(UnitCode, before?.UnitCode), Or(Unit, before?.Unit),
        Price != Unchanged ? Price : before?.Price ?? 0,
        Or(LegalClass, before?.LegalClass), Or(Form, before?.Form), Or(Yj, before?.Yj));

    private static string Or(string text, string? before) => text.Length > 0 ? text : before ?? "";

    private static int Or(int value, int? before) => value != Unchanged ? value : before ?? 0;
}

/// <summary>A 医薬品 master file, full or difference, as kept: the list of a workspace is made of all of them in the order of their
/// dates.</summary>
/// <param name="AsOf">Date in its file name, yyyymmdd; 0 what was known before editions were kept.</param>
/// <param name="Id">Tells two files of one date apart.</param>
/// <param name="Source">File name.</param>
/// <param name="Changes">Its rows.</param>
public sealed record DrugEdition(int AsOf, string Id, string Source, IReadOnlyList<DrugChange> Changes)
{
    /// <summary>A list that came without editions.</summary>
    public static DrugEdition Of(DrugList list) => new(
        0, "list", list.Source,
        [.. list.All.Select(d => new DrugChange(d.Code, d.Name, d.UnitCode, d.Unit, d.Price, d.LegalClass, d.Form, d.Yj, 0))]);

    /// <summary>
    /// All editions on top of the built-in one, oldest first, whatever the order they came in: a full edition of March that is
    /// imported in September does not undo the differences between. Codes that a later edition drops stay, because receipts still
    /// carry them.
    /// </summary>
    public static DrugList Merge(IEnumerable<DrugEdition> editions)
    {
        var drugs = DrugList.BuiltIn.All.ToDictionary(d => d.Code);
        var bases = new SortedDictionary<int, int>();
        var source = DrugList.BuiltIn.Source;
        foreach (var edition in editions.OrderBy(e => e.AsOf).ThenBy(e => e.Id, StringComparer.Ordinal))
        {
            source = edition.AsOf == 0 ? edition.Source : $"{source}; {edition.Source}";
            foreach (var change in edition.Changes)
            {
                drugs[change.Code] = change.On(drugs.GetValueOrDefault(change.Code));
                if (change.BaseCode != 0)
                {
                    bases[change.Code] = change.BaseCode;
                }
            }
        }

        foreach (var (code, baseCode) in bases)
        {
            if (drugs.TryGetValue(baseCode, out var origin) && drugs[code].Yj.Length == 0)
            {
                drugs[code] = drugs[code] with { Yj = origin.Yj, LegalClass = origin.LegalClass };
            }
        }

        return new DrugList(drugs.Values, source);
    }
}
