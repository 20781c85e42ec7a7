using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Notify.Post;

/// <summary>
/// Numbers printed on letters: twelve digits that can be said on the phone, the last a check digit (Damm 2004), which says
/// nothing about the person to anybody without the ledger.
/// </summary>
public static class LetterIds
{
    /// <summary>The number of every sample.</summary>
    public const string Sample = "0000-0000-0000";

    private static readonly byte[] Damm =
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2, 7, 0, 9, 2, 1, 5, 4, 8, 6, 3, 4, 2, 0, 6, 8, 7, 1, 3, 5, 9, 1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1, 5, 8, 6, 9, 7, 2, 0, 1, 3, 4, 8, 9, 4, 5, 3, 6, 2, 0, 1, 7, 9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    /// <summary>One number a person, the same for the same round, persons and numbers in use, whatever the order.</summary>
    /// <param name="round">Round id.</param>
    /// <param name="persons">Who gets a letter, each once.</param>
    /// <param name="inUse">Numbers of earlier rounds.</param>
    public static IReadOnlyDictionary<long, string> For(string round, IEnumerable<long> persons, IReadOnlySet<string> inUse)
    {
        var ids = new Dictionary<long, string>();
        var taken = new HashSet<string>(inUse, StringComparer.Ordinal) { Sample };
        foreach (var person in persons.Order())
        {
            var attempt = 0;
            var id = Make(round, person, attempt);
            while (!taken.Add(id))
            {
                attempt++;
                id = Make(round, person, attempt);
            }

            ids.Add(person, id);
        }

        return ids;
    }

    /// <summary>
    /// Whether a number, with or without hyphens, is one of ours: catches every single wrong digit and every swap of
    /// neighbours.
    /// </summary>
    public static bool IsValid(string id)
    {
        var digits = id.Replace("-", "", StringComparison.Ordinal);
        return digits.Length == 12 && digits.All(char.IsAsciiDigit) && Check(digits) == 0;
    }

    /// <summary>The form NNNN-NNNN-NNNN of a valid number; null otherwise.</summary>
    public static string? Normalise(string id)
    {
        var digits = Core.Text.KanaWidth.FoldNumber(id);
        return IsValid(digits) ? Group(digits) : null;
    }

    private static string Make(string round, long person, int attempt)
    {
        var hash =
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"letter|{round}|{person}|{attempt}")));
        var number = BinaryPrimitives.ReadUInt64BigEndian(hash) % 100_000_000_000UL;
        var digits = number.ToString("00000000000", CultureInfo.InvariantCulture);
        return Group(digits + (char)('0' + Check(digits)));
    }

    private static string Group(string digits) => $"{digits[..4]}-{digits[4..8]}-{digits[8..]}";

    private static int Check(string digits)
    {
        var interim = 0;
        foreach (var digit in digits)
        {
            interim = Damm[(interim * 10) + (digit - '0')];
        }

        return interim;
    }
}
