using System.Text.RegularExpressions;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify.Letters;

/// <summary>
/// What a template may use beside its own words: parts that come with the program (<c>{{&gt; address}}</c>), readings above kanji
/// (漢字《かんじ》, or ｜ before the first character), and required sentences with readings. Every replacement stays on its line, so that
/// errors name the line the editor sees.
/// </summary>
internal static partial class TemplateParts
{
    /// <summary>Names of the parts.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["address", "contact", "windowTable", "windowList", "options", "reference", "survey", "replyCard", "record"];

    /// <summary>The template with parts put in and readings turned into ruby.</summary>
    /// <param name="body">As the editor wrote it.</param>
    /// <param name="ruby">Whether required sentences get readings.</param>
    public static string Expand(string body, bool ruby)
    {
        var whole = Include().Replace(body, match => Part(match.Groups["name"].Value, ruby) ?? match.Value);
        if (ruby)
        {
            whole = Fixed().Replace(
                whole, match => FixedSentences.WithReadings.TryGetValue(match.Groups["name"].Value, out var text)
                    ? text : match.Value);
        }

        return Ruby(whole, ruby: true);
    }

    /// <summary>Readings after kanji as ruby, or the words without them.</summary>
    public static string Ruby(string text, bool ruby) => ruby
        ? Reading().Replace(text,
            match => $"<ruby>{match.Groups["base"].Value.TrimStart('｜')}<rt>{match.Groups["reading"].Value}</rt></ruby>")
        : Plain(text);

    /// <summary>Words without their readings.</summary>
    public static string Plain(string text) => ReadingAlone().Replace(text, "");

    // Parts are written with readings; a set without ruby gets the words alone.
    private static string? Part(string name, bool ruby)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            return null;
        }

        var part = Resources.Text($"templates/parts/{name}.hbs").ReplaceLineEndings("");
        return ruby ? part : Plain(part);
    }

    [GeneratedRegex(@"\{\{>\s*(?<name>\w+)\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Include();

    [GeneratedRegex(@"\{\{\s*fixed\.(?<name>\w+)\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fixed();

    [GeneratedRegex("《[^《》]*》", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadingAlone();

    [GeneratedRegex("(?<base>｜[^《》<>｜]+|[一-龠々〆ヶ]+)《(?<reading>[^《》]+)》", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reading();
}
