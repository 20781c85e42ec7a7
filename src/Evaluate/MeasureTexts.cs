using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate;

/// <summary>Words of the further outcomes, harms, cost and rounds.</summary>
internal static partial class Texts
{
    public const string MeasuresHeading = "8. そのほかの指標・つながり・費用‖8. Other outcomes, responses and cost";
    public const string MeasuresTitle = "そのほかの指標(参考の検定)‖Other outcomes (exploratory)";
    public const string LetterPreHeader = "送付群・送付前‖letter, PRE";
    public const string LetterPostHeader = "送付群・送付後‖letter, POST";
    public const string HoldoutPreHeader = "対照群・送付前‖holdout, PRE";
    public const string HoldoutPostHeader = "対照群・送付後‖holdout, POST";
    public const string DifferenceHeader = "差 (95%信頼区間)‖Difference (95 % CI)";

    public const string LimitsTitle = "不利益と、発送前に決めた限度‖Harms against the limits set before posting";
    public const string ShareDifferenceHeader = "割合の差(送付群－対照群)‖Difference of shares (letter − holdout)";
    public const string LimitHeader = "限度‖Limit";
    public const string VerdictHeader = "判定‖Verdict";
    public const string LimitKept = "限度内‖within";
    public const string LimitExceeded = "限度を超えた‖EXCEEDED";
    public const string Yes = "あり‖yes";
    public const string No = "なし‖no";
    public const string NotInTouch = "連絡なし‖not in touch";
    public const string NoCard = "回答なし‖no card";

    public const string BaselineTitle = "送付前の状況と標準化差‖Before the letter, with standardised differences";
    public const string WindowHeader = "期間‖Window";
    public const string SmdHeader = "標準化差‖SMD";

    public const string CumulativeTitle = "回を重ねたときの率比(レセプト件数・全体)‖Ratio of claims as rounds were added (everyone)";
    public const string CumulativeDescription =
        "回を1つずつ加えてまとめた率比と95%信頼区間。縦の破線が1(差なし)。‖Pooled ratio with 95 % interval as rounds are added; the broken line is 1.";
    public const string CumulativeNote =
        "回を重ねるたびに検定をすると、偶然の差が出やすくなります。結論は、計画した時点の結果だけで述べます。‖"
        + "Testing after each round finds differences by chance more often. The conclusion rests on the planned analysis only.";
    public const string RoundHeader = "ここまでの回‖Rounds up to";

    public const string CostTitle = "費用と、医療費の対照群との差‖Cost, and the difference in medical cost to the holdout";
    public const string ItemHeader = "項目‖Item";
    public const string AmountHeader = "数・額(円)‖Number or yen";
    public const string CostLetters = "発送した通数‖Letters posted";
    public const string CostPostage = "印刷・郵送費(円)‖Printing and postage, yen";
    public const string CostHours = "職員の時間(時間)‖Staff hours";
    public const string CostStaff = "職員の費用(円)‖Staff cost, yen";
    public const string CostTotal = "計(円)‖Total, yen";
    public const string CostDifference = "送付群の医療費の差(円、送付後の期間)‖Medical cost of the letter arm against the holdout, yen over POST";
    public const string CostDifferenceLow = "同・95%信頼区間の下限‖the same, lower end of 95 % CI";
    public const string CostDifferenceHigh = "同・95%信頼区間の上限‖the same, upper end of 95 % CI";
    public const string CostNote =
        "医療費の差は、点数×10円で、くじの対照群との差です。区間が0を含むときは、減ったとも増えたともいえません。費用が減ることは、この通知の目的ではありません。‖"
        + "Medical cost is points × 10 yen against the holdout drawn by lot. When the interval holds 0, neither saving nor loss "
        + "can be claimed. "
        + "Saving money is not the purpose of the letters.";

    public const string DeviationsHeading = "計画からの変更‖Deviations from the plan";
    public const string NoDeviations = "発送前に登録した計画のとおりです。‖As in the plan registered before posting.";
    public const string NoPlan = "発送前に登録した計画はありません。‖No plan was registered before posting.";

    public const string HarmsUnseen =
        "このデータには薬・入院などの列がないため、急な中止、救急・入院、慢性疾患の薬の中断は確認できていません。‖"
        + "These data have no columns on medicines and admissions: abrupt stops, emergencies, admissions and interrupted "
        + "medicines were not looked at.";

    public static readonly IReadOnlyList<string> HarmDefinitions =
    [
        "H-BZ：ベンゾジアゼピン受容体作動薬が90日以上続いた後、45日以上出ていない、または次の処方で1日量が半分以下になったこと。"
            + "その後90日の救急・入院・けいれん・せん妄・薬物中毒・自傷を追います(レセプトは月単位のため、月で判定し、直前の月に同じことがあった人は除きます)。‖"
            + "H-BZ: benzodiazepine-receptor agonists for 90 days or more, then none for 45 days or more, or half the daily "
            + "amount or less at the next refill; followed for 90 days for emergencies, admissions, seizures, delirium, "
            + "poisoning and self-harm (by month, as "
            + "receipts are; not when the month before already had one).",
        "慢性疾患の薬の中断：抗てんかん・不整脈・降圧・血管拡張・脂質・甲状腺・抗凝固・糖尿病の薬(薬効3桁)が90日以上続いた後、45日以上出ていないこと。‖"
            + "Interrupted: a class of medicine for epilepsy, arrhythmia, blood pressure, vessels, lipids, thyroid, clotting or "
            + "diabetes for 90 "
            + "days or more, then none for 45 days or more.",
        "時間外の受診：初診料・再診料の時間外・休日・深夜の加算のあるレセプト。救急の目安です。‖"
            + "Out of hours: receipts with additions for hours, holidays or night; a sign of emergency, no more.",
        "救急の入院・搬送：救急医療管理加算(A205)または夜間休日救急搬送医学管理料(B001-2-6)のあるレセプト。A205は、読み込んだ診療行為マスターにあるときだけ数えます。‖"
            + "Emergency: receipts with 救急医療管理加算 (A205) or 夜間休日救急搬送医学管理料 (B001-2-6). A205 counts only where the imported act "
            + "master names it.",
        "限度を超えたとは、割合の差が限度より大きく、かつ偶然だけでは説明しにくい(片側p<0.1)ことをいいます。超えると、確認の署名があるまで次の回のくじは引けません。‖"
            + "A limit is exceeded when the difference of shares is above it and chance alone is unlikely (one-sided p < .1). "
            + "The next round is "
            + "not drawn until a named reviewer has signed.",
    ];

    public static string HarmLabel(string id) => id == Harms.ZeroClaimsId
        ? HarmTitle : MeasureCatalog.All.FirstOrDefault(m => m.Id == id)?.Label ?? id;

    public static string FactLabel(string kind) => kind switch
    {
        PersonFact.Contacted => "連絡があった人‖Got in touch",
        PersonFact.Connected => "同意のうえ窓口につながった人‖Connected with a window, with consent",
        PersonFact.OptedOut => "今後の送付を希望しない人‖Want no more letters",
        PersonFact.Answered => "アンケートに答えた人‖Answered the reply card",
        PersonFact.FoundClear => "アンケート：わかりやすい‖Reply card: easy to understand",
        PersonFact.Pleased => "アンケート：届いてよかった‖Reply card: glad that it came",
        PersonFact.Displeased => "アンケート：不快だった‖Reply card: unpleasant",
        PersonFact.ShowedIt => "アンケート：薬局や医師に見せた‖Reply card: showed it to a pharmacy or doctor",
        _ => "有害事象の訴えがあった人‖Said that something happened to them",
    };
}
