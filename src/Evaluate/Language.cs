namespace ClaimsWatch.Evaluate;

/// <summary>Language of a page or table.</summary>
public enum Language
{
    /// <summary>Japanese.</summary>
    Japanese,

    /// <summary>English.</summary>
    English,

    /// <summary>Japanese with English beside it: tables for others, read by people and programs.</summary>
    Both,
}

/// <summary>Texts that carry both languages until the page is known: Japanese, a mark, English.</summary>
internal static class Bilingual
{
    private const char Mark = '‖';

    /// <summary>The text in a language; a text without the mark is the same in all.</summary>
    public static string In(this string text, Language language) => text.IndexOf(Mark, StringComparison.Ordinal) switch
    {
        < 0 => text,
        var at => language switch
        {
            Language.Japanese => text[..at],
            Language.English => text[(at + 1)..],
            _ => text[..at] + " " + text[(at + 1)..],
        },
    };
}
