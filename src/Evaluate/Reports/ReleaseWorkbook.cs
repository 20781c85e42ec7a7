using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>Every released table as one spreadsheet; made from <see cref="SafeTable"/> only, so with the same mask.</summary>
internal static class ReleaseWorkbook
{
    private const double LabelWidth = 34;
    private const double NumberWidth = 18;

    public static byte[] Build(ReleaseTables tables, ReportContext context, IReadOnlyList<ChecklistItem> checklist)
    {
        string[] marks = [.. context.Marks.Select(m => Texts.MarkText(m).In(tables.Language))];
        string[] counted = context.Counted.Length == 0 ? [] : [context.Counted.In(tables.Language)];
        Sheet[] sheets =
        [
            .. tables.All.Select(t => SheetOf(t, [t.Title, Texts.HiddenLegend.In(tables.Language), .. counted, .. marks])),
            new Sheet("checklist", [.. Texts.ChecklistHeaders.Select(h => new Column(h.In(tables.Language), LabelWidth))],
                [.. checklist.Select(i => (IReadOnlyList<Cell>)
                    [Cell.Text(i.Standard), Cell.Text(i.Item), Cell.Text(i.Topic.In(tables.Language)),
                        Cell.Text(i.Where.In(tables.Language))])])
            {
                Notes = [Texts.ChecklistTitle.In(tables.Language), .. marks], Landscape = true,
            },
        ];
        return new Workbook(sheets).ToXlsx();
    }

    private static Sheet SheetOf(SafeTable table, IReadOnlyList<string> notes) => new(
        table.Id, [.. table.Headers.Select((h, i) => new Column(h, i == 0 ? LabelWidth : NumberWidth))],
        [.. table.Rows.Select(r => (IReadOnlyList<Cell>)[.. r.Select(CellOf)])])
    {
        Notes = notes,
        FrozenColumns = 1,
        Filter = false,
        Landscape = true,
    };

    // A number keeps the digits its text shows: the sheet must not say more than the page.
    private static Cell CellOf(SafeCell cell)
    {
        var plain = cell.Text.Replace(",", "", StringComparison.Ordinal);
        return cell.Value is null ? Cell.Text(cell.Text)
            : long.TryParse(plain, out var whole) ? Cell.Integer(whole)
            : decimal.TryParse(plain, out var number) ? Cell.Decimal(number, plain.Length - plain.IndexOf('.') - 1)
            : Cell.Text(cell.Text);
    }
}
