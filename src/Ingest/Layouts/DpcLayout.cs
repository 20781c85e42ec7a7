using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Layouts;

/// <summary>
/// DPC, insurer side: <c>*RECODEINFO_DPC.CSV</c> (positions of the H24 to H28 specifications; a later one was not seen).
/// One receipt may hold a whole (総括区分 1) and its parts (2, 3).
/// </summary>
public static class DpcLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = MedLayout.Layout with
    {
        Kind = "DPC",
        OutpatientKind = ClaimKind.Dpc,
        InpatientKind = ClaimKind.Dpc,
        Receipt = new(
            new(1, "レセプト番号"), new(2, "レセプト種別"), new(3, "診療年月"), new(4, "氏名"), new(5, "男女区分"), new(6, "生年月日"),
            new(20, "検索番号"), new(28, "カタカナ氏名"))
        {
            Part = new(18, "レセプト総括区分"),
        },
        DpcDiagnosis = new(
            new(1, "傷病名コード"), Position.Absent, new(2, "修飾語コード"), new(5, "傷病名区分"), "11", new(4, "ICD10コード")),
        BundledDrug = new(
            new(2, "診療識別"), new(5, "コード"), new(6, "使用量"), new(9, "回数"), Position.Absent, new(1, "実施年月日")),
        Tags = SharedItems.TagsWith(
            ("IR", RowRole.Institution), ("SY", RowRole.Diagnosis), ("SB", RowRole.DpcDiagnosis), ("SI", RowRole.Act),
            ("TO", RowRole.Material), ("CD", RowRole.BundledDrug), ("BU", RowRole.NotUsed), ("KK", RowRole.NotUsed),
            ("SK", RowRole.NotUsed), ("GA", RowRole.NotUsed), ("HH", RowRole.NotUsed), ("GT", RowRole.NotUsed),
            ("TI", RowRole.DonorBlock), ("TR", RowRole.DonorBlock), ("TS", RowRole.DonorBlock)),
        ColumnCounts = new Dictionary<string, int>(StringComparer.Ordinal) { ["IR"] = 10, ["SI"] = 44, ["IY"] = 44, ["TO"] = 48 },
    };
}
