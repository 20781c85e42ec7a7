using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Layouts;

/// <summary>医科, insurer side: <c>*RECODEINFO_MED.CSV</c> (記録条件仕様 医科用 令和4年4月版; prefix as in public insurer samples).</summary>
public static class MedLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = new()
    {
        Kind = "MED",
        HasPrefix = true,
        StartRole = RowRole.Management,
        Table = 1,
        OutpatientKind = ClaimKind.Outpatient,
        InpatientKind = ClaimKind.Inpatient,
        Institution = SharedItems.MedicalInstitution,
        ManagementSearchNumber = new(3, "検索番号"),
        Receipt = new(
            new(1, "レセプト番号"), new(2, "レセプト種別"), new(3, "診療年月"), new(4, "氏名"), new(5, "男女区分"), new(6, "生年月日"),
            new(18, "検索番号"), new(36, "カタカナ氏名")),
        Insurer = SharedItems.MedicalInsurer,
        PublicPayer = SharedItems.MedicalPublic,
        Diagnosis = SharedItems.MedicalDiagnosis,
        Drug = SharedItems.MedicalDrug,
        Act = SharedItems.MedicalAct,
        Material = SharedItems.MedicalMaterial,
        LinesAddUp = true,
        CommentSection = new(1, "診療識別"),
        Tags = SharedItems.TagsWith(
            ("IR", RowRole.Institution), ("SY", RowRole.Diagnosis), ("SI", RowRole.Act), ("TO", RowRole.Material),
            ("TI", RowRole.DonorBlock), ("TR", RowRole.DonorBlock), ("TS", RowRole.DonorBlock), ("NI", RowRole.NotUsed)),
        ColumnCounts = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["IR"] = 10,
            ["RE"] = 38,
            ["HO"] = 15,
            ["KO"] = 12,
            ["SN"] = 9,
            ["JD"] = 33,
            ["MF"] = 33,
            ["GR"] = 3,
            ["SY"] = 8,
            ["SI"] = 44,
            ["IY"] = 44,
            ["TO"] = 48,
            ["CO"] = 5,
        },
    };
}
