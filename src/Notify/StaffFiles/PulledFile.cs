namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>A printed letter that was taken out before posting.</summary>
/// <param name="LetterId">Which.</param>
/// <param name="PulledOn">When.</param>
/// <param name="Reason">Why, from a fixed list.</param>
public sealed record PulledLetter(string LetterId, DateOnly PulledOn, string Reason);

/// <summary>Letters taken out after printing (<c>letters pull</c>: letter_id, pulled_on, reason).</summary>
public static class PulledFile
{
    /// <summary>Why a letter is taken out.</summary>
    public static IReadOnlyList<string> Reasons { get; } =
        ["死亡", "資格喪失", "転出", "送付停止の希望", "支援措置", "入院", "印刷の不良", "担当者の判断", "その他"];

    private static readonly StaffColumn[] Columns = [new("letter_id", "お知らせ番号"), new("pulled_on", "抜いた日"), new("reason", "理由")];

    /// <summary>Reads the file.</summary>
    public static StaffRows<PulledLetter> Parse(string csv, string file) => StaffTable.Read(csv, file, Columns, row =>
    {
        var value = new PulledLetter(row.LetterId("letter_id"), row.Day("pulled_on"), row.OneOf("reason", Reasons));
        return row.IsGood ? value : null;
    });
}
