using System.Text;

namespace ClaimsWatch.Notify.Post;

/// <summary>
/// Characters of names and addresses that a printer may not have: outside the basic plane (𠮷), with a variation selector (邉󠄀,
/// IVS), compatibility ideographs (﨑), and those that stand for nothing at all (外字, 〓).
/// </summary>
public static class RareCharacters
{
    /// <summary>Characters whose print somebody should look at, as U+XXXX, each once, in code order;
    /// they say nothing about whose they are.</summary>
    public static IReadOnlyList<string> ToLookAt(string text) =>
        [.. text.EnumerateRunes().Where(IsRare).Select(rune => rune.Value).Distinct().Order().Select(value => $"U+{value:X4}")];

    /// <summary>Whether a text holds a character that cannot be printed:
    /// private use (外字), the replacement character, 〓.</summary>
    public static bool HasUnprintable(string text) => text.EnumerateRunes().Any(rune =>
        rune.Value is (>= 0xE000 and <= 0xF8FF) or >= 0xF0000 or 0xFFFD or 0x3013);

    private static bool IsRare(Rune rune) => rune.Value is (>= 0x20000 and <= 0x3FFFF) or (>= 0xE0100 and <= 0xE01EF)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xF900 and <= 0xFAFF) or (>= 0x3400 and <= 0x4DBF);
}
