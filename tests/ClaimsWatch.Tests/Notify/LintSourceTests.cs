using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Lint;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ClaimsWatch.Tests.Notify;

/// <summary>Texts of other offices: what stands in them is judged, how they are written is not,
/// and the line is the file's.</summary>
public sealed class LintSourceTests
{
    private static IReadOnlyList<(string Rule, int Line)> Found(string text, SourceFormat format) =>
        [.. LintSource.Check(text, format, TextKind.Office, sentencesOnly: true).Select(finding => (finding.Rule, finding.Line))];

    [Theory]
    [InlineData("お知らせです。\n\nはしご受診はやめましょう。\n", SourceFormat.Plain, 3)]
    [InlineData("# お知らせ\n\n```\nはしご受診\n```\n> - **はしご**受診の方へ。\n", SourceFormat.Markdown, 6)]
    [InlineData("[はしご受診](https://example.jp/)の方へ。", SourceFormat.Markdown, 1)]
    [InlineData("<!DOCTYPE html>\n<head><title>はしご受診</title></head>\n<!-- はしご受診 -->\n<body>\n<p>\nはしご<b>受診</b>の方へ。</p></body>",
        SourceFormat.Html, 6)]
    [InlineData("<style>\n.x { }\n</style>\n<dl><dt>1</dt>\n<dd>はしご&#21463;診です。</dd></dl>", SourceFormat.Html, 5)]
    public void A_word_that_judges_is_found_on_its_line_and_signs_of_the_format_are_no_words(string text,
        SourceFormat format, int line) =>
        Assert.Equal(line, Assert.Single(Found(text, format), found => found.Rule == "T06").Line);

    [Fact]
    public void A_quiet_text_has_no_finding_in_any_format() => Assert.All(
        new[] { ("お知らせです。", SourceFormat.Plain), ("## お知らせです。", SourceFormat.Markdown), ("<p>お知らせです。</p>", SourceFormat.Html) },
        item => Assert.Empty(Found(item.Item1, item.Item2)));

    [Fact]
    public void The_kind_decides_what_must_stand_in_it()
    {
        const string Text = "自分の判断でお薬をやめたり、減らしたりしないでください。";

        Assert.Empty(LintSource.Check(Text, SourceFormat.Plain, TextKind.Script, sentencesOnly: false));
        Assert.Contains(LintSource.Check(Text, SourceFormat.Plain, TextKind.Letter, sentencesOnly: false),
            f => f.Rule == "required-window");
    }

    [Fact]
    public void A_Word_document_is_read_by_paragraph_with_its_red_words()
    {
        using var stream = new MemoryStream();
        using (var made = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            made.AddMainDocumentPart().Document = new Document(new Body(
                new Paragraph(new Run(new Text("お知らせです。"))),
                new Paragraph(new Run(new Text("はしご")),
                    new Run(new RunProperties(new Color { Val = "FF0000" }), new Text("受診です。")))));
        }

        stream.Position = 0;
        var findings =
            LintSource.Check(WordText.ToHtml(stream, "a.docx"), SourceFormat.Html, TextKind.Office, sentencesOnly: true);

        Assert.Contains(findings, f => f.Rule == "red-text");
        Assert.Equal(2, Assert.Single(findings, f => f.Rule == "T06").Line);
        Assert.Throws<DocumentException>(() => WordText.ToHtml(new MemoryStream([1, 2, 3]), "a.docx"));
    }
}
