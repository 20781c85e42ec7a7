using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Mappings from disk.</summary>
internal static class MappingPages
{
    /// <summary>Folder of a workspace with mappings that apply to files under incoming/ by name.</summary>
    public const string Folder = "mappings";

    /// <summary>Reads a mapping file.</summary>
    public static Mapping Load(string path) => Mapping.Parse(File.ReadAllText(path), path);

    /// <summary>Mappings of the workspace.</summary>
    public static IReadOnlyList<Mapping> OfWorkspace(Session session)
    {
        var folder = session.Workspace.Paths.At(Folder);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Load)]
            : [];
    }

    /// <summary>What the data of a mapping can feed; nothing is stored.</summary>
    public static CommandResult Check(string path, bool ja)
    {
        var mapping = Load(path);
        var uses = MappingUses.Of(mapping);
        return new CommandResult(
            new { Schema = "claimswatch.mapping-check/1", Mapping = mapping.Name, Uses = uses },
            [
                new ResultTable(
                    ja ? $"対応表 {mapping.Name} のデータで使えるもの" : $"what data of {mapping.Name} can feed",
                    ja ? ["ルール・除外・評価", "判定", "足りないもの"] : ["use", "verdict", "missing"],
                    [.. uses.Select(u => (IReadOnlyList<string>)[u.Use, Word(u.Verdict, ja), string.Join(", ", u.Missing)])]),
            ],
            []);
    }

    private static string Word(Usable verdict, bool ja) => (verdict, ja) switch
    {
        (Usable.Can, true) => "できる",
        (Usable.Partly, true) => "一部",
        (_, true) => "できない",
        _ => $"{verdict}".ToLowerInvariant(),
    };
}
