namespace ClaimsWatch.Evaluate;

/// <summary>Words of the sheet for the head of the section, of the indicators, and of the plan.</summary>
internal static partial class Texts
{
    public const string NoCompleteMonth = "確定した月がまだない‖no complete month yet";
    public const string HeadTitle = "お知らせ事業の要約(課長用)‖The letters in one page";
    public const string HeadAnswer = "結論‖Answer";
    public const string HeadMonths = "直近の月と前年同月‖Latest month and the same month of last year";
    public const string HeadMonthsNote =
        "前年同月との違いには、制度や流行、加入者の入れ替わりも含まれます。お知らせの効果ではありません。‖"
        + "A difference to last year holds changes of rules, epidemics and membership too. It is not an effect of the letters.";
    public const string HeadPersons = "加入者数‖Insured people";
    public const string HeadApproaching = "月12～19件の人(20件の6割以上)‖People from 60 % of the threshold to just below it";
    public const string HeadReached = "月20件以上の人‖People at 20 receipts or more";
    public const string HeadRate = "1人あたりレセプト件数‖Receipts per person";
    public const string HeadQuestions = "想定問答‖Questions that will be asked";
    public const string Question = "問‖Question";
    public const string Answer = "答‖Answer";

    public const string KpiNational = "国の指標(20件以上の人)‖National indicator (people at 20 receipts or more)";
    public const string KpiNationalNote =
        "多受診の人の数です。下の予防の人数とは別の集団で、足し合わせません。‖People who reached the threshold; never added to those of prevention below.";
    public const string KpiPrevention = "予防(20件に近づいている人)‖Prevention (people approaching it)";
    public const string KpiPreventionNote = "お知らせの対象です。‖Those the letters are for.";
    public const string KpiReference = "参考（効果ではありません）：改善率‖For reference (NOT an effect): share improved";
    public const string KpiReferenceNote =
        "選定月より送付後の月平均が少ない人の割合です。対照群でも同じように下がります(平均への回帰)。意味があるのは差だけです。‖"
        + "Share whose monthly mean after posting is below the selection month. The holdout comes down too (regression to the "
        + "mean); only the "
        + "difference means anything.";
    public const string KpiTarget = "目標‖Target";
    public const string KpiFormHeader = "様式‖Form";
    public const string KpiDifference = "差(ポイント)‖Difference (points)";

    public const string PlanNext = "complete the keys in claimswatch.json; docs/settings.md lists them";

    public static string KpiTitle(int year) => $"指標({year}年度)‖Indicators, fiscal year {year}";

    public static string PlanMissing(string purpose) =>
        $"the plan of purpose '{purpose}' is not complete, so it can't be registered";

    public static string Deviation(string round, string what, string planned, string now) =>
        $"{round}：{what} 計画 {planned} → 実際 {now}‖{round}: {what} planned {planned}, used {now}";

    public static IReadOnlyList<(string Question, string Answer)> ExpectedQuestions(bool claims) =>
    [
        ("お知らせで受診は減ったのか。‖Did the letters lower claims?",
            claims
                ? "くじで後日送付とした人と比べて差がありました。効果がまったくなくても20回に1回は偶然に現れる大きさです。‖There was a difference to people drawn to wait. With no "
                    + "effect at all one like it appears once in twenty."
                : "判定できません。「効果がない」という意味ではなく、この人数では分からないということです。‖Inconclusive. That does not mean no effect: these numbers can't "
                    + "tell."),
        ("送付後に件数が下がった人が多いのに、なぜ効果といえないのか。‖Most people came down. Why is that no effect?",
            "件数の多い月に選ばれた人は、何もしなくても下がります。対照の人も同じように下がりました。差だけが効果です。‖People chosen for a high month come down by themselves; the "
                + "holdout did too. Only the difference is an effect."),
        ("対照の人に送らないのは不公平ではないか。‖Is it fair to let the holdout wait?",
            "くじで時期をずらしただけで、比較期間の後に送付の対象に戻ります。急ぐ人、重なりが危険な人は対照にしていません。‖Only the time differs, by lot; afterwards they may be "
                + "written to. Nobody with an urgent or dangerous combination waits."),
        ("必要な受診まで控えさせていないか。‖Do people stay away from needed care?",
            "受診が0件の人、救急・入院、薬の中断を男女別に対照と比べ、発送前に決めた限度と照らしています(報告書の7)。‖Zero claims, emergencies, admissions and interrupted "
                + "medicines are compared by sex with limits set before posting (section 7 of the report)."),
        ("男女で効果は違うのか。‖Does it work differently for men and women?",
            "男女差は交互作用の検定だけで判断します。結論の最後の行のとおりです。‖Judged by the interaction only: see the last line of the answer."),
        ("10人未満を出さないのはなぜか。‖Why are counts below 10 hidden?",
            "個人が特定されるおそれがあるためです。逆算できる数も出していません。‖Someone could be recognised; numbers that would reveal them are hidden too."),
    ];
}
