using ClaimsWatch.Core.Codes;
using ClaimsWatch.Documents;
using ClaimsWatch.Ingest.Masters;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The merged 医薬品 master of a workspace, <c>masters/drugs.csv</c>:
/// line 1 names its sources, line 2 the columns.</summary>
public static class DrugFile
{
    /// <summary>Workspace-relative path.</summary>
    public const string Path = "masters/drugs.csv";

    private const string EditionsFolder = "masters/editions";

    private static readonly string[] s_header = ["code", "name", "unit_code", "unit", "price_sen", "legal_class", "form", "yj"];

    /// <summary>The list as text.</summary>
    public static string Write(DrugList drugs) => CsvText.Write(
    [
        [$"# {drugs.Source}"],
        s_header,
        .. drugs.All.Select(d => (IReadOnlyList<string>)
            [$"{d.Code}", d.Name, $"{d.UnitCode}", d.Unit, $"{d.Price}", $"{d.LegalClass}", $"{d.Form}", d.Yj]),
    ]);

    /// <summary>Where an edition is kept.</summary>
    public static string PathOf(DrugEdition edition) => $"{EditionsFolder}/y-{edition.AsOf:00000000}-{edition.Id}.csv";

    /// <summary>An edition as text; blank and −1 leave what the edition before says.</summary>
    public static string Write(DrugEdition edition) => CsvText.Write(
    [
        [$"# {edition.Source}"],
        [.. s_header, "base_code"],
        .. edition.Changes.Select(d => (IReadOnlyList<string>)
            [$"{d.Code}", d.Name, $"{d.UnitCode}", d.Unit, $"{d.Price}", $"{d.LegalClass}", $"{d.Form}", d.Yj, $"{d.BaseCode}"]),
    ]);

    /// <summary>Every edition that was imported, by date.</summary>
    public static IReadOnlyList<DrugEdition> Editions(Session session)
    {
        var folder = session.Workspace.Paths.At(EditionsFolder);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "y-*.csv").Order(StringComparer.Ordinal).Select(ReadEdition)] : [];
    }

    private static DrugEdition ReadEdition(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path).Split('-');
        var rows = CsvText.Read(File.ReadAllText(path));
        return new DrugEdition(
            int.Parse(name[1]), name[2], rows[0].Fields[0].TrimStart('#', ' '),
            [
                .. rows.Skip(2).Select(r => r.Fields).Select(f => new DrugChange(
                    int.Parse(f[0]), f[1], int.Parse(f[2]), f[3], long.Parse(f[4]), int.Parse(f[5]), int.Parse(f[6]), f[7],
                    int.Parse(f[8]))),
            ]);
    }

    /// <summary>The list of a workspace; the built-in edition if none was imported.</summary>
    public static DrugList Load(Session session)
    {
        var path = session.Workspace.Paths.At(Path);
        if (!File.Exists(path))
        {
            return DrugList.BuiltIn;
        }

        var rows = CsvText.Read(File.ReadAllText(path));
        return new DrugList(
            rows.Skip(2).Select(r => r.Fields).Select(f => new Drug(
                int.Parse(f[0]), f[1], int.Parse(f[2]), f[3], long.Parse(f[4]), int.Parse(f[5]), int.Parse(f[6]), f[7])),
            rows[0].Fields[0].TrimStart('#', ' '));
    }
}
