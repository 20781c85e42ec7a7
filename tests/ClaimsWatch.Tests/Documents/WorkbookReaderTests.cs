using System.IO.Compression;
using System.Text;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

/// <summary>Files as Excel and LibreOffice save them, written by hand so that their shapes are known.</summary>
public sealed class WorkbookReaderTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    [Fact]
    public void Reads_shared_strings_without_their_readings()
    {
        var cells = Read("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>");

        Assert.Equal(["送付", "太字の続き"], cells[0]);
    }

    [Fact]
    public void Reads_numbers_days_booleans_and_results_of_formulas()
    {
        var cells = Read(
            "<row r=\"1\"><c r=\"A1\"><v>1.5E2</v></c><c r=\"B1\" s=\"1\"><v>46295</v></c><c r=\"C1\" t=\"b\"><v>1</v></c>" +
            "<c r=\"D1\" t=\"str\"><f>A1&amp;\"\"</f><v>文字</v></c><c r=\"E1\" s=\"2\"><v>46295.75</v></c>" +
            "<c r=\"F1\" t=\"e\"><v>#N/A</v></c></row>");

        Assert.Equal(["150", "2026-09-30", "TRUE", "文字", "2026-09-30", "#N/A"], cells[0]);
    }

    [Fact]
    public void Fills_gaps_of_rows_and_columns()
    {
        var cells = Read("<row r=\"2\"><c r=\"C2\"><v>7</v></c></row>");

        Assert.Equal(2, cells.Count);
        Assert.Empty(cells[0]);
        Assert.Equal(["", "", "7"], cells[1]);
    }

    [Fact]
    public void Takes_a_long_text_of_digits_as_it_stands()
    {
        var cells = Read("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>0073101234567890123</t></is></c></row>");

        Assert.Equal(["0073101234567890123"], cells[0]);
    }

    [Fact]
    public void Names_the_file_when_it_is_not_a_workbook()
    {
        var error =
            Assert.Throws<DocumentException>(
                () => WorkbookReader.Read(new MemoryStream("not a zip"u8.ToArray()), "candidates.xlsx"));

        Assert.Equal("candidates.xlsx", error.Document);
    }

    [Fact]
    public void Refuses_a_shared_string_that_is_not_there() =>
        Assert.Throws<DocumentException>(() => Read("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>"));

    private static IReadOnlyList<IReadOnlyList<string>> Read(string rows)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml",
                $"<Types xmlns=\"{Package}/content-types\">" +
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
                $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Kind}.sheet.main+xml\"/>" +
                $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Kind}.worksheet+xml\"/>" +
                $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Kind}.sharedStrings+xml\"/>" +
                $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Kind}.styles+xml\"/></Types>");
            Add(archive, "_rels/.rels",
                $"<Relationships xmlns=\"{Package}/relationships\">" +
                $"<Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(archive, "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{Package}/relationships\">" +
                $"<Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>" +
                $"<Relationship Id=\"r2\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/>" +
                $"<Relationship Id=\"r3\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(archive, "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">" +
                "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(archive, "xl/sharedStrings.xml",
                $"<sst xmlns=\"{Main}\"><si><t>送付</t><rPh sb=\"0\" eb=\"2\"><t>ソウフ</t></rPh><phoneticPr fontId=\"1\"/></si>" +
                "<si><r><rPr><b/></rPr><t>太字</t></r><r><t xml:space=\"preserve\">の続き</t></r></si></sst>");
            Add(archive, "xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\">" +
                "<numFmt numFmtId=\"176\" formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/></numFmts>" +
                "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>");
            Add(archive, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");
        }

        return WorkbookReader.Read(stream)[0].Rows;
    }

    private static void Add(ZipArchive archive, string name, string xml)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
