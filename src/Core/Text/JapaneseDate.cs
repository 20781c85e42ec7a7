using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Text;

/// <summary>
/// Dates of claim files, in both encodings: 和暦 GYYMM/GYYMMDD (5 or 7 digits, G = 1 明治 … 5 令和) and 西暦 YYYYMM/YYYYMMDD
/// (6 or 8 digits), told apart by length; and 和暦 for readers.
/// </summary>
public static class JapaneseDate
{
    private static readonly int[] s_eraBase = [0, 1867, 1911, 1925, 1988, 2018];

    /// <summary>Reads a month of 5 or 6 digits. False for anything else.</summary>
    public static bool TryReadMonth(ReadOnlySpan<byte> digits, out ClaimMonth month)
    {
        month = default;
        if (!TryReadNumber(digits, out var value))
        {
            return false;
        }

        if (digits.Length == 5)
        {
            if (!TryEraYear(value / 10000, value / 100 % 100, out var year))
            {
                return false;
            }

            month = new ClaimMonth((year * 100) + (value % 100));
        }
        else if (digits.Length == 6)
        {
            month = new ClaimMonth(value);
        }

        return month.IsValid;
    }

    /// <summary>Reads a day of 7 or 8 digits as yyyymmdd. False for anything else, also for 30 February.</summary>
    public static bool TryReadDay(ReadOnlySpan<byte> digits, out int yyyymmdd)
    {
        yyyymmdd = 0;
        if (!TryReadNumber(digits, out var value))
        {
            return false;
        }

        if (digits.Length == 7)
        {
            if (!TryEraYear(value / 1_000_000, value / 10_000 % 100, out var year))
            {
                return false;
            }

            value = (year * 10_000) + (value % 10_000);
        }
        else if (digits.Length != 8)
        {
            return false;
        }

        if (!IsDay(value))
        {
            return false;
        }

        yyyymmdd = value;
        return true;
    }

    /// <summary>Whether yyyymmdd is a day of the calendar between 1868 and 2199.</summary>
    public static bool IsDay(int yyyymmdd)
    {
        var month = ClaimMonth.OfDate(yyyymmdd);
        return month.IsValid && yyyymmdd % 100 >= 1 && yyyymmdd % 100 <= month.Days;
    }

    /// <summary>yyyymmdd of a day.</summary>
    public static int ToNumber(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    /// <summary>The day of a yyyymmdd number.</summary>
    public static DateOnly ToDate(int yyyymmdd) => new(yyyymmdd / 10_000, yyyymmdd / 100 % 100, yyyymmdd % 100);

    /// <summary>令和6年11月, for readers.</summary>
    public static string EraMonth(ClaimMonth month) => $"{EraYear(month.FirstDay)}{month.Month}月";

    /// <summary>令和6年11月22日, for readers.</summary>
    public static string EraDay(DateOnly day) => $"{EraYear(day)}{day.Month}月{day.Day}日";

    /// <summary>GYYMM of a month, as 検索番号 and old files write it.</summary>
    public static string EraDigits(ClaimMonth month)
    {
        var era = EraOf(month.FirstDay);
        return $"{era}{month.Year - s_eraBase[era]:00}{month.Month:00}";
    }

    private static string EraYear(DateOnly day)
    {
        var era = EraOf(day);
        var year = day.Year - s_eraBase[era];
        return $"{"?明治大正昭和平成令和".Substring((era * 2) - 1, 2)}{(year == 1 ? "元" : year)}年";
    }

    private static int EraOf(DateOnly day) => ToNumber(day) switch
    {
        >= 20190501 => 5,
        >= 19890108 => 4,
        >= 19261225 => 3,
        >= 19120730 => 2,
        _ => 1,
    };

    private static bool TryEraYear(int era, int yearOfEra, out int year)
    {
        year = era is >= 1 and <= 5 && yearOfEra >= 1 ? s_eraBase[era] + yearOfEra : 0;
        return year != 0;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        if (digits.Length is 0 or > 8)
        {
            return false;
        }

        foreach (var b in digits)
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (b - '0');
        }

        return true;
    }
}
