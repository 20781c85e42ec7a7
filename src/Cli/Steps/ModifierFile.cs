using ClaimsWatch.Core.Codes;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The merged 修飾語 master of a workspace, <c>masters/modifiers.csv</c>:
/// line 1 names its sources, line 2 the columns.</summary>
public static class ModifierFile
{
    /// <summary>Workspace-relative path.</summary>
    public const string Path = "masters/modifiers.csv";

    private static readonly string[] s_header = ["code", "name"];

    /// <summary>The list as text.</summary>
    public static string Write(ModifierList modifiers) => CsvText.Write(
        [[$"# {modifiers.Source}"], s_header, .. modifiers.All.Select(d => (IReadOnlyList<string>)[$"{d.Code}", d.Name])]);

    /// <summary>The list of a workspace; the built-in edition if none was imported.</summary>
    public static ModifierList Load(Session session)
    {
        var path = session.Workspace.Paths.At(Path);
        if (!File.Exists(path))
        {
            return ModifierList.BuiltIn;
        }

        var rows = CsvText.Read(File.ReadAllText(path));
        return new ModifierList(
            rows.Skip(2).Select(r => r.Fields).Select(f => new Modifier(int.Parse(f[0]), f[1])),
            rows[0].Fields[0].TrimStart('#', ' '));
    }
}
