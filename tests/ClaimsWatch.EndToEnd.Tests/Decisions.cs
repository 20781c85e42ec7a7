using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>The worklist as staff give it back.</summary>
internal static class Decisions
{
    /// <summary>As staff would: open the worklist, write 送付 in every row of the round, save.</summary>
    public static void SendAll(string office, string target)
    {
        var source = Directory.EnumerateFiles(Path.Combine(office, "out"), "candidates.xlsx", SearchOption.AllDirectories).Single();
        File.Copy(source, target);
        using var document = SpreadsheetDocument.Open(target, isEditable: true);
        var book = document.WorkbookPart!;
        var first = book.Workbook.Descendants<Sheet>().First();
        var rows = ((WorksheetPart)book.GetPartById(first.Id!)).Worksheet.Descendants<Row>().ToList();
        var header = rows.First(r => r.Elements<Cell>().Any(c => Text(book, c) == "判断"));
        var column = Column(header.Elements<Cell>().First(c => Text(book, c) == "判断"));
        foreach (var row in rows.Where(r => r.RowIndex! > header.RowIndex! && r.Elements<Cell>().Any()))
        {
            var cell = row.Elements<Cell>().FirstOrDefault(c => Column(c) == column);
            if (cell is null)
            {
                cell = new Cell { CellReference = $"{column}{row.RowIndex}" };
                row.Append(cell);
            }

            cell.DataType = CellValues.InlineString;
            cell.InlineString = new InlineString(new Text("送付"));
        }
    }

    private static string Column(Cell cell) => new([.. cell.CellReference!.Value!.TakeWhile(char.IsLetter)]);

    private static string Text(WorkbookPart book, Cell cell) => cell.DataType?.Value == CellValues.SharedString
        ? book.SharedStringTablePart!.SharedStringTable.ElementAt(int.Parse(cell.InnerText)).InnerText
        : cell.InnerText;
}
