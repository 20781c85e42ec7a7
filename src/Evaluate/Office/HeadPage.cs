using ClaimsWatch.Core.Claims;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Office;

/// <summary>
/// One sheet for the head of the section: the answer, this month beside the same month of last year, and questions that will be
/// asked.
/// </summary>
public static class HeadPage
{
    /// <summary>The page in the language of the context, made from released tables and gated figures.</summary>
    public static string Build(ReleaseTables tables, IReadOnlyList<MonthFigures> figures, ReportContext context,
        GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        tables = tables.In(context.Language);
        string Say(string text) => text.In(context.Language);
        var page = new HtmlPage(Say(Texts.HeadTitle), context.Language == Language.English ? "en" : "ja")
            .Style("main { max-width: 48rem; } h2 { margin-top: 1rem; } @media print { body { font-size: 9.5pt; line-height: "
                + "1.45; } }\n");
        page.Heading(1, Say(Texts.HeadTitle)).Paragraph($"{context.Title}  {context.Today:yyyy-MM-dd}");
        foreach (var mark in context.Marks)
        {
            page.Notice(Say(Texts.MarkText(mark)), warning: true);
        }

        var conclusions = Conclusions.Of(tables);
        page.Heading(2, Say(Texts.HeadAnswer)).List(conclusions.Sentences.Select(Say));
        if (tables["harm_limits"].Rows.Any(r => r[4].Text == Say(Texts.LimitExceeded)))
        {
            page.Notice(Say(Texts.HarmAlarm), warning: true);
        }

        var table = SafeTable.Gate.Apply([], [Figures(figures)], settings)[0].In(context.Language);
        page.Heading(2, Say(Texts.HeadMonths)).Table(
            table.Title, table.Headers, table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.Text)]),
            [.. Enumerable.Range(1, table.Headers.Count - 1)]);
        page.Paragraph(Say(Texts.HeadMonthsNote));
        if (context.Counted.Length > 0)
        {
            page.Paragraph(Say(context.Counted));
        }

        page.Heading(2, Say(Texts.HeadQuestions));
        page.Table(
            Say(Texts.HeadQuestions), [Say(Texts.Question), Say(Texts.Answer)],
            Texts.ExpectedQuestions(conclusions.ClaimsAny).Select(q => (IReadOnlyList<string>)[Say(q.Question), Say(q.Answer)]));
        return page.ToString();
    }

    /// <summary>Months side by side, by sex; the totals are hidden when one sex is.</summary>
    internal static DerivedTable Figures(IReadOnlyList<MonthFigures> figures)
    {
        ClaimMonth[] months = [.. figures.Select(f => f.Month).Distinct().OrderDescending()];
        var rows = new List<IReadOnlyList<DerivedCell>>();
        (string Label, Func<MonthFigures, long> Count)[] lines =
            [(Texts.HeadPersons, f => f.Persons), (Texts.HeadApproaching, f => f.Approaching),
                (Texts.HeadReached, f => f.Reached)];
        foreach (var (label, count) in lines)
        {
            rows.AddRange(SexRows(label, figures, months, count));
        }

        rows.AddRange(((Sex[])[Sex.Male, Sex.Female]).Select(sex => (IReadOnlyList<DerivedCell>)
        [
            DerivedCell.Label(Texts.HeadRate), DerivedCell.Label(Texts.SexLabel(sex)),
            .. months.Select(m => figures.Single(f => f.Month == m && f.Sex == sex)).Select(f =>
                new DerivedCell(Reports.Figures.Rate(f.Rate), f.Rate, [f.Persons], [])),
        ]));
        return new DerivedTable(
            "months", Texts.HeadMonths, [Texts.ItemHeader, Texts.SexHeader, .. months.Select(m => m.ToString())], rows);
    }

    private static IEnumerable<IReadOnlyList<DerivedCell>> SexRows(
        string label, IReadOnlyList<MonthFigures> figures, ClaimMonth[] months, Func<MonthFigures, long> count)
    {
        long Of(ClaimMonth month, Sex sex) => count(figures.Single(f => f.Month == month && f.Sex == sex));
        DerivedCell Cell(long n, params long[] persons) => new(n.ToString("#,0"), n, persons, []);
        yield return [DerivedCell.Label(label), DerivedCell.Label(Texts.ScopeLabel(Scope.Male)),
            .. months.Select(m => Cell(Of(m, Sex.Male), Of(m, Sex.Male)))];
        yield return [DerivedCell.Label(label), DerivedCell.Label(Texts.ScopeLabel(Scope.Female)),
            .. months.Select(m => Cell(Of(m, Sex.Female), Of(m, Sex.Female)))];
        yield return
        [
            DerivedCell.Label(label), DerivedCell.Label(Texts.ScopeLabel(Scope.All)),
            .. months.Select(m => Cell(Of(m, Sex.Male) + Of(m, Sex.Female), Of(m, Sex.Male), Of(m, Sex.Female))),
        ];
    }
}
