using System.Text.RegularExpressions;
using ClaimsWatch.Notify.Letters;

namespace ClaimsWatch.Notify.Lint;

/// <summary>How a text that comes from elsewhere is written.</summary>
public enum SourceFormat
{
    /// <summary>One block a line.</summary>
    Plain,

    /// <summary>Markdown: its signs are no words.</summary>
    Markdown,

    /// <summary>HTML: its tags, scripts and styles are no words, its colours are looked at.</summary>
    Html,
}

/// <summary>The lint for any text of any office, without a workspace; findings name the line of the file.</summary>
public static partial class LintSource
{
    /// <summary>Checks a text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="kind">What it is for, which decides what must stand in it.</param>
    /// <param name="sentencesOnly">Tone only: nothing must stand in it.</param>
    /// <exception cref="FormatException">An HTML tag is not closed.</exception>
    public static IReadOnlyList<LintFinding> Check(string text, SourceFormat format, TextKind kind, bool sentencesOnly)
    {
        if (format != SourceFormat.Html)
        {
            return LetterLint.Check(LintDocument.OfText(format == SourceFormat.Markdown ? WithoutSigns(text) : text),
                kind, sentencesOnly);
        }

        var source = text.ReplaceLineEndings("\n");
        var (document, lines) =
            LetterText.ReadWithLines(NoWords().Replace(source, match => new string('\n', match.Value.AsSpan().Count('\n'))));
        return
        [
            .. LetterLint.Check(document with { Html = source }, kind, sentencesOnly)
                .Select(finding => finding.Line == 0 ? finding : finding with { Line = lines[finding.Line - 1] }),
        ];
    }

    // Every replacement stays on its line.
    private static string WithoutSigns(string text)
    {
        var plain = Fence().Replace(text.ReplaceLineEndings("\n"), match => new string('\n', match.Value.AsSpan().Count('\n')));
        plain = Link().Replace(plain, match => match.Groups["words"].Value);
        plain = LineStart().Replace(plain, "");
        return Emphasis().Replace(plain, "").Replace('|', '　');
    }

    [GeneratedRegex("<!--.*?-->|<(?<tag>script|style|head)\\b[^>]*>.*?</\\k<tag>\\s*>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NoWords();

    [GeneratedRegex("^```.*?^```[^\n]*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("!?\\[(?<words>[^\\]\n]*)\\]\\([^)\n]*\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^[ \t>]*(#{1,6} |[-*+] |[0-9]+[.)] |[-|: ]+$)?",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex LineStart();

    [GeneratedRegex(@"\*+|__|~~|`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Emphasis();
}
