using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClaimsWatch.Documents;

/// <summary>Makes XLSX bytes of a <see cref="Workbook"/> (ECMA-376), the same bytes each time.</summary>
internal static class WorkbookWriter
{
    private const string ChoicesSheet = "選択肢";
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create("[]:*?/\\");
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(Workbook workbook)
    {
        Check(workbook);
        var choices = Choices(workbook);
        using var draft = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(draft, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            // The SDK names this relationship by chance.
            document.ChangeIdOfPart(book, "rIdBook");
            WorkbookStyles.Write(book.AddNewPart<WorkbookStylesPart>("rIdStyles"));
            var entries = new Sheets();
            var sheetNumber = 0u;
            foreach (var sheet in workbook.Sheets)
            {
                sheetNumber++;
                SheetWriter.Write(book.AddNewPart<WorksheetPart>($"rId{sheetNumber}"), sheet, choices);
                entries.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
                {
                    Name = sheet.Name,
                    SheetId = sheetNumber,
                    Id = $"rId{sheetNumber}",
                });
            }

            if (choices.Count > 0)
            {
                sheetNumber++;
                SheetWriter.Write(book.AddNewPart<WorksheetPart>($"rId{sheetNumber}"), ListSheet(choices), choices);
                entries.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
                {
                    Name = ChoicesSheet,
                    SheetId = sheetNumber,
                    Id = $"rId{sheetNumber}",
                    State = SheetStateValues.Hidden,
                });
            }

            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
                new BookViews(new WorkbookView { ActiveTab = 0 }), entries);
            if (FilterNames(workbook) is { } names)
            {
                book.Workbook.DefinedNames = names;
            }

            book.Workbook.Save();
        }

        return Repack(draft);
    }

    /// <summary>Where a list of choices stands in the hidden sheet, as a formula.</summary>
    internal static string RangeOf(IReadOnlyList<string> list, IReadOnlyList<IReadOnlyList<string>> choices)
    {
        var index = 0;
        while (!choices[index].SequenceEqual(list, StringComparer.Ordinal))
        {
            index++;
        }

        var letters = ColumnLetters(index);
        return $"'{ChoicesSheet}'!${letters}$2:${letters}${list.Count + 1}";
    }

    /// <summary>Letters of a 0-based column: 0 is A, 26 is AA.</summary>
    internal static string ColumnLetters(int index)
    {
        var letters = "";
        for (var rest = index; rest >= 0; rest = (rest / 26) - 1)
        {
            letters = (char)('A' + (rest % 26)) + letters;
        }

        return letters;
    }

    private static List<IReadOnlyList<string>> Choices(Workbook workbook)
    {
        var lists = new List<IReadOnlyList<string>>();
        foreach (var column in workbook.Sheets.SelectMany(sheet => sheet.Columns).Where(column => column.Choices.Count > 0))
        {
            if (!lists.Exists(list => list.SequenceEqual(column.Choices, StringComparer.Ordinal)))
            {
                lists.Add(column.Choices);
            }
        }

        return lists;
    }

    private static Sheet ListSheet(List<IReadOnlyList<string>> choices)
    {
        var columns = choices.Select((_, index) => new Column($"{ChoicesSheet}{index + 1}", 24)).ToList();
        var rows = Enumerable.Range(0, choices.Max(list => list.Count))
            .Select(row => choices.Select(list => row < list.Count ? Cell.Text(list[row]) : Cell.Empty))
            .Select(cells => (IReadOnlyList<Cell>)[.. cells]);
        return new Sheet(ChoicesSheet, columns, [.. rows]) { Filter = false };
    }

    private static DefinedNames? FilterNames(Workbook workbook)
    {
        // A filter needs this hidden name, or LibreOffice and older Excel forget its range.
        var names = new DefinedNames();
        for (var i = 0; i < workbook.Sheets.Count; i++)
        {
            var sheet = workbook.Sheets[i];
            if (sheet.Filter)
            {
                var name = sheet.Name.Replace("'", "''", StringComparison.Ordinal);
                names.Append(new DefinedName($"'{name}'!{SheetWriter.FilterRange(sheet, absolute: true)}")
                {
                    Name = "_xlnm._FilterDatabase",
                    LocalSheetId = (uint)i,
                    Hidden = true,
                });
            }
        }

        return names.HasChildren ? names : null;
    }

    private static byte[] Repack(MemoryStream draft)
    {
        // The SDK stamps the clock on each entry; a second pass with a fixed time and order makes the bytes repeatable.
        draft.Position = 0;
        using var source = new ZipArchive(draft, ZipArchiveMode.Read);
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            var first = source.Entries.Where(entry => entry.FullName == "[Content_Types].xml");
            var rest = source.Entries.Where(entry => entry.FullName != "[Content_Types].xml")
                .OrderBy(entry => entry.FullName, StringComparer.Ordinal);
            foreach (var entry in first.Concat(rest))
            {
                var copy = archive.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = FixedTime;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        return target.ToArray();
    }

    private static void Check(Workbook workbook)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        if (workbook.Sheets.Count == 0)
        {
            throw new ArgumentException("A workbook needs at least one sheet.", nameof(workbook));
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ChoicesSheet };
        foreach (var sheet in workbook.Sheets)
        {
            var legal = sheet.Name.Length is > 0 and <= 31
                && !sheet.Name.AsSpan().ContainsAny(NotInNames) && sheet.Name[0] != '\'' && sheet.Name[^1] != '\'';
            if (!legal || !names.Add(sheet.Name))
            {
                throw new ArgumentException($"'{sheet.Name}' cannot be the name of a sheet here.", nameof(workbook));
            }

            var widest = sheet.Rows.Count == 0 ? 0 : sheet.Rows.Max(row => row.Count);
            if (sheet.Columns.Count == 0 || widest > sheet.Columns.Count)
            {
                throw new ArgumentException(
                    $"Sheet '{sheet.Name}' has {sheet.Columns.Count} columns and a row of {widest} cells.", nameof(workbook));
            }

            if (sheet.Rows.Count + sheet.Notes.Count + 1 > Workbook.RowsMax)
            {
                throw new ArgumentException($"Sheet '{sheet.Name}' has more than {Workbook.RowsMax} rows.", nameof(workbook));
            }
        }
    }
}
