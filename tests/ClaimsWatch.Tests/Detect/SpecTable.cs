using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ClaimsWatch.Detect;
using ClaimsWatch.Tests.Architecture;

namespace ClaimsWatch.Tests.Detect;

/// <summary>One row of a table in a specification.</summary>
internal sealed record SpecRow(string File, int Line, IReadOnlyDictionary<string, string> Cells, DetectSettings Settings)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    public int[] Numbers(string column) => [.. this[column].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    public string Place => $"{File}:{Line} {this["case"]}";
}

/// <summary>
/// Reads the specifications: prose for people, tables for the tests; a line <c>With `key` = value:</c> sets a threshold for
/// what follows.
/// </summary>
internal static partial class SpecTable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Folder(string kind) => Path.Combine(Repository.Root, "tests/ClaimsWatch.Tests/Specs", kind);

    public static IReadOnlyList<string> Files(string kind) =>
        [.. Directory.EnumerateFiles(Folder(kind), "*.md").Order(StringComparer.Ordinal)];

    public static string FileOf(string kind, string id, string slug) => Path.Combine(Folder(kind), $"{id}-{slug}.md");

    public static string Body(string path) =>
        string.Join('\n', File.ReadLines(path).SkipWhile(l => !l.StartsWith("# ", StringComparison.Ordinal)).Skip(1));

    public static IReadOnlyList<SpecRow> Rows(string path) => Rows(Path.GetFileName(path), File.ReadLines(path));

    /// <summary>The rows of a specification given as text.</summary>
    public static IReadOnlyList<SpecRow> Rows(string file, IEnumerable<string> lines)
    {
        var rows = new List<SpecRow>();
        var settings = new DetectSettings();
        string[]? header = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var with = With().Match(line);
            if (with.Success)
            {
                settings = Set(with.Groups[1].Value, with.Groups[2].Value);
            }

            var cells = line.StartsWith('|') ? line.Trim('|', ' ').Split('|').Select(c => c.Trim()).ToArray() : null;
            if (cells is null)
            {
                header = null;
            }
            else if (header is null)
            {
                header = cells;
            }
            else if (!cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                rows.Add(new SpecRow(file, number, header.Zip(cells).ToDictionary(c => c.First, c => c.Second), settings));
            }
        }

        return rows;
    }

    /// <summary>Default settings with one dotted key changed, bound as the workspace's file is.</summary>
    public static DetectSettings Set(string key, string value)
    {
        JsonNode node = JsonNode.Parse(value)!;
        foreach (var part in key.Split('.').Reverse())
        {
            node = new JsonObject { [part] = node };
        }

        return node.Deserialize<DetectSettings>(s_json)!;
    }

    [GeneratedRegex("^With `([^`]+)` = (.+):$")]
    private static partial Regex With();
}
