using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ClaimsWatch.Documents;

/// <summary>The few cell formats our sheets use, numbered in a fixed order.</summary>
internal static class WorkbookStyles
{
    /// <summary>Header row.</summary>
    public const uint Header = 1;

    /// <summary>Note lines above the header.</summary>
    public const uint Note = 2;

    private const uint FirstBody = 3;
    private const uint KindsCount = 10;
    private const uint CustomFormats = 164;
    private const int DecimalFormats = 7;

    /// <summary>Index of the format of a body cell.</summary>
    public static uint Of(Cell cell, Column column)
    {
        var variant = (column.Editable ? 1u : 0u) + (column.Wrap ? 2u : 0u);
        var kind = cell.Kind switch
        {
            CellKind.Integer => 1u,
            CellKind.Date => 2u,
            CellKind.Decimal => 3u + (uint)cell.Digits,
            _ => 0u,
        };
        // A leading sign is what a formula starts with: such text is also marked as quoted, in case it is edited.
        var quoted = cell.Kind == CellKind.Text && cell.Content[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        var block = variant + (quoted ? 4u : 0u);
        return FirstBody + (block * KindsCount) + kind;
    }

    /// <summary>Writes <c>styles.xml</c>.</summary>
    public static void Write(WorkbookStylesPart part)
    {
        var formats = new CellFormats();
        formats.Append(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 });
        var header = new CellFormat { NumberFormatId = 49, FontId = 1, FillId = 2, BorderId = 1, FormatId = 0, ApplyFont = true };
        header.ApplyFill = true;
        formats.Append(Aligned(header, wrap: true));
        formats.Append(new CellFormat { NumberFormatId = 49, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 });
        for (var block = 0u; block < 8; block++)
        {
            for (var kind = 0u; kind < KindsCount; kind++)
            {
                formats.Append(Body(kind, editable: (block & 1) != 0, wrap: (block & 2) != 0, quoted: (block & 4) != 0));
            }
        }

        formats.Count = (uint)formats.ChildElements.Count;
        var sheet = new Stylesheet(
            NumberFormats(),
            new Fonts(Font(bold: false), Font(bold: true)) { Count = 2 },
            new Fills(
                Fill(PatternValues.None, null), Fill(PatternValues.Gray125, null), Fill(PatternValues.Solid, "FFDDE6EF"),
                Fill(PatternValues.Solid, "FFFFFBE6"))
            { Count = 4 },
            new Borders(new Border(), Thin()) { Count = 2 },
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
            formats,
            new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });
        sheet.Save(part);
    }

    private static CellFormat Body(uint kind, bool editable, bool wrap, bool quoted)
    {
        var number = kind switch
        {
            0 => 49u,
            1 => 3u,
            2 => CustomFormats,
            _ => CustomFormats + 1 + (kind - 3),
        };
        var format = new CellFormat
        {
            NumberFormatId = number,
            FontId = 0,
            FillId = editable ? 3u : 0u,
            BorderId = 1,
            FormatId = 0,
            ApplyNumberFormat = true,
            ApplyFill = editable,
            ApplyBorder = true,
        };
        if (quoted)
        {
            format.QuotePrefix = true;
        }

        return Aligned(format, wrap);
    }

    private static CellFormat Aligned(CellFormat format, bool wrap)
    {
        format.Alignment = new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wrap };
        format.ApplyAlignment = true;
        return format;
    }

    private static NumberingFormats NumberFormats()
    {
        var formats = new NumberingFormats(new NumberingFormat { NumberFormatId = CustomFormats, FormatCode = "yyyy/mm/dd" });
        for (var digits = 0; digits < DecimalFormats; digits++)
        {
            var code = digits == 0 ? "#,##0" : "#,##0." + new string('0', digits);
            formats.Append(new NumberingFormat { NumberFormatId = CustomFormats + 1 + (uint)digits, FormatCode = code });
        }

        formats.Count = (uint)formats.ChildElements.Count;
        return formats;
    }

    private static Font Font(bool bold)
    {
        var font = new Font();
        if (bold)
        {
            font.Append(new Bold());
        }

        font.Append(
            new FontSize { Val = 11 }, new FontName { Val = "Yu Gothic" }, new FontFamilyNumbering { Val = 3 },
            new FontCharSet { Val = 128 });
        return font;
    }

    private static Fill Fill(PatternValues pattern, string? color)
    {
        var fill = new PatternFill { PatternType = pattern };
        if (color is not null)
        {
            fill.ForegroundColor = new ForegroundColor { Rgb = color };
        }

        return new Fill(fill);
    }

    private static Border Thin()
    {
        Color Grey() => new() { Rgb = "FFB8C2CC" };
        return new Border(
            new LeftBorder(Grey()) { Style = BorderStyleValues.Thin },
            new RightBorder(Grey()) { Style = BorderStyleValues.Thin },
            new TopBorder(Grey()) { Style = BorderStyleValues.Thin },
            new BottomBorder(Grey()) { Style = BorderStyleValues.Thin },
            new DiagonalBorder());
    }
}
