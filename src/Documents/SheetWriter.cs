using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClaimsWatch.Documents;

/// <summary>Streams one worksheet, in the element order that the schema asks for.</summary>
internal static class SheetWriter
{
    /// <summary>Writes the part.</summary>
    public static void Write(WorksheetPart part, Sheet sheet, IReadOnlyList<IReadOnlyList<string>> choices)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        WriteView(writer, sheet);
        writer.WriteElement(Widths(sheet));
        WriteRows(writer, sheet);
        if (sheet.Filter)
        {
            writer.WriteElement(new AutoFilter { Reference = FilterRange(sheet, absolute: false) });
        }

        if (Validations(sheet, choices) is { } validations)
        {
            writer.WriteElement(validations);
        }

        writer.WriteElement(new PageMargins { Left = .4, Right = .4, Top = .5, Bottom = .5, Header = .3, Footer = .3 });
        writer.WriteElement(new PageSetup
        {
            PaperSize = 9,
            Orientation = sheet.Landscape ? OrientationValues.Landscape : OrientationValues.Portrait,
            FitToWidth = 1,
            FitToHeight = 0,
        });
        writer.WriteElement(new HeaderFooter(new OddFooter("&C&P / &N")));
        writer.WriteEndElement();
    }

    /// <summary>The header row and all rows below, as a range.</summary>
    internal static string FilterRange(Sheet sheet, bool absolute)
    {
        var last = WorkbookWriter.ColumnLetters(sheet.Columns.Count - 1);
        var top = sheet.Notes.Count + 1;
        var bottom = top + sheet.Rows.Count;
        return absolute ? $"$A${top}:${last}${bottom}" : $"A{top}:{last}{bottom}";
    }

    private static void WriteView(OpenXmlWriter writer, Sheet sheet)
    {
        var top = (uint)sheet.Notes.Count + 1;
        var cell = WorkbookWriter.ColumnLetters(sheet.FrozenColumns) + (top + 1);
        var pane = new Pane
        {
            VerticalSplit = top,
            TopLeftCell = cell,
            ActivePane = sheet.FrozenColumns > 0 ? PaneValues.BottomRight : PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        };
        if (sheet.FrozenColumns > 0)
        {
            pane.HorizontalSplit = sheet.FrozenColumns;
        }

        writer.WriteElement(new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }));
    }

    private static Columns Widths(Sheet sheet)
    {
        var columns = new Columns();
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var number = (uint)i + 1;
            columns.Append(new DocumentFormat.OpenXml.Spreadsheet.Column
            {
                Min = number,
                Max = number,
                Width = Math.Clamp(sheet.Columns[i].Width, 1, 255),
                CustomWidth = true,
            });
        }

        return columns;
    }

    private static void WriteRows(OpenXmlWriter writer, Sheet sheet)
    {
        writer.WriteStartElement(new SheetData());
        var number = 0u;
        foreach (var note in sheet.Notes)
        {
            WriteRow(writer, ++number, [(Cell.Text(note), WorkbookStyles.Note)]);
        }

        WriteRow(writer, ++number, sheet.Columns.Select(column => (Cell.Text(column.Header), WorkbookStyles.Header)));
        foreach (var row in sheet.Rows)
        {
            var cells =
                sheet.Columns.Select((column, index) => (Cell: index < row.Count ? row[index] : Cell.Empty, Column: column));
            WriteRow(writer, ++number, cells.Select(pair => (pair.Cell, WorkbookStyles.Of(pair.Cell, pair.Column))));
        }

        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, uint number, IEnumerable<(Cell Cell, uint Style)> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = number });
        var index = 0;
        foreach (var (cell, style) in cells)
        {
            var element = new DocumentFormat.OpenXml.Spreadsheet.Cell
            {
                CellReference = WorkbookWriter.ColumnLetters(index) + number,
                StyleIndex = style,
            };
            index++;
            if (cell.Kind == CellKind.Text)
            {
                element.DataType = CellValues.InlineString;
                element.InlineString = new InlineString(new Text(cell.Content) { Space = SpaceProcessingModeValues.Preserve });
            }
            else if (cell.Kind != CellKind.Empty)
            {
                element.CellValue = new CellValue(cell.Content);
            }

            writer.WriteElement(element);
        }

        writer.WriteEndElement();
    }

    private static DataValidations? Validations(Sheet sheet, IReadOnlyList<IReadOnlyList<string>> choices)
    {
        var validations = new DataValidations();
        var top = sheet.Notes.Count + 2;
        var bottom = Math.Max(top, sheet.Notes.Count + 1 + sheet.Rows.Count);
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var column = sheet.Columns[i];
            if (column.Choices.Count == 0 && column.Prompt.Length == 0)
            {
                continue;
            }

            var letters = WorkbookWriter.ColumnLetters(i);
            var validation = new DataValidation
            {
                SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{letters}{top}:{letters}{bottom}" },
                AllowBlank = true,
                ShowErrorMessage = column.Choices.Count > 0,
                ShowInputMessage = column.Prompt.Length > 0,
            };
            if (column.Prompt.Length > 0)
            {
                validation.Prompt = column.Prompt.Length <= 255 ? column.Prompt : column.Prompt[..255];
            }

            if (column.Choices.Count > 0)
            {
                validation.Type = DataValidationValues.List;
                validation.Formula1 = new Formula1(WorkbookWriter.RangeOf(column.Choices, choices));
            }

            validations.Append(validation);
        }

        validations.Count = (uint)validations.ChildElements.Count;
        return validations.HasChildren ? validations : null;
    }
}
