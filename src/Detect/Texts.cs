using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect;

/// <summary>Words of this room for people, Japanese and English side by side. Nothing here may judge anybody.</summary>
public static partial class Texts
{
    private static readonly SortedDictionary<string, Phrase> s_phrases = new(StringComparer.Ordinal)
    {
        // exclusions
        ["age-under-limit"] = new("年齢が下限未満", "under the age limit"),
        ["age-unknown"] = new("生年月が不明", "month of birth unknown"),
        ["death"] = new("死亡", "died"),
        ["moved"] = new("転出", "moved away"),
        ["loss"] = new("資格喪失（予定を含む）", "insurance ended or about to end"),
        ["turning-75"] = new("75歳到達（後期高齢者医療へ）", "75th birthday near or past"),
        ["not-at-risk"] = new("対象月に資格がない", "not insured in the month"),
        ["shielded"] = new("支援措置・不開示", "shielded"),
        ["workplace-address"] = new("住所が事業所", "only a workplace address"),
        ["opted-out"] = new("送付を希望しない", "opted out"),
        ["letter-within-months"] = new("前回の手紙から間もない", "a letter not long ago"),
        ["letters-in-12-months"] = new("12か月の通数の上限", "limit of letters within twelve months reached"),
        ["under-support"] = new("訪問指導・個別支援の途中", "under support by staff already"),
        ["staff-hold"] = new("職員による保留", "held by staff"),
        ["comparison-period"] = new("比較期間中", "in a comparison period"),

        ["cancer-treatment"] = new("がんの治療中", "cancer treatment"),
        ["narcotics"] = new("医療用麻薬の処方", "narcotics taken home"),
        ["cancer-diagnosis"] = new("がんの傷病名", "a cancer diagnosis"),
        ["dialysis"] = new("人工透析", "dialysis"),
        ["stay"] = new("入院（対象月または前月）", "a stay in hospital"),
        ["home-care"] = new("在宅医療・訪問看護", "home care"),
        ["designated-illness"] = new("指定難病・小児慢性など（公費）", "a designated illness (public programme)"),
        ["rehabilitation-support"] = new("更生医療・育成医療（公費）", "rehabilitation support (public programme)"),
        ["psychiatric-programme"] = new("精神通院医療（公費）", "psychiatric outpatient programme"),
        ["psychotherapy"] = new("同じ医療機関での精神療法が継続", "psychotherapy going on at one institution"),
        ["dependence-treatment"] = new("依存症の治療中", "treatment of dependence"),
        ["dependence-diagnosis"] = new("依存症に関わる傷病名", "a diagnosis of dependence"),
        ["pregnancy"] = new("妊娠・出産", "pregnancy or birth"),
        ["records-disagree"] = new("本人の記録が食い違う", "records disagree"),
        ["public-assistance"] = new("生活保護（公費）", "public assistance"),
        ["self-harm-signal"] = new("自傷・中毒に関わる記録", "a record of self-harm or poisoning"),

        // attrition
        ["stored"] = new("台帳・レセプトにある人", "everyone in the store"),
        ["unlinked"] = new("本人を特定できないレセプト", "receipts that could not be linked to a person"),
        ["absent"] = new("対象月に資格がなく、期間中に受診もない", "not insured in the month and no receipt in the window"),
        ["staff-list"] = new("職員が個別に検討（R01・R21・R22）", "staff list (R01, R21, R22)"),
        ["no-rule"] = new("条件に当てはまらない", "conditions not met"),
        ["over-budget"] = new("送付予定数の外", "beyond the letter budget"),

        // what could not be judged
        ["months-missing"] = new("必要な月のレセプトがそろっていない", "months that the rule needs are missing from the store"),
        ["no-medication-rows"] = new("対象月のお薬の行が1行もない", "the month has no medicine rows at all"),
        ["medication-rows-incomplete"] = new(
            "お薬の行・成分・処方元が欠けている人がいる", "some people's medicine rows, ingredients or prescribers are missing"),
        ["no-diagnosis-rows"] = new("傷病名の行が1行もない", "no diagnosis rows at all"),
        ["no-act-rows"] = new("診療行為の行が1行もない", "no act rows at all"),
        ["no-public-programmes"] = new("公費の情報が読み込まれていない", "public programmes were not read"),
        ["no-staff-list"] = new("職員リスト（支援中・保留）が取り込まれていない", "no staff list was imported"),
        ["no-table"] = new("必要な表が取り込まれていない", "the table it needs was not imported"),
        ["roster-missing"] = new("加入者台帳がない", "no roster"),
        ["roster-old"] = new("加入者台帳が7日より古い", "the roster is older than 7 days"),
        ["deaths-missing"] = new("死亡者の一覧がない", "no list of deaths"),
        ["deaths-old"] = new("死亡者の一覧が7日より古い", "the list of deaths is older than 7 days"),
        ["shielding-missing"] = new("支援措置の一覧がない（該当なしの届けもない）", "no shielding list, not even an empty one"),
        ["shielding-old"] = new("支援措置の一覧が7日より古い", "the shielding list is older than 7 days"),
        ["opt-outs-missing"] = new("送付を希望しない方の一覧がない（該当なしの届けもない）", "no opt-out list, not even an empty one"),
        ["opt-outs-old"] = new("送付を希望しない方の一覧が7日より古い", "the opt-out list is older than 7 days"),
        ["letters-unknown"] = new("以前の手紙の記録が取り込まれていない", "letters of earlier years were not imported"),

        // conditions of rules
        ["receipts-max12"] = new("12か月で最も多い月のレセプト件数", "receipts in the fullest of 12 months"),
        ["receipts-t0"] = new("対象月のレセプト件数", "receipts in the month"),
        ["receipts-mean3"] = new("3か月平均のレセプト件数", "mean receipts of three months"),
        ["trend-months"] = new("傾きを計算できる月数", "months that the trend can use"),
        ["at-risk-days-t0"] = new("対象月の資格日数", "insured days in the month"),
        ["trend-slope"] = new("1か月あたりの増え方（季節調整済み）", "rise a month, season-adjusted"),
        ["trend-p"] = new("増加傾向の片側p値", "one-sided p of a rise"),
        ["institutions-fewest"] = new("連続する月のうち最も少ない月の医療機関数", "institutions in the month with the fewest"),
        ["ingredient-prescribers"] = new("同じ成分を十分な日数出した医療機関数", "prescribers of one ingredient for enough days"),
        ["psychotropic-prescribers"] = new("抗不安薬・睡眠薬を出した医療機関数", "prescribers of anxiolytics and hypnotics"),

        ["reach-p"] = new("到達の見込み（未校正）", "chance of reaching the limit, not calibrated"),
        ["surge-excess"] = new("前の月々の平均を上回る件数（季節調整済み）", "receipts above the mean before, season-adjusted"),
        ["surge-deviations"] = new("上回る件数 ÷ 平均の平方根", "excess over the square root of the mean"),
        ["disease-institutions"] = new("同一疾病の医療機関数（最も少ない月）", "institutions of one disease in the month with the fewest"),
        ["department-institutions"] = new("同一診療科の医療機関数", "institutions of one department"),
        ["visit-days-one"] = new("同一医療機関の通院日数（最も少ない月）", "visit days at one institution in the month with the fewest"),
        ["visit-days-fewest"] = new("通院日数の合計（最も少ない月）", "visit days in all in the month with the fewest"),
        ["visit-days-sum3"] = new("3か月の通院日数の合計", "visit days over three months"),
        ["new-institutions"] = new("新しい医療機関数", "new institutions"),
        ["pharmacies-distinct"] = new("薬局数（期間合計）", "pharmacies over the months"),
        ["class-days"] = new("同じ系統の処方日数の合計（最も少ない月）", "days' supply of one class in the month with the fewest"),
        ["classes-from-three"] = new("3医療機関以上から出た薬効の数", "classes from three or more institutions"),
        ["classes-from-two"] = new("2医療機関以上から出た薬効の数", "classes from two or more institutions"),
        ["overlap-days"] = new("期間が重なる日数", "overlapping days"),
        ["overlap-tablets"] = new("重なる錠・カプセル数", "overlapping tablets and capsules"),
        ["overlap-ddd"] = new("重なる量（DDD）", "overlap in defined daily doses"),
        ["overlap-share"] = new("重なりの割合", "share of days that overlap"),
        ["long-ingredients"] = new("十分な日数の内服薬の種類", "oral ingredients for enough days"),
        ["long-ingredient-prescribers"] = new("それらを出した医療機関数", "prescribers of them"),
        ["age"] = new("年齢", "age"),
        ["anxiolytics"] = new("抗不安薬の種類", "anxiolytics"),
        ["hypnotics"] = new("睡眠薬の種類", "hypnotics"),
        ["sleep-and-anxiety"] = new("抗不安薬と睡眠薬の種類の合計", "anxiolytics and hypnotics"),
        ["sleep-prescribers"] = new("それらを出した医療機関数", "prescribers of them"),
        ["agonist-months"] = new("同じ薬が続いている月数", "months with one and the same medicine"),
        ["opioid-agonist-days"] = new("両方の薬の期間が重なる日数", "days covered by both medicines"),
        ["contraindicated-pairs"] = new("併用禁忌の組み合わせ", "contraindicated pairs"),
        ["prescribers-distinct"] = new("処方した医療機関数（期間合計）", "prescribers over the months"),
        ["medicine-items"] = new("お薬の行数（期間合計）", "medicine lines over the months"),
        ["visit-days-year"] = new("12か月の通院日数", "visit days in twelve months"),
        ["visit-days-t0"] = new("対象月の通院日数", "visit days in the month"),
        ["out-of-hours-receipts"] = new("時間外・休日・深夜のレセプト件数", "receipts out of hours, on holidays or at night"),
        ["same-day-days"] = new("同じ日に複数の医療機関のお薬が出た日数", "days with medicines of several prescribers"),

        // facts
        ["visit-days"] = new("通院日数", "visit days"),
        ["pharmacies"] = new("薬局数", "pharmacies"),
        ["class-institutions"] = new("同じ薬効を出した医療機関数", "institutions of one class"),
        ["psychotropic-kinds"] = new("抗不安薬・睡眠薬の種類", "kinds of anxiolytics and hypnotics"),
        ["contraindicated-pair"] = new("併用禁忌の組み合わせ", "a contraindicated pair"),
        ["prescribers"] = new("処方した医療機関数", "prescribers"),
        ["receipts"] = new("レセプト件数", "receipts"),
        ["institutions"] = new("医療機関数", "institutions"),
        ["supply-days"] = new("処方日数", "days' supply"),
        ["psychotropic-lines"] = new("抗不安薬・睡眠薬の行数", "lines of anxiolytics and hypnotics"),

        // outcomes of an explanation
        ["not-found"] = new("この番号の人は見つかりません", "no such person"),
        ["selected"] = new("送付候補（予算内）", "candidate within the budget"),
        ["eligible"] = new("条件に当てはまる（順位は detect の結果を参照）", "eligible; see the detection for the rank"),
        ["excluded"] = new("条件に当てはまるが、除外", "eligible, but excluded"),
        ["not-eligible"] = new("条件に当てはまらない", "conditions not met"),
    };

    /// <summary>Words of a code.</summary>
    /// <exception cref="KeyNotFoundException">There is no such code: a bug.</exception>
    public static Phrase Of(string code) => s_phrases[code];

    /// <summary>Every code.</summary>
    public static IReadOnlyCollection<string> Codes => s_phrases.Keys;

    /// <summary>What counted as one レセプト.</summary>
    public static Phrase Scope(IReadOnlyList<ClaimKind> scope)
    {
        var kinds = scope.Distinct().Order().ToList();
        var dispensing = kinds.Contains(ClaimKind.Dispensing)
            ? new Phrase("含む", "with")
            : new Phrase("含まない", "without");
        return new Phrase(
            $"レセプト件数は {string.Join("・", kinds.Select(k => KindOf(k).Ja))} を数えています（薬局の請求を{dispensing.Ja}）。",
            $"Receipts counted: {string.Join(", ", kinds.Select(k => KindOf(k).En))} ({dispensing.En} pharmacies' claims).");
    }

    /// <summary>What counted, with every adjustment of the count that is on.</summary>
    public static Phrase Scope(DetectSettings settings)
    {
        var kinds = Scope(settings.CountScope);
        var on = AdjustmentCatalog.Create(settings.Exclusions, ImportedTables.None).Where(a => a.IsOn).ToList();
        return on.Count == 0
            ? new Phrase(
                $"{kinds.Ja}紹介による受診・リハビリも数え、本院と分院は別に数えています。",
                $"{kinds.En} Referred visits and rehabilitation count; branches of one institution count apart.")
            : new Phrase(
                $"{kinds.Ja}{string.Concat(on.Select(a => $"{a.Card.Id}: {a.Words.Ja}。"))}",
                $"{kinds.En} {string.Join(' ', on.Select(a => $"{a.Card.Id}: {a.Words.En}."))}");
    }

    /// <summary>How far the season was taken out.</summary>
    public static Phrase Season(SeasonIndex season) => season switch
    {
        { HasOverall: false } => new(
            "件数が少ないため、季節調整をしていません。", "Too few receipts: counts are not adjusted for season."),
        _ => new(
            $"季節調整は性・年齢別 {season.OwnCells} 区分で行い、残りは全体の指数を使いました。",
            $"Season adjusted in {season.OwnCells} sex × age cells, the rest by everyone's index."),
    };

    /// <summary>What a change would do: the condition in words with both numbers.</summary>
    public static Phrase WouldMeet(string condition, double value, double threshold, bool below) => new(
        $"{Of(condition).Ja}: いま {Number(value)}、{Number(threshold)} {(below ? "未満" : "以上")}で当てはまる",
        $"{Of(condition).En}: now {Number(value)}, met {(below ? "below" : "from")} {Number(threshold)}");

    /// <summary>A number as people read it.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("0.###", null);

    private static Phrase KindOf(ClaimKind kind) => kind switch
    {
        ClaimKind.Outpatient => new("医科入院外", "medical outpatient"),
        ClaimKind.Inpatient => new("医科入院", "medical inpatient"),
        ClaimKind.Dpc => new("DPC", "DPC"),
        ClaimKind.Dental => new("歯科", "dental"),
        ClaimKind.Dispensing => new("調剤", "dispensing"),
        ClaimKind.HomeNursing => new("訪問看護", "home nursing"),
        _ => new("不明", "unknown"),
    };
}
