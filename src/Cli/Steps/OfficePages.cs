using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Office;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The sheet for the head of the section and the indicators of the fiscal year, beside a report.</summary>
public static class OfficePages
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary><c>head.html</c> and <c>kpi-YEAR.html</c>.</summary>
    /// <exception cref="UserError"><c>kpi/YEAR.json</c> can't be read.</exception>
    public static IReadOnlyList<OutputFile> Files(
        Session session, IClaimStore store, OutcomeResults results, ReleaseTables tables, ReportContext context,
        GateSettings gate, ClaimMonth latest)
    {
        var (scope, threshold) = (session.Settings.Detect.CountScope, session.Settings.Detect.Rules.R01.ReceiptsMin);
        var form = Form(session, YearOf(session.Today));
        var figures = MonthFigures.Count(store, [latest, latest.Plus(-12)], scope, threshold);
        return
        [
            new OutputFile("head.html", HeadPage.Build(tables, figures, context, gate)),
            new OutputFile($"kpi-{form.Year}.html",
                KpiPage.Build(form, Counts(session, store, form.Year, figures, latest), results, context, gate)),
        ];
    }

    // Each person once over the months of the 年度 that are complete.
    private static KpiCount Reached(Session session, IClaimStore store, int year, ClaimMonth latest)
    {
        var first = new ClaimMonth((year * 100) + 4);
        ClaimMonth[] months = [.. store.Months.Where(m => m >= first && m <= latest && m.MonthsSince(first) < 12)];
        if (months.Length == 0)
        {
            return new KpiCount("reached_20", null, null);
        }

        var (men, women) = MonthFigures.ReachedInAny(store, months, session.Settings.Detect.CountScope,
            session.Settings.Detect.Rules.R01.ReceiptsMin);
        return new KpiCount("reached_20", men, women) { Period = months.Length == 12 ? "" : $"{months[0]}～{months[^1]}" };
    }

    private static int YearOf(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;

    private static KpiForm Form(Session session, int year)
    {
        var path = session.Workspace.Paths.At($"kpi/{year}.json");
        if (!File.Exists(path))
        {
            return KpiForm.Default(year);
        }

        try
        {
            return JsonSerializer.Deserialize<KpiForm>(File.ReadAllText(path), s_json) is { Indicators.Count: > 0 } form ? form
                : throw new UserError(ExitCode.Input, "the file names no indicator", path, "see docs/outcomes.md for its form");
        }
        catch (JsonException problem)
        {
            throw new UserError(ExitCode.Input, problem.Message.Split(" Path:")[0], $"{path}: line {problem.LineNumber + 1}",
                "see docs/outcomes.md for its form");
        }
    }

    private static List<KpiCount> Counts(Session session, IClaimStore store, int year, IReadOnlyList<MonthFigures> figures,
        ClaimMonth latest)
    {
        var (from, to) = (new DateOnly(year, 4, 1), new DateOnly(year + 1, 3, 31));
        var posted = session.Book.Allocations.Select(a => a.Round)
            .Where(r => session.Book.PostingOf(r) is { } p && p.On >= from && p.On <= to)
            .ToHashSet(StringComparer.Ordinal);
        var pulled = session.Book.Pulled;
        var letters = session.Book.Letters.Where(l => posted.Contains(l.Round) && !pulled.Contains(l.LetterId)).ToList();
        var persons = letters.ToDictionary(l => l.LetterId, l => l.Person, StringComparer.Ordinal);
        var sexes = session.Book.Allocations.SelectMany(a => a.Persons).GroupBy(p => p.Person)
            .ToDictionary(g => g.Key, g => g.First().Sex);
        var contacts = session.Book.Contacts.Where(c => persons.ContainsKey(c.LetterId) && c.On >= from && c.On <= to).ToList();
        KpiCount People(string id, IEnumerable<long> people)
        {
            var by = people.Distinct().Select(p => sexes.GetValueOrDefault(p)).ToList();
            return new KpiCount(id, by.Count(s => s == Sex.Male), by.Count(s => s == Sex.Female));
        }

        var month = figures.Where(f => f.Month == latest).ToDictionary(f => f.Sex);
        List<KpiCount> counts =
        [
            People("letters_posted", letters.Select(l => l.Person)),
            People("contacted", contacts.Select(c => persons[c.LetterId])),
            People("connected", contacts.Where(c => c is { Consent: true, FirstVisitOn: > 0 }).Select(c => persons[c.LetterId])),
        ];
        if (month.Count == 2)
        {
            counts.Add(new KpiCount("approaching", month[Sex.Male].Approaching, month[Sex.Female].Approaching));
            counts.Add(new KpiCount("reached_20_month", month[Sex.Male].Reached, month[Sex.Female].Reached));
        }

        counts.Add(Reached(session, store, year, latest));

        return counts;
    }
}
