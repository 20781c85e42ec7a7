using System.Text;

namespace ClaimsWatch.Documents;

/// <summary>
/// A piece of HTML or SVG that is already escaped; plain text becomes markup only through <see cref="Html.Text"/>.
/// </summary>
/// <param name="Value">The markup, well formed on its own.</param>
public readonly record struct Markup(string Value)
{
    /// <summary>Nothing at all.</summary>
    public static readonly Markup Empty = new("");

    /// <summary>The markup itself; an unset value is empty.</summary>
    public override string ToString() => Value ?? "";
}

/// <summary>The only way from text to HTML: every function escapes what it is given.</summary>
public static class Html
{
    private static readonly HashSet<string> VoidElements =
        new(StringComparer.Ordinal) { "br", "hr", "img", "meta", "col", "link" };

    /// <summary>Text as markup: the five special characters escaped, characters XML forbids replaced by U+FFFD.</summary>
    public static Markup Text(string text) => new(Escape(text));

    /// <summary>Escapes text for element content and for quoted attribute values alike; Japanese is left as it is.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': builder.Append("&amp;"); break;
                case '<': builder.Append("&lt;"); break;
                case '>': builder.Append("&gt;"); break;
                case '"': builder.Append("&quot;"); break;
                case '\'': builder.Append("&#39;"); break;
                default:
                    i = XmlText.AppendLegal(builder, text, i);
                    break;
            }
        }

        return builder.ToString();
    }

    /// <summary>One element around markup; attributes come in the order given and are escaped.</summary>
    public static Markup Element(
        string name, IReadOnlyList<(string Name, string Value)> attributes, params IReadOnlyList<Markup> content)
    {
        var builder = new StringBuilder().Append('<').Append(Name(name));
        foreach (var (key, value) in attributes)
        {
            builder.Append(' ').Append(Name(key)).Append("=\"").Append(Escape(value)).Append('"');
        }

        builder.Append('>');
        if (VoidElements.Contains(name))
        {
            return content.Count == 0
                ? new Markup(builder.ToString())
                : throw new ArgumentException($"<{name}> cannot have content.", nameof(content));
        }

        foreach (var part in content)
        {
            builder.Append(part.ToString());
        }

        return new Markup(builder.Append("</").Append(name).Append('>').ToString());
    }

    /// <summary>One element around plain text.</summary>
    public static Markup Element(string name, string text) => Element(name, [], Text(text));

    /// <summary>Several pieces after one another.</summary>
    public static Markup Join(params IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.ToString())));

    private static string Name(string name)
    {
        var legal = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '_');
        return legal ? name : throw new ArgumentException($"'{name}' is not an element or attribute name.", nameof(name));
    }
}
