using System.Text;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Documents;
using DetectTexts = ClaimsWatch.Detect.Texts;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Facts about one pseudonym: on the terminal, as JSON, and as one page for staff.</summary>
public static class ExplainPages
{
    private const int NearestShown = 8;
    private static readonly int[] s_numbers = [1, 2, 3, 4, 5, 6, 7];

    /// <summary>Tables and JSON.</summary>
    public static CommandResult Result(Explanation explained, IReadOnlyList<string> marks, bool ja)
    {
        var lang = ja ? "ja" : "en";
        return new CommandResult(
            Json(explained, marks, lang),
            [
                Facts(explained, ja), Found(explained, ja), Conditions(explained, ja),
                .. explained.Overlaps.Count == 0 ? Array.Empty<ResultTable>() : [Overlaps(explained, ja)],
                .. explained.Exclusions.Count == 0 ? Array.Empty<ResultTable>() : [Exclusions(explained, ja)],
                .. explained.Reasons.Count == 0 ? Array.Empty<ResultTable>() : [Reasons(explained, ja)],
            ],
            [
                .. marks.Select(m => (ja ? "印: " : "mark: ") + m),
                (ja ? "答え: " : "answer: ") + explained.OutcomeWords.In(lang),
                .. explained.WouldChange.Select(w => (ja ? "変わるとすれば: " : "would change it: ") + w.In(lang)),
                .. explained.NotEvaluable.Select(n => $"{n.Id} {n.Verdict}: {n.Why.In(lang)}"),
                explained.Scope.In(lang),
            ]);
    }

    /// <summary>One page for staff to print; in Japanese, without an identity.</summary>
    public static byte[] Page(Explanation explained, IReadOnlyList<string> marks)
    {
        var page = new HtmlPage($"記録の説明 {explained.Person}").Style(
            "main { max-width: 60rem; } body { font-size: 13px; line-height: 1.45; } h2 { margin: 1rem 0 .3rem; font-size: 1rem; "
                + "}\n"
            + "table { font-size: .9em; margin: .3rem 0; } th, td { padding: .1rem .4rem; } td:first-child { white-space: "
            + "nowrap; }\n"
            + "@page { margin: 10mm; } @media print { body { font-size: 7.5pt; line-height: 1.35; } }\n");
        if (marks.Count > 0)
        {
            page.Notice(string.Join("・", marks), warning: true);
        }

        page.Heading(1, $"記録の説明　{JapaneseDate.EraMonth(explained.Month)}")
            .Paragraph($"個人（仮名の番号）{explained.Person}　{AgeWord(explained.Age)}　区分 {explained.Band}")
            .Notice($"答え：{explained.OutcomeWords.Ja}")
            .Paragraph("職員用・内部用です。記録にある事実だけを示し、本人についての評価ではありません。市販薬・自費の受診は見えません。");
        Add(page, Facts(explained, ja: true) with { Title = "12か月の記録" }, s_numbers);
        Add(page, Found(explained, ja: true));
        AddSupplies(page, explained);
        Add(page, Nearest(explained));
        Add(page, Exclusions(explained, ja: true));
        Add(page, Reasons(explained, ja: true));
        page.Heading(2, "答えが変わるとすれば").List(explained.WouldChange.Take(NearestShown).Select(w => w.Ja));
        if (explained.NotEvaluable.Count > 0)
        {
            page.Heading(2, "この月の記録では判定できないもの")
                .List(explained.NotEvaluable.Select(n => $"{n.Id} {DetectionSummary.VerdictWord(n.Verdict)}：{n.Why.Ja}"));
        }

        page.Paragraph($"{explained.Scope.Ja}並べた値 {DetectTexts.Number(explained.Score)}（{explained.ScoreName}）");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static object Json(Explanation explained, IReadOnlyList<string> marks, string lang) => new
    {
        Schema = "claimswatch.explain/1",
        Disclosure = "internal",
        Marks = marks,
        explained.Person,
        explained.Month,
        explained.Outcome,
        OutcomeWords = explained.OutcomeWords.In(lang),
        explained.Age,
        explained.Band,
        Facts = explained.Months,
        Supplies = explained.Supplies.Select(s => new
        {
            Ingredient = $"{s.Ingredient:D7}",
            Drug = $"{s.Drug}",
            Prescriber = $"{s.Prescriber:D10}",
            s.From,
            s.SupplyDays,
        }),
        Overlaps = explained.Overlaps.Select(o => new
        {
            Ingredient = $"{o.Ingredient:D7}",
            o.Days,
            o.DaysSupplied,
            o.Tablets,
            o.TabletsSupplied,
            o.Ddd,
            o.DddSupplied,
        }),
        DddTable = NaiveOverlap.DddSource,
        Rules = explained.Rules.Select(r => new
        {
            r.Rule,
            Name = r.Name.In(lang),
            r.Fires,
            r.Tier,
            Conditions = r.Conditions.Select(c =>
                new { c.Code, Words = c.Words.In(lang), c.Value, c.Threshold, c.Setting, c.IsMet, c.Missing }),
            r.Evidence,
        }),
        Exclusions =
            explained.Exclusions.Select(e => new { e.Exclusion, e.Class, e.Reason, Words = DetectTexts.Of(e.Reason).In(lang) }),
        explained.Score,
        explained.ScoreName,
        Reasons = explained.Reasons.Select(r => new { r.Code, Fact = lang == "ja" ? r.Ja : r.En, r.Contribution }),
        WouldChange = explained.WouldChange.Select(w => w.In(lang)),
        NotEvaluable = explained.NotEvaluable.Select(n => new { n.Id, n.Verdict, n.Code, Why = n.Why.In(lang) }),
        CountScope = explained.Scope.In(lang),
    };

    private static ResultTable Facts(Explanation explained, bool ja) => new(
        $"{explained.Person} {explained.Month} {explained.OutcomeWords.In(ja ? "ja" : "en")}",
        ja ? ["月", "在籍日", "件数", "調剤を除く", "医療機関", "薬局", "日数", "錠・カプセル"]
            : ["month", "days at risk", "receipts", "without 調剤", "institutions", "pharmacies", "visit days", "tablets"],
        [
            .. explained.Months.Select(m => (IReadOnlyList<string>)
            [
                $"{m.Month}", $"{m.AtRiskDays}", $"{m.Receipts}", $"{m.WithoutDispensing}", $"{m.Institutions}",
                $"{m.Pharmacies}",
                $"{m.VisitDays}", $"{m.DispensedQuantity:0.#}",
            ]),
        ]);

    private static ResultTable Found(Explanation explained, bool ja)
    {
        var lang = ja ? "ja" : "en";
        return new ResultTable(
            ja ? "当てはまった条件と、そのもとの事実" : "rules that fired, and the facts behind them",
            ja ? ["ルール", "名称", "事実", "月：数（コード）"] : ["rule", "name", "fact", "month: number (codes)"],
            [
                .. explained.Rules.Where(r => r.Fires)
                .SelectMany(r => r.Evidence.GroupBy(e => e.Fact).Select(fact => (IReadOnlyList<string>)
                    [r.Rule, r.Name.In(lang), DetectTexts.Of(fact.Key).In(lang), string.Join("　", fact.Select(Dated))])),
            ]);
    }

    private static string Dated(Evidence e) =>
        $"{e.Month}：{DetectTexts.Number(e.Value)}{(e.Detail.Length == 0 ? "" : $"（{e.Detail}）")}";

    private static ResultTable Conditions(Explanation explained, bool ja)
    {
        var lang = ja ? "ja" : "en";
        return new ResultTable(
            ja ? "ルールと、あといくつか" : "rules, and how far",
            ja ? ["ルール", "名称", "該当", "条件", "足りない数"] : ["rule", "name", "fires", "condition", "missing"],
            [
                .. explained.Rules.SelectMany(r => r.Conditions.Select(c => (IReadOnlyList<string>)
                    [r.Rule, r.Name.In(lang), r.Fires ? "○" : "", c.Words.In(lang), Missing(c)])),
            ]);
    }

    // Every rule that did not fire, one row each, with what it lacks.
    private static ResultTable Nearest(Explanation explained)
    {
        var silent = explained.NotEvaluable.Where(n => n.Verdict == Verdict.Cannot).Select(n => n.Id)
            .ToHashSet(StringComparer.Ordinal);
        return new ResultTable(
            "当てはまらなかった条件と、あといくつか", ["ルール", "名称", "足りないもの"],
            [
                .. explained.Rules.Where(r => !r.Fires).Select(r => (IReadOnlyList<string>)
                [
                    r.Rule, r.Name.Ja,
                    silent.Contains(r.Rule) ? "判定できない"
                        : string.Join("／",
                            r.Conditions.Where(c => !c.IsMet).Select(c => c.Words.Ja).Distinct(StringComparer.Ordinal)),
                ]),
            ]);
    }

    private static ResultTable Reasons(Explanation explained, bool ja) => new(
        ja ? $"並びの理由になった事実（{explained.ScoreName}）" : $"facts that carry the score ({explained.ScoreName})",
        ja ? ["事実", "点の内訳"] : ["fact", "part of the score"],
        [.. explained.Reasons.Select(r => (IReadOnlyList<string>)[ja ? r.Ja : r.En, $"{r.Contribution:+0.###;-0.###}"])]);

    private static ResultTable Exclusions(Explanation explained, bool ja) => new(
        ja ? "除外" : "exclusions", ja ? ["除外", "扱い", "理由"] : ["exclusion", "class", "reason"],
        [
            .. explained.Exclusions.Select(e => (IReadOnlyList<string>)
                [e.Exclusion, ClassWord(e.Class, ja), DetectTexts.Of(e.Reason).In(ja ? "ja" : "en")]),
        ]);

    private static void AddSupplies(HtmlPage page, Explanation explained)
    {
        if (explained.Supplies.Count > 0)
        {
            Add(page, new ResultTable(
                "2か所以上の医療機関から出た内服薬（3か月）", ["調剤日", "日数", "成分", "お薬", "処方した医療機関"],
                [
                    .. explained.Supplies.Select(s => (IReadOnlyList<string>)
                    [
                        JapaneseDate.EraDay(s.From), $"{s.SupplyDays}", $"{s.Ingredient:D7}",
                        DrugList.BuiltIn.Find(s.Drug)?.Name ?? $"{s.Drug}", $"{s.Prescriber:D10}",
                    ]),
                ]));
            Add(page, Overlaps(explained, ja: true));
            page.Paragraph("同じ日に複数の医療機関の分があるとき、いちばん多い分を除いた残りを重なりと数えます。DDD は " + NaiveOverlap.DddSource);
        }
    }

    private static ResultTable Overlaps(Explanation explained, bool ja) => new(
        ja ? "同じ成分の重なり（3か月、複数の医療機関から）" : "overlap within an ingredient of several prescribers, three months",
        ja ? ["成分", "重なる日数／全日数", "錠・カプセル", "DDD"] : ["ingredient", "days of all", "tablets of all", "DDD of all"],
        [
            .. explained.Overlaps.Select(o => (IReadOnlyList<string>)
                [$"{o.Ingredient:D7}", Part(o.Days, o.DaysSupplied), Part(o.Tablets, o.TabletsSupplied),
                    Part(o.Ddd, o.DddSupplied)]),
        ]);

    private static string Part(decimal? overlap, decimal? supplied) => overlap is null ? "－" : $"{overlap:0.##}／{supplied:0.##}";

    private static void Add(HtmlPage page, ResultTable table, params int[] numbers)
    {
        page.Heading(2, table.Title);
        if (table.Rows.Count == 0)
        {
            page.Paragraph("ありません。");
        }
        else
        {
            page.Table("", table.Columns, table.Rows, numbers);
        }
    }

    private static string Missing(ExplainedCondition c) => c.IsMet ? "" : c.Missing is { } m ? $"{m:0.##}" : "?";

    private static string AgeWord(int age) => age < 0 ? "年齢不明" : $"{age}歳";

    private static string ClassWord(ExclusionClass kind, bool ja) => (kind, ja) switch
    {
        (ExclusionClass.Hard, true) => "送らない",
        (ExclusionClass.Hold, true) => "この回は保留（検討リストへ）",
        (ExclusionClass.Route, true) => "別の送り方（検討リストへ）",
        _ => $"{kind}",
    };
}
