using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClaimsWatch.Documents;

/// <summary>One sheet as text: every row from the first to the last, gaps filled with empty cells.</summary>
/// <param name="Name">Tab name.</param>
/// <param name="Hidden">Whether staff could not see it.</param>
/// <param name="Rows">Cells as text; row 1 of the sheet is index 0. Days are <c>yyyy-MM-dd</c>, numbers have a point and no
/// separators.</param>
public sealed record SheetText(string Name, bool Hidden, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>
/// Reads what Excel and LibreOffice save: shared and inline strings, numbers, dates, booleans, results of formulas.
/// </summary>
public static class WorkbookReader
{
    /// <summary>Largest unpacked size that is read, in bytes; more is not a staff sheet.</summary>
    public const long UnpackedBytesMax = 256L * 1024 * 1024;

    private const int ColumnsMax = 16_384;

    /// <summary>
    /// All sheets in tab order; throws <see cref="DocumentException"/> if the stream is not a readable workbook.
    /// </summary>
    /// <param name="stream">A seekable stream; it is left open.</param>
    /// <param name="name">File name for messages.</param>
    public static IReadOnlyList<SheetText> Read(Stream stream, string name = "xlsx")
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            CheckSize(stream, name);
            stream.Position = 0;
            using var document = SpreadsheetDocument.Open(stream, isEditable: false);
            var book = document.WorkbookPart ?? throw new DocumentException(name, 0, "it holds no workbook.");
            var texts = SharedStrings(book);
            var dates = new DateFormats(book);
            var sheets = book.Workbook.Sheets?.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>() ?? [];
            return [.. sheets.Where(sheet => sheet.Id is not null).Select(sheet => ReadSheet(book, sheet, texts, dates, name))];
        }
        catch (Exception error) when (error is InvalidDataException or FileFormatException or OpenXmlPackageException
            or System.Xml.XmlException or FormatException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new DocumentException(
                name, 0, "it is not an XLSX workbook that can be read (a password, an old .xls, or a damaged file).", error);
        }
    }

    private static void CheckSize(Stream stream, string name)
    {
        stream.Position = 0;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var unpacked = archive.Entries.Sum(entry => entry.Length);
        if (unpacked > UnpackedBytesMax)
        {
            throw new DocumentException(name, 0, $"it unpacks to {unpacked} bytes; the limit is {UnpackedBytesMax}.");
        }
    }

    private static SheetText ReadSheet(
        WorkbookPart book, DocumentFormat.OpenXml.Spreadsheet.Sheet sheet, IReadOnlyList<string> texts, DateFormats dates,
        string name)
    {
        var rows = new List<IReadOnlyList<string>>();
        if (book.GetPartById(sheet.Id!.Value!) is WorksheetPart part)
        {
            foreach (var row in part.Worksheet.Descendants<Row>())
            {
                var number = row.RowIndex is { HasValue: true } index ? checked((int)index.Value) : rows.Count + 1;
                if (number <= rows.Count || number > Workbook.RowsMax)
                {
                    throw new DocumentException(name, number, $"rows of sheet '{sheet.Name}' are not in order.");
                }

                while (rows.Count < number - 1)
                {
                    rows.Add([]);
                }

                rows.Add(ReadRow(row, texts, dates));
            }
        }

        return new SheetText(
            sheet.Name?.Value ?? "", sheet.State is { HasValue: true } state && state.Value != SheetStateValues.Visible, rows);
    }

    private static List<string> ReadRow(Row row, IReadOnlyList<string> texts, DateFormats dates)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? ColumnIndex(reference) : cells.Count;
            while (cells.Count < column)
            {
                cells.Add("");
            }

            cells.Add(TextOf(cell, texts, dates));
        }

        while (cells.Count > 0 && cells[^1].Length == 0)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return cells;
    }

    private static int ColumnIndex(string reference)
    {
        var index = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetter))
        {
            index = checked((index * 26) + (char.ToUpperInvariant(c) - 'A' + 1));
        }

        return index is > 0 and <= ColumnsMax ? index - 1 : throw new FormatException($"'{reference}' is not a cell.");
    }

    private static string TextOf(DocumentFormat.OpenXml.Spreadsheet.Cell cell, IReadOnlyList<string> texts, DateFormats dates)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType is not { HasValue: true } type)
        {
            return NumberText(value, dates.IsDate(cell), dates.Is1904);
        }

        return type.Value switch
        {
            CellValues.SharedString => texts[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)],
            CellValues.InlineString => cell.InlineString is { } text ? PlainText(text) : "",
            CellValues.Boolean => value == "1" ? "TRUE" : "FALSE",
            CellValues.Number => NumberText(value, dates.IsDate(cell), dates.Is1904),
            CellValues.Date => value.Length > 10 ? value[..10] : value,
            _ => value,
        };
    }

    private static string NumberText(string value, bool isDate, bool is1904)
    {
        if (value.Length == 0 || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        if (isDate && Cell.FromSerial(is1904 ? number + 1462 : number) is { } day)
        {
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        // Excel stores 1e+20 style text now and then; a decimal writes it out in full.
        return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("0.##########", CultureInfo.InvariantCulture)
            : value;
    }

    private static List<string> SharedStrings(WorkbookPart book) =>
        book.SharedStringTablePart?.SharedStringTable is { } table ? [.. table.Elements<SharedStringItem>().Select(PlainText)]
            : [];

    private static string PlainText(RstType item)
    {
        // Japanese Excel saves the reading beside the word (rPh); only the word itself is what the cell says.
        var text = new StringBuilder();
        foreach (var child in item.ChildElements)
        {
            text.Append(child switch
            {
                Text plain => plain.Text,
                Run run => run.Text?.Text ?? "",
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>Which cell formats show a number as a day.</summary>
    private sealed class DateFormats
    {
        private readonly List<bool> _isDate = [];

        public DateFormats(WorkbookPart book)
        {
            Is1904 = book.Workbook.WorkbookProperties?.Date1904?.Value ?? false;
            var styles = book.WorkbookStylesPart?.Stylesheet;
            var codes = new Dictionary<uint, string>();
            foreach (var format in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            {
                codes[format.NumberFormatId?.Value ?? 0] = format.FormatCode?.Value ?? "";
            }

            foreach (var format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
            {
                var id = format.NumberFormatId?.Value ?? 0;
                _isDate.Add(
                    codes.TryGetValue(id, out var code) ? ShowsDay(code)
                        : id is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58));
            }
        }

        public bool Is1904 { get; }

        public bool IsDate(DocumentFormat.OpenXml.Spreadsheet.Cell cell)
        {
            var index = cell.StyleIndex?.Value ?? 0;
            return index < _isDate.Count && _isDate[(int)index];
        }

        private static bool ShowsDay(string code)
        {
            var inQuotes = false;
            var inBrackets = false;
            for (var i = 0; i < code.Length; i++)
            {
                var c = code[i];
                inQuotes ^= c == '"';
                inBrackets = c == '[' || (inBrackets && c != ']');
                if (c is '\\' or '_')
                {
                    i++;
                }
                else if (!inQuotes && !inBrackets && c is 'y' or 'Y' or 'd' or 'D' or 'e' or 'g')
                {
                    return !code.StartsWith("General", StringComparison.OrdinalIgnoreCase);
                }
            }

            return false;
        }
    }
}
