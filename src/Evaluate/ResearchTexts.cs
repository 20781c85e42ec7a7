using ClaimsWatch.Evaluate.Measures;

namespace ClaimsWatch.Evaluate;

/// <summary>Words of the research package's dictionary and of the meta-analysis.</summary>
internal static partial class Texts
{
    public const string PackageTitle = "人月パネル(仮名を番号に置き換えたもの) Person-month panel, pseudonyms replaced by running numbers";

    public const string MetaTooFew = "a meta-analysis needs the results of at least two branches";
    public const string MetaNotResults = "this is not an internal/results.csv of outcomes";
    public const string MetaNext = "name one internal/results.csv a branch, as outcomes writes it";

    public static string PackageKnown(string name) => $"{name} が空欄でない 1 / 空欄 0 whether {name} is known";

    public static string PackageTypeOf(string name) => name switch
    {
        "person_id" or "arm" or "risk_band" or "stratum" or "round" or "household" or "version" => "string",
        "sex" or "month" or "letter_month" or "selection_month" or "person_days_at_risk" or "delivered" => "integer",
        _ => "number",
    };

    public static string PackageField(string name) => name switch
    {
        "person_id" => "人(通し番号) person, a running number",
        "sex" => "男女区分 1男 2女 0記録なし administrative sex",
        "arm" => "くじの結果 letter 送付 holdout 待機 arm drawn (intention to treat)",
        "month" => "診療年月 YYYYMM claim month; no row: not at risk",
        "letter_month" => "発送月(両群とも) month of posting of the round, both arms; blank: never in a round",
        "claims" => "レセプト件数 receipts of the month",
        "institutions" => "医療機関数(月内で重複なし) distinct institutions of the month",
        "dispensed_quantity" => "内服の錠・カプセル数 tablets and capsules dispensed",
        "person_days_at_risk" => "在籍日数 insured days of the month",
        "risk_band" => "選定時の区分 risk band at selection",
        "stratum" => "くじの層 stratum of the draw",
        "delivered" => "届いた 1 / 届かない・対照 0 letter reached the person",
        "round" => "回 round",
        "selection_month" => "選定月 t0 selection month",
        "household" => "世帯(通し番号) household, a running number",
        "version" => "印刷した手紙の版(対照・印刷なしは空欄) version of the letter printed; blank: holdout or none printed",
        _ => MeasureCatalog.All.FirstOrDefault(m => m.Id == name)?.Label.In(Language.Both) ?? "共変量 covariate",
    };
}
