using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate;

/// <summary>Words of the outcome report.</summary>
internal static partial class Texts
{
    public const string ReportTitle = "お知らせ送付の効果検証‖Did the letters work?";
    public const string ReportSubtitle =
        "くじで決めた対照群との比較(男女別)‖Information letters against a randomised holdout, by sex";
    public const string SampleMark = "見本";

    public const string SummaryHeading = "1. まとめ‖1. Summary";
    public const string ForestHeading = "2. 男女別の結果‖2. Results by sex";
    public const string TrendHeading = "3. 月ごとの推移‖3. Month by month";
    public const string FlowHeading = "4. 対象者の流れ‖4. Flow of participants";
    public const string BaselineHeading = "5. 送付前の状況と率‖5. Baseline and rates";
    public const string RtmHeading = "6. 送付前後の単純な比較‖6. Before and after";
    public const string HarmHeading = "7. 不利益の有無‖7. Harms";
    public const string MethodsHeading = "9. 方法‖9. Methods";
    public const string ProvenanceHeading = "10. 版とハッシュ‖10. Versions and hashes";

    public const string ChecklistHeading = "11. 報告の基準‖11. Reporting checklists";
    public const string ChecklistTitle =
        "報告の基準と、この報告の節の番号(「担当者が記入」は人が書くもの)‖Standards and the section that answers each item";
    public static readonly IReadOnlyList<string> ChecklistHeaders = ["基準‖Standard", "項目‖Item", "内容‖Topic", "節‖Section"];

    public const string SexHeader = "性別‖Sex";
    public const string ArmHeader = "群‖Arm";
    public const string OutcomeHeader = "指標‖Outcome";
    public const string PreHeader = "送付前 PRE‖before (PRE)";
    public const string SelectionHeader = "選定月‖selection month";
    public const string PostHeader = "送付後 POST‖after (POST)";
    public const string ChangeHeader = "変化‖Change";
    public const string RatioHeader = "率比 (95%信頼区間)‖Rate ratio (95 % CI)";
    public const string GatedHeader = "p (主な検定と検定の数を考えたもの)‖p (gated, adjusted)";
    public const string MonthHeader = "発送月からの月数‖Months since posting";
    public const string BandHeader = "選定時の区分‖Risk band";
    public const string BandUnknown = "区分なし‖none";
    public const string LetterArm = "送付群‖Letter";
    public const string HoldoutArm = "対照群‖Holdout";
    public const string WomenOverMen = "女性÷男性‖women/men";

    public const string AttritionTitle =
        "選定の各段階で外れた人(理由ごと。対象の回の合計)‖Taken out at each step of the selection, by reason, all rounds reported";
    public const string AttritionHeader = "段階・理由‖Step or reason";
    public const string DrawnTitle = "くじで分けた人数‖People drawn";
    public const string FlowTitle = "解析した人数‖People analysed";
    public const string ExcludedTitle = "発送当日に対象から外れた人(解析には含む)‖Taken out on the day, still analysed";
    public const string DeliveryTitle = "送付群のうち届かなかった人(解析には含む)‖Not delivered, still analysed";
    public const string HarmTitle = "送付後にレセプトが1件もなかった人‖No claim at all in POST";
    public const string BandTitle = "選定時の区分別の人数‖People by risk band";
    public const string RatesTitle = "1人1か月あたりの平均‖Per person-month";
    public const string EffectsTitle = "送付群÷対照群‖Letter over holdout (Poisson ANCOVA)";
    public const string InteractionTitle = "男女差(交互作用)‖Difference by sex (interaction)";
    public const string SensitivityTitle = "別の方法による推定‖Other estimators";
    public const string RtmTitle = "選定月と送付後(レセプト件数)‖Selection month and POST (claims)";
    public const string TrendTitle = "レセプト件数の推移(1人1か月あたり)‖Claims per person-month";

    public const string Analysed = "解析対象‖analysed";
    public const string Lost = "前後いずれかの期間に資格なし‖not at risk in a window";
    public const string TakenOut = "当日除外‖taken out";
    public const string NotTakenOut = "除外なし‖not taken out";
    public const string Delivered = "届いた‖delivered";
    public const string NotDelivered = "届かなかった‖not delivered";
    public const string NoClaim = "レセプトなし‖no claim";
    public const string NotAtRiskAfter = "送付後に資格なし‖not at risk in POST";
    public const string SomeClaim = "レセプトあり‖some claim";

    public const string SelectionBand = "選定月‖selection";
    public const string GapBand = "準備‖gap";
    public const string ForestDescription = "送付群の率を対照群の率で割った値と95%信頼区間。縦の破線が1(差なし)。‖"
        + "Rate of the letter arm over that of the holdout with 95 % intervals; the broken vertical line is 1, no difference.";
    public const string TrendDescription = "レセプト件数の1人1か月あたりの平均を、男女と群ごとに、発送月を0として月順に示した線。‖"
        + "Lines of mean claims per person-month by sex and arm; month 0 is the month of posting.";
    public const string TrendAxis = "件/人月‖claims per person-month";
    public const string FlowDescription = "くじで分けた人数から解析した人数まで、男女と群ごとの流れ。‖"
        + "From people drawn to people analysed, by sex and arm.";
    public const string FewerLabel = "少ない‖fewer";
    public const string MoreLabel = "多い‖more";

    public const string RtmBox =
        "下の変化は、参考であり、効果ではありません。受診の多い月に選ばれた人は、何もしなくても、その後の件数が減ります(平均への回帰)。"
        + "くじで対照となった人にも同じ変化が見られます。効果は、送付群と対照群の差でしか分かりません。‖"
        + "The changes below are for reference and are NOT an effect. People chosen for a high month come down by themselves "
        + "(regression "
        + "to the mean); the holdout does so too. Only the difference between the arms is an effect.";

    public const string LessIsNotBetter =
        "受診の件数や調剤数量の減少は、それだけでは良い結果とはいえません(7を見てください)。‖"
        + "Fewer claims or less medicine is not by itself a good result (see 7).";

    public const string HarmNote =
        "受診の件数が減ることは、それだけでは良い結果とはいえません。必要な受診を控えた人、薬が急に止まった人、救急や入院が増えた人がいないかを見るための表です。"
        + "調剤数量の減少は、それだけでは良い結果とはいえません。市販薬や自費の薬は、このデータには現れません。‖"
        + "Fewer claims are not by themselves a good result. These tables look for people who stayed away from needed care, "
        + "whose medicine "
        + "stopped abruptly, or who came to emergency care or hospital. Less medicine is not by itself a good result. Medicines "
        + "bought "
        + "without a prescription are not in these data.";

    public const string ResultsTitle = "推定値のすべて(1行に1項目)‖Every estimate, one field a line";

    public const string HiddenLegend =
        "＊：10人未満の人数と、それを逆算できる数は表示していません。計は10人単位に丸めています。‖"
        + "＊ hidden: fewer than 10 people, or a number that would reveal such a count. Totals are rounded to 10.";

    public const string SexNote =
        "性別はレセプトの男女区分(行政上の性別)で、本人が認識する性別(ジェンダー)ではありません。性別の記録がない人は「全体」と「計」に含めていません。‖"
        + "Sex is the administrative sex in the claims, not gender. People without a recorded sex are in neither All nor the "
        + "totals.";

    public const string OneInTwenty =
        "効果がまったくない場合でも、20回に1回は、このような差が偶然に現れます。‖"
        + "Even with no effect at all, a difference like this appears by chance once in twenty programmes.";

    public static readonly IReadOnlyList<string> Methods =
    [
        "世帯を単位に、性別と区分の層の中でくじ(順列ブロック)により、送付群と対照群に分けました。解析は分けたときの群のまま行いました(ITT)。届かなかった人、当日に外れた人も含みます。‖"
            + "Households were drawn within sex × band (permuted blocks). Everyone is analysed in the arm drawn (intention to "
            + "treat), "
            + "also people whose letter did not arrive or who were taken out on the day.",
        "送付前(PRE)は選定月の前5か月、送付後(POST)は発送月から6か月です。選定月と、発送までの月は、どちらにも含めません。‖"
            + "PRE is the 5 months before the selection month, POST the 6 months from posting; the selection month and the gap "
            + "are in neither.",
        "主な推定は、送付後の件数のポアソン回帰です。送付の有無、送付前の率の対数(+0.5)、性別を入れ、在籍した期間をオフセットとし、頑健な標準誤差(HC0、同じ世帯に2人以上いる場合は世帯でまとめたCR1)を使いました。‖"
            + "Primary: Poisson quasi-likelihood, Y_post ~ letter + log(rate_pre + 0.5) + female, offset log(person-months), HC0 "
            + "(CR1 by "
            + "household when shared), normal distribution.",
        "男女差は、送付×性別の交互作用だけで判断します。男女それぞれの区間を見比べて判断することはできません。‖"
            + "A difference by sex is judged by the letter × sex interaction only, never by comparing two intervals.",
        "全体のレセプト件数の率比を、主な1つの検定とします。3つの指標×男女と、男女差3つの計9つは、その後ろの1組の検定とし、ホルムの方法で調整しました。‖"
            + "The ratio of claims among everyone is the one primary test; 3 outcomes × 2 sexes and 3 interactions are the "
            + "family of nine "
            + "behind it, adjusted after Holm.",
        "主な検定で差が示されないときは、男女別にも男女差にも、差があったとは書きません。効果がまったくない場合に差があったと書くのは、20回に1回までです。‖"
            + "Unless the primary test passed, no difference is claimed for either sex or between them: with no effect at all, a "
            + "claim is "
            + "made in no more than one programme in twenty.",
        "医療機関数は月の中で重複を除いた数の、月平均です。調剤数量は内服の錠剤とカプセル剤の数です。‖"
            + "Institutions are distinct within a month and averaged over months. Dispensed quantity counts tablets and capsules "
            + "taken by mouth.",
    ];

    public const string EstimandTitle = "推定の対象(ICH E9(R1))‖Estimand";

    public static readonly IReadOnlyList<IReadOnlyList<string>> Estimand =
    [
        ["対象‖Population", "承認された一覧の人で、くじで分けた人の全員(男女別に報告)。‖Everyone drawn, reported by sex."],
        ["比べるもの‖Treatment", "お知らせの送付と、比較期間のあいだの待機。‖The letter against waiting."],
        ["指標‖Variable", "発送月から6か月の、在籍1か月あたりのレセプト件数(次に医療機関数、調剤数量)。‖Rate per month at risk."],
        ["宛先不明・当日除外‖Not delivered", "分けたときの群のまま数える(treatment policy)。‖Counted in the arm drawn (treatment policy)."],
        ["20件到達後の支援‖Support after 20 claims", "そのまま数える(treatment policy)。‖Counted as they come (treatment policy)."],
        ["送付を希望しない申出‖Opt-out", "そのまま数える(treatment policy)。‖Counted as they come (treatment policy)."],
        ["資格喪失・75歳・転出‖Leaving the insurer", "在籍した期間だけを数える(while at risk)。‖Only time insured counts (while at risk)."],
        ["死亡‖Death", "在籍した期間だけを数え、人数を別に確認する(while alive)。‖Only time alive counts; the number is looked at apart (while alive)."],
        ["まとめ方‖Summary", "率比(送付群÷対照群)。‖Rate ratio, letter over holdout."],
    ];

    public static readonly IReadOnlyList<string> DefinitionHeaders = ["項目‖Item", "内容‖Definition"];

    public static string SexLabel(Sex sex) => ScopeLabel(Names.ScopeOf(sex));

    public static string SexWord(Sex sex) => sex switch
    {
        Sex.Male => "男性‖Men",
        Sex.Female => "女性‖Women",
        _ => "記録なし‖Unknown",
    };

    /// <summary>"男性・送付群‖Men, letter" of two bilingual words.</summary>
    public static string Pair(string first, string second) =>
        $"{first.In(Language.Japanese)}・{second.In(Language.Japanese)}‖{first.In(Language.English)}, "
            + $"{LowerFirst(second.In(Language.English))}";

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    public static string MarkText(string mark) => mark switch
    {
        SampleMark => "見本です。実在の人のデータではありません。‖見本 (sample): not data of real people.",
        "synthetic" => "見本：人工的に作ったデータによる結果です。‖見本 (sample): results from synthetic data.",
        _ when mark.StartsWith("enrich", StringComparison.Ordinal) =>
            $"見本：事例を増やした人工データによる結果です({mark})。実際の割合ではありません。‖見本 (sample): synthetic data with more cases than in reality ({mark}).",
        _ => mark,
    };

    public static string ScopeLabel(Scope scope) => scope switch
    {
        Scope.All => "全体‖All",
        Scope.Male => "男性‖Men",
        Scope.Female => "女性‖Women",
        _ => "性別の記録なし‖Unknown",
    };

    public static string OutcomeLabel(Outcome outcome) => outcome switch
    {
        Outcome.Claims => "レセプト件数‖Claims",
        Outcome.Institutions => "医療機関数‖Institutions",
        _ => "調剤数量‖Dispensed quantity",
    };
}
