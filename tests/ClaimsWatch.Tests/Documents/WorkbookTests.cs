using System.IO.Compression;
using ClaimsWatch.Documents;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace ClaimsWatch.Tests.Documents;

public sealed class WorkbookTests
{
    private static Workbook Sample() => new(
    [
        new Sheet(
            "候補",
            [
                new Column("個人", 24),
                new Column("件数", 8),
                new Column("平均", 8),
                new Column("基準月末", 12),
                new Column("判断", 12) { Choices = ["送付", "見送り"], Editable = true, Prompt = "どちらかを選んでください" },
            ],
            [
                [Cell.Text("0012345678901234567"), Cell.Integer(14), Cell.Decimal(12.345m, 2),
                    Cell.Date(new DateOnly(2026, 9, 30)), Cell.Empty],
                [Cell.Text("=1+1"), Cell.Integer(-3), Cell.Decimal(0.5m, 1), Cell.Empty, Cell.Text("送付")],
            ])
        { Notes = ["令和8年11月の一覧"], FrozenColumns = 1, Landscape = true },
        new Sheet("it's", [new Column("値", 10) { Wrap = true }], []),
    ]);

    [Fact]
    public void Passes_the_OpenXml_validator()
    {
        using var stream = new MemoryStream(Sample().ToXlsx());
        using var document = SpreadsheetDocument.Open(stream, false);

        var errors = new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document).ToList();

        Assert.Empty(errors.Select(error => $"{error.Path?.XPath} {error.Description}"));
    }

    [Fact]
    public void Gives_the_same_bytes_for_the_same_workbook() => Assert.Equal(Sample().ToXlsx(), Sample().ToXlsx());

    [Fact]
    public void Carries_no_clock_time_in_its_archive()
    {
        using var archive = new ZipArchive(new MemoryStream(Sample().ToXlsx()));

        Assert.All(archive.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Fact]
    public void Comes_back_through_the_reader_as_it_went_in()
    {
        var sheets = WorkbookReader.Read(new MemoryStream(Sample().ToXlsx()));

        Assert.Equal(["候補", "it's", "選択肢"], sheets.Select(sheet => sheet.Name));
        Assert.Equal([false, false, true], sheets.Select(sheet => sheet.Hidden));
        Assert.Equal(["令和8年11月の一覧"], sheets[0].Rows[0]);
        Assert.Equal(["個人", "件数", "平均", "基準月末", "判断"], sheets[0].Rows[1]);
        Assert.Equal(["0012345678901234567", "14", "12.35", "2026-09-30"], sheets[0].Rows[2]);
        Assert.Equal(["=1+1", "-3", "0.5", "", "送付"], sheets[0].Rows[3]);
    }

    [Theory]
    [InlineData("=SUM(A1)")]
    [InlineData("+81")]
    [InlineData("-1")]
    [InlineData("@name")]
    public void Text_that_looks_like_a_formula_is_an_inline_string_marked_as_quoted(string text)
    {
        var workbook = new Workbook([new Sheet("a", [new Column("x", 9)], [[Cell.Text(text)]])]);

        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook.ToXlsx()), false);
        var part = document.WorkbookPart!.WorksheetParts.Single();
        var cell = part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Last();
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!;
        var format = (DocumentFormat.OpenXml.Spreadsheet.CellFormat)formats.ElementAt((int)cell.StyleIndex!.Value);

        Assert.Null(cell.CellFormula);
        Assert.Equal(DocumentFormat.OpenXml.Spreadsheet.CellValues.InlineString, cell.DataType!.Value);
        Assert.True(format.QuotePrefix!.Value);
        Assert.Equal(text, cell.InlineString!.InnerText);
    }

    [Fact]
    public void Control_characters_become_visible_replacements_and_the_file_still_opens()
    {
        var workbook = new Workbook([new Sheet("a", [new Column("x", 9)], [[Cell.Text("a\u0001b\uD800c𠮷")]])]);

        var sheets = WorkbookReader.Read(new MemoryStream(workbook.ToXlsx()));

        Assert.Equal("a\uFFFDb\uFFFDc𠮷", sheets[0].Rows[1][0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("選択肢")]
    [InlineData("12345678901234567890123456789012")]
    public void A_sheet_name_that_no_spreadsheet_takes_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new Workbook([new Sheet(name, [new Column("x", 9)], [])]).ToXlsx());

    [Fact]
    public void A_row_wider_than_its_header_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => new Workbook([new Sheet("a", [new Column("x", 9)], [[Cell.Empty, Cell.Empty]])]).ToXlsx());

    [Theory]
    [InlineData(999_999_999_999_999, true)]
    [InlineData(1_000_000_000_000_000, false)]
    public void A_number_beyond_fifteen_digits_must_be_text(long value, bool accepted)
    {
        var error = Record.Exception(() => Cell.Integer(value));

        Assert.Equal(accepted, error is null);
    }

    [Fact]
    public void Column_letters_go_on_after_Z_and_ZZ()
    {
        var columns = Enumerable.Range(0, 703).Select(_ => new Column("x", 9)).ToList();
        var row = columns.Select((_, index) => Cell.Integer(index)).ToList();

        var sheets = WorkbookReader.Read(new MemoryStream(new Workbook([new Sheet("a", columns, [row])]).ToXlsx()));

        Assert.Equal(Enumerable.Range(0, 703).Select(i => $"{i}"), sheets[0].Rows[1]);
    }
}
