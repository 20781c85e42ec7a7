using System.Globalization;
using System.Text.Json.Nodes;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Outcomes as the contract's JSON and as the by-sex table.</summary>
public static class OutcomesPages
{
    /// <summary><c>outcomes --format json</c>: exact and internal.</summary>
    public static JsonNode Json(OutcomeResults results, ReportContext context, IReadOnlyList<string> files, string countScope)
    {
        var node = JsonNode.Parse(OutcomeFiles.Json(results, context))!;
        node["files"] = new JsonArray([.. files.Select(f => (JsonNode)f)]);
        node["count_scope"] = countScope;
        return node;
    }

    /// <summary>Rate ratios by sex, primary estimator.</summary>
    public static ResultTable Table(OutcomeResults results, bool ja)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var outcome in Names.Outcomes)
        {
            foreach (var scope in Names.Scopes)
            {
                var estimate = results.Primary(outcome, scope);
                rows.Add(
                [
                    Names.Of(outcome), Names.Of(scope), Number(estimate.RateRatio),
                    $"{Number(estimate.RatioLow)}–{Number(estimate.RatioHigh)}",
                    P(estimate.Inference.P), $"{estimate.Observations}", estimate.Status,
                ]);
            }

            var interaction = results.PrimaryInteraction(outcome);
            rows.Add(
            [
                Names.Of(outcome), ja ? "女÷男" : "women ÷ men", Number(interaction.RateRatio),
                $"{Number(interaction.RatioLow)}–{Number(interaction.RatioHigh)}", P(interaction.Inference.P),
                $"{interaction.Observations}",
                interaction.Status,
            ]);
        }

        return new ResultTable(
            ja ? "手紙の群 ÷ 対照の群（率比、95%信頼区間）" : "letter ÷ holdout (rate ratio, 95 % CI)",
            ja ? ["指標", "範囲", "率比", "95%CI", "p", "人数", "状態"]
                : ["outcome", "scope", "rate ratio", "95 % CI", "p", "persons", "status"], rows);
    }

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";

    private static string P(double p) => !double.IsFinite(p) ? "–" : p < 0.001 ? "<.001"
        : p.ToString("0.000", CultureInfo.InvariantCulture);
}
