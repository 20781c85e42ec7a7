using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Mappings from disk, and proposals of them for people.</summary>
internal static class MappingPages
{
    private const long HeadBytes = 1 << 20;

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

    /// <summary>Proposes a mapping; nothing is stored, and the proposal is for a person to confirm.</summary>
    public static CommandResult Guess(string path, bool ja)
    {
        var guess = MappingGuess.Of(new MemoryByteSource(Path.GetFileName(path), Head(path)));
        var json = guess.Mapping?.Write() ?? "";
        var next = guess.Mapping is null
            ? (ja ? "足りない項目: " : "still missing: ") + string.Join(", ", guess.Missing)
            : (ja ? "これは提案です。1項目ずつ確かめ、ファイルに保存してから ingest FILE --mapping で使ってください。" : "a proposal: check every line, save it as a file, then use ingest FILE --mapping.");
        return new CommandResult(
            new { Schema = "claimswatch.mapping-guess/1", Confirmed = false, guess.Columns, guess.Unused, guess.Missing, Mapping = json },
            [
                new ResultTable(
                    ja ? "対応表の提案" : "proposed mapping", ja ? ["項目", "見出し", "確かさ"] : ["field", "header", "confidence"],
                    [.. guess.Columns.Select(c => (IReadOnlyList<string>)[c.Field, c.Header, $"{c.Confidence:0.0}"])]),
            ],
            json.Length > 0 ? [json, next] : [next],
            guess.Mapping is null ? ExitCode.Input : ExitCode.Ok);
    }

    // Headers stand at the beginning; whole lines only, so that no character is cut.
    private static byte[] Head(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[Math.Min(HeadBytes, stream.Length)];
        stream.ReadExactly(head);
        var end = Array.LastIndexOf(head, (byte)'\n');
        return head.Length == stream.Length || end < 0 ? head : head[..(end + 1)];
    }
}
