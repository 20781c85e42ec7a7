using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Score;

/// <summary>Words of the model card and of the TRIPOD+AI checklist, Japanese and English side by side.</summary>
internal static class CardTexts
{
    private static readonly (string Ja, string En)[] s_items =
    [
        ("表題", "Title"), ("抄録", "Abstract"), ("背景", "Background"), ("目的", "Objectives"), ("データ", "Data"), ("対象者", "Participants"),
        ("データの準備", "Data preparation"), ("アウトカム", "Outcome"), ("予測因子", "Predictors"), ("サンプルサイズ", "Sample size"),
        ("欠測", "Missing data"), ("分析方法", "Analytical methods"), ("クラス不均衡", "Class imbalance"), ("公平性", "Fairness"),
        ("モデルの出力", "Model output"), ("訓練と評価の違い", "Training versus evaluation"), ("倫理審査", "Ethical approval"),
        ("オープンサイエンス", "Open science"), ("患者・市民参画", "Patient and public involvement"), ("対象者の結果", "Participants (results)"),
        ("モデルの開発", "Model development"), ("モデルの仕様", "Model specification"), ("モデルの性能", "Model performance"),
        ("モデルの更新", "Model updating"), ("解釈", "Interpretation"), ("限界", "Limitations"), ("利用可能性", "Usability"),
    ];

    public static string Outcome(ScoreOutcome outcome, bool ja) => (outcome, ja) switch
    {
        (ScoreOutcome.Once, true) => "20件に一度でも到達",
        (ScoreOutcome.Settled, true) => "20件以上が2か月以上（定着）",
        (ScoreOutcome.Once, false) => "20 receipts at least once",
        _ => "20 receipts in at least two months (settled)",
    };

    public static string TableHead(bool ja) => ja
        ? "| 順位づけ | 的中率 [95%区間] | 何通で1人 | 再現率 | 猶予(月) | AUPRC | 純便益 | O:E | 再現率 男/女 | O:E 男/女 |\n"
            + "|---|---|---|---|---|---|---|---|---|---|\n"
        : "| score | precision [95% CI] | NNE | recall | lead (months) | AUPRC | net benefit | O:E | recall m/f | O:E m/f |\n"
            + "|---|---|---|---|---|---|---|---|---|---|\n";

    public static string Verdict(OutcomeEvaluation o, bool ja)
    {
        var gain = o[o.Challenger].Gain ?? default;
        var numbers = $"{100 * gain.Value:0.0} [{100 * gain.Low:0.0}, {100 * gain.High:0.0}]";
        return ja
            ? $"候補 {o.Challenger}、最良の基準 {o.BestBaseline}、的中率の差 {numbers} "
                + $"ポイント。{(o.UseModel ? "区間が 0 を上回るため、モデルで順位をつけます。" : "区間が 0 を上回らないため、最良の基準に戻します。")}"
            : $"Challenger {o.Challenger}, best baseline {o.BestBaseline}, gain in precision {numbers} points. "
                + (o.UseModel ? "The interval is above 0: the model ranks."
                    : "The interval is not above 0: the best baseline ranks.");
    }

    public static IReadOnlyList<(string Heading, string Body)> Sections(ScoreModelFile model, bool ja) => ja
        ?
        [
            ("使い道", "受診とお薬の記録をまとめたお知らせを送る順番を決めるためだけに使います。医療の必要性、人柄、不正を示すものではありません。除外が先、順位は後です。"),
            ("使わないこと", "給付の制限、調査対象の選定、個人の評価には使いません。予測しているのは受診の調整の機会であり、必要性ではありません。"),
            ("学習データ", $"保険者 {Named(model.Insurer, ja)}、基準月 {Range(model.Split.Train)}（校正 {Range(model.Split.Later)}、検証 "
                + $"{Range(model.Split.Test)}、検証は別の人）。学習行の SHA-256: {model.DataHash}。作成日 {model.FittedOn:yyyy-MM-dd}。"),
            ("順位づけ", $"{model.Name}。性別は報告だけに使い、順位には使いません。住所・国籍・公費・傷病名は使いません。"),
            ("限界", "市販薬・自費は見えません。「一度到達」はほとんどが水準と偶然です。外部の保険者での性能は外部検証をするまで分かりません。合成データの性能は実データの性能ではありません。"),
            ("更新", "再学習は提案だけで、自動では行いません。特徴量の分布の変化（PSI 0.25 超）や校正のずれがあれば `model train` をやり直してください。"),
        ]
        :
        [
            ("Use", "Only to order people who may get a plain notice of their own record. It says nothing of medical need, "
                + "character or fraud. Exclusions first, rank second."),
            ("Not for", "Limiting benefits, choosing whom to investigate, or judging a person. It foretells a chance to "
                + "coordinate care, not need."),
            ("Training data",
                $"Insurer {Named(model.Insurer, ja)}, index months {Range(model.Split.Train)} (calibration "
                    + $"{Range(model.Split.Later)}, test {Range(model.Split.Test)}, other people). SHA-256 of the training rows: "
                    + $"{model.DataHash}. Fitted {model.FittedOn:yyyy-MM-dd}."),
            ("What ranks",
                $"{model.Name}. Sex is for reporting and never ranks; no address, nationality, 公費 or disease code is used."),
            ("Limits", "Medicines bought without prescription are invisible. \"Once\" is mostly level and chance. How it does "
                + "elsewhere is unknown until validated there. Synthetic performance is not real performance."),
            ("Updating",
                "Retraining is suggested, never automatic: run `model train` again when a feature's PSI passes 0.25 or "
                    + "calibration drifts."),
        ];

    public static IEnumerable<(int Number, string Name)> Items(bool ja) =>
        s_items.Select((item, i) => (i + 1, ja ? item.Ja : item.En));

    public static IReadOnlyDictionary<int, string> Known(ScoreModelFile model, ScoreEvaluation evaluation, bool ja)
    {
        var s = model.Settings;
        var first = evaluation.Outcomes.Count > 0 ? evaluation.Outcomes[0] : null;
        string Say(string japanese, string english) => ja ? japanese : english;
        return new Dictionary<int, string>
        {
            [1] = Say("20件到達の予測モデルの開発と内部検証", "Development and internal validation of a model for reaching 20 receipts"),
            [5] = Say($"レセプト、基準月 {Range(model.Split.Train)}、検証 {Range(model.Split.Test)}",
                $"Claims; index months {Range(model.Split.Train)}, test {Range(model.Split.Test)}"),
            [6] = Say($"{s.AgeMin}歳以上、12か月在籍、t0 に {s.ReceiptsMin} 件以上、過去12か月に20件未満",
                $"Age {s.AgeMin}+, 12 months enrolled, {s.ReceiptsMin}+ receipts in t0, under 20 in twelve months"),
            [7] = Say("判定日に届いていた請求だけを使用", "Only claims delivered by the day of the run"),
            [8] = Say($"t0+{s.GapMonths + 1}〜t0+{s.GapMonths + s.HorizonMonths} に20件以上（一度／2か月以上）",
                $"20+ receipts in t0+{s.GapMonths + 1} … t0+{s.GapMonths + s.HorizonMonths}: once, and in two months"),
            [9] = Say($"{ScoreFeatures.All.Count}項目（モデルカード）", $"{ScoreFeatures.All.Count}, listed in the model card"),
            [10] = first is null ? "–"
                : Say($"学習 {first.TrainRows} 人月（該当 {first.TrainEvents}）、検証 {first.TestRows}（{first.TestEvents}）",
                    $"{first.TrainRows} person-months to fit ({first.TrainEvents} outcomes), {first.TestRows} to judge "
                        + $"({first.TestEvents})"),
            [11] = Say("木は欠測を一つの値として扱い、線形モデルは学習平均で補う",
                "Trees treat missing as a value of its own; linear models take the training mean"),
            [12] = Say("離散時間ハザード（cloglog・リッジ・スプライン）、負の二項回帰（NB2）、勾配ブースティング（単調制約）、基準 B0–B8、等調回帰または Platt",
                "Discrete-time hazard (cloglog, ridge, splines), negative binomial counts (NB2), monotone gradient boosting, "
                    + "baselines B0–B8, isotonic or Platt"),
            [13] = Say("再標本化なし。AUPRC を有病率の線とともに示す", "No resampling; AUPRC beside the prevalence line"),
            [14] = Say("性別の再現率・選定率・校正を併記。性別を入れたモデルは報告のみ",
                "Recall, selection and calibration by sex; models with sex are reported only"),
            [15] = Say("校正した確率と順位", "Calibrated probability and rank"),
            [16] = Say("時期と人の両方で分割", "Split by time and by person"),
            [18] = Say("コード公開、モデルは読める JSON、学習行の SHA-256", "Open code, model as readable JSON, SHA-256 of training rows"),
            [20] = first is null ? "–" : Say("モデルカードの表", "Tables of the model card"),
            [21] = Say("results.json に全候補の数値", "Numbers of every candidate in results.json"),
            [22] = Say("model/score.json", "model/score.json"),
            [23] = Say("モデルカードの表（95%区間、性別）", "Tables of the model card (95% intervals, by sex)"),
            [24] = Say("再学習は提案のみ", "Retraining is suggested only"),
            [26] = Say("モデルカード「限界」", "Model card, Limits"),
        };
    }

    private static string Named(string insurer, bool ja) => insurer.Length > 0 ? insurer : ja ? "（番号なし）" : "(no number)";

    private static string Range(IReadOnlyList<Core.Claims.ClaimMonth> months) =>
        months.Count == 0 ? "–" : $"{months[0]} … {months[^1]}";
}
