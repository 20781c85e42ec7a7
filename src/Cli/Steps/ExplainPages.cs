using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Cli.Steps;

/// <summary>One page of facts about one pseudonym.</summary>
public static class ExplainPages
{
    /// <summary>Tables and JSON.</summary>
    public static CommandResult Result(Explanation explained, bool ja)
    {
        var lang = ja ? "ja" : "en";
        return new CommandResult(
            new
            {
                Schema = "claimswatch.explain/1",
                Disclosure = "internal",
                explained.Person,
                explained.Month,
                explained.Outcome,
                OutcomeWords = explained.OutcomeWords.In(lang),
                explained.Age,
                explained.Band,
                Facts = explained.Months,
                Rules = explained.Rules.Select(r => new
                {
                    r.Rule,
                    Name = r.Name.In(lang),
                    r.Fires,
                    r.Tier,
                    Conditions = r.Conditions.Select(c => new { c.Code, Words = c.Words.In(lang), c.Value, c.Threshold, c.Setting, c.IsMet, c.Missing }),
                    r.Evidence,
                }),
                explained.Exclusions,
                explained.Score,
                explained.ScoreName,
                Reasons = explained.Reasons.Select(r => new { r.Code, Fact = ja ? r.Ja : r.En, r.Contribution }),
                WouldChange = explained.WouldChange.Select(w => w.In(lang)),
                CountScope = explained.Scope.In(lang),
            },
            [
                new ResultTable(
                    $"{explained.Person} {explained.Month} {explained.OutcomeWords.In(lang)}",
                    ja ? ["月", "在籍日", "件数", "調剤を除く", "医療機関", "薬局", "日数", "錠・カプセル"]
                        : ["month", "days at risk", "receipts", "without 調剤", "institutions", "pharmacies", "visit days", "tablets"],
                    [
                        .. explained.Months.Select(m => (IReadOnlyList<string>)
                        [
                            $"{m.Month}", $"{m.AtRiskDays}", $"{m.Receipts}", $"{m.WithoutDispensing}", $"{m.Institutions}", $"{m.Pharmacies}",
                            $"{m.VisitDays}", $"{m.DispensedQuantity:0.#}",
                        ]),
                    ]),
                new ResultTable(
                    ja ? "ルールと、あといくつか" : "rules, and how far",
                    ja ? ["ルール", "名称", "該当", "条件", "足りない数"] : ["rule", "name", "fires", "condition", "missing"],
                    [
                        .. explained.Rules.SelectMany(r => r.Conditions.Select(c => (IReadOnlyList<string>)
                            [r.Rule, r.Name.In(lang), r.Fires ? "○" : "", c.Words.In(lang), c.IsMet ? "" : c.Missing is { } m ? $"{m:0.##}" : "?"])),
                    ]),
                .. explained.Reasons.Count == 0 ? Array.Empty<ResultTable>() : [new ResultTable(
                    ja ? $"並びの理由になった事実（{explained.ScoreName}）" : $"facts that carry the score ({explained.ScoreName})",
                    ja ? ["事実", "点の内訳"] : ["fact", "part of the score"],
                    [.. explained.Reasons.Select(r => (IReadOnlyList<string>)[ja ? r.Ja : r.En, $"{r.Contribution:+0.###;-0.###}"])])],
            ],
            [
                .. explained.Exclusions.Select(e => $"{e.Exclusion} {e.Class} {e.Reason}"),
                .. explained.WouldChange.Select(w => w.In(lang)),
                explained.Scope.In(lang),
            ]);
    }
}
