namespace ClaimsWatch.Documents;

/// <summary>One column of a sheet.</summary>
/// <param name="Header">What the first row says; Japanese for readers.</param>
/// <param name="Width">Width in characters of the default font, 1 to 255.</param>
public sealed record Column(string Header, double Width)
{
    /// <summary>What may be chosen; other entries are refused by the spreadsheet (not by us: check what comes back).</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Shown beside the cell when somebody enters it; empty for nothing.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Whether staff write here; shown by a pale fill.</summary>
    public bool Editable { get; init; }

    /// <summary>Whether long text is broken into lines.</summary>
    public bool Wrap { get; init; }
}

/// <summary>One sheet: notes on top, then a header row, then rows.</summary>
/// <param name="Name">Tab name, 1 to 31 characters, none of <c>[ ] : * ? / \</c>, unique in the workbook.</param>
/// <param name="Columns">At least one.</param>
/// <param name="Rows">Cells of each row, no more than there are columns.</param>
public sealed record Sheet(string Name, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows)
{
    /// <summary>Lines of text above the header row, one row each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Columns that stay in view when the sheet is scrolled sideways; the header row always stays.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>Whether the header row has filter buttons.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>Whether it prints on landscape A4, fitted to one page wide; portrait otherwise.</summary>
    public bool Landscape { get; init; }
}

/// <summary>A spreadsheet file as a value; <see cref="WorkbookWriter.Write"/> makes the bytes.</summary>
/// <param name="Sheets">At least one, in tab order.</param>
public sealed record Workbook(IReadOnlyList<Sheet> Sheets)
{
    /// <summary>Most rows a sheet can hold.</summary>
    public const int RowsMax = 1_048_576;

    /// <summary>The XLSX file; the same workbook gives the same bytes.</summary>
    public byte[] ToXlsx() => WorkbookWriter.Write(this);
}
