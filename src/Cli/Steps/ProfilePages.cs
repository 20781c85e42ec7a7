using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Profiles;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Lists of other programmes and what-if counts as JSON and tables; exact and internal.</summary>
public static class ProfilePages
{
    private const int PerPeople = 100_000; // as the national KDB figures are printed

    /// <summary><c>detect --profile</c> and <c>--compare</c>.</summary>
    public static CommandResult Result(ClaimMonth t0, ProfileComparison found, IReadOnlyList<string> marks, bool ja)
    {
        var lang = ja ? "ja" : "en";
        var json = new
        {
            Schema = "claimswatch.profiles/1",
            Disclosure = "internal",
            Marks = marks,
            Month = t0,
            Persons = DetectPages.Sexes(found.Persons),
            Lists = found.Lists.Select(l => new
            {
                Profile = l.Profile.Name,
                l.Profile.NameJa,
                l.Profile.Source,
                l.Profile.LeftOut,
                Persons = DetectPages.Sexes(l.Persons),
                Per100000 = Per(l.Persons, found.Persons),
                Rules = l.ByRule.Select(r => new { r.Rule, Persons = DetectPages.Sexes(r.Persons) }),
                NotEvaluable = l.CannotJudge.Select(n => new { n.Id, n.Verdict, n.Code }),
                People = found.Lists.Count > 1 ? null
                    : l.People.Select(p => new { Person = $"{p.Person}", p.Sex, p.Age, p.Rules }),
            }),
            Overlaps = found.Overlaps.Select(o => new { o.Profiles, Persons = DetectPages.Sexes(o.Persons) }),
            CountScope = found.Scope.In(lang),
            found.Totals.Receipts,
            ReceiptsWithoutDispensing = found.Totals.WithoutDispensing,
        };
        var lists = new ResultTable(
            ja ? $"{t0} のデータで、それぞれの基準に当てはまる人数" : $"people on each list, {t0}",
            ja ? ["基準", "名称", "男", "女", "不明", "10万人あたり", "ルール"]
                : ["profile", "name", "men", "women", "unknown", "per 100,000", "rules"],
            [
                .. found.Lists.Select(l => (IReadOnlyList<string>)
                [
                    l.Profile.Name, ja ? l.Profile.NameJa : l.Profile.NameEn, $"{l.Persons.Male}", $"{l.Persons.Female}",
                    $"{l.Persons.Unknown}",
                    $"{Per(l.Persons, found.Persons):0.0}",
                    string.Join(' ', l.ByRule.Select(r => $"{r.Rule}:{r.Persons.Everyone}")),
                ]),
            ]);
        var overlaps = new ResultTable(
            ja ? "重なり（ちょうどこの組み合わせに当てはまる人数）" : "overlap (people on exactly these lists)",
            [.. found.Lists.Select(l => l.Profile.Name), .. (string[])(ja ? ["男", "女", "不明"] : ["men", "women", "unknown"])],
            [
                .. found.Overlaps.Select(o => (IReadOnlyList<string>)
                [
                    .. found.Lists.Select(l => o.Profiles.Contains(l.Profile.Name) ? "●" : "・"),
                    $"{o.Persons.Male}", $"{o.Persons.Female}", $"{o.Persons.Unknown}",
                ]),
            ]);
        return new CommandResult(
            json, found.Lists.Count > 1 ? [lists, overlaps] : [lists],
            [
                .. marks.Select(m => (ja ? "印: " : "mark: ") + m),
                found.Scope.In(lang), DetectionSummary.Words(t0, found.Totals).In(lang),
                .. found.Lists.Select(l => $"{l.Profile.Name}: {l.Profile.Source}"),
                .. found.Lists.Where(l => l.Profile.LeftOut.Length > 0).Select(l => $"{l.Profile.Name}: {l.Profile.LeftOut}"),
                .. found.Lists.SelectMany(l =>
                    l.CannotJudge.Select(n => $"{l.Profile.Name}: {n.Id} {n.Verdict} — {n.Why.In(lang)}")),
            ]);
    }

    /// <summary>A programme's list: pseudonym, sex, age and the rules of its definition; marks are the last lines, so that the
    /// first is the header.</summary>
    public static string Csv(ProfileList list, IReadOnlyList<string> marks) => CsvText.Write(
    [
        ["person", "sex", "age", "rules"],
        .. list.People.Select(p => (IReadOnlyList<string>)
            [$"{p.Person}", $"{(int)p.Sex}", p.Age < 0 ? "" : $"{p.Age}", string.Join(' ', p.Rules)]),
        .. marks.Select(m => (IReadOnlyList<string>)[m]),
    ]);

    /// <summary><c>whatif</c>.</summary>
    public static CommandResult Result(ClaimMonth t0, WhatIfResult found, IReadOnlyList<string> marks, bool ja)
    {
        var lang = ja ? "ja" : "en";
        var added = found.After.NotEvaluable.Where(n =>
            found.Before.NotEvaluable.All(b => (b.Id, b.Code) != (n.Id, n.Code))).ToList();
        var rules = found.Before.ByRule.Zip(found.After.ByRule)
            .Where(r => r.First.Persons != r.Second.Persons || r.First.Candidates != r.Second.Candidates)
            .ToList();
        var json = new
        {
            Schema = "claimswatch.whatif/1",
            Disclosure = "internal",
            Marks = marks,
            Month = t0,
            Changes = found.Changes.Select(c => new { c.Key, c.Now, c.Tried, Unit = Detect.Texts.UnitOf(c.Key)?.En ?? "" }),
            CountScope = new { Now = found.Before.Scope.In(lang), Tried = found.After.Scope.In(lang) },
            Receipts = new { Now = found.Before.Totals, Tried = found.After.Totals },
            Selected = new { Now = Selected(found.Before), Tried = Selected(found.After) },
            NotEvaluable = added.Select(n => new { n.Id, n.Verdict, n.Code, Why = n.Why.In(lang) }),
            Candidates = new { Now = DetectPages.Sexes(found.Before.BySex), Tried = DetectPages.Sexes(found.After.BySex) },
            Staff = new { Now = found.Before.StaffList.Count, Tried = found.After.StaffList.Count },
            Joining = found.Joining.Count,
            Leaving = found.Leaving.Count,
            Rules = rules.Select(r =>
                new { r.First.Rule, Now = DetectPages.Sexes(r.First.Persons), Tried = DetectPages.Sexes(r.Second.Persons) }),
        };
        IReadOnlyList<string> Row(string what, SexCounts now, SexCounts tried) =>
            [what, $"{now.Male}", $"{now.Female}", $"{tried.Male}", $"{tried.Female}",
                $"{tried.Everyone - now.Everyone:+0;-0;0}"];
        return new CommandResult(
            json,
            [
                new ResultTable(
                    string.Join(", ",
                        found.Changes.Select(c => $"{c.Key}: {c.Now} → {c.Tried} ({Detect.Texts.UnitOf(c.Key)?.In(lang)})")),
                    ja ? ["", "いま 男", "いま 女", "変更後 男", "変更後 女", "差"]
                        : ["", "men now", "women now", "men then", "women then", "difference"],
                    [
                        Row(ja ? "候補" : "candidates", found.Before.BySex, found.After.BySex),
                        Row(ja ? "うち枠内" : "within the budget", SexCounts.Of(found.Before.Selected.Select(c => c.Sex)),
                            SexCounts.Of(found.After.Selected.Select(c => c.Sex))),
                        .. rules.Select(r => Row(r.First.Rule, r.First.Persons, r.Second.Persons)),
                    ]),
            ],
            [
                .. marks.Select(m => (ja ? "印: " : "mark: ") + m),
                .. new[] { (found.Before, ja ? "いま: " : "now: "), (found.After, ja ? "変更後: " : "then: ") }.Select(r =>
                    $"{r.Item2}{r.Item1.Scope.In(lang)} {DetectionSummary.Words(t0, r.Item1.Totals).In(lang)}")
                        .Distinct(StringComparer.Ordinal),
                .. added.Select(n => $"{n.Id} {n.Verdict}: {n.Why.In(lang)}"),
                ja ? $"新しく候補になる人 {found.Joining.Count}、候補でなくなる人 {found.Leaving.Count}。何も書き込んでいません。"
                    : $"{found.Joining.Count} would join, {found.Leaving.Count} would leave; nothing was written.",
            ]);
    }

    private static object Selected(DetectResult result) => DetectPages.Sexes(SexCounts.Of(result.Selected.Select(c => c.Sex)));

    private static double Per(SexCounts on, SexCounts of) => of.Everyone == 0 ? 0 : on.Everyone * (double)PerPeople / of.Everyone;
}
