using ClaimsWatch.Core.Codes;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The 診療行為 of a workspace that are stored, <c>masters/acts.csv</c>:
/// line 1 names its sources, line 2 the columns.</summary>
public static class ActFile
{
    /// <summary>Workspace-relative path.</summary>
    public const string Path = "masters/acts.csv";

    private static readonly string[] s_header = ["code", "name", "section", "group"];

    /// <summary>The list as text.</summary>
    public static string Write(ActList acts) => CsvText.Write(
        [[$"# {acts.Source}"], s_header,
            .. acts.All.Select(a => (IReadOnlyList<string>)[$"{a.Code}", a.Name, a.Section, a.Group])]);

    /// <summary>The list of a workspace; the built-in edition if none was imported.</summary>
    public static ActList Load(Session session)
    {
        var path = session.Workspace.Paths.At(Path);
        if (!File.Exists(path))
        {
            return ActList.BuiltIn;
        }

        var rows = CsvText.Read(File.ReadAllText(path));
        return new ActList(
            rows.Skip(2).Select(r => r.Fields).Select(f => new MedicalAct(int.Parse(f[0]), f[1], f[2], f[3])),
            rows[0].Fields[0].TrimStart('#', ' '));
    }
}
