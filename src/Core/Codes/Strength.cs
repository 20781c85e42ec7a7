using System.Globalization;
using System.Text.RegularExpressions;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Core.Codes;

/// <summary>Strength of a medicine as its name states it (医薬品マスター column 5), such as デパス錠０．５ｍｇ.</summary>
public static partial class Strength
{
    /// <summary>mg in one tablet or capsule; null when the name states none, or more than one (配合剤).</summary>
    public static decimal? MgOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = Milligrams().Matches(KanaWidth.Fold(name));
        return found is [var only] ? decimal.Parse(only.Groups["mg"].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"(?<![\d.])(?<mg>\d+(\.\d+)?)\s*mg", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milligrams();
}
