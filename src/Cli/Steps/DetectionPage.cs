using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Profiles;
using ClaimsWatch.Documents;
using ClaimsWatch.Documents.Svg;

namespace ClaimsWatch.Cli.Steps;

/// <summary>
/// Self-contained pages of a detection, exact and internal: <c>detection.html</c> of a round, with attrition by sex and reason
/// and what each rule found alone, and <c>compare-….html</c> of other programmes' lists.
/// </summary>
internal static class DetectionPage
{
    private const int ColumnsMax = 24;
    private static readonly string[] s_sexes = ["男", "女", "不明"];
    private static readonly string[] s_counts = ["男", "女", "不明", "計"];

    /// <summary>The page of a round.</summary>
    public static byte[] Write(Round round, DetectResult result)
    {
        var page = Start($"選定の記録 {round.Id}", round.Marks, DetectionSummary.Counted(result).Select(n => n.Ja));
        page.Heading(2, "候補になるまで（男女別・理由別）");
        page.Table(
            "残った人数と、ここで外れた人数", ["段階", "内容", "残り 男", "残り 女", "残り 不明", "外れた 男", "外れた 女", "外れた 不明"],
            result.Attrition.Select(a => (IReadOnlyList<string>)
            [
                a.Step, a.Name.Ja, $"{a.Remaining.Male}", $"{a.Remaining.Female}", $"{a.Remaining.Unknown}", $"{a.Removed.Male}",
                $"{a.Removed.Female}", $"{a.Removed.Unknown}",
            ]),
            [2, 3, 4, 5, 6, 7]);
        page.Paragraph("男女で外れ方が違うと、それだけで結果の男女差が生じます。");
        page.Table(
            "除外に当てはまった人数（先に別の除外で外れた人も数える）", ["除外", "扱い", "理由", .. s_counts],
            result.ExcludedByReason.Where(e => e.Persons.Everyone > 0)
                .Select(e => Row([e.Exclusion, $"{e.Class}", e.Name.Ja], e.Persons)),
            [3, 4, 5, 6]);
        AddRules(page, result);
        page.Heading(2, "判定できないもの");
        page.Paragraph("「判定できない」は「該当者がいない」ではありません。");
        page.Table(
            "この回の記録で判定できないもの", ["ID", "判定", "理由", .. s_counts],
            result.NotEvaluable.Select(n => Row([n.Id, DetectionSummary.VerdictWord(n.Verdict), n.Why.Ja], n.Persons)),
            [3, 4, 5, 6]);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    /// <summary>The page of some programmes' lists.</summary>
    public static byte[] Write(ClaimMonth t0, ProfileComparison found, IReadOnlyList<string> marks)
    {
        var names = found.Lists.Select(l => l.Profile.Name).ToList();
        var page = Start($"基準の比べ合わせ {t0}", marks, [found.Scope.Ja, DetectionSummary.Words(t0, found.Totals).Ja]);
        page.Figure(
            new UpSetPlot(
                "基準の重なり", $"{string.Join("、", names)} の一覧が、どの組み合わせで何人重なるか",
                [.. found.Lists.Select(l => new UpSetRow(l.Profile.Name, l.Persons.Everyone))],
                [.. found.Overlaps.Take(ColumnsMax)
                    .Select(o => Column([.. o.Profiles.Select(p => names.IndexOf(p))], o.Persons))],
                s_sexes)
            { YLabel = "ちょうどこの組み合わせの人数" }.ToSvg(),
            Note(found.Overlaps.Count));
        page.Table(
            "それぞれの基準に当てはまる人数", ["基準", "名称", .. s_counts, "出典", "ここでしていないこと"],
            found.Lists.Select(l => (IReadOnlyList<string>)
                [.. Row([l.Profile.Name, l.Profile.NameJa], l.Persons), l.Profile.Source, l.Profile.LeftOut]),
            [2, 3, 4, 5]);
        page.List(found.Lists.SelectMany(l => l.CannotJudge.Select(n =>
            $"{l.Profile.Name}: {n.Id} {DetectionSummary.VerdictWord(n.Verdict)}：{n.Why.Ja}")));
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void AddRules(HtmlPage page, DetectResult result)
    {
        var fired = result.ByRule.Where(r => r.Persons.Everyone > 0).ToList();
        var ids = fired.Select(r => r.Rule).ToList();
        page.Heading(2, "条件ごとの人数（除外の前）");
        page.Table(
            "当てはまった人数、その条件だけの人数、順位のついた人数", ["条件", "名称", .. s_counts, "だけ", "候補"],
            fired.Select(r => (IReadOnlyList<string>)
                [.. Row([r.Rule, r.Name.Ja], r.Persons), $"{r.Alone.Everyone}", $"{r.Candidates.Everyone}"]),
            [2, 3, 4, 5, 6, 7]);
        if (fired.Count > 0)
        {
            page.Figure(
                new UpSetPlot(
                    "条件の重なり", "どの条件の組み合わせに何人が当てはまったか",
                    [.. fired.Select(r => new UpSetRow($"{r.Rule} {r.Name.Ja}", r.Persons.Everyone))],
                    [.. result.Combinations.Take(ColumnsMax)
                        .Select(c => Column([.. c.Rules.Split('+').Select(r => ids.IndexOf(r))], c.Persons))],
                    s_sexes)
                { YLabel = "ちょうどこの組み合わせの人数" }.ToSvg(),
                Note(result.Combinations.Count));
        }
    }

    private static HtmlPage Start(string title, IReadOnlyList<string> marks, IEnumerable<string> notes)
    {
        var page = new HtmlPage(title).Style("td { overflow-wrap: anywhere; }\n"); // addresses of sources
        if (marks.Count > 0)
        {
            page.Notice(string.Join("・", marks), warning: true);
        }

        return page.Heading(1, title).Notice("内部用です。人数は秘匿処理をしていません。外に出すときは release/ を使ってください。").List(notes);
    }

    private static UpSetColumn Column(IReadOnlyList<int> sets, SexCounts persons) =>
        new(sets, [persons.Male, persons.Female, persons.Unknown]);

    private static string Note(int combinations) => combinations > ColumnsMax
        ? $"{combinations} 通りの組み合わせのうち、多いほうから {ColumnsMax} 通り。" : $"すべての組み合わせ（{combinations} 通り）。";

    private static IReadOnlyList<string> Row(IReadOnlyList<string> words, SexCounts counts) =>
        [.. words, $"{counts.Male}", $"{counts.Female}", $"{counts.Unknown}", $"{counts.Everyone}"];
}
