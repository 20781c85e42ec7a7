using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ClaimsWatch.Documents;

/// <summary>Reads the words of a Word document (.docx), with what is bold and what is coloured;
/// nothing else of its look.</summary>
public static class WordText
{
    /// <summary>The body as HTML, one paragraph a line, so that the line of a finding is the number of the paragraph.</summary>
    /// <param name="stream">A seekable stream; it is left open.</param>
    /// <param name="name">File name for messages.</param>
    /// <exception cref="DocumentException">It is no Word document that can be read.</exception>
    public static string ToHtml(Stream stream, string name)
    {
        try
        {
            using var document = WordprocessingDocument.Open(stream, isEditable: false);
            var body = document.MainDocumentPart?.Document.Body ?? throw new DocumentException(name, 0, "it holds no text.");
            return string.Join('\n', body.Descendants<Paragraph>().Select(Html)) + "\n";
        }
        catch (Exception error) when (error is InvalidDataException or FileFormatException or OpenXmlPackageException
            or System.Xml.XmlException)
        {
            throw new DocumentException(name, 0,
                "it is not a Word document that can be read (a password, an old .doc, or a damaged file).", error);
        }
    }

    private static string Html(Paragraph paragraph)
    {
        var html = new StringBuilder("<p>");
        foreach (var run in paragraph.Descendants<Run>())
        {
            var words = string.Concat(run.Elements<Text>().Select(text => text.Text)).Replace('\n', ' ');
            var colour = run.RunProperties?.Color?.Val?.Value is { Length: 6 } value
                ? $"<span style=\"color:#{value}\">" : "<span>";
            var bold = run.RunProperties?.Bold is { } mark && (mark.Val is null || mark.Val.Value);
            html.Append(colour).Append(bold ? "<b>" : "").Append(ClaimsWatch.Documents.Html.Escape(words))
                .Append(bold ? "</b>" : "").Append("</span>");
        }

        return html.Append("</p>").ToString();
    }
}
