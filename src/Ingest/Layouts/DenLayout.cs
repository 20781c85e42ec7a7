using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Layouts;

/// <summary>
/// 歯科, insurer side: <c>*RECODEINFO_DEN.CSV</c> (記録条件仕様 歯科用; IR has no 医療機関名称, so 請求年月 is [6], and
/// MN has one item more before its 検索番号).
/// </summary>
public static class DenLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = new()
    {
        Kind = "DEN",
        HasPrefix = true,
        StartRole = RowRole.Management,
        Table = 3,
        OutpatientKind = ClaimKind.Dental,
        InpatientKind = ClaimKind.Dental,
        Institution = new(new(2, "都道府県"), new(3, "点数表"), new(4, "医療機関コード"), new(6, "請求年月"), Position.Absent),
        ManagementSearchNumber = new(4, "検索番号"),
        Receipt = new(
            new(1, "レセプト番号"), new(2, "レセプト種別"), new(3, "診療年月"), new(4, "氏名"), new(5, "男女区分"), new(6, "生年月日"),
            new(19, "検索番号"), new(25, "カタカナ氏名")),
        Insurer = SharedItems.MedicalInsurer,
        PublicPayer = SharedItems.MedicalPublic,
        Diagnosis = new(
            new(4, "傷病名コード"), new(1, "診療開始日"), new(5, "修飾語コード"), new(9, "主傷病"), "01", Position.Absent),
        Drug = new(
            new(1, "診療識別"), new(3, "医薬品コード"), new(4, "使用量"), new(6, "回数"), new(8, "1日の情報"), Position.Absent),
        Act = new(new(1, "診療識別"), new(3, "診療行為コード"), new(77, "回数"), new(78, "1日の情報")),
        CommentSection = new(1, "診療識別"),
        Tags = SharedItems.TagsWith(
            ("UK", RowRole.FileHeader), ("IR", RowRole.Institution), ("HS", RowRole.Diagnosis), ("SS", RowRole.Act),
            ("SI", RowRole.NotUsed)),
        ColumnCounts = new Dictionary<string, int>(StringComparer.Ordinal) { ["SS"] = 109, ["TO"] = 45, ["HO"] = 14 },
    };
}
