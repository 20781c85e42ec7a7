using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// The report of a design without a simultaneous holdout: one self-contained page in one language, sections numbered as in the
/// report of a draw, made from released tables only.
/// </summary>
internal sealed class DesignPage
{
    private readonly DesignReport _report;
    private readonly ReleaseTables _tables;
    private readonly ReportContext _context;
    private readonly HtmlPage _page;

    private DesignPage(DesignReport report, ReleaseTables tables, ReportContext context)
    {
        (_report, _tables, _context) = (report, tables, context);
        _page = new HtmlPage(Say(report.Words.Title), tables.Language == Language.English ? "en" : "ja");
    }

    private DesignWords Words => _report.Words;

    /// <summary>The page in the language of the tables; same tables and context, same text.</summary>
    public static string Build(DesignResults found, IReadOnlyList<Note> notes, ReleaseTables tables, ReportContext context)
    {
        var page = new DesignPage(found.Report, tables, context);
        page.Opening();
        page.Summary(found.Warnings, notes);
        page.Results();
        page.People();
        page.Assumptions(found.Warnings);
        page.Harms();
        page.Background();
        return page._page.ToString();
    }

    private string Say(string text) => text.In(_tables.Language);

    private void Opening()
    {
        _page.Heading(1, Say(Words.Title)).Paragraph(Say(Words.Subtitle))
            .Paragraph($"{_context.Title}  {_context.Today:yyyy-MM-dd}");
        foreach (var mark in _context.Marks)
        {
            _page.Notice(Say(Texts.MarkText(mark)), warning: true);
        }
    }

    private void Summary(IReadOnlyList<string> warnings, IReadOnlyList<Note> notes)
    {
        _page.Heading(2, Say(Texts.SummaryHeading));
        var (sentences, claims) = Sentences();
        _page.List(sentences.Select(Say));
        if (claims)
        {
            _page.Paragraph(Say(Texts.OneInTwenty));
        }

        _page.Notice(Say(warnings[0]), warning: true);
        _page.Paragraph(Say(Texts.LessIsNotBetter)).Paragraph(Say(Texts.SexNote)).Paragraph(Say(Texts.HiddenLegend));
        if (notes.Count > 0)
        {
            _page.List(notes.Select(Texts.NoteText).Select(Say));
        }
    }

    // Only the first outcome is spoken of: that of the primary test.
    private (IReadOnlyList<string> Sentences, bool Claims) Sentences()
    {
        var effects = _tables["effects"];
        var said = effects.Rows.Where(r => r[0].Text == effects.Rows[0][0].Text)
            .Select(r => (Scope: r[1].Text, Conclusion: Conclusion.Of(r, !Words.IsRatio))).ToArray();
        var sentences = said.Select(s => Texts.DesignSentence(s.Scope, Words.Compared, Words.Caveat, s.Conclusion)).ToList();
        var conclusions = said.Select(s => s.Conclusion).ToList();
        if (_tables.Has("sex_interaction"))
        {
            conclusions.Add(Conclusion.Of(_tables["sex_interaction"].Rows[0], !Words.IsRatio));
            sentences.Add(Texts.DesignSexSentence(Words.IsRatio, conclusions[^1]));
        }

        return (sentences, conclusions.Exists(c => c.Verdict is Verdict.Lower or Verdict.Higher));
    }

    private void Results()
    {
        _page.Heading(2, Say(Texts.ForestHeading));
        if (Words.IsRatio)
        {
            _page.Figure(Pictures.Forest(_tables), _tables["effects"].Title);
        }
        else
        {
            Differences("effects");
        }

        Tables("effects", "sex_interaction");
        _page.Heading(2, Say(Texts.CourseHeading));
        if (_report.Course.Length > 0)
        {
            Differences(_report.Course);
            Tables(_report.Course);
        }

        foreach (var chart in _report.Charts)
        {
            if (Pictures.Lines(_tables, chart) is { } lines)
            {
                _page.Figure(lines, Say(chart.Caption));
            }
        }

        Tables("trend");
    }

    private void Differences(string id)
    {
        foreach (var (label, picture) in Pictures.Differences(_tables[id], _tables.Language))
        {
            _page.Figure(picture, $"{_tables[id].Title}: {label}");
        }
    }

    private void People()
    {
        _page.Heading(2, Say(_tables.Has("series") ? Texts.SeriesPeopleHeading : Texts.PeopleHeading));
        if (_report.Flow is { } arms)
        {
            _page.Figure(Pictures.GroupFlow(_tables, arms), Say(Texts.PeopleHeading));
        }

        if (_tables.Has("series"))
        {
            _page.Paragraph(Say(Texts.SeriesPeopleText));
        }

        Tables("people", "drawn", "flow", "series");
        _page.Heading(2, Say(Words.BalanceHeading));
        if (_tables.Has("series"))
        {
            _page.Paragraph(Say(Texts.SeriesFitText));
        }

        Tables("leads", "balance", "overlap", "baseline_band", "baseline", "rates");
    }

    private void Assumptions(IReadOnlyList<string> warnings)
    {
        _page.Heading(2, Say(Texts.AssumptionsHeading)).List(Words.Assumptions.Select(Say));
        foreach (var warning in warnings)
        {
            _page.Notice(Say(warning), warning: true);
        }
    }

    private void Harms()
    {
        _page.Heading(2, Say(Texts.HarmHeading));
        if (_tables.Has("series"))
        {
            _page.Paragraph(Say(Texts.SeriesHarmText));
            return;
        }

        _page.Notice(Say(Texts.HarmNote));
        if (_tables.HarmIds.Count > 0 || (_tables.Has("harms") && _tables["harms"].Rows.Count > Names.Scopes.Count))
        {
            _page.List(Texts.HarmDefinitions.SkipLast(1).Select(Say));
        }
        else
        {
            _page.Paragraph(Say(Texts.HarmsUnseen));
        }

        if (_tables.Has("zero_claims"))
        {
            _page.Paragraph(Say(Texts.GroupHarmNote));
        }

        Tables(["harms", "zero_claims", .. _tables.HarmIds, .. _tables.OtherShareIds]);
    }

    private void Background()
    {
        _page.Heading(2, Say(Texts.OthersHeading));
        Tables("sensitivity");
        _page.Heading(2, Say(Texts.MethodsHeading)).List(Words.Methods.Select(Say));
        Plain(Texts.EstimandTitle, Texts.DefinitionHeaders, Words.Estimand);
        _page.Heading(2, Say(Texts.ProvenanceHeading));
        Plain(Texts.ProvenanceHeading, Texts.DefinitionHeaders,
            _context.Provenance.Select(p => (IReadOnlyList<string>)[p.Name, p.Value]));
        _page.Heading(3, Say(Texts.DeviationsHeading)).List(Say(Texts.NoPlan));
        _page.Heading(2, Say(Texts.ChecklistHeading));
        Plain(Texts.ChecklistTitle, Texts.ChecklistHeaders, Words.Checklist.Select(i => (IReadOnlyList<string>)
            [i.Standard, i.Item, i.Topic, i.Where]));
    }

    private void Plain(string title, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows) => _page.Table(
        Say(title), [.. headers.Select(Say)], rows.Select(r => (IReadOnlyList<string>)[.. r.Select(Say)]));

    private void Tables(params IReadOnlyList<string> ids)
    {
        foreach (var id in ids.Where(_tables.Has))
        {
            ReportPage.AddTable(_page, _tables[id]);
        }
    }
}
