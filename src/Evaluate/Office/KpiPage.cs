using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Office;

/// <summary>One indicator an office must report, as <c>kpi/&lt;年度&gt;.json</c> asks for it (decisions D5).</summary>
/// <param name="Id">What the program counts: one of <see cref="KpiPage.Known"/>.</param>
/// <param name="Name">Name in the form.</param>
/// <param name="National">True for the national indicator (people who reached the threshold), false for prevention: never added
/// up.</param>
/// <param name="Target">Target of the year; null for none.</param>
/// <param name="Form">Name of the form it goes to; may be empty.</param>
public sealed record KpiIndicator(string Id, string Name, bool National, double? Target = null, string Form = "");

/// <summary>The indicators of one fiscal year.</summary>
/// <param name="Year">年度.</param>
/// <param name="Indicators">In the order of the form.</param>
public sealed record KpiForm(int Year, IReadOnlyList<KpiIndicator> Indicators)
{
    /// <summary>The form of an office that brings none.</summary>
    public static KpiForm Default(int year) => new(year,
    [
        new("reached_20", "月20件以上になった人数(年度内の実人数)", National: true), new("approaching", "月12～19件の人数(直近の月)", National: false),
        new("letters_posted", "お知らせを送った人数", National: false), new("contacted", "連絡のあった人数", National: false),
        new("connected", "窓口につながった人数", National: false),
    ]);
}

/// <summary>Count of people by sex behind an indicator.</summary>
/// <param name="Id">Indicator.</param>
/// <param name="Men">Men; null when there is nothing to count yet.</param>
/// <param name="Women">Women.</param>
public sealed record KpiCount(string Id, long? Men, long? Women)
{
    /// <summary>Months or days counted over, printed beside the name; empty for a whole 年度.</summary>
    public string Period { get; init; } = "";
}

/// <summary>The page of indicators for the yearly report; counts only, and 改善率 for reference beside the holdout's.</summary>
public static class KpiPage
{
    /// <summary>What can be counted.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["reached_20", "reached_20_month", "approaching", "letters_posted", "contacted", "connected"];

    /// <summary>The page in the language of the context.</summary>
    public static string Build(
        KpiForm form, IReadOnlyList<KpiCount> counts, OutcomeResults? results, ReportContext context, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        string Say(string text) => text.In(context.Language);
        var page = new HtmlPage(Say(Texts.KpiTitle(form.Year)), context.Language == Language.English ? "en" : "ja");
        page.Heading(1, Say(Texts.KpiTitle(form.Year))).Paragraph($"{context.Title}  {context.Today:yyyy-MM-dd}");
        foreach (var mark in context.Marks)
        {
            page.Notice(Say(Texts.MarkText(mark)), warning: true);
        }

        var parts = SafeTable.Gate.Apply([],
            [Part(form, counts, national: true), Part(form, counts, national: false), Improvement(results)], settings);
        (string Heading, string Note)[] headings =
            [(Texts.KpiNational, Texts.KpiNationalNote), (Texts.KpiPrevention, Texts.KpiPreventionNote),
                (Texts.KpiReference, Texts.KpiReferenceNote)];
        foreach (var (table, (heading, note)) in parts.Select(t => t.In(context.Language)).Zip(headings))
        {
            if (table.Rows.Count > 0)
            {
                page.Heading(2, Say(heading)).Paragraph(Say(note)).Table(
                    table.Title, table.Headers, table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.Text)]),
                    [.. Enumerable.Range(1, table.Headers.Count - 1)]);
            }
        }

        page.Paragraph(Say(Texts.HiddenLegend));
        return (context.Counted.Length > 0 ? page.Paragraph(Say(context.Counted)) : page).ToString();
    }

    private static DerivedTable Part(KpiForm form, IReadOnlyList<KpiCount> counts, bool national)
    {
        var rows = from indicator in form.Indicators
                   where indicator.National == national
                   let count = counts.FirstOrDefault(c => c.Id == indicator.Id)
                   select (IReadOnlyList<DerivedCell>)(count is null
                       ? [DerivedCell.Label(indicator.Name), .. Enumerable.Repeat(DerivedCell.Label(Checklists.ByStaff), 3),
                           Target(indicator), DerivedCell.Label(indicator.Form)]
                       :
                       [
                           DerivedCell.Label(count.Period.Length > 0 ? $"{indicator.Name} [{count.Period}]" : indicator.Name),
                           .. Cells(count),
                           Target(indicator), DerivedCell.Label(indicator.Form),
                       ]);
        return new DerivedTable(
            national ? "kpi_national" : "kpi_prevention", national ? Texts.KpiNational : Texts.KpiPrevention,
            [Texts.ItemHeader, Texts.ScopeLabel(Scope.Male), Texts.ScopeLabel(Scope.Female), Texts.Total, Texts.KpiTarget,
                Texts.KpiFormHeader], [.. rows]);
    }

    // 改善率: the share whose rate after posting is below that of the selection month.
    // The holdout's stands beside it, for it improves too.
    private static DerivedTable Improvement(OutcomeResults? results)
    {
        var rows = new List<IReadOnlyList<DerivedCell>>();
        foreach (var scope in results is null ? [] : Names.Scopes)
        {
            DerivedCell Share(bool letter)
            {
                var drawn = results!.Table.Only(scope).Persons.Where(p => p.Letter > 0 == letter).ToArray();
                var people = drawn.Where(p => p.In(Window.Selection).Months > 0 && p.In(Window.Post).Months > 0).ToArray();
                var better =
                    people.Count(p => p.In(Window.Post).Rate(Outcome.Claims) < p.In(Window.Selection).Rate(Outcome.Claims));
                var share = people.Length > 0 ? 100.0 * better / people.Length : double.NaN;
                return new DerivedCell(
                    double.IsFinite(share) ? $"{share:0.0}%" : Reports.Figures.None, share,
                    [people.Length, better, people.Length - better, drawn.Length - people.Length], []);
            }

            var (mine, theirs) = (Share(true), Share(false));
            var difference = mine.Value is { } a && theirs.Value is { } b ? a - b : double.NaN;
            rows.Add([DerivedCell.Label(Texts.ScopeLabel(scope)), mine, theirs,
                new DerivedCell(Reports.Figures.Percent(difference), difference, [.. mine.Persons, .. theirs.Persons], [])]);
        }

        return new DerivedTable(
            "kpi_improvement", Texts.KpiReference,
            [Texts.SexHeader, Texts.LetterArm, Texts.HoldoutArm, Texts.KpiDifference], rows);
    }

    private static IEnumerable<DerivedCell> Cells(KpiCount count) => count is { Men: { } men, Women: { } women }
        ? [Cell(men, men), Cell(women, women), Cell(men + women, men, women)]
        : Enumerable.Repeat(DerivedCell.Label(Texts.NoCompleteMonth), 3);

    private static DerivedCell Cell(long n, params long[] persons) => new(n.ToString("#,0"), n, persons, []);

    private static DerivedCell Target(KpiIndicator indicator) =>
        DerivedCell.Label(indicator.Target is { } target ? target.ToString("#,0.##") : Reports.Figures.None);
}
