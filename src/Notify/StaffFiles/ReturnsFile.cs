using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>Letters that came back (returns: letter_id, returned_on, reason); they are never sent again (decisions A8).</summary>
public static class ReturnsFile
{
    /// <summary>Why a letter comes back: a fixed list.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["宛先不明", "転居先不明", "受取拒否", "保管期間経過", "その他"];

    private static readonly StaffColumn[] Columns =
        [new("letter_id", "お知らせ番号"), new("returned_on", "返戻日"), new("reason", "理由")];

    /// <summary>Reads the file.</summary>
    public static StaffRows<Return> Parse(string csv, string file) => StaffTable.Read(csv, file, Columns, row =>
    {
        var value = new Return(row.LetterId("letter_id"), row.Day("returned_on"), row.OneOf("reason", Reasons));
        return row.IsGood ? value : null;
    });
}
