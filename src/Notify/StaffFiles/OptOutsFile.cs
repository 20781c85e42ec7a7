namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>Someone does not want letters, named by number or by letter.</summary>
/// <param name="Insured">Number and birth date; null if named by letter.</param>
/// <param name="LetterId">Letter; empty if named by number.</param>
/// <param name="From">From this day on.</param>
public sealed record OptOutRow(InsuredKey? Insured, string LetterId, DateOnly From);

/// <summary>送付を希望しない方 (opt-outs: insurer_number, symbol, number, branch, birth_date, from; or letter_id, from).</summary>
public static class OptOutsFile
{
    private static readonly StaffColumn[] Columns =
        [.. InsuredKey.Columns, new("letter_id", "お知らせ番号", Required: false), new("from", "開始日")];

    /// <summary>Reads either form; both may stand in one file. A file with a header and no row is 該当なし.</summary>
    public static StaffRows<OptOutRow> Parse(string csv, string file) => StaffTable.Read(csv, file, Columns, row =>
    {
        var byLetter = row.Optional("letter_id").Length > 0;
        var letter = byLetter ? row.LetterId("letter_id") : "";
        var insured = byLetter ? null : InsuredKey.Read(row);
        var value = new OptOutRow(insured, letter, row.Day("from"));
        return row.IsGood ? value : null;
    });
}
