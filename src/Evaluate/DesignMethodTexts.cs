namespace ClaimsWatch.Evaluate;

/// <summary>Titles, assumptions, methods and estimands of the designs without a simultaneous holdout.</summary>
internal static partial class Texts
{
    public const string NotByLotCaveat = "くじで分けていないため、お知らせの効果とは断定できません。‖Without a draw this is not proof of an effect.";

    public const string ObservationalTitle = "お知らせ送付の影響の推定(くじなし)‖What went with the letters (no draw)";
    public const string ObservationalSubtitle =
        "送付した人と、似た条件の送付していない人との比較(男女別)‖People with a letter against similar people without, by sex";
    public const string ObservationalCompared =
        "送付した人の件数の変化は、似た条件の送付していない人の{0}‖the change in claims of people with a letter was {0} times that of similar people "
            + "without";
    public static readonly IReadOnlyList<string> ObservationalAssumptions =
    [
        "送付するかどうかを決めた事情が、選定月の件数・その前の件数・性別と、パネルにある項目で尽くされていること。尽くされていなければ、差は送付の影響とは限りません。‖"
            + "Whatever decided who got a letter is in the claims of the selection month, the claims before it, sex and the "
            + "panel's covariates. "
            + "If not, the difference need not come from the letter.",
        "送付した人と似た人が、送付していない人のなかにいること(5の「重みと重なり」)。‖Similar people exist among those without a letter (section 5, overlap).",
        "選定月の件数で選ばれた人は、何もしなくても件数が減ります(平均への回帰)。選定月の件数を調整に入れていますが、取り除ききれないことがあります。‖"
            + "People chosen for a high month come down by themselves (regression to the mean). Their selection month is in the "
            + "score, which may not "
            + "remove all of it.",
        "送付していなければ、2つの群の件数は同じ割合で変わっていたこと。‖Without letters both groups would have changed by the same ratio.",
    ];
    public static readonly IReadOnlyList<string> ObservationalMethods =
    [
        "送付した確率(傾向スコア)をロジスティック回帰で推定し、送付した人に重み1、送付していない人に p/(1－p) をかけました(送付した人における影響、ATT)。男女それぞれでも同じことをしました。‖"
            + "Propensity score by logistic regression; weight 1 with a letter, p/(1 − p) without (effect on the treated). Done "
            + "again within each sex.",
        "主な推定は、重みをつけた件数の差の差(ポアソン回帰、率比)です。標準誤差は人または世帯でまとめたCR1、正規分布。重みの推定誤差は含みません(この設計ではやや広めの区間になります)。‖"
            + "Main estimate: weighted difference in differences as a ratio (Poisson), CR1 by person or household, normal. "
            + "Weights are taken as given, "
            + "which makes intervals a little wide here.",
        "男女差は、男女それぞれの重みで、送付×前後×性別の交互作用として1つのモデルで推定しました。‖"
            + "Difference by sex: letter × after × sex in one model, each sex with its own weights.",
        "別の方法として、変化の平均の差、送付後だけの比、1対1の組(傾向スコアの対数オッズ、幅0.2SD以内)を8に示します。‖"
            + "Other methods in section 8: mean change, ratio after only, matched pairs (logit of the score, caliper 0.2 SD).",
        "全体のレセプト件数を主な1つの検定とし、ほかの指標・男女・男女差はその後ろの1組として、ホルムの方法で調整しました。‖"
            + "Claims among everyone are the one primary test; outcomes by sex and differences by sex are a family behind it, "
            + "adjusted after Holm.",
    ];
    public static readonly IReadOnlyList<IReadOnlyList<string>> ObservationalEstimand =
    [
        ["対象‖Population", "送付した人(男女別にも報告)。‖People with a letter, reported by sex."],
        ["比べるもの‖Treatment", "送付した場合と、送付しなかった場合。‖The letter against none."],
        ["指標‖Variable",
            "発送月から6か月の、在籍1か月あたりの件数の、選定月より前からの変化。‖Rate per month at risk over 6 months from posting, against before selection."],
        ["宛先不明・申出‖Not delivered, opt-out", "そのまま数える(treatment policy)。‖Counted as they come (treatment policy)."],
        ["資格喪失・死亡‖Leaving, death", "在籍した期間だけを数える(while at risk)。‖Only time insured counts (while at risk)."],
        ["まとめ方‖Summary", "率比の比。‖Ratio of rate ratios."],
    ];

    public const string WaitlistTitle = "お知らせ送付の効果検証(発送月をずらした比較)‖Did the letters work? (letters one after another)";
    public const string WaitlistSubtitle =
        "発送を終えた人と、まだ送っていない人との比較(男女別)‖People already lettered against people not yet lettered, by sex";
    public const string WaitlistCompared =
        "発送後の件数と、まだ送っていない人との差は、1人1か月あたり{0}件‖claims after the letter less those of people not yet lettered: {0} per person-month";
    public const string WaitlistCaveat = "発送月がくじで決まっていた場合だけ、効果といえます。‖An effect only if the month was drawn by lot.";
    public static readonly IReadOnlyList<string> WaitlistAssumptions =
    [
        "発送月がくじで決められ、その結果が変えられていないこと。このプログラムは、パネルからはそれを確かめられません。‖"
            + "The month was drawn by lot and kept. This program can't see that in a panel.",
        "手紙を待っている間に、待っていることで件数が変わらないこと。‖Waiting itself changes nothing.",
        "発送前の月の差(3の図の0より前)が0のまわりにあること。‖Differences before posting (below 0 in the picture of section 3) lie around 0.",
        "全員に送り終えた月より後は、比べる相手がいないため使っていません。‖Months after everybody's letter have nobody to compare with and are not used.",
    ];
    public static readonly IReadOnlyList<string> WaitlistMethods =
    [
        "発送月ごと・月ごとの効果 ATT(g,t)(Callaway・Sant'Anna 2021、共変量なし)：発送の前の月からの変化を、その月にまだ送っていない人(送らない人を含む)の変化と比べます。‖"
            + "Effects by month of posting and month, ATT(g,t) (Callaway and Sant'Anna 2021, unconditional): change since the "
            + "month before posting, "
            + "against people not yet lettered (or never).",
        "発送後のすべての月を、人数の重みで平均したものを主な推定とします。標準誤差は影響関数から(人または世帯でまとめ、重みは与えられたものとする)、正規分布。‖"
            + "Main estimate: mean over all months after posting, weighted by people. Errors from influence functions, clustered "
            + "by person or household, "
            + "weights taken as fixed, normal.",
        "人と月の固定効果だけの推定(TWFE)は、先に送った人が後の人の対照になるため、示しません。‖"
            + "A two-way fixed-effects number is not shown: people lettered early would serve as controls.",
        "男女差は、女性の平均から男性の平均を引いたものです。‖Difference by sex: the women's mean less the men's.",
        "全体のレセプト件数を主な1つの検定とし、ほかの指標・男女・男女差はその後ろの1組として、ホルムの方法で調整しました。‖"
            + "Claims among everyone are the one primary test; outcomes by sex and differences by sex are a family behind it, "
            + "adjusted after Holm.",
    ];
    public static readonly IReadOnlyList<IReadOnlyList<string>> WaitlistEstimand =
    [
        ["対象‖Population", "発送月の決まっている人の全員(男女別に報告)。‖Everyone with a month of posting, reported by sex."],
        ["比べるもの‖Treatment", "お知らせの送付と、待機。‖The letter against waiting."],
        ["指標‖Variable", "発送月より後の、在籍1か月あたりの件数の、発送の前の月からの変化。‖Monthly rate after posting against the month before."],
        ["宛先不明・申出‖Not delivered, opt-out", "そのまま数える(treatment policy)。‖Counted as they come (treatment policy)."],
        ["資格喪失・死亡‖Leaving, death", "資格のある月だけを数える(while at risk)。‖Only months insured count (while at risk)."],
        ["まとめ方‖Summary", "1人1か月あたりの差。‖Difference per person-month."],
    ];

    public const string EventReportTitle = "お知らせの前と後の月ごとの差‖Month by month around the letters";
    public const string EventSubtitle = "2つの群の差の推移(男女別)‖The difference between two groups over time, by sex";
    public const string EventCompared =
        "送付後の月の差は、選定前の月の差と比べて、平均で1人1か月あたり{0}件‖the difference after posting against that before selection was on average {0} "
            + "claims per person-month";
    public static readonly IReadOnlyList<string> EventAssumptions =
    [
        "送付していなければ、2つの群の差は、選定前の月のまま続いていたこと。選定前の月の差(3の図の－2より前)は、その目安にすぎません。‖"
            + "Without letters the difference would have stayed as before selection; the months before (below −1 in section 3) "
            + "only hint at that.",
        "選定月の件数で選ばれた群を、選ばれていない群と比べると、平均への回帰が差に入ります。くじで分けた群どうしを比べてください。‖"
            + "Comparing people chosen for a high month with people not chosen puts regression to the mean into the difference: "
            + "compare groups drawn by lot.",
        "選定月と、発送までの月は、平均に入れていません。‖The selection month and the gap are not in the mean.",
    ];
    public static readonly IReadOnlyList<string> EventMethods =
    [
        "月ごとの率の線形モデルに、人の効果と月の効果を入れ、群×月の差を推定しました。基準は選定月の前の月です。標準誤差は人または世帯でまとめたCR1S、t(G－1)。‖"
            + "Linear model of the monthly rate with person and month effects and group × month; reference is the month before "
            + "selection. CR1S by person "
            + "or household, t(G − 1).",
        "主な推定は、送付後の月の差の平均です。男女それぞれと、性別との交互作用は、月の効果も男女別にした1つのモデルによります。‖"
            + "Main estimate: mean of the differences after posting. Men, women and their difference come from models with month "
            + "effects of their own.",
        "選定前の月の差がすべて0という検定(χ²とF)を5に示します。‖The joint test of the months before is in section 5.",
        "全体のレセプト件数を主な1つの検定とし、ほかの指標・男女・男女差はその後ろの1組として、ホルムの方法で調整しました。‖"
            + "Claims among everyone are the one primary test; outcomes by sex and differences by sex are a family behind it, "
            + "adjusted after Holm.",
    ];
    public static readonly IReadOnlyList<IReadOnlyList<string>> EventEstimand =
    [
        ["対象‖Population", "どちらかの群に入った人の全員(男女別に報告)。‖Everyone in either group, reported by sex."],
        ["比べるもの‖Treatment", "お知らせの送付と、送付なし(または待機)。‖The letter against none, or waiting."],
        ["指標‖Variable",
            "送付後の在籍1か月あたりの件数の差の、選定前の月からの変化。‖Difference in monthly rate after posting against the month before selection."],
        ["宛先不明・申出‖Not delivered, opt-out", "そのまま数える(treatment policy)。‖Counted as they come (treatment policy)."],
        ["資格喪失・死亡‖Leaving, death", "資格のある月だけを数える(while at risk)。‖Only months insured count (while at risk)."],
        ["まとめ方‖Summary", "1人1か月あたりの差。‖Difference per person-month."],
    ];

    public const string SeriesReportTitle = "お知らせを始めた前後の加入者全体の推移‖The whole insured population before and after the letters began";
    public const string SeriesSubtitle = "分割時系列‖Interrupted time series";
    public const string ComparedSeriesSubtitle = "比較の系列を置いた分割時系列‖Comparative interrupted time series";
    public const string SeriesCompared =
        "始めた月の率は、それまでの傾きと季節から続いた場合の{0}‖the rate in the month of the start was {0} times what trend and season would have given";
    public const string ComparedSeriesCompared =
        "始めた月の率の変化は、比較の系列の変化の{0}‖the change in the rate at the start was {0} times that of the comparison series";
    public const string SeriesCaveat = "同じ時期のほかの変化と区別できません。‖Other changes at the same time can't be told apart.";
    public static readonly IReadOnlyList<string> SeriesAssumptions =
    [
        "手紙を受け取ったのは加入者のごく一部です。全体の率に見える変化は、手紙だけでは説明しにくい大きさのことがあります。‖"
            + "Few of the insured got a letter: a change seen in the whole rate may be larger than letters can explain.",
        "始めた月に、ほかに率を変えるもの(制度改正、感染症、データの遅れ)がなかったこと。比較の系列があるときは、それが両方に同じく効いたこと。‖"
            + "Nothing else changed the rate that month (reforms, epidemics, late data); with a comparison series, it acted on "
            + "both alike.",
        "それまでの傾きが直線(対数の上)で、季節が1年で1つの波であること。‖The earlier trend is a line on the log scale, and the season one wave a year.",
        "受診の多い月に選ばれた人の系列は使えません(何もしなくても減るため)。このプログラムは断ります。‖"
            + "A series of people chosen for a high month can't be used (they come down by themselves); the program refuses one.",
    ];
    public static readonly IReadOnlyList<string> SeriesMethods =
    [
        "ポアソン回帰：件数 ~ 時間 + 開始後 + 開始からの月数 + 1年の波(sin, cos)、加入月数をオフセット。標準誤差はニューイ・ウェスト(遅れ3か月)、正規分布。‖"
            + "Poisson regression: events ~ time + after + months since the start + one yearly wave (sin, cos), offset "
            + "log(person-months); Newey–West "
            + "errors, lag 3, normal.",
        "比較の系列があるときの主な推定は、同じ月の率の比の対数を同じ式に当てはめたものです(ニューイ・ウェスト、遅れ3か月)。‖"
            + "With a comparison series the main estimate is the same formula on the log of the ratio of both rates in the same "
            + "months (Newey–West, lag 3).",
        "男女差は、同じ月の女性の率÷男性の率の対数(比較の系列も男女別なら、その比の比)に同じ式を当てはめたものです。‖"
            + "Difference by sex: the same formula on the log of the women's rate over the men's (against the same ratio of the "
            + "comparison series where it has sexes).",
        "全体の水準の変化を主な1つの検定とし、傾き・男女・男女差はその後ろの1組として、ホルムの方法で調整しました。‖"
            + "The change of level among everyone is the one primary test; slopes, sexes and differences by sex are a family "
            + "behind it, adjusted after Holm.",
    ];
    public static readonly IReadOnlyList<IReadOnlyList<string>> SeriesEstimand =
    [
        ["対象‖Population", "加入者の全体(系列に性別があれば男女別に報告)。‖The whole insured population, by sex where the series says it."],
        ["比べるもの‖Treatment", "お知らせを始めたことと、始めなかった場合の続き。‖The programme having begun against going on without it."],
        ["指標‖Variable", "加入者1人1か月あたりの件数。‖Events per insured person-month."],
        ["加入・脱退‖Joining and leaving", "その月の加入者を分母とする。‖Those insured in the month are the denominator."],
        ["まとめ方‖Summary", "水準の率比と、傾きの1か月ごとの率比。‖Rate ratio of level, and of slope a month."],
    ];
}
