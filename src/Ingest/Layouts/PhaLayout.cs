using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Layouts;

/// <summary>
/// 調剤, insurer side: <c>*RECODEINFO_PHA.CSV</c> (記録条件仕様 調剤用 令和8年6月版 as transcribed publicly, and the official 2024
/// insurer sample). A medicine has no date: it takes date and count from each CZ of its SH.
/// </summary>
public static class PhaLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = new()
    {
        Kind = "PHA",
        HasPrefix = true,
        StartRole = RowRole.Management,
        Table = 4,
        OutpatientKind = ClaimKind.Dispensing,
        InpatientKind = ClaimKind.Dispensing,
        Institution = new(new(2, "都道府県"), new(3, "点数表"), new(4, "薬局コード"), new(6, "請求年月"), new(7, "マルチボリューム")),
        ManagementSearchNumber = new(3, "検索番号"),
        Receipt = new(
            new(1, "レセプト番号"), new(2, "レセプト種別"), new(3, "調剤年月"), new(4, "氏名"), new(5, "男女区分"), new(6, "生年月日"),
            new(37, "検索番号"), new(41, "カタカナ氏名"))
        {
            PrescriberPrefecture = new(9, "処方都道府県"),
            PrescriberTable = new(10, "処方点数表"),
            PrescriberCode = new(11, "処方医療機関コード"),
        },
        Insurer = new(new(1, "保険者番号"), new(2, "記号"), new(3, "番号"), new(4, "処方箋受付回数"), new(5, "合計点数")),
        PublicPayer = new(new(1, "負担者番号"), new(4, "受付回数"), new(5, "合計点数")),
        Drug = new(Position.Absent, new(2, "医薬品コード"), new(3, "使用量"), Position.Absent, Position.Absent, Position.Absent),
        Dispensing = new(new(2, "剤形"), new(3, "調剤月日"), new(5, "調剤数量"))
        {
            UnitPoints = new(5, "単位薬剤料"),
            DrugPoints = new(13, "薬剤料点数"),
        },
        Tags = SharedItems.TagsWith(
            ("YK", RowRole.Institution), ("SH", RowRole.DispensingGroup), ("CZ", RowRole.Dispensing), ("TK", RowRole.NotUsed),
            ("KI", RowRole.NotUsed), ("ST", RowRole.NotUsed)),
        ColumnCounts = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["YK"] = 9,
            ["RE"] = 42,
            ["HO"] = 14,
            ["KO"] = 10,
            ["SN"] = 9,
            ["JD"] = 33,
            ["MF"] = 33,
            ["SH"] = 10,
            ["CZ"] = 71,
            ["IY"] = 10,
            ["TO"] = 7,
            ["CO"] = 3,
            ["TK"] = 3,
            ["KI"] = 114,
            ["ST"] = 16,
        },
    };
}
