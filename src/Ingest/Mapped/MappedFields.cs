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

    /// <summary>Headers by field, in the order of a proposal. None is verified against a published layout:
    /// there is none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
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
            ["birth_year"] = ["生年", "year_of_birth"],
            ["birth_month_of_year"] = ["month_of_birth"],
            ["public_programmes"] = ["公費法別番号", "法別番号"],
        };

    /// <summary>Medicines.</summary>
    public const string Medications = "medications";

    /// <summary>Diagnoses.</summary>
    public const string Diagnoses = "diagnoses";

    /// <summary>Acts.</summary>
    public const string Acts = "acts";

    /// <summary>Fields of lines by table, with headers seen for them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Lines { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal)
        {
            [Medications] = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["drug"] = ["医薬品コード", "レセプト電算コード", "レセ電コード", "レセプト電算処理システム用コード"],
                ["yj"] = ["YJコード", "薬価基準収載医薬品コード", "薬価基準コード", "個別医薬品コード", "drug_source_value"],
                ["quantity"] = ["使用総量", "総投与量", "総数量", "数量"],
                ["daily_quantity"] = ["1日投与量", "一日投与量", "1日量", "一日量"],
                ["supply_days"] = ["投与日数", "処方日数", "調剤日数", "days_supply"],
                ["dispensed_on"] = ["処方日", "調剤日", "調剤年月日", "処方年月日", "drug_exposure_start_date"],
                ["route"] = ["投与経路", "剤形区分", "薬剤区分", "処方区分"],
            },
            [Diagnoses] = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["disease"] = ["傷病名コード", "標準病名コード", "疾病コード"],
                ["icd10"] = ["ICD10コード", "ICD-10", "ICD10小分類コード", "condition_source_value"],
                ["started_on"] = ["診療開始日", "診療開始年月日", "condition_start_date"],
                ["suspected"] = ["疑いフラグ", "疑い"],
                ["main"] = ["主傷病フラグ", "主傷病"],
            },
            [Acts] = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["act"] = ["診療行為コード", "標準化診療行為コード"],
                ["times"] = ["算定回数", "実施回数", "回数"],
            },
        };

    /// <summary>Fields of a table of which one says what the line is.</summary>
    public static IReadOnlyList<string> CodeOf(string table) => table switch
    {
        Medications => ["drug", "yj"],
        Diagnoses => ["disease", "icd10"],
        _ => ["act"],
    };

    /// <summary>Fields without which nothing is a receipt of somebody; beside them a month is needed.</summary>
    public static IReadOnlyList<string> Required { get; } = ["number", "kind", "institution"];

    /// <summary>Reads a kind: 1 to 6 (decisions B), its English or its Japanese name.</summary>
    public static ClaimKind KindOf(string text) => KanaWidth.Fold(text).Replace("・", "").Trim().ToUpperInvariant() switch
    {
        "1" or "OUTPATIENT" or "医科入院外" or "医科外来" or "入院外" or "外来" => ClaimKind.Outpatient,
        "2" or "INPATIENT" or "医科入院" or "入院" => ClaimKind.Inpatient,
        "3" or "DPC" or "DPC入院" => ClaimKind.Dpc,
        "4" or "DENTAL" or "歯科" or "歯科入院外" or "歯科外来" or "歯科入院" => ClaimKind.Dental,
        "5" or "DISPENSING" or "調剤" or "調剤入院外" or "調剤外来" => ClaimKind.Dispensing,
        "6" or "HOME-NURSING" or "訪問看護" or "訪看" or "訪問看護入院外" => ClaimKind.HomeNursing,
        _ => ClaimKind.Unknown,
    };

    /// <summary>Reads a route: 1 to 4 (decisions B4) or its name; null if nothing is said, false if it is not known.</summary>
    public static bool TryRoute(string text, out Route? route)
    {
        route = KanaWidth.Fold(text).Trim().ToUpperInvariant() switch
        {
            "0" or "その他" => Route.Other,
            "1" or "内服" or "内用" or "内" or "ORAL" => Route.Oral,
            "2" or "頓服" or "屯服" or "頓" => Route.AsNeeded,
            "3" or "外用" or "外" => Route.External,
            "4" or "注射" or "注" => Route.Injection,
            _ => null,
        };
        return route is not null || text.Trim().Length == 0;
    }

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
