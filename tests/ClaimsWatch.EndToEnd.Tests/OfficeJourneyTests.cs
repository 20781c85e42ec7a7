using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>One month of a real office: run stops at every gate, people open them one after the other, nothing can be done twice.</summary>
public sealed class OfficeJourneyTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("office");
    private readonly string _office;

    public OfficeJourneyTests() => _office = Deliveries.Make(_folder, members: 250, months: 9, enrich: 400);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_gate_is_opened_by_a_person_and_only_once()
    {
        var waiting = Call("run", "--format", "json").Expect(0).Json.GetProperty("waiting")[0].GetProperty("command").GetString();
        Assert.StartsWith("review import", waiting);

        Assert.Contains("decided", Call("approve", "--by", "課長", "--ref", "7-1").Expect(7).Error);
        Decide();
        Assert.True(Call("review", "import", Path.Combine(_folder, "decided.xlsx"), "--format", "json").Expect(0).Json.GetProperty("send").GetInt32() > 5);

        Assert.Contains("not approved", Call("allocate", "--public-number", "1 見本 2024-11-01").Expect(7).Error);
        Call("approve", "--by", "課長", "--ref", "7-1").Expect(0);
        Assert.Contains("public number", Call("allocate").Expect(2).Error);
        Call("allocate", "--public-number", "123456 宝くじ 2024-11-01").Expect(0);
        Assert.Contains("once", Call("allocate", "--public-number", "654321 宝くじ 2024-11-02").Expect(7).Error);

        Assert.Contains("--yes", Call("letters").Expect(2).Error);
        Assert.Contains("7", Call("letters", "--yes", "--today", "2024-12-20").Expect(7).Error); // lists older than seven days
        var printed = Call("letters", "--yes", "--format", "json").Expect(0).Json;
        Assert.True(printed.GetProperty("rendered").GetInt32() > 0);
        Call("letters", "--yes").Expect(7);

        Call("letters", "posted", "--date", "2024-11-25").Expect(0);
        Call("letters", "posted", "--date", "2024-11-26").Expect(7);
        Returned();
        Assert.Empty(Call("run", "--format", "json").Expect(0).Json.GetProperty("steps").EnumerateArray());
        Call("verify").Expect(0);
    }

    private void Returned()
    {
        var letter = File.ReadAllLines(Directory.EnumerateFiles(Path.Combine(_office, "out"), "mailing.csv", SearchOption.AllDirectories).Single())[1].Split(',')[2];
        var path = Path.Combine(_folder, "returns.csv");
        File.WriteAllText(path, $"letter_id,returned_on,reason\n{letter},2024-11-29,宛先不明\n0000-0000-0001,2024-11-29,宛先不明\n{letter},2024-13-29,宛先不明\n");

        var recorded = Call("record", "returns", path, "--format", "json").Expect(0).Json;

        Assert.Equal(3, recorded.GetProperty("rows").GetInt32());
        Assert.Equal(1, recorded.GetProperty("recorded").GetInt32());
        Assert.Equal(2, recorded.GetProperty("rejected").GetInt32() + recorded.GetProperty("not_found").GetInt32());
    }

    // As staff would: open the worklist, write 送付 in every row of the round, save.
    private void Decide()
    {
        var source = Directory.EnumerateFiles(Path.Combine(_office, "out"), "candidates.xlsx", SearchOption.AllDirectories).Single();
        var target = Path.Combine(_folder, "decided.xlsx");
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

    private Called Call(params string[] arguments) =>
        Claimswatch.Run(_folder, [.. arguments, .. arguments.Contains("--today") ? Array.Empty<string>() : ["--today", "2024-11-22"], "-w", _office]);
}
