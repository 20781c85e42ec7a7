using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The result of a detection as the contract's JSON and as tables.</summary>
public static class DetectPages
{
    /// <summary><c>detect --format json</c>. Exact and internal; persons as text.</summary>
    public static object Json(Round round, DetectResult result) => new
    {
        Schema = "claimswatch.detect/1",
        Disclosure = "internal",
        round.Marks,
        Round = round.Id,
        round.SelectionMonth,
        Month = result.Month,
        result.AsOf,
        Persons = result.Persons.Everyone,
        Candidates = result.Candidates.Count,
        Selected = result.Selected.Count,
        result.RankedBy,
        BySex = Sexes(result.BySex),
        ByRule = result.ByRule.Select(r => new
        {
            r.Rule,
            Name = r.Name.Ja,
            Persons = Sexes(r.Persons),
            Alone = Sexes(r.Alone),
            Candidates = Sexes(r.Candidates),
        }),
        Combinations = result.Combinations.Select(c => new { Rules = c.Rules.Split('+'), Persons = Sexes(c.Persons) }),
        ExcludedByReason = result.ExcludedByReason.Select(e =>
            new { e.Exclusion, e.Class, e.Reason, Name = e.Name.Ja, Persons = Sexes(e.Persons) }),
        Attrition = result.Attrition.Select(a =>
            new { a.Step, a.Reason, Name = a.Name.Ja, Removed = Sexes(a.Removed), Remaining = Sexes(a.Remaining) }),
        NotEvaluable = result.NotEvaluable.Select(n =>
            new { n.Id, n.Verdict, n.Code, Why = n.Why.Ja, Persons = Sexes(n.Persons), n.BlocksLetters }),
        Staff = result.StaffList.Count,
        CountScope = result.Scope.Ja,
        Receipts = result.Totals.Receipts,
        ReceiptsWithoutDispensing = result.Totals.WithoutDispensing,
        Unadjusted = result.Unadjusted?.Totals,
        Season = result.Season.Ja,
        Ranking = result.Candidates.Select(c => new
        {
            c.Rank,
            Person = $"{c.Person}",
            c.Sex,
            c.Age,
            c.Band,
            c.Selected,
            c.Branch,
            Rules = c.Hits.Select(h => h.Rule),
            c.Facts.Claims,
            c.Facts.ClaimsWithoutDispensing,
            c.Facts.Institutions,
            c.Facts.Pharmacies,
            c.Score,
            c.ScoreName,
            c.Reasons,
        }),
    };

    /// <summary>Tables for people.</summary>
    public static IReadOnlyList<ResultTable> Tables(DetectResult result, bool ja)
    {
        var lang = ja ? "ja" : "en";
        return
        [
            new ResultTable(
                ja ? $"{result.Month} の候補（{result.Scope.Ja}）" : $"candidates of {result.Month} ({result.Scope.En})",
                ja ? ["ルール", "名称", "男", "女", "不明", "これだけ", "うち候補"]
                    : ["rule", "name", "men", "women", "unknown", "alone", "candidates"],
                [
                    .. result.ByRule.Select(r => (IReadOnlyList<string>)
                        [.. Row(r.Rule, r.Name.In(lang), r.Persons, $"{r.Alone.Everyone}"), $"{r.Candidates.Everyone}"]),
                ]),
            new ResultTable(
                ja ? "候補になるまで（残った人数）" : "attrition (people left)",
                ja ? ["段階", "内容", "男", "女", "不明", "外れた 男", "外れた 女", "外れた 不明"]
                    : ["step", "what", "men", "women", "unknown", "men out", "women out", "unknown out"],
                [
                    .. result.Attrition.Select(a => (IReadOnlyList<string>)
                        [.. Row(a.Step, a.Name.In(lang), a.Remaining, $"{a.Removed.Male}"), $"{a.Removed.Female}",
                            $"{a.Removed.Unknown}"]),
                ]),
            .. result.NotEvaluable.Count == 0 ? Array.Empty<ResultTable>() :
            [
                new ResultTable(
                    ja ? "判定できないもの" : "what could not be judged",
                    ja ? ["ID", "判定", "理由"] : ["id", "verdict", "why"],
                    [.. result.NotEvaluable.Select(n => (IReadOnlyList<string>)[n.Id, $"{n.Verdict}", n.Why.In(lang)])]),
            ],
        ];
    }

    /// <summary>Counts by sex with the contract's names.</summary>
    public static object Sexes(SexCounts counts) => new { counts.Male, counts.Female, counts.Unknown };

    private static IReadOnlyList<string> Row(string id, string name, SexCounts counts, string last) =>
        [id, name, $"{counts.Male}", $"{counts.Female}", $"{counts.Unknown}", last];
}
