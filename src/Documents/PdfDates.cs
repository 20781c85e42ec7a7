using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Documents;

/// <summary>
/// Makes a browser's PDF the same bytes on every run: dates are overwritten in place and the file identifier is made from the
/// content, with no byte moved, so the cross-reference table stays right.
/// </summary>
public static class PdfDates
{
    private static readonly byte[][] DateKeys = [[.. "/CreationDate"u8], [.. "/ModDate"u8]];

    /// <summary>
    /// Overwrites the digits after <c>D:</c> of every creation and modification date and every /ID; returns how many were
    /// changed.
    /// </summary>
    /// <param name="pdf">The file, changed in place.</param>
    /// <param name="date">The day to write, at 00:00:00; the zone is left as it is.</param>
    public static int Normalise(Span<byte> pdf, DateOnly date)
    {
        var stamp = Encoding.ASCII.GetBytes($"{date:yyyyMMdd}000000");
        var changed = 0;
        foreach (var key in DateKeys)
        {
            changed += OverwriteDates(pdf, key, stamp);
        }

        return changed + OverwriteIdentifiers(pdf);
    }

    private static int OverwriteDates(Span<byte> pdf, ReadOnlySpan<byte> key, ReadOnlySpan<byte> stamp)
    {
        var changed = 0;
        for (var at = Find(pdf, key, 0); at >= 0; at = Find(pdf, key, at + key.Length))
        {
            var open = SkipSpace(pdf, at + key.Length);
            var isDate = open + 3 <= pdf.Length && pdf[open] == '(' && pdf[open + 1] == 'D' && pdf[open + 2] == ':';
            if (!isDate)
            {
                continue;
            }

            var first = open + 3;
            var digits = 0;
            while (digits < stamp.Length && first + digits < pdf.Length && char.IsAsciiDigit((char)pdf[first + digits]))
            {
                pdf[first + digits] = stamp[digits];
                digits++;
            }

            changed++;
        }

        return changed;
    }

    private static int OverwriteIdentifiers(Span<byte> pdf)
    {
        var places = new List<(int Start, int Length)>();
        for (var at = Find(pdf, "/ID"u8, 0); at >= 0; at = Find(pdf, "/ID"u8, at + 3))
        {
            var open = SkipSpace(pdf, at + 3);
            if (open < pdf.Length && pdf[open] == '[')
            {
                CollectHexStrings(pdf, open + 1, places);
            }
        }

        foreach (var (start, length) in places)
        {
            pdf.Slice(start, length).Fill((byte)'0');
        }

        if (places.Count > 0)
        {
            var digits = Convert.ToHexString(SHA256.HashData(pdf));
            foreach (var (start, length) in places)
            {
                for (var i = 0; i < length; i++)
                {
                    pdf[start + i] = (byte)digits[i % digits.Length];
                }
            }
        }

        return places.Count;
    }

    private static void CollectHexStrings(ReadOnlySpan<byte> pdf, int from, List<(int Start, int Length)> places)
    {
        var at = SkipSpace(pdf, from);
        while (at < pdf.Length && pdf[at] == '<')
        {
            var end = at + 1;
            while (end < pdf.Length && char.IsAsciiHexDigit((char)pdf[end]))
            {
                end++;
            }

            if (end >= pdf.Length || pdf[end] != '>')
            {
                return;
            }

            places.Add((at + 1, end - at - 1));
            at = SkipSpace(pdf, end + 1);
        }
    }

    private static int Find(ReadOnlySpan<byte> pdf, ReadOnlySpan<byte> key, int from)
    {
        var at = pdf[from..].IndexOf(key);
        return at < 0 ? -1 : from + at;
    }

    private static int SkipSpace(ReadOnlySpan<byte> pdf, int at)
    {
        while (at < pdf.Length && (char)pdf[at] is ' ' or '\r' or '\n' or '\t')
        {
            at++;
        }

        return at;
    }
}
