using System.Text;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Notify.Post;

/// <summary>An address broken into lines for the window, or why it cannot be.</summary>
/// <param name="Lines">Lines from top to bottom.</param>
/// <param name="Problem">Empty if it fits; else what is wrong, without quoting the address.</param>
public sealed record FittedAddress(IReadOnlyList<string> Lines, string Problem);

/// <summary>Breaks addresses into lines as a hand would: first where there is a space, then where the line is full.</summary>
public static class AddressLines
{
    /// <summary>Most lines of address in the window, beside postal code, name and number.</summary>
    public const int LinesMax = 3;

    // 10.5 pt in millimetres, and 13 pt for the name: the sizes of the style sheet.
    private const double EmMm = 3.704;
    private const double NameEmMm = 4.586;

    /// <summary>Fits an address into the window's inner width.</summary>
    public static FittedAddress Fit(Addressee addressee, WindowGeometry window)
    {
        if (addressee.Name.Trim().Length == 0 || addressee.Address.Trim().Length == 0
            || PostalCode(addressee.PostalCode).Length == 0)
        {
            return new FittedAddress([], Texts.AddressIncomplete);
        }

        if (RareCharacters.HasUnprintable(addressee.Name + addressee.Address))
        {
            return new FittedAddress([], Texts.Unprintable);
        }

        var inner = window.WidthMm - (2 * window.InsetMm);
        var lines = Break(addressee.Address.Trim(), inner / EmMm);
        if (lines.Count > LinesMax)
        {
            return new FittedAddress([], Texts.AddressTooLong(LinesMax));
        }

        // 「　様」 stands behind the name.
        var nameFits = (Ems(addressee.Name) + 2) * NameEmMm <= inner;
        return nameFits ? new FittedAddress(lines, "") : new FittedAddress([], Texts.NameTooLong);
    }

    /// <summary>NNN-NNNN from seven digits with or without a hyphen, in any width; empty if it is none.</summary>
    public static string PostalCode(string text)
    {
        var digits = KanaWidth.FoldNumber(text).Replace("〒", "", StringComparison.Ordinal);
        return digits.Length == 7 && digits.All(char.IsAsciiDigit) ? $"{digits[..3]}-{digits[3..]}" : "";
    }

    private static List<string> Break(string address, double ems)
    {
        var lines = new List<string>();
        foreach (var part in address.Split(['　', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            // A part that fits behind the one before stays with it; building names then get a line of their own only if needed.
            if (lines.Count > 0 && Ems(lines[^1]) + 1 + Ems(part) <= ems)
            {
                lines[^1] += "　" + part;
                continue;
            }

            var line = new StringBuilder();
            foreach (var rune in part.EnumerateRunes())
            {
                if (Ems(line.ToString()) + Ems(rune.ToString()) > ems)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(rune.ToString());
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    private static double Ems(string text) => text.EnumerateRunes().Sum(rune => rune.Value < 0x2E80 ? .6 : 1);
}
