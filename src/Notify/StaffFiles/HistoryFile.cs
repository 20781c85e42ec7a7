using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>A letter of an earlier year, its person still by number.</summary>
public sealed record HistoryRow(
    InsuredKey Insured, string Round, ClaimMonth SelectionMonth, ClaimMonth LetterMonth, Arm Arm, string Band, string Stratum,
    bool Delivered)
{
    /// <summary>The same under its pseudonym.</summary>
    public PastLetter ToPastLetter(long person) => new(person, Round, SelectionMonth, LetterMonth, Arm, Band, Stratum, Delivered);
}

/// <summary>
/// Letters sent before this program (import-history: insurer_number, symbol, number, branch, birth_date, round, selection_month,
/// letter_month, arm, band, stratum, delivered).
/// </summary>
public static class HistoryFile
{
    private static readonly StaffColumn[] Columns =
    [
        .. InsuredKey.Columns, new("round", "回"), new("selection_month", "基準月", Required: false), new("letter_month", "発送月"),
        new("arm", "群", Required: false), new("band", "区分", Required: false), new("stratum", "層", Required: false),
        new("delivered", "到達", Required: false),
    ];

    private static readonly string[] LetterNames = ["", "letter", "送付", "1"];
    private static readonly string[] HoldoutNames = ["holdout", "control", "対照", "0"];

    /// <summary>Reads the file; without arm everyone listed had a letter, without delivered every letter arrived.</summary>
    public static StaffRows<HistoryRow> Parse(string csv, string file) => StaffTable.Read(csv, file, Columns, row =>
    {
        var arm = row.OptionalOneOf("arm", [.. LetterNames, .. HoldoutNames]);
        var letter = row.Month("letter_month");
        var selection = row.OptionalMonth("selection_month");
        var delivered = row.Optional("delivered").Length == 0 ? !HoldoutNames.Contains(arm) : row.YesNo("delivered");
        var value = new HistoryRow(
            InsuredKey.Read(row), row.Text("round", 40), selection, letter, HoldoutNames.Contains(arm) ? Arm.Holdout : Arm.Letter,
            row.Optional("band"), row.Optional("stratum"), delivered);
        if (row.IsGood && !selection.IsNone && selection >= letter)
        {
            row.Reject("selection_month", "selection-after-letter", "a month before letter_month");
        }

        return row.IsGood ? value : null;
    });
}
