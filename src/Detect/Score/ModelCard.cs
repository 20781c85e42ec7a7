using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Score;

/// <summary>Model card and TRIPOD+AI checklist as Markdown, in Japanese and English;
/// what software cannot know is left to people.</summary>
public static class ModelCard
{
    /// <summary>The card (Mitchell et al. 2019).</summary>
    /// <param name="model">What ranks.</param>
    /// <param name="evaluation">How it was judged.</param>
    /// <param name="marks">見本, synthetic …</param>
    /// <param name="counted">What one receipt is and how many there were with and without 調剤 (decisions C1), in this
    /// language.</param>
    /// <param name="ja">Japanese or English.</param>
    public static string Write(ScoreModelFile model, ScoreEvaluation evaluation, IReadOnlyList<string> marks,
        string counted, bool ja)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(evaluation);
        var text = new StringBuilder();
        Line(ja ? "# モデルカード：20件到達の予測" : "# Model card: who will reach 20 receipts");
        if (marks.Count > 0)
        {
            Line($"**{string.Join(" ", marks)}**");
        }

        Line(counted);
        foreach (var (heading, body) in CardTexts.Sections(model, ja))
        {
            Line($"## {heading}");
            Line(body);
        }

        foreach (var outcome in evaluation.Outcomes)
        {
            Line($"## {CardTexts.Outcome(outcome.Outcome, ja)}");
            Line(CardTexts.Verdict(outcome, ja));
            Table(outcome);
        }

        Line(ja ? $"## 特徴量（{ScoreFeatures.All.Count}）" : $"## Features ({ScoreFeatures.All.Count})");
        foreach (var feature in ScoreFeatures.All)
        {
            text.Append($"- `{feature.Name}` ({feature.Unit}): {feature.Meaning}\n");
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append("\n\n");

        void Table(OutcomeEvaluation outcome)
        {
            Line(ja
                ? $"検証 {outcome.TestRows} 人月、該当 {outcome.TestEvents}（{outcome.Prevalence:P2}）。的中率は通知 {model.Settings.LettersMax} "
                    + $"通／月あたり。"
                : $"Judged on {outcome.TestRows} person-months with {outcome.TestEvents} outcomes ({outcome.Prevalence:P2}); "
                    + $"precision at {model.Settings.LettersMax} letters a month.");
            text.Append(CardTexts.TableHead(ja));
            foreach (var s in outcome.Scorers)
            {
                var (m, f) = (s.BySex.First(x => x.Sex == Sex.Male), s.BySex.First(x => x.Sex == Sex.Female));
                text.Append($"| {s.Id} {s.Name} | {s.Precision.Value:0.000} [{s.Precision.Low:0.000}, {s.Precision.High:0.000}] "
                    + $"| {s.LettersForOne:0.0} ")
                    .Append($"| {s.Recall.Value:0.000} | {s.LeadMedian:0} | {s.AveragePrecision:0.000} | {s.NetBenefit:0.0000} | "
                        + $"{s.Calibration.Ratio:0.00} ")
                    .Append($"| {m.Recall:0.000} / {f.Recall:0.000} | {m.Calibration.Ratio:0.00} / {f.Calibration.Ratio:0.00} "
                        + $"|\n");
            }

            text.Append('\n');
        }
    }

    /// <summary>TRIPOD+AI (Collins et al. 2024), 27 items: what the program knows is filled in, the rest says who must.</summary>
    public static string Checklist(ScoreModelFile model, ScoreEvaluation evaluation, bool ja)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(evaluation);
        var text = new StringBuilder(ja ? "# TRIPOD+AI チェックリスト\n\n| 項目 | 内容 | 記載 |\n|---|---|---|\n"
            : "# TRIPOD+AI checklist\n\n| item | about | reported |\n|---|---|---|\n");
        var known = CardTexts.Known(model, evaluation, ja);
        foreach (var (number, name) in CardTexts.Items(ja))
        {
            var said = known.GetValueOrDefault(number) ?? (ja ? "担当者が記入" : "to be filled in by the office");
            text.Append($"| {number} | {name} | {said} |\n");
        }

        return text.ToString();
    }
}
