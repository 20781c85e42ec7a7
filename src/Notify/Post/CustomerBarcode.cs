using System.Text;
using System.Text.RegularExpressions;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Notify.Post;

/// <summary>
/// カスタマバーコード: postal code and the numbers of the address as 67 bars, by Japan Post's manual 「郵便番号・バーコードマニュアル」: 20
/// characters, filled with CC4, and a check digit modulo 19.
/// </summary>
public static partial class CustomerBarcode
{
    /// <summary>Bars of a code, start and stop included.</summary>
    public const int BarCount = 67;

    private const int CodeLength = 20;
    private const int Modulus = 19;
    private const int Hyphen = 10;
    private const int FirstControl = 11; // CC1
    private const int Filler = 14; // CC4

    // By value: 0-9, hyphen, CC1-CC8. 1 long, 2 upper half, 3 lower half, 4 timing.
    private static readonly string[] Bars =
    [
        "144", "114", "132", "312", "123", "141", "321", "213", "231", "411", "414", "324", "342", "234", "432", "243",
        "423", "441", "111",
    ];

    /// <summary>Bars from left to right, each 1 long, 2 upper half, 3 lower half or 4 timing;
    /// empty without a postal code of seven digits.</summary>
    public static string Encode(string postalCode, string address)
    {
        var digits = AddressLines.PostalCode(postalCode).Replace("-", "", StringComparison.Ordinal);
        if (digits.Length != 7)
        {
            return "";
        }

        var values = (digits + Numbers(address)).SelectMany(Values).Take(CodeLength).ToList();
        values.AddRange(Enumerable.Repeat(Filler, CodeLength - values.Count));
        values.Add((Modulus - (values.Sum() % Modulus)) % Modulus);
        return "13" + string.Concat(values.Select(value => Bars[value])) + "31";
    }

    /// <summary>The numbers of an address as the manual extracts them: 「緑町3丁目30-8　郵便ビル403号」 gives 3-30-8-403.</summary>
    public static string Numbers(string address)
    {
        var text = KanjiNumber().Replace(KanaWidth.Fold(address).ToUpperInvariant(),
            match => Arabic(match.Groups["kanji"].Value));
        text = Dropped().Replace(text, "");
        text = Words().Replace(text, "-");
        text = Floor().Replace(text, "-");
        text = Rest().Replace(text, "-");
        text = BesideLetter().Replace(Runs().Replace(text, "-"), "${letter}");
        return text.Trim('-');
    }

    private static IEnumerable<int> Values(char c)
    {
        if (char.IsAsciiDigit(c))
        {
            return [c - '0'];
        }

        return c == '-' ? [Hyphen] : [FirstControl + ((c - 'A') / 10), (c - 'A') % 10];
    }

    private static string Arabic(string kanji)
    {
        var (total, digit) = (0, 0);
        foreach (var c in kanji)
        {
            var value = "〇一二三四五六七八九".IndexOf(c, StringComparison.Ordinal);
            if (value >= 0)
            {
                digit = (digit * 10) + value;
                continue;
            }

            total += Math.Max(digit, 1) * (c == '十' ? 10 : c == '百' ? 100 : 1000);
            digit = 0;
        }

        return new StringBuilder().Append(total + digit).ToString();
    }

    // Kanji numbers count only before what makes them a number of an address.
    [GeneratedRegex("(?<kanji>[〇一二三四五六七八九十百千]{1,6})(?=丁目|丁|番地|番|号|地割|線|の|ノ)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KanjiNumber();

    [GeneratedRegex("[&/・.]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dropped();

    // Two or more letters are a word of a building's name.
    [GeneratedRegex("[A-Z]{2,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();

    [GeneratedRegex("(?<=[0-9])F", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Floor();

    [GeneratedRegex("[^0-9A-Z-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rest();

    [GeneratedRegex("-{2,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Runs();

    [GeneratedRegex("-?(?<letter>[A-Z])-?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BesideLetter();
}
