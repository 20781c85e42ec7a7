using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Notify.Windows;

/// <summary>Where somebody lives, as far as the choice of windows needs it.</summary>
/// <param name="PostalCode">Seven digits, may be empty.</param>
/// <param name="Address">Address or part of one.</param>
/// <param name="Branch">支部 of the insurer, 0 none.</param>
public sealed record Place(string PostalCode, string Address, int Branch)
{
    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>
/// Which windows are near somebody. An area is a list, separated by ; 、 or spaces, of names an address holds (みなも市), first digits
/// of postal codes (999-01) and branches of the insurer (支部3); empty is everywhere.
/// </summary>
public static class WindowArea
{
    private const string Branch = "支部";
    private const int Everywhere = 1, ByBranch = 2, ByName = 10, ByPostalCode = 100;

    /// <summary>
    /// Windows for one person, in the order of the directory: those for everybody, and of each kind the nearest of the others.
    /// The insurer's own stays for somebody who lives outside all areas: every member may ring it up.
    /// </summary>
    public static IReadOnlyList<ConsultationWindow> Near(IReadOnlyList<ConsultationWindow> windows, Place place)
    {
        var near = windows.Select(window => Nearness(window.Area, place)).ToArray();
        var best = windows.Index().GroupBy(item => item.Item.Kind, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.Max(item => near[item.Index]), StringComparer.Ordinal);
        return
        [
            .. windows.Index().Where(item => near[item.Index] == Everywhere
                || (near[item.Index] == best[item.Item.Kind] && (near[item.Index] > 0 || item.Item.Kind == WindowKinds.Insurer)))
                .Select(item => item.Item),
        ];
    }

    /// <summary>0 not there, else the more the nearer: everywhere, branch, longer name, more digits of the postal code.</summary>
    internal static int Nearness(string area, Place place)
    {
        var parts = area.Split([';', '；', '、', ' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? Everywhere : parts.Max(part => OfPart(part, place));
    }

    private static int OfPart(string part, Place place)
    {
        var number = Digits(part.Replace(Branch, "", StringComparison.Ordinal));
        if (part.StartsWith(Branch, StringComparison.Ordinal))
        {
            return int.TryParse(number, out var branch) && branch == place.Branch && branch > 0 ? ByBranch : 0;
        }

        if (number.Length > 0)
        {
            return Digits(place.PostalCode).StartsWith(number, StringComparison.Ordinal) ? ByPostalCode + number.Length : 0;
        }

        return place.Address.Contains(part, StringComparison.Ordinal) ? ByName + part.Length : 0;
    }

    // The digits of a number or postal code; empty for anything else.
    private static string Digits(string text)
    {
        var folded = KanaWidth.FoldNumber(text).Replace("〒", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal);
        return folded.All(char.IsAsciiDigit) ? folded : "";
    }
}
