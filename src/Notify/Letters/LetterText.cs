using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify.Letters;

/// <summary>Reads a rendered letter back as a reader would: blocks of text by page, data slots told apart from words.</summary>
internal static partial class LetterText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
        { "p", "li", "tr", "h1", "h2", "h3", "h4", "div", "section", "table", "ul", "ol", "caption", "thead", "tbody",
            "h5", "h6", "dl", "dt", "dd", "blockquote", "pre", "article", "header", "footer", "main", "nav", "figcaption" };

    /// <summary>The letter as the lint sees it.</summary>
    public static LintDocument Read(string html) => ReadWithLines(html).Document;

    /// <summary>The same with the line of the source for every block.</summary>
    public static (LintDocument Document, IReadOnlyList<int> SourceLines) ReadWithLines(string html)
    {
        var reader = new Reader();
        var (at, line) = (0, 1);
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            reader.SourceLine = line;
            reader.Text(WebUtility.HtmlDecode(html[at..(open < 0 ? html.Length : open)]));
            if (open < 0)
            {
                break;
            }

            var close = html.IndexOf('>', open);
            if (close < 0)
            {
                throw new FormatException("The letter's HTML has a tag that is not closed.");
            }

            reader.Tag(html[(open + 1)..close]);
            line += html.AsSpan(at..close).Count('\n');
            at = close + 1;
        }

        reader.EndLine();
        return (new LintDocument(reader.Lines, reader.Slots, html), reader.SourceLines);
    }

    private sealed partial class Reader
    {
        private readonly StringBuilder _line = new();
        private readonly List<LintSlot> _pending = [];
        private int _page;
        private string _slot = "";
        private int _begins; // line of the source that the block begins in
        private bool _aside; // page numbers and the mark 見本 are no words of the letter, but only they may be called so
        private bool _reading; // inside rt: how a kanji is read is no text of its own

        public List<LintLine> Lines { get; } = [];

        public List<LintSlot> Slots { get; } = [];

        public List<int> SourceLines { get; } = [];

        public int SourceLine { private get; set; }

        public void Text(string text)
        {
            if (_reading || text.Length == 0)
            {
                return;
            }

            if (_slot.Length > 0)
            {
                _begins = _line.Length == 0 ? SourceLine : _begins;
                _pending.Add(new LintSlot(Lines.Count + 1, _page, _slot, text));
                _line.Append(LintDocument.SlotMark, text.Length);
                return;
            }

            var newlines = 0;
            foreach (var c in text)
            {
                newlines += c == '\n' ? 1 : 0;
                var space = c is '\n' or '\r' or '\t' or ' ';
                if (!space)
                {
                    _begins = _line.Length == 0 ? SourceLine + newlines : _begins;
                    _line.Append(c);
                }
                else if (_line.Length > 0 && _line[^1] != ' ')
                {
                    _line.Append(' ');
                }
            }
        }

        public void Tag(string tag)
        {
            var ends = tag.StartsWith('/');
            var name = new string([.. tag.AsSpan(ends ? 1 : 0).ToString().TakeWhile(char.IsAsciiLetterOrDigit)]);
            if (Blocks.Contains(name))
            {
                EndLine();
                _aside = !ends && (tag.Contains("data-page-number", StringComparison.Ordinal)
                    || tag.Contains("data-mark", StringComparison.Ordinal)
                    || tag.Contains("aria-hidden", StringComparison.Ordinal));
            }

            if (name is "rt" or "rp")
            {
                _reading = !ends;
            }

            if (name.Equals("section", StringComparison.OrdinalIgnoreCase) && !ends)
            {
                _page++;
            }
            else if (name.Equals("span", StringComparison.OrdinalIgnoreCase))
            {
                _slot = ends ? "" : Attribute(tag, "data-slot");
            }
            else if (name is "td" or "th" && _line.Length > 0 && _line[^1] != '　')
            {
                _line.Append('　');
            }
            else if (name == "br")
            {
                EndLine();
            }
        }

        public void EndLine()
        {
            var text = _line.ToString().Trim();
            _line.Clear();
            if (text.Length > 0 && !(_aside && Aside().IsMatch(text)))
            {
                Lines.Add(new LintLine(Lines.Count + 1, _page, text));
                SourceLines.Add(_begins);
                Slots.AddRange(_pending);
            }

            _pending.Clear();
        }

        [GeneratedRegex(@"^([\d\s/\uFFFC]*|見本(（[^。]*）)?)$", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Aside();

        private static string Attribute(string tag, string name)
        {
            var start = tag.IndexOf(name + "=\"", StringComparison.Ordinal);
            if (start < 0)
            {
                return "";
            }

            start += name.Length + 2;
            return tag[start..tag.IndexOf('"', start)];
        }
    }
}
