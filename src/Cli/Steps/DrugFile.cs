using ClaimsWatch.Core.Codes;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The merged 医薬品 master of a workspace, <c>masters/drugs.csv</c>: line 1 names its sources, line 2 the columns.</summary>
public static class DrugFile
{
    /// <summary>Workspace-relative path.</summary>
    public const string Path = "masters/drugs.csv";

    private static readonly string[] s_header = ["code", "name", "unit_code", "unit", "price_sen", "legal_class", "form", "yj"];

    /// <summary>The list as text.</summary>
    public static string Write(DrugList drugs) => CsvText.Write(
    [
        [$"# {drugs.Source}"],
        s_header,
        .. drugs.All.Select(d => (IReadOnlyList<string>)
            [$"{d.Code}", d.Name, $"{d.UnitCode}", d.Unit, $"{d.Price}", $"{d.LegalClass}", $"{d.Form}", d.Yj]),
    ]);

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
