using System.Globalization;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Notify.Letters;

/// <summary>One line of a person's own record (ご本人の記録): a medicine given on a day.</summary>
/// <param name="Day">yyyymmdd; 0 unknown.</param>
/// <param name="Institution">Institution that gave it: its code, only to tell one from another.</param>
/// <param name="IsPharmacy">Whether that is a pharmacy.</param>
/// <param name="InstitutionName">Its name, if the office has a list of names; else empty.</param>
/// <param name="Medicine">Name of the medicine as in the 医薬品 master; with an unknown code, its code.</param>
/// <param name="Quantity">Total quantity in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of the master, such as 錠.</param>
/// <param name="Days">Days of supply; 0 if none is given.</param>
public sealed record RecordLine(
    int Day, long Institution, bool IsPharmacy, string InstitutionName, string Medicine, double Quantity, string Unit, int Days)
{
    /// <summary>What someone took is nobody's business in a log.</summary>
    public override string ToString() => "***";
}

/// <summary>
/// The second sheet, off by default (decisions A8): what the records hold, for the person to show to a pharmacist. It never
/// carries a name, so that a lost sheet says nothing about anybody.
/// </summary>
public static class RecordSheet
{
    /// <summary>Lines that one page holds (measured in print).</summary>
    public const int RowsPerPage = 26;

    /// <summary>An invented record, for samples.</summary>
    public static IReadOnlyList<RecordLine> Sample { get; } =
    [
        new(20260903, 11, false, "架空みどり医院", "見本の痛み止め錠５０ｍｇ", 42, "錠", 14),
        new(20260903, 21, true, "架空薬局", "見本の胃の薬錠１０ｍｇ", 14, "錠", 14),
        new(20260907, 12, false, "架空クリニック", "見本の眠るための薬錠５ｍｇ", 14, "錠", 14),
        new(20260912, 22, true, "架空中央薬局", "見本のはり薬７ｃｍ×１０ｃｍ", 35, "枚", 0),
        new(20260921, 13, false, "架空整形外科", "見本の痛み止め錠５０ｍｇ", 30, "錠", 10),
    ];

    /// <summary>Pages for a template: page number and rows with day, place, medicine, quantity and days.</summary>
    /// <param name="lines">In any order.</param>
    /// <param name="firstPage">Number of its first page.</param>
    /// <param name="withNames">Whether institutions are named; else 「A医院」「A薬局」 in the order of the days.</param>
    public static IReadOnlyList<Dictionary<string, object?>> Pages(IReadOnlyList<RecordLine> lines, int firstPage, bool withNames)
    {
        var ordered = lines.OrderBy(line => line.Day).ThenBy(line => line.Institution)
            .ThenBy(line => line.Medicine, StringComparer.Ordinal).ThenBy(line => line.Quantity)
            .ThenBy(line => line.Days).ToList();
        var places = Places(ordered, withNames);
        return
        [
            .. ordered.Chunk(RowsPerPage).Select((rows, index) => new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["page"] = (firstPage + index).ToString(CultureInfo.InvariantCulture),
                ["rows"] = rows.Select(row => Row(row, places[row.Institution])).ToList(),
            }),
        ];
    }

    private static Dictionary<string, object?> Row(RecordLine line, string place) => new(StringComparer.Ordinal)
    {
        ["day"] = line.Day == 0 ? Texts.Unknown : JapaneseDate.ToDate(line.Day) is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日") : Texts.Unknown,
        ["place"] = place,
        ["medicine"] = line.Medicine,
        ["quantity"] = string.Create(CultureInfo.InvariantCulture, $"{line.Quantity:0.##}{line.Unit}"),
        ["days"] = line.Days == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{line.Days}日分"),
    };

    private static Dictionary<long, string> Places(IReadOnlyList<RecordLine> ordered, bool withNames)
    {
        var places = new Dictionary<long, string>();
        var (clinics, pharmacies) = (0, 0);
        foreach (var line in ordered.Where(line => !places.ContainsKey(line.Institution)))
        {
            var number = line.IsPharmacy ? pharmacies++ : clinics++;
            places[line.Institution] = withNames && line.InstitutionName.Length > 0 ? line.InstitutionName
                : Texts.PlaceLetter(number, line.IsPharmacy);
        }

        return places;
    }
}
