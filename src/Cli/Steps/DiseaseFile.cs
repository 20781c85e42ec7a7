using ClaimsWatch.Core.Codes;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The merged 傷病名 master of a workspace, <c>masters/diseases.csv</c>:
/// line 1 names its sources, line 2 the columns.</summary>
public static class DiseaseFile
{
    /// <summary>Workspace-relative path.</summary>
    public const string Path = "masters/diseases.csv";

    private static readonly string[] s_header = ["code", "name", "icd10"];

    /// <summary>The list as text.</summary>
    public static string Write(DiseaseList diseases) => CsvText.Write(
        [[$"# {diseases.Source}"], s_header, .. diseases.All.Select(d => (IReadOnlyList<string>)[$"{d.Code}", d.Name, d.Icd10])]);

    /// <summary>The list of a workspace; the built-in edition if none was imported.</summary>
    public static DiseaseList Load(Session session)
    {
        var path = session.Workspace.Paths.At(Path);
        if (!File.Exists(path))
        {
            return DiseaseList.BuiltIn;
        }

        var rows = CsvText.Read(File.ReadAllText(path));
        return new DiseaseList(
            rows.Skip(2).Select(r => r.Fields).Select(f => new Disease(int.Parse(f[0]), f[1], f[2])),
            rows[0].Fields[0].TrimStart('#', ' '));
    }
}
