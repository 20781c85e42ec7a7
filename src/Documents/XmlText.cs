using System.Text;

namespace ClaimsWatch.Documents;

/// <summary>Keeps characters that XML 1.0 forbids (control characters, lone surrogates) out of files that must open.</summary>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The same text, forbidden characters replaced by U+FFFD so that their loss can be seen.</summary>
    public static string Legal(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            i = AppendLegal(builder, text, i);
        }

        return builder.ToString();
    }

    /// <summary>
    /// Appends the character at <paramref name="index"/> (two chars for a surrogate pair) and returns the last index used.
    /// </summary>
    public static int AppendLegal(StringBuilder builder, string text, int index)
    {
        var c = text[index];
        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            builder.Append(c).Append(text[index + 1]);
            return index + 1;
        }

        var legal = !char.IsSurrogate(c) && (c >= ' ' || c is '\t' or '\n' or '\r') && c is not ('\uFFFE' or '\uFFFF');
        builder.Append(legal ? c : Replacement);
        return index;
    }
}
