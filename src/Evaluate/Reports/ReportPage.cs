using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// The outcome report: one self-contained page, Japanese with English beside it, made from released tables only.
/// </summary>
public static class ReportPage
{
    /// <summary>The page; same tables and context, same text.</summary>
    public static string Build(ReleaseTables tables, TrendBands? bands, IReadOnlyList<Note> notes, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(context);
        var page = new HtmlPage(Texts.ReportTitle);
        page.Heading(1, Texts.ReportTitle).Paragraph(Texts.ReportSubtitle)
            .Paragraph($"{context.Title}  {context.Today:yyyy-MM-dd}");
        foreach (var mark in context.Marks)
        {
            page.Notice(Texts.MarkText(mark), warning: true);
        }

        Summary(page, tables, notes);
        page.Heading(2, Texts.ForestHeading).Figure(Pictures.Forest(tables), Texts.EffectsTitle);
        Tables(page, tables, "effects", "sex_interaction");
        page.Heading(2, Texts.TrendHeading);
        if (Pictures.Trend(tables, bands) is { } trend)
        {
            page.Figure(trend, Texts.TrendTitle);
        }

        Tables(page, tables, "trend");
        page.Heading(2, Texts.FlowHeading).Figure(Pictures.Flow(tables), Texts.FlowHeading);
        Tables(page, tables, "drawn", "flow", "excluded_on_day", "delivery");
        page.Heading(2, Texts.BaselineHeading);
        Tables(page, tables, "baseline_band", "rates");
        page.Heading(2, Texts.RtmHeading).Notice(Texts.RtmBox, warning: true).Paragraph(Texts.RtmBoxEnglish);
        Tables(page, tables, "regression_to_the_mean");
        page.Heading(2, Texts.HarmHeading).Notice(Texts.HarmNote).Paragraph(Texts.HarmLimits);
        Tables(page, tables, "zero_claims");
        page.Heading(2, Texts.MethodsHeading).List(Texts.Methods);
        page.Table(Texts.EstimandTitle, ["項目 Item", "内容 Definition"], Texts.Estimand);
        Tables(page, tables, "sensitivity");
        page.Heading(2, Texts.ProvenanceHeading);
        page.Table(Texts.ProvenanceHeading, ["項目 Item", "値 Value"],
            context.Provenance.Select(p => (IReadOnlyList<string>)[p.Name, p.Value]));
        page.Heading(2, Texts.ChecklistHeading);
        page.Table(Texts.ChecklistTitle, Texts.ChecklistHeaders, Checklists.Randomised.Select(i => (IReadOnlyList<string>)
            [i.Standard, i.Item, i.Topic, i.Where]));
        return page.ToString();
    }

    private static void Summary(HtmlPage page, ReleaseTables tables, IReadOnlyList<Note> notes)
    {
        page.Heading(2, Texts.SummaryHeading);
        var claims = Texts.OutcomeLabel(Outcome.Claims);
        var sentences = Names.Scopes.Select(scope => Texts.EffectSentence(
            scope, Conclusion.Of(tables["effects"].Rows.First(r => r[0].Text == claims
                && r[1].Text == Texts.ScopeLabel(scope)))));
        page.List([.. sentences, Texts.InteractionSentence(
            Conclusion.Of(tables["sex_interaction"].Rows.First(r => r[0].Text == claims)))]);
        page.Paragraph(Texts.LessIsNotBetter).Paragraph(Texts.SexNote).Paragraph(Texts.HiddenLegend);
        if (notes.Count > 0)
        {
            page.List(notes.Select(Texts.NoteText));
        }
    }

    private static void Tables(HtmlPage page, ReleaseTables tables, params string[] ids)
    {
        foreach (var table in ids.Select(id => tables[id]).Where(t => t.Rows.Count > 0))
        {
            // A column is numeric when any of its cells is a number or hidden.
            int[] numeric = [.. Enumerable.Range(1, table.Headers.Count - 1)
                .Where(c => table.Rows.Any(r => r[c].Value is not null || r[c].Text == SafeTable.HiddenText))];
            page.Table(table.Title, table.Headers, table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.Text)]),
                numeric);
        }
    }
}
