using ClaimsWatch.Evaluate.Design;

namespace ClaimsWatch.Evaluate;

/// <summary>Words of this room for people: messages in English, report text in Japanese with English beside it.</summary>
internal static partial class Texts
{
    public const string Total = "計‖Total";

    public const string PanelEmpty = "パネルのファイルが空です。 The panel file is empty.";

    public const string PanelNoUsableRow = "使える行が1行もありません。 No row of the panel can be used.";

    public const string PanelNext =
        "1行目に列名を書き、1人1か月を1行にしてください。 Put column names on line 1 and one person-month a row (see export panel).";

    public static string PanelColumnTwice(string name) => $"列 {name} が2つあります。 Column {name} stands twice.";

    public static string PanelColumnsMissing(IReadOnlyList<string> names) =>
        $"必要な列がありません: {string.Join(", ", names)} Required columns are missing.";

    public static string PanelColumnsAccepted(IReadOnlyList<string> required, IReadOnlyList<string> optional) =>
        $"必要な列 required: {string.Join(",", required)} / 任意の列 optional: {string.Join(",", optional)}";

    public const string BlockNext =
        "ブロックの大きさ×対照の割合が整数になるようにしてください(例: 4 と 0.5、10 と 0.3)。 Make block size × holdout share whole, e.g. 4 and 0.5.";

    public static string BlockDoesNotFit(int size, double share) =>
        $"ブロックの大きさ {size} と対照の割合 {share} は組み合わせられません。 Block size {size} and holdout share {share} do not fit.";

    public static string DetectableSentence(PowerRow row, double power)
    {
        var (who, whom) = row.Question switch
        {
            "male" => ("男性だけ", "Men alone"),
            "female" => ("女性だけ", "Women alone"),
            "interaction" => ("男女差", "Difference by sex"),
            _ => ("全体", "Everyone"),
        };
        var people = $"(送付{row.Letter}人・対照{row.Holdout}人)";
        if (!double.IsFinite(row.DetectableRatio))
        {
            return $"{who}{people}：どれほど大きな差も見つけられません。‖{whom} ({row.Letter} letters, {row.Holdout} holdout): no difference, "
                + $"however large, could be seen.";
        }

        var percent = $"{Math.Round(100 * (1 - row.DetectableRatio)):0}";
        return row.Question == "interaction"
            ? $"{who}：女性の率比が男性の{row.DetectableRatio:0.00}倍以下(またはその逆)のときだけ、{power:0%}の確からしさで見つけられます。男女差が示されなくても、差がないとはいえません。‖"
                + $"{whom}: seen with {power:0%} power only if the women's ratio is {row.DetectableRatio:0.00} times the men's "
                + $"or less (or the reverse). "
                + "Not seeing one does not mean that there is none."
            : $"{who}{people}：{percent}%以上の減少なら、{power:0%}の確からしさで見つけられます。‖"
                + $"{whom} ({row.Letter} letters, {row.Holdout} holdout): a fall of {percent} % or more would be seen with "
                + $"{power:0%} power.";
    }

    public static string AssumptionSentence(PowerAssumptions a, bool supposed) =>
        (supposed ? "前提(仮の値。この保険者の記録ではありません)" : "前提(この保険者の、一度も送っていない人の記録から)")
        + $"：月{a.RatePerMonth:0.0}件、ばらつきθ={a.Dispersion:0.0}、前後の相関{a.BaselineCorrelation:0.00}。‖"
        + (supposed ? "Supposed, not this insurer's own: " : "From this insurer's people who never had a letter: ")
        + $"{a.RatePerMonth:0.0} claims a month, dispersion θ = {a.Dispersion:0.0}, correlation of before and after "
        + $"{a.BaselineCorrelation:0.00}.";

    public static string HoldoutAdvice(HoldoutAdvice advice, double target, int rounds)
    {
        var percent = Math.Round(100 * (1 - target), 1);
        return advice switch
        {
            Design.HoldoutAdvice.Yes =>
                $"1回の送付で、{percent}%の減少を検出できる見込みです。‖One round can detect a fall of {percent}%.",
            Design.HoldoutAdvice.Pool =>
                $"1回では足りません。同じ規模の{rounds}回分をまとめると、{percent}%の減少を検出できる見込みです。‖"
                + $"One round is not enough; {rounds} rounds of this size pooled can detect a fall of {percent}%.",
            _ =>
                $"まとめても{percent}%の減少は検出できません。対照は設けず、対象の全員に送付します。効果は判定できません。‖"
                + $"Even pooled rounds cannot detect a fall of {percent}%: no holdout, everyone eligible gets the letter.",
        };
    }
}
