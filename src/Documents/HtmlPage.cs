using System.Text;

namespace ClaimsWatch.Documents;

/// <summary>A self-contained page for screen and A4 print: no script, no font, no picture is fetched from anywhere.</summary>
/// <param name="title">Title of the window and of the first heading; plain text.</param>
/// <param name="language">Language tag of the page, <c>ja</c> unless told otherwise.</param>
public sealed class HtmlPage(string title, string language = "ja")
{
    private readonly StringBuilder _body = new();
    private string _style = PageStyle.Default;

    /// <summary>Adds rules after the built-in style sheet.</summary>
    public HtmlPage Style(string css)
    {
        if (css.Contains("</", StringComparison.Ordinal))
        {
            throw new ArgumentException("A style sheet cannot hold '</'.", nameof(css));
        }

        _style += css;
        return this;
    }

    /// <summary>A heading of level 1 to 4.</summary>
    public HtmlPage Heading(int level, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 4);
        return Add(Html.Element($"h{level}", text));
    }

    /// <summary>A paragraph of plain text.</summary>
    public HtmlPage Paragraph(string text) => Add(Html.Element("p", text));

    /// <summary>A boxed notice: <c>note</c> for information, <c>warning</c> for what must be read first.</summary>
    public HtmlPage Notice(string text, bool warning = false) =>
        Add(Html.Element("p", [("class", warning ? "notice warning" : "notice"), ("role", "note")], Html.Text(text)));

    /// <summary>A bulleted list of plain texts.</summary>
    public HtmlPage List(params IEnumerable<string> items) =>
        Add(Html.Element("ul", [], Html.Join(items.Select(item => Html.Element("li", item)))));

    /// <summary>
    /// A table; columns named in <paramref name="numeric"/> (0-based) are right-aligned. Rows must be as wide as the header.
    /// </summary>
    public HtmlPage Table(
        string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, params IReadOnlyList<int> numeric)
    {
        var head = headers.Select(header => Html.Element("th", [("scope", "col")], Html.Text(header)));
        var lines = rows.Select(row => Row(row, headers.Count, numeric));
        return Add(Html.Element(
            "table",
            [],
            Html.Element("caption", caption),
            Html.Element("thead", [], Html.Element("tr", [], Html.Join(head))),
            Html.Element("tbody", [], Html.Join(lines))));
    }

    /// <summary>A picture with its caption below.</summary>
    public HtmlPage Figure(Markup svg, string caption) =>
        Add(Html.Element("figure", [], svg, Html.Element("figcaption", caption)));

    /// <summary>Any markup that is already escaped.</summary>
    public HtmlPage Add(Markup markup)
    {
        _body.Append(markup.ToString()).Append('\n');
        return this;
    }

    /// <summary>Starts a new sheet when printed.</summary>
    public HtmlPage PageBreak() => Add(Html.Element("div", [("class", "page-break")]));

    /// <summary>The whole document; the same calls give the same text.</summary>
    public override string ToString() =>
        $"<!DOCTYPE html>\n<html lang=\"{Html.Escape(language)}\">\n<head>\n<meta charset=\"utf-8\">\n" +
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta http-equiv=\"Content-Security-Policy\" " +
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n" +
        $"<title>{Html.Escape(title)}</title>\n<style>\n{_style}</style>\n</head>\n<body>\n" +
        $"<main>\n{_body}</main>\n</body>\n</html>\n";

    private static Markup Row(IReadOnlyList<string> cells, int width, IReadOnlyList<int> numeric)
    {
        if (cells.Count != width)
        {
            throw new ArgumentException($"A row has {cells.Count} cells, its table has {width} columns.", nameof(cells));
        }

        var markup = cells.Select((cell, index) =>
            numeric.Contains(index) ? Html.Element("td", [("class", "number")], Html.Text(cell)) : Html.Element("td", cell));
        return Html.Element("tr", [], Html.Join(markup));
    }
}
