using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Score;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Tables of a comparison of scores, for people.</summary>
public static class ModelPages
{
    private const int FeaturesShown = 10;

    /// <summary>Baselines and models beside one another, then by sex.</summary>
    public static IReadOnlyList<ResultTable> Tables(ScoreEvaluation evaluation, string title, bool ja) =>
        [.. evaluation.Outcomes.SelectMany(o => new[] { Scorers(o, title, ja), Sexes(o, title, ja), Maps(o, title, ja) })];

    /// <summary>What was decided, in a sentence an outcome.</summary>
    public static IReadOnlyList<string> Notes(ScoreEvaluation evaluation, string title, bool ja) => evaluation.Split is null
        ? [Titled(title) + Lacking(evaluation, ja) + (ja ? "予測モデルは使わず、規則の順位だけを使います。" : "rules rank alone.")]
        : [.. evaluation.Outcomes.Select(o => Titled(title) + Decision(o, ja))];

    private static string Lacking(ScoreEvaluation evaluation, bool ja)
    {
        if (evaluation.Short is not { } few)
        {
            return "";
        }

        var what = (few.What, ja) switch
        {
            (Shortage.ClaimMonths, true) => "診療月",
            (Shortage.ClaimMonths, _) => "claim months",
            (Shortage.IndexMonths, true) => "基準月（前に在籍12か月、後に空き月と予測期間がある月）",
            (Shortage.IndexMonths, _) => "index months (twelve insured months before, gap and horizon after)",
            (Shortage.TestIndexMonths, true) => "検証先の基準月",
            (Shortage.TestIndexMonths, _) => "index months of the workspace that judges",
            (Shortage.TrainingOutcomes, true) => "学習期間の該当者",
            (Shortage.TrainingOutcomes, _) => "outcomes to fit",
            (Shortage.CalibrationOutcomes, true) => "校正期間の該当者",
            (Shortage.CalibrationOutcomes, _) => "outcomes to calibrate",
            (_, true) => "検証期間の該当者",
            _ => "outcomes to judge",
        };
        return ja ? $"{what}が足りません（{few.Found}、必要 {few.Needed}）。" : $"too few {what}: {few.Found} of {few.Needed} needed; ";
    }

    private static string Titled(string title) => title.Length == 0 ? "" : title + ": ";

    private static string Decision(OutcomeEvaluation o, bool ja)
    {
        var gain = o[o.Challenger].Gain ?? default;
        var numbers = $"{100 * gain.Value:0.0} [{100 * gain.Low:0.0}, {100 * gain.High:0.0}]";
        return (ja, o.UseModel) switch
        {
            (true, true) => $"{Word(o.Outcome, ja)}: {o.Challenger} を使います。最良の基準 {o.BestBaseline} との的中率の差は {numbers} ポイント。",
            (true, false) => $"{Word(o.Outcome, ja)}: {o.BestBaseline} に戻します。{o.Challenger} の的中率の差 {numbers} ポイントの区間が 0 を上回りません。",
            (false, true) =>
                $"{Word(o.Outcome, ja)}: {o.Challenger} is used; precision over the best baseline {o.BestBaseline}: {numbers} "
                    + $"points.",
            _ => $"{Word(o.Outcome, ja)}: falls back to {o.BestBaseline}; the gain of {o.Challenger}, {numbers} points, is not "
                + $"above 0.",
        };
    }

    private static string Word(ScoreOutcome outcome, bool ja) => (outcome, ja) switch
    {
        (ScoreOutcome.Once, true) => "20件に一度到達",
        (ScoreOutcome.Settled, true) => "20件以上が2か月以上（定着）",
        (ScoreOutcome.Once, false) => "20 once",
        _ => "20 settled",
    };

    private static ResultTable Scorers(OutcomeEvaluation o, string title, bool ja) => new(
        $"{Titled(title)}{Word(o.Outcome, ja)}  n={o.TestRows}  events={o.TestEvents}  AUPRC of chance={o.Prevalence:0.000}",
        ja ? ["順位づけ", "的中率 95%区間", "何通で1人", "再現率", "猶予(月) 中央値", "2か月以上", "間に合わず", "AUPRC", "AUROC", "純便益", "O:E",
            "傾き", "ICI", "最良基準との差"]
            : ["score", "precision 95% CI", "NNE", "recall", "lead median", "lead ≥ 2", "too late", "AUPRC", "AUROC",
                "net benefit", "O:E", "slope", "ICI",
                "gain over best"],
        [
            .. o.Scorers.Select(s => (IReadOnlyList<string>)
            [
                s.IsBaseline ? $"{s.Id} {s.Name}" : s.Name, Of(s.Precision, 3), $"{s.LettersForOne:0.0}",
                $"{s.Recall.Value:0.000}", $"{s.LeadMedian:0}",
                $"{s.LeadTwoShare:0.00}", $"{s.TooLate}", $"{s.AveragePrecision:0.000}", $"{s.RocArea:0.000}",
                $"{s.NetBenefit:0.0000}",
                $"{s.Calibration.Ratio:0.00}", $"{s.Calibration.Slope:0.00}", $"{s.Calibration.IntegratedIndex:0.000}",
                s.Gain is { } gain ? Of(gain, 3) : (ja ? "最良の基準" : "best baseline"),
            ]),
        ]);

    private static ResultTable Sexes(OutcomeEvaluation o, string title, bool ja) => new(
        $"{Titled(title)}{Word(o.Outcome, ja)} {(ja ? "性別" : "by sex")}",
        ja ? ["順位づけ", "性別", "n", "該当", "選定率", "的中率 95%区間", "再現率 95%区間", "猶予(月)", "間に合わず", "AUPRC", "純便益",
            "O:E 95%区間", "傾き", "ICI"]
            : ["score", "sex", "n", "events", "selected", "precision 95% CI", "recall 95% CI", "lead median", "too late", "AUPRC",
                "net benefit", "O:E 95% CI", "slope", "ICI"],
        [
            .. o.Scorers.SelectMany(s => s.BySex.Select(x => (IReadOnlyList<string>)
            [
                s.IsBaseline ? s.Id : s.Name, x.Sex == Sex.Male ? (ja ? "男" : "male") : ja ? "女" : "female",
                $"{x.Rows}", $"{x.Events}",
                $"{x.SelectedShare:0.000}", Of(x.PrecisionInterval, 3), Of(x.RecallInterval, 3),
                $"{x.LeadMedian:0}", $"{x.TooLate}",
                $"{x.AveragePrecision:0.000}", $"{x.NetBenefit:0.0000}",
                $"{x.Calibration.Ratio:0.00} [{x.Calibration.RatioLow:0.00}, {x.Calibration.RatioHigh:0.00}]",
                $"{x.Calibration.Slope:0.00}",
                $"{x.Calibration.IntegratedIndex:0.000}",
            ])),
        ]);

    /// <summary>How people and forecasts have moved since training.</summary>
    public static IReadOnlyList<ResultTable> Tables(ScoreDrift drift, bool ja) =>
    [
        new ResultTable(
            ja ? $"学習時からの分布の変化 (PSI) {drift.T0}" : $"drift since training (PSI) {drift.T0}",
            ja ? ["特徴量", "PSI", "目安の上限"] : ["feature", "PSI", "limit"],
            [.. drift.Features.Take(FeaturesShown)
                .Select(d => (IReadOnlyList<string>)[d.Feature, $"{d.Index:0.000}", $"{d.Limit:0.00}"])]),
        new ResultTable(
            ja ? "月別の校正" : "calibration by month",
            ja ? ["基準月", "人数", "該当", "期待", "O:E 95%区間"] : ["month", "people", "observed", "expected", "O:E 95% CI"],
            [
                .. drift.Months.Select(m => (IReadOnlyList<string>)
                    [$"{m.Month}", $"{m.Persons}", $"{m.Observed}", $"{m.Expected:0.0}",
                        $"{m.Ratio:0.00} [{m.RatioLow:0.00}, {m.RatioHigh:0.00}]"]),
            ]),
    ];

    /// <summary>Whether training again is suggested, and why.</summary>
    public static IReadOnlyList<string> Notes(ScoreDrift drift, bool ja) => !drift.SuggestsTraining ? [] :
    [
        (ja ? "model train のやり直しを検討してください（自動では行いません）: " : "consider model train again (it is never automatic): ")
            + string.Join(ja ? "、" : ", ",
                drift.Moved.Select(f => $"PSI {f}").Concat(drift.OffCalibration.Select(m => $"O:E {m}"))),
    ];

    // The models that may rank and the baseline they are measured by; JSON has all.
    private static ResultTable Maps(OutcomeEvaluation o, string title, bool ja) => new(
        $"{Titled(title)}{Word(o.Outcome, ja)} {(ja ? "校正（等調回帰と Platt）" : "calibration (isotonic and Platt)")}",
        ja ? ["順位づけ", "方法", "性別", "O:E 95%区間", "全体のずれ", "傾き", "ICI"]
            : ["score", "map", "sex", "O:E 95% CI", "in the large", "slope", "ICI"],
        [
            .. o.Scorers.Where(s => s.Id == o.BestBaseline || (!s.IsBaseline && !s.Id.EndsWith("+sex", StringComparison.Ordinal)))
                .SelectMany(s =>
                    s.Maps.SelectMany(m =>
                        new[] { (ja ? "全員" : "all", m.All), (ja ? "男" : "male", m.Male), (ja ? "女" : "female", m.Female) }
                    .Select(x => (IReadOnlyList<string>)
                    [
                        s.IsBaseline ? s.Id : s.Name, m.Kind + (m.IsUsed ? "*" : ""), x.Item1,
                        $"{x.Item2.Ratio:0.00} [{x.Item2.RatioLow:0.00}, {x.Item2.RatioHigh:0.00}]", $"{x.Item2.InTheLarge:0.00}",
                        $"{x.Item2.Slope:0.00}",
                        $"{x.Item2.IntegratedIndex:0.000}",
                    ]))),
        ]);

    private static string Of(Interval i, int digits)
    {
        var form = "0." + new string('0', digits);
        return $"{i.Value.ToString(form)} [{i.Low.ToString(form)}, {i.High.ToString(form)}]";
    }
}
