namespace ClaimsWatch.Core.Claims;

/// <summary>
/// The month a claim is for (診療月, 調剤月), never the month it was billed in (請求年月). Ordered; 0 is "no month".
/// </summary>
/// <param name="Value">yyyymm, for example 202411.</param>
public readonly record struct ClaimMonth(int Value) : IComparable<ClaimMonth>
{
    /// <summary>The absent month.</summary>
    public static ClaimMonth None => default;

    /// <summary>Whether this is a month at all.</summary>
    public bool IsNone => Value == 0;

    /// <summary>Calendar year.</summary>
    public int Year => Value / 100;

    /// <summary>Month of the year, 1 to 12.</summary>
    public int Month => Value % 100;

    /// <summary>Months since year 0: differences of it are numbers of months.</summary>
    public int Index => (Year * 12) + Month - 1;

    /// <summary>Calendar days of the month, 28 to 31.</summary>
    public int Days => DateTime.DaysInMonth(Year, Month);

    /// <summary>The first day.</summary>
    public DateOnly FirstDay => new(Year, Month, 1);

    /// <summary>The last day.</summary>
    public DateOnly LastDay => new(Year, Month, Days);

    /// <summary>The month <paramref name="index"/> months after year 0.</summary>
    public static ClaimMonth FromIndex(int index) => new((index / 12 * 100) + (index % 12) + 1);

    /// <summary>The month a day lies in.</summary>
    public static ClaimMonth Of(DateOnly day) => new((day.Year * 100) + day.Month);

    /// <summary>The month a yyyymmdd number lies in; none for 0.</summary>
    public static ClaimMonth OfDate(int yyyymmdd) => new(yyyymmdd / 100);

    /// <summary>Reads YYYYMM or YYYY-MM; false for anything else, also for month 13 or a year outside 1868 to 2199.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ClaimMonth month)
    {
        month = default;
        Span<char> digits = stackalloc char[6];
        if (text.Length == 7 && text[4] == '-')
        {
            text[..4].CopyTo(digits);
            text[5..].CopyTo(digits[4..]);
        }
        else if (text.Length == 6)
        {
            text.CopyTo(digits);
        }
        else
        {
            return false;
        }

        var value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        month = new ClaimMonth(value);
        return month.IsValid;
    }

    /// <summary>Reads YYYYMM or YYYY-MM.</summary>
    /// <exception cref="FormatException">The text is not a month.</exception>
    public static ClaimMonth Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month: write YYYY-MM or YYYYMM");

    /// <summary>Whether year and month are in range (1868 to 2199, 1 to 12).</summary>
    public bool IsValid => Month is >= 1 and <= 12 && Year is >= 1868 and <= 2199;

    /// <summary>The month <paramref name="months"/> later; negative is earlier.</summary>
    public ClaimMonth Plus(int months) => FromIndex(Index + months);

    /// <summary>Whole months from <paramref name="earlier"/> to this one.</summary>
    public int MonthsSince(ClaimMonth earlier) => Index - earlier.Index;

    /// <summary>Every month from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static IEnumerable<ClaimMonth> Range(ClaimMonth first, ClaimMonth last)
    {
        for (var month = first; month.CompareTo(last) <= 0; month = month.Plus(1))
        {
            yield return month;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(ClaimMonth other) => Value.CompareTo(other.Value);

    /// <summary>Ordinal comparison of months.</summary>
    public static bool operator <(ClaimMonth left, ClaimMonth right) => left.Value < right.Value;

    /// <summary>Ordinal comparison of months.</summary>
    public static bool operator >(ClaimMonth left, ClaimMonth right) => left.Value > right.Value;

    /// <summary>Ordinal comparison of months.</summary>
    public static bool operator <=(ClaimMonth left, ClaimMonth right) => left.Value <= right.Value;

    /// <summary>Ordinal comparison of months.</summary>
    public static bool operator >=(ClaimMonth left, ClaimMonth right) => left.Value >= right.Value;

    /// <summary>YYYY-MM, as in folder names.</summary>
    public override string ToString() => IsNone ? "" : $"{Year:0000}-{Month:00}";
}
