using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>
/// Dates as staff and spreadsheets write them: 20240401, 2024-04-01, 2024/4/1, 2024年4月1日, 5060401, R6.4.1, 令和6年4月1日.
/// </summary>
public static class StaffDate
{
    private const int DigitsMax = 16;
    private const string EraLetters = "MTSHR";
    private const string EraNames = "明大昭平令";

    /// <summary>Reads a day as yyyymmdd; an empty text and 99999999 (still insured) are 0; false for anything else.</summary>
    public static bool TryRead(string text, out int yyyymmdd)
    {
        yyyymmdd = 0;
        var folded = KanaWidth.Fold(text).Trim().ToUpperInvariant();
        if (folded.Length == 0 || folded is "99999999" or "9999-12-31" or "9999/12/31")
        {
            return true;
        }

        Span<byte> digits = stackalloc byte[DigitsMax];
        if (!folded.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return folded.Length <= DigitsMax
                && JapaneseDate.TryReadDay(digits[..System.Text.Encoding.ASCII.GetBytes(folded, digits)], out yyyymmdd);
        }

        var era = EraOf(folded);
        Span<int> parts = [0, 0, 0];
        var part = -1;
        var inNumber = false;
        foreach (var c in folded.Replace("元年", "1年"))
        {
            if (!char.IsAsciiDigit(c))
            {
                inNumber = false;
                continue;
            }

            part += inNumber ? 0 : 1;
            inNumber = true;
            if (part > 2 || parts[part] > 9999)
            {
                return false;
            }

            parts[part] = (parts[part] * 10) + c - '0';
        }

        if (part != 2 || parts[1] > 12 || parts[2] > 31 || parts[0] > 9999 || (era > 0 && parts[0] is < 1 or > 99))
        {
            return false;
        }

        var yearDigits = era > 0 ? 3 : 4;
        Put(digits[..yearDigits], era > 0 ? (era * 100) + parts[0] : parts[0]);
        Put(digits.Slice(yearDigits, 2), parts[1]);
        Put(digits.Slice(yearDigits + 2, 2), parts[2]);
        return JapaneseDate.TryReadDay(digits[..(yearDigits + 4)], out yyyymmdd);
    }

    /// <summary>The same of UTF-8.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out int yyyymmdd)
    {
        var isPlain = utf8.Length == 8 && !utf8.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !utf8.SequenceEqual("99999999"u8);
        return isPlain
            ? JapaneseDate.TryReadDay(utf8, out yyyymmdd)
            : TryRead(System.Text.Encoding.UTF8.GetString(utf8), out yyyymmdd);
    }

    private static void Put(Span<byte> digits, int value)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private static int EraOf(string text) => Math.Max(EraLetters.IndexOf(text[0]), EraNames.IndexOf(text[0])) + 1;
}
