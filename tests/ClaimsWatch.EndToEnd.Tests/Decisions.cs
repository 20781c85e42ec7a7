using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>The worklist as staff give it back.</summary>
internal static class Decisions
{
    /// <summary>As staff would: open the worklist, write 送付 in every row of the round, save.</summary>
    public static void SendAll(string office, string target)
    {
        var source =
            Directory.EnumerateFiles(Path.Combine(office, "out"), "candidates.xlsx", SearchOption.AllDirectories).Single();
        File.Copy(source, target);
        Fill(target, new Dictionary<string, string> { ["判断"] = "送付" });
    }

    /// <summary>As staff would: write an action in every row of the follow-up list and close it.</summary>
    public static void CloseAll(string file) => Fill(file, new Dictionary<string, string> { ["対応"] = "事例検討をした", ["結了"] = "済" });

    private static void Fill(string file, IReadOnlyDictionary<string, string> values)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: true);
        var book = document.WorkbookPart!;
        var first = book.Workbook.Descendants<Sheet>().First();
        var rows = ((WorksheetPart)book.GetPartById(first.Id!)).Worksheet.Descendants<Row>().ToList();
        var header = rows.First(r => values.Keys.All(name => r.Elements<Cell>().Any(c => Text(book, c) == name)));
        foreach (var row in rows.Where(r => r.RowIndex! > header.RowIndex! && r.Elements<Cell>().Any()))
        {
            foreach (var (name, value) in values)
            {
                Set(row, Column(header.Elements<Cell>().First(c => Text(book, c) == name)), value);
            }
        }
    }

    private static void Set(Row row, string column, string value)
    {
        var cell = row.Elements<Cell>().FirstOrDefault(c => Column(c) == column);
        if (cell is null)
        {
            cell = new Cell { CellReference = $"{column}{row.RowIndex}" };
            row.Append(cell);
        }

        cell.DataType = CellValues.InlineString;
        cell.CellValue = null;
        cell.InlineString = new InlineString(new Text(value));
    }

    private static string Column(Cell cell) => new([.. cell.CellReference!.Value!.TakeWhile(char.IsLetter)]);

    private static string Text(WorkbookPart book, Cell cell) => cell.DataType?.Value == CellValues.SharedString
        ? book.SharedStringTablePart!.SharedStringTable.ElementAt(int.Parse(cell.InnerText)).InnerText
        : cell.InnerText;
}
