namespace ClaimsWatch.Ingest.Layouts;

/// <summary>Items that stand at the same place in several formats, and tags that mean the same in all (記録条件仕様, 医科用
/// 令和4年4月版).</summary>
internal static class SharedItems
{
    /// <summary>SN, since 令和3年9月診療; the same in every format.</summary>
    public static QualificationItems Qualification { get; } = new(
        new(1, "負担者種別"), new(2, "確認区分"), new(3, "保険者番号等(確認後)"), new(4, "記号(確認後)"), new(5, "番号(確認後)"),
        new(6, "枝番"));

    /// <summary>IR of 医科 and DPC.</summary>
    public static InstitutionItems MedicalInstitution { get; } = new(
        new(2, "都道府県"), new(3, "点数表"), new(4, "医療機関コード"), new(7, "請求年月"), new(8, "マルチボリューム"));

    /// <summary>HO of 医科 and DPC.</summary>
    public static InsurerItems MedicalInsurer { get; } = new(
        new(1, "保険者番号"), new(2, "記号"), new(3, "番号"), new(4, "診療実日数"), new(5, "合計点数"));

    /// <summary>KO of 医科, DPC, 歯科.</summary>
    public static PublicItems MedicalPublic { get; } = new(new(1, "負担者番号"), new(4, "実日数"), new(5, "合計点数"));

    /// <summary>SY of 医科 and DPC.</summary>
    public static DiagnosisItems MedicalDiagnosis { get; } = new(
        new(1, "傷病名コード"), new(2, "診療開始日"), new(4, "修飾語コード"), new(6, "主傷病"), "01", Position.Absent);

    /// <summary>IY of 医科 and DPC.</summary>
    public static DrugItems MedicalDrug { get; } = new(
        new(1, "診療識別"), new(3, "医薬品コード"), new(4, "使用量"), new(6, "回数"), new(13, "1日の情報"), Position.Absent)
    {
        Points = new(5, "点数"),
    };

    /// <summary>SI of 医科 and DPC.</summary>
    public static ActItems MedicalAct { get; } = new(new(1, "診療識別"), new(3, "診療行為コード"), new(6, "回数"), new(13, "1日の情報"))
    {
        Points = new(5, "点数"),
    };

    /// <summary>TO of 医科 and DPC.</summary>
    public static ActItems MedicalMaterial { get; } = new(new(1, "診療識別"), new(3, "特定器材コード"), new(6, "回数"), new(17, "1日の情報"))
    {
        Points = new(5, "点数"),
    };

    /// <summary>Tags of every format, to which each adds its own.</summary>
    public static Dictionary<string, RowRole> CommonTags() => new(StringComparer.Ordinal)
    {
        ["MN"] = RowRole.Management,
        ["RE"] = RowRole.Receipt,
        ["HO"] = RowRole.Insurer,
        ["KO"] = RowRole.PublicPayer,
        ["SN"] = RowRole.Qualification,
        ["JD"] = RowRole.Days,
        ["IY"] = RowRole.Drug,
        ["EX"] = RowRole.Operation,
        ["JY"] = RowRole.Correction,
        ["RC"] = RowRole.ReviewerMark,
        ["ON"] = RowRole.ReviewerMark,
        ["KH"] = RowRole.ReviewerMark,
        ["GO"] = RowRole.FileTrailer,
        ["MF"] = RowRole.NotUsed,
        ["GR"] = RowRole.NotUsed,
        ["CO"] = RowRole.Comment,
        ["SJ"] = RowRole.NotUsed,
        ["TO"] = RowRole.NotUsed,
        ["HI"] = RowRole.NotApplied,
        ["HR"] = RowRole.NotApplied,
        ["HG"] = RowRole.NotApplied,
        ["MD"] = RowRole.NotApplied,
        ["RT"] = RowRole.NotApplied,
        ["JR"] = RowRole.NotApplied,
        ["MK"] = RowRole.NotApplied,
    };

    /// <summary>Common tags with a format's own on top.</summary>
    public static Dictionary<string, RowRole> TagsWith(params ReadOnlySpan<(string Tag, RowRole Role)> own)
    {
        var tags = CommonTags();
        foreach (var (tag, role) in own)
        {
            tags[tag] = role;
        }

        return tags;
    }
}
