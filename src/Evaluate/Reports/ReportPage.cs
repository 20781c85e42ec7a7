using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// The outcome report: one self-contained page in one language, made from released tables only.
/// </summary>
public sealed class ReportPage
{
    private readonly ReleaseTables _tables;
    private readonly ReportContext _context;
    private readonly HtmlPage _page;

    private ReportPage(ReleaseTables tables, ReportContext context)
    {
        _tables = tables;
        _context = context;
        _page = new HtmlPage(Say(Texts.ReportTitle), tables.Language == Language.English ? "en" : "ja");
    }

    /// <summary>The page in the language of the tables; same tables and context, same text.</summary>
    public static string Build(ReleaseTables tables, TrendBands? bands, IReadOnlyList<Note> notes, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(context);
        var report = new ReportPage(tables, context);
        report.Opening();
        report.Summary(notes);
        report.Results(bands);
        report.People();
        report.HarmsAndMeasures();
        report.Background();
        return report._page.ToString();
    }

    private string Say(string text) => text.In(_tables.Language);

    private void Opening()
    {
        _page.Heading(1, Say(Texts.ReportTitle)).Paragraph(Say(Texts.ReportSubtitle))
            .Paragraph($"{_context.Title}  {_context.Today:yyyy-MM-dd}");
        foreach (var mark in _context.Marks)
        {
            _page.Notice(Say(Texts.MarkText(mark)), warning: true);
        }
    }

    private void Summary(IReadOnlyList<Note> notes)
    {
        _page.Heading(2, Say(Texts.SummaryHeading));
        var conclusions = Conclusions.Of(_tables);
        _page.List(conclusions.Sentences.Select(Say));
        if (conclusions.ClaimsAny)
        {
            _page.Paragraph(Say(Texts.OneInTwenty));
        }

        if (_tables["harm_limits"].Rows.Any(r => r[4].Text == Say(Texts.LimitExceeded)))
        {
            _page.Notice(Say(Texts.HarmAlarm), warning: true);
        }

        _page.Paragraph(Say(Texts.LessIsNotBetter)).Paragraph(Say(Texts.SexNote)).Paragraph(Say(Texts.HiddenLegend));
        if (notes.Count > 0)
        {
            _page.List(notes.Select(Texts.NoteText).Select(Say));
        }
    }

    private void Results(TrendBands? bands)
    {
        _page.Heading(2, Say(Texts.ForestHeading)).Figure(Pictures.Forest(_tables), Say(Texts.EffectsTitle));
        Tables("effects", "sex_interaction");
        _page.Heading(2, Say(Texts.TrendHeading));
        if (Pictures.Trend(_tables, bands) is { } trend)
        {
            _page.Figure(trend, Say(Texts.TrendTitle));
        }

        Tables("trend");
        if (_tables["cumulative"].Rows.Count > 0)
        {
            _page.Figure(Pictures.Cumulative(_tables), Say(Texts.CumulativeTitle)).Paragraph(Say(Texts.CumulativeNote));
            Tables("cumulative");
        }
    }

    private void People()
    {
        _page.Heading(2, Say(Texts.FlowHeading)).Figure(Pictures.Flow(_tables, ArmWords.Drawn), Say(Texts.FlowHeading));
        Tables([.. _tables.Has(AttritionTable.Id) ? [AttritionTable.Id] : Array.Empty<string>(), "drawn", "flow",
            "excluded_on_day", "delivery"]);
        _page.Heading(2, Say(Texts.BaselineHeading));
        Tables("baseline_band", "baseline", "rates");
        _page.Heading(2, Say(Texts.RtmHeading)).Notice(Say(Texts.RtmBox), warning: true);
        if (_context.OwnRegression is { } own)
        {
            _page.Paragraph(Say(Texts.OwnRegression(own)));
        }

        Tables("regression_to_the_mean");
    }

    private void HarmsAndMeasures()
    {
        var measures = _tables["measures"];
        _page.Heading(2, Say(Texts.HarmHeading)).Notice(Say(Texts.HarmNote));
        if (measures.Rows.Count > 0)
        {
            _page.List(Texts.HarmDefinitions.Select(Say));
        }
        else
        {
            _page.Paragraph(Say(Texts.HarmsUnseen));
        }

        Tables(["harm_limits", "zero_claims", .. _tables.HarmIds]);
        if (measures.Rows.Count + _tables.ResponseIds.Count > 0)
        {
            _page.Heading(2, Say(Texts.MeasuresHeading));
            Tables(["measures", .. _tables.OtherShareIds, .. _tables.ResponseIds]);
            if (_tables["cost"].Rows.Count > 0)
            {
                _page.Paragraph(Say(Texts.CostNote));
                Tables("cost");
            }
        }
    }

    private void Background()
    {
        _page.Heading(2, Say(Texts.MethodsHeading)).List(Texts.Methods.Select(Say));
        Plain(Texts.EstimandTitle, Texts.DefinitionHeaders, Texts.Estimand);
        Tables("sensitivity");
        _page.Heading(2, Say(Texts.ProvenanceHeading));
        Plain(Texts.ProvenanceHeading, Texts.DefinitionHeaders,
            _context.Provenance.Select(p => (IReadOnlyList<string>)[p.Name, p.Value]));
        _page.Heading(3, Say(Texts.DeviationsHeading));
        _page.List(!_context.IsRegistered ? [Say(Texts.NoPlan)]
            : _context.Deviations.Count == 0 ? [Say(Texts.NoDeviations)] : _context.Deviations.Select(Say));
        _page.Heading(2, Say(Texts.ChecklistHeading));
        Plain(Texts.ChecklistTitle, Texts.ChecklistHeaders, Checklists.Randomised.Select(i => (IReadOnlyList<string>)
            [i.Standard, i.Item, i.Topic, i.Where]));
    }

    private void Plain(string title, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows) => _page.Table(
        Say(title), [.. headers.Select(Say)], rows.Select(r => (IReadOnlyList<string>)[.. r.Select(Say)]));

    private void Tables(params IReadOnlyList<string> ids)
    {
        foreach (var table in ids.Select(id => _tables[id]).Where(t => t.Rows.Count > 0))
        {
            AddTable(_page, table);
        }
    }

    /// <summary>A released table; a column is numeric when any of its cells is a number or hidden.</summary>
    internal static void AddTable(HtmlPage page, SafeTable table)
    {
        int[] numeric = [.. Enumerable.Range(1, table.Headers.Count - 1)
            .Where(c => table.Rows.Any(r => r[c].Value is not null || r[c].Text == SafeTable.HiddenText))];
        page.Table(table.Title, table.Headers,
            table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.Text)]), numeric);
    }
}
