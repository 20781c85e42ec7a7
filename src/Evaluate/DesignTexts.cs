using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate;

/// <summary>Refusals, warnings, headings and sentences of the designs without a simultaneous holdout.</summary>
internal static partial class Texts
{
    public const string WaitlistNobody = "nobody to compare with: one letter month, and everyone got the letter";
    public const string WaitlistNext = "a waitlist needs letter months that differ by lot, or people without a letter";
    public const string WaitlistWarning =
        "発送月がくじで決まっていた場合だけ、効果として読めます。‖Only if the letter month was drawn by lot are these effects.";

    public const string ObservationalNoSelection =
        "the month people were chosen by is not in the panel, so the score would leave out why they were chosen";
    public const string ObservationalNext =
        "bring a panel with the selection month (column selection_month) and the months before it";
    public const string ObservationalWarning =
        "くじで分けていないため、結果は「影響の推定」にとどまります。記録にない違いは調整できません。‖"
        + "Not randomised: unmeasured differences are not adjusted for.";

    public const string EventStudyNobody =
        "an event study needs people with and without a letter, and months before they were chosen";
    public const string EventStudyWarning =
        "くじで分けた群でなければ、差は手紙の効果とは限りません。くじで分けたときの結論は、対照群との比較の報告書(outcomes)で述べます。‖"
        + "Unless the groups were drawn by lot, a difference need not be the letter's effect. For a draw, the conclusion is that "
        + "of the report "
        + "against the holdout (outcomes).";
    public const string LeadsWarning =
        "選定前の差の検定を通っても、平均への回帰がないとはいえません。‖A passed test of the months before does not rule out regression to the mean.";
    public const string NoLeads =
        "選定前の月が1か月しかないため、選定前の差を検定できません。‖With one month before selection there is nothing to test before it.";

    public const string SeriesWarning =
        "加入者全体の率の系列です。同じ時期のほかの変化(制度改正など)と区別できません。‖"
        + "A whole population's series: other changes at the same time can't be told apart.";
    public const string SeriesAlone = "比較する系列がありません。‖There is no comparison series.";
    public const string SeriesNotBySex =
        "系列に性別がないため、男女別の結果はありません。sex 列(1男 2女)のある系列を使ってください。‖"
        + "The series does not say the sex, so there is no result by sex: bring one with a column sex (1 men, 2 women).";
    public const string SeriesNext =
        "bring month,events,person_months[,series][,sex] of the whole insured population, series own or comparison, sex 1 or 2, "
            + "each month once";
    public const string SeriesColumns = "the series lacks a column";
    public const string SeriesBadLine = "not a month with events of 0 or more and person-months above 0, once a series and sex";

    public static string SeriesCorrelated(double durbinWatson) =>
        $"残差が時間でつながっています(ダービン・ワトソン比 {durbinWatson:0.00})。つながりを考えた標準誤差(NW)の行を見てください。‖"
        + $"Residuals hang together in time (Durbin–Watson {durbinWatson:0.00}): read the rows with Newey–West errors (NW).";

    public static string ObservationalNoScore(string status) =>
        $"the propensity score can't be fitted ({status}): the groups may not overlap at all";

    public static string ObservationalNoSexScore(Scope sex) =>
        $"{ScopeLabel(sex).In(Language.Japanese)}では傾向スコアを推定できないため、男女別の結果はありません。‖"
        + $"{ScopeLabel(sex).In(Language.English)}: the score can't be fitted, so there is no result for this sex.";

    public static string ObservationalImbalance(double worst) =>
        $"重みづけの後も、群の間に差が残っています(標準化差の最大 {worst:0.00}、目安 0.1)。‖"
        + $"Imbalance remains after weighting (largest standardised difference {worst:0.00}, rule of thumb 0.1).";

    public static string SeriesTooShort(int months) =>
        $"the series needs at least {months} months before the first letter month and 2 from it on";

    public const string CourseHeading = "3. 月ごとの推移‖3. Month by month";
    public const string PeopleHeading = "4. 対象者の流れ‖4. Flow of participants";
    public const string SeriesPeopleHeading = "4. 使った系列‖4. The series used";
    public const string AssumptionsHeading = "6. 前提と注意‖6. Assumptions and warnings";
    public const string BalanceHeading = "5. 群は似ていたか‖5. Were the groups alike?";
    public const string WaitlistBalanceHeading = "5. 最初の発送より前の状況‖5. Before anybody's letter";
    public const string EventBalanceHeading = "5. 選定前の差‖5. Before people were chosen";
    public const string SeriesBalanceHeading = "5. 系列の当てはまり‖5. How well the model fits";
    public const string OthersHeading = "8. 別の方法‖8. Other methods";
    public const string SeriesPeopleText =
        "集計された系列のため、1人ごとの流れと脱落は示せません。‖An aggregate series: nobody's flow and nobody's dropping out can be shown.";
    public const string SeriesFitText =
        "当てはまりは、4の表のダービン・ワトソン比(2に近いほど残差のつながりが少ない)と、ばらつき(1に近いほどポアソンに近い)、3の図で見てください。‖"
        + "See the Durbin–Watson number (near 2: residuals do not hang together) and the dispersion (near 1: as Poisson counts) "
        + "in section 4, and the "
        + "pictures of section 3.";
    public const string GroupFlowDescription =
        "それぞれの群の人数から解析した人数まで、男女別の流れ。‖From the people of each group to those analysed, by sex.";
    public const string SeriesHarmText =
        "集計された系列には、受診控え・入院・薬の中断の列がないため、不利益は確認できていません。くじで分けた比較の報告書で確認してください。‖"
        + "An aggregate series has nothing on avoided care, admissions or stopped medicines: harms were not looked at. See the "
        + "report against a holdout.";
    public const string GroupHarmNote =
        "下の人数は、群の違いを調整していません。群を比べて効果や害とは読まないでください。‖"
        + "The numbers below are not adjusted for how the groups differ: comparing them shows neither effect nor harm.";

    public const string LetteredGroup = "送付した人‖Letter";
    public const string ComparisonGroup = "送付していない人‖No letter";
    public const string GroupsTitle = "群ごとの人数‖People by group";
    public const string CohortsTitle = "発送月ごとの人数‖People by month of posting";
    public const string CohortHeader = "発送月‖Month of posting";
    public const string NeverLettered = "送付なし‖never";
    public const string WholeSpan = "全部の月に資格あり‖at risk in every month";
    public const string PartOfSpan = "一部の月だけ資格あり‖at risk in some months";
    public const string NoMonth = "資格のある月なし‖in no month";
    public const string WaitlistFlowTitle = "期間中の資格(男女・発送月別)‖At risk over the span, by sex and month of posting";
    public const string WaitlistBaselineTitle = "最初の発送より前の1人1か月あたりの平均‖Per person-month before the first posting";
    public const string WaitlistEffectsTitle =
        "発送後とまだ送っていない人との差(1人1か月あたり)‖After the letter less not yet lettered, per person-month";
    public const string WaitlistCourseTitle = "発送からの月ごとの差(レセプト件数)‖Difference by month since posting (claims)";
    public const string WaitlistHarmsTitle =
        "不利益のあった月の割合の差(%ポイント)‖Difference in the share of months with a harm (percentage points)";
    public const string ZeroClaimMonth = "レセプトのない月‖A month without any claim";
    public const string PercentDifferenceHeader = "差(%ポイント、95%信頼区間)‖Difference, percentage points (95 % CI)";
    public const string WomenMinusMen = "女性－男性‖women − men";
    public const string CalendarMonthHeader = "診療月‖Month";
    public const string SinceSelectionHeader = "選定月からの月数‖Months since selection";
    public const string CourseDescription =
        "1人1か月あたりの件数の差と95%信頼区間。縦の破線が0(差なし)。‖Differences per person-month with 95 % intervals; the broken line is 0, no "
            + "difference.";

    public const string AttTitle = "送付した人÷似た条件の送付していない人‖Letter over similar people without (weighted difference in differences)";
    public const string BalanceTitle = "標準化差(重みづけの前と後)‖Standardised differences before and after weighting";
    public const string CovariateHeader = "項目‖Covariate";
    public const string SmdBeforeHeader = "前‖before";
    public const string SmdAfterHeader = "後‖after";
    public const string OverlapTitle = "重みと重なり‖Weights and overlap";
    public const string EffectiveHeader = "送付していない人の実効人数‖Effective number without a letter";
    public const string MaxWeightHeader = "最大の重み‖Largest weight";
    public const string OutsideHeader = "似た人のいない送付者‖Letter, nobody similar";
    public const string PairedHeader = "組にできた送付者‖Letter, found a pair";

    public const string EventStudyTitle =
        "送付後の月の平均の差(選定前の月との比較)‖Mean difference over the months after posting, against the month before selection";
    public const string EventCourseTitle = "選定月からの月ごとの差(レセプト件数)‖Difference by month since selection (claims)";
    public const string LeadsTitle = "選定前の月の差がすべて0という検定‖Joint test that all differences before selection are 0";

    public const string ScaleHeader = "尺度‖Scale";
    public const string RatioScale = "率比‖ratio";
    public const string DifferenceScale = "差‖difference";
    public const string EstimateHeader = "推定値‖Estimate";

    public const string SeriesTrendTitle = "加入者1人1か月あたりの件数‖Events per insured person-month";
    public const string SeriesDescribedTitle = "系列‖Series";
    public const string SeriesHeader = "系列‖Series";
    public const string MonthsBeforeHeader = "前の月数‖months before";
    public const string MonthsAfterHeader = "後の月数‖months after";
    public const string MeanPersonMonthsHeader = "1か月の平均人月(10単位)‖mean person-months a month, to 10";
    public const string DispersionHeader = "ばらつき(1=ポアソン)‖dispersion (1 = Poisson)";
    public const string OwnSeries = "この保険者‖own";
    public const string ComparisonSeries = "比較‖comparison";
    public const string Observed = "実際‖observed";
    public const string Fitted = "当てはめ‖fitted";
    public const string ExpectedWithout = "変化がなければ‖without the change";
    public const string AfterStart = "開始後‖after the start";
    public const string SeriesAxis = "件/人月(軸は0から始まりません)‖per person-month (axis does not begin at 0)";

    public static string SeriesTitle(bool compared) => compared
        ? "開始後の変化÷比較の系列の変化‖Change at the start over that of the comparison series"
        : "開始後の率÷変化がなかったときの率‖Rate after the start over the rate without the change";

    public static string SeriesTerm(string id) => id.Contains("tp.", StringComparison.Ordinal)
        ? "傾きの変化(1か月ごと)‖Change of slope, a month" : "水準の変化(開始の月)‖Change of level at the start";

    public static string CovariateLabel(string name) => name switch
    {
        "selection_rate" => "選定月のレセプト件数‖Claims of the selection month",
        "pre_rate" => "送付前の1か月あたりの件数‖Claims a month before",
        "female" => "女性‖Women",
        "age" => "年齢‖Age",
        _ => name,
    };

    /// <summary>What the main number of a design allows to be said about one scope.</summary>
    public static string DesignSentence(string scope, string compared, string caveat, Conclusion conclusion)
    {
        string Number(Language language) => string.Format(
            compared.In(language), language == Language.English ? conclusion.WordsInEnglish : conclusion.Words);
        var (ja, en) = (Number(Language.Japanese), Number(Language.English));
        (ja, en) = conclusion.Verdict switch
        {
            Verdict.Hidden => ("人数が少ないため、結果を表示しません。", "too few people to show a result."),
            Verdict.NotEstimable => ("推定できませんでした。", "no estimate could be made."),
            Verdict.Inconclusive =>
                ($"判定できません。{ja}で、減ったとも増えたともいえません。", $"inconclusive. {en}; neither a fall nor a rise can be claimed."),
            Verdict.NotAfterAdjustment => (
                $"{ja}でしたが、主な検定の結果と検定の数を考えると、差があったとはいえません。",
                $"{en}, but given the primary test and the number of tests no difference can be claimed."),
            Verdict.Lower => ($"{ja}で、少ない結果でした。{caveat.In(Language.Japanese)}", $"{en}: fewer. {caveat.In(Language.English)}"),
            _ => ($"{ja}で、多い結果でした。{caveat.In(Language.Japanese)}", $"{en}: more. {caveat.In(Language.English)}"),
        };
        return $"{scope.In(Language.Japanese)}：{ja}‖{scope.In(Language.English)}: {en}";
    }

    /// <summary>What may be said about a difference between the sexes.</summary>
    public static string DesignSexSentence(bool isRatio, Conclusion conclusion)
    {
        var (ja, en) = isRatio
            ? ($"女性の率比÷男性の率比 {conclusion.Words}", $"women's ratio over men's {conclusion.WordsInEnglish}")
            : ($"女性の差－男性の差 {conclusion.Words}", $"women's difference less men's {conclusion.WordsInEnglish}");
        (ja, en) = conclusion.Verdict switch
        {
            Verdict.Hidden => ("人数が少ないため、結果を表示しません。", "too few people to show a result."),
            Verdict.NotEstimable => ("推定できませんでした。", "no estimate could be made."),
            Verdict.Inconclusive => (
                $"判定できません({ja})。男女で同じだという意味でもありません。", $"inconclusive ({en}); nor does it mean that both are the same."),
            Verdict.NotAfterAdjustment => (
                $"主な検定の結果と検定の数を考えると、差があるとはいえません({ja})。",
                $"given the primary test and the number of tests no difference can be claimed ({en})."),
            Verdict.Lower => ($"女性のほうが減る向きに大きい結果でした({ja})。", $"further down among women ({en})."),
            _ => ($"男性のほうが減る向きに大きい結果でした({ja})。", $"further down among men ({en})."),
        };
        return $"男女差：{ja}‖Difference by sex: {en}";
    }
}
