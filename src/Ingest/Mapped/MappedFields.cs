using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Fields that a mapping may give, with headers seen for them: the catalogue that guesses start from.</summary>
public static class MappedFields
{
    /// <summary>診療年月.</summary>
    public const string ClaimMonth = "claim_month";

    /// <summary>受診日; gives the month too.</summary>
    public const string VisitDate = "visit_date";

    /// <summary>Headers by field, in the order of a proposal. None is verified against a published layout: there is none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["insurer_number"] = ["保険者番号", "保険者コード"],
        ["symbol"] = ["記号", "被保険者証記号", "証記号", "被保険者記号"],
        ["number"] = ["番号", "被保険者証番号", "証番号", "被保険者番号", "加入者ID", "個人ID", "person_id"],
        ["branch"] = ["枝番", "枝番号"],
        ["name"] = ["氏名", "漢字氏名", "受診者名"],
        ["kana"] = ["カナ氏名", "氏名カナ", "フリガナ"],
        ["sex"] = ["性別", "男女区分", "性別コード", "加入者性別", "gender_concept_id"],
        ["birth_date"] = ["生年月日", "生年月", "加入者生年月日", "birth_datetime"],
        [ClaimMonth] = ["診療年月", "調剤年月", "受診年月", "診療調剤年月"],
        ["billed_month"] = ["請求年月", "審査年月"],
        ["kind"] = ["点数表", "入外", "入外区分", "診療区分", "レセプト種別", "レセプト種類", "visit_concept_id"],
        ["institution"] = ["医療機関コード", "医療機関番号", "医療機関ID", "機関コード", "care_site_id"],
        ["prescriber_institution"] = ["処方医療機関コード", "処方医療機関ID"],
        ["visit_days"] = ["診療実日数", "実日数", "日数"],
        ["points"] = ["合計点数", "決定点数", "請求点数", "総点数", "点数"],
        ["search_number"] = ["検索番号", "レセプト管理番号", "レセプトID", "レセプト番号"],
        [VisitDate] = ["受診日", "診療日", "visit_start_date"],
    };

    /// <summary>Fields without which nothing is a receipt of somebody; beside them a month is needed.</summary>
    public static IReadOnlyList<string> Required { get; } = ["number", "kind", "institution"];

    /// <summary>Reads a kind: 1 to 6 (decisions B), its English or its Japanese name.</summary>
    public static ClaimKind KindOf(string text) => KanaWidth.Fold(text).Trim().ToUpperInvariant() switch
    {
        "1" or "OUTPATIENT" or "医科入院外" or "医科外来" or "入院外" or "外来" => ClaimKind.Outpatient,
        "2" or "INPATIENT" or "医科入院" or "入院" => ClaimKind.Inpatient,
        "3" or "DPC" => ClaimKind.Dpc,
        "4" or "DENTAL" or "歯科" => ClaimKind.Dental,
        "5" or "DISPENSING" or "調剤" => ClaimKind.Dispensing,
        "6" or "HOME-NURSING" or "訪問看護" or "訪看" => ClaimKind.HomeNursing,
        _ => ClaimKind.Unknown,
    };

    /// <summary>Reads a month as staff write it: 202404, 50604, 2024-04, 2024年4月, R6.4.</summary>
    public static bool TryMonth(string text, out ClaimMonth month)
    {
        month = Core.Claims.ClaimMonth.None;
        var folded = KanaWidth.Fold(text).Trim();
        if (folded.Length > 0 && folded.All(char.IsAsciiDigit))
        {
            return folded.Length == 8
                ? StaffDate.TryRead(folded, out var date) && Set(date, out month)
                : JapaneseDate.TryReadMonth(System.Text.Encoding.ASCII.GetBytes(folded), out month);
        }

        return folded.Length > 0 && (StaffDate.TryRead(folded, out var day) || StaffDate.TryRead(folded + "-1", out day))
            && Set(day, out month);
    }

    private static bool Set(int day, out ClaimMonth month)
    {
        month = day == 0 ? Core.Claims.ClaimMonth.None : Core.Claims.ClaimMonth.OfDate(day);
        return day != 0;
    }
}
