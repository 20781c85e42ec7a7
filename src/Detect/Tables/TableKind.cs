using System.Globalization;

namespace ClaimsWatch.Detect.Tables;

/// <summary>One column of a table that an office brings.</summary>
/// <param name="Name">Header in English.</param>
/// <param name="NameJa">Header in Japanese; either is understood.</param>
/// <param name="Expected">What stands in it, for messages.</param>
/// <param name="Accepts">Whether a field can be used.</param>
public sealed record TableColumn(string Name, string NameJa, string Expected, Func<string, bool> Accepts);

/// <summary>A kind of table that an office brings: declared here, read by <see cref="TableFile"/>.</summary>
/// <param name="Name">Name in the file's first line, and of the file that is kept.</param>
/// <param name="NameJa">和名.</param>
/// <param name="UsedBy">Rules and exclusions that read it.</param>
/// <param name="Columns">Columns in order.</param>
/// <param name="WholeRow">What is wrong with a row whose fields are all right by themselves; empty if nothing.</param>
public sealed record TableKind(
    string Name, string NameJa, string UsedBy, IReadOnlyList<TableColumn> Columns, Func<IReadOnlyList<string>, string> WholeRow)
{
    /// <summary>併用禁忌: pairs of ingredients, in either order.</summary>
    public static TableKind Contraindications { get; } = new(
        "contraindications", "併用禁忌", "R22",
        [Ingredient("ingredient_a", "成分1"), Ingredient("ingredient_b", "成分2")],
        row => row[0] == row[1] ? "two different ingredients" : "");

    /// <summary>診療科 of institutions; one that appears with two departments belongs to none.</summary>
    public static TableKind Departments { get; } = new(
        "departments", "診療科", "R08 X18",
        [Institution("institution", "医療機関コード"),
            new("department", "診療科コード", "1 or 2 digits of the 診療科コード", f => IsNumber(f, 1, 2))],
        _ => "");

    /// <summary>本院・分院 and pharmacies of one company, counted as one.</summary>
    public static TableKind InstitutionGroups { get; } = new(
        "institution-groups", "医療機関グループ", "X20",
        [Institution("institution", "医療機関コード"),
            new("group", "グループ", "a name or number of the group", f => f.Length is > 0 and <= 100)],
        _ => "");

    /// <summary>People whom staff look after (支援中) or asked to leave alone (保留).</summary>
    public static TableKind StaffList { get; } = new(
        "staff-list", "職員リスト", "X15 X22",
        [
            new("person", "仮名番号", "the number in candidates.xlsx",
                f => long.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
            new("kind", "区分", $"{Support} or {Hold}", f => f is Support or Hold),
            new("from", "開始日", "a day, YYYY-MM-DD", IsDay),
            new("until", "終了日", "a day, YYYY-MM-DD, or nothing", f => f.Length == 0 || IsDay(f)),
        ],
        row => row[3].Length > 0 && string.CompareOrdinal(row[3], row[2]) < 0 ? "until not before from" : "");

    /// <summary>Word for somebody who is being looked after.</summary>
    public const string Support = "支援中";

    /// <summary>Word for somebody to leave alone.</summary>
    public const string Hold = "保留";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<TableKind> All { get; } = [Contraindications, Departments, InstitutionGroups, StaffList];

    private static TableColumn Ingredient(string name, string nameJa) =>
        new(name, nameJa, "7 digits, the first seven of the YJ code", f => IsNumber(f, 7, 7));

    private static TableColumn Institution(string name, string nameJa) =>
        new(name, nameJa, "10 digits: prefecture, 点数表, institution", f => IsNumber(f, 10, 10));

    private static bool IsNumber(string field, int least, int most) =>
        field.Length >= least && field.Length <= most && field.All(char.IsAsciiDigit);

    private static bool IsDay(string field) => DateOnly.TryParseExact(field, "yyyy-MM-dd", out _);
}
