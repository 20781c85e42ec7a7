using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Layouts;

/// <summary>
/// 訪問看護, insurer side: <c>*RECODEINFO_NUR.CSV</c>. EXPERIMENTAL: known from one third-party builder of the 令和6年6月版 only.
/// 男女区分 and 生年月日 are one column later than elsewhere and amounts are yen.
/// </summary>
public static class NurLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = new()
    {
        Kind = "NUR",
        HasPrefix = true,
        StartRole = RowRole.Management,
        Table = 6,
        OutpatientKind = ClaimKind.HomeNursing,
        InpatientKind = ClaimKind.HomeNursing,
        YenPerPoint = 10,
        Institution = new(new(2, "都道府県"), new(3, "点数表"), new(4, "ステーションコード"), new(6, "請求年月"), Position.Absent),
        ManagementSearchNumber = new(3, "検索番号"),
        Receipt = new(
            new(1, "レセプト番号"), new(2, "レセプト種別"), new(3, "訪問年月"), new(4, "氏名"), new(6, "男女区分"), new(7, "生年月日"),
            new(14, "検索番号"), new(5, "カタカナ氏名")),
        Insurer = new(new(1, "保険者番号"), new(2, "記号"), new(3, "番号"), new(4, "実日数"), new(5, "合計金額")),
        PublicPayer = new(new(1, "負担者番号"), new(4, "実日数"), new(5, "合計金額")),
        Diagnosis = new(
            new(1, "傷病名コード"), Position.Absent, new(2, "修飾語コード"), Position.Absent, "01", Position.Absent),
        Tags = SharedItems.TagsWith(
            ("HM", RowRole.Institution), ("SY", RowRole.Diagnosis), ("IH", RowRole.NotUsed), ("HJ", RowRole.NotUsed),
            ("JS", RowRole.NotUsed), ("RJ", RowRole.NotUsed), ("KA", RowRole.NotUsed), ("IY", RowRole.NotUsed)),
    };
}
