using System.Globalization;

namespace ClaimsWatch.Documents;

/// <summary>What a cell of a sheet holds; the kind decides how a spreadsheet shows it and whether it can change it.</summary>
public enum CellKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text that stays text: leading zeros and signs are kept.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number with a fixed count of digits.</summary>
    Decimal,

    /// <summary>A calendar day.</summary>
    Date,
}

/// <summary>One cell: a value and how it is shown.</summary>
public readonly record struct Cell
{
    /// <summary>Longest text a cell can hold, in UTF-16 units (the XLSX limit).</summary>
    public const int TextLengthMax = 32_767;

    // Serial day 60 is the 29 February 1900 that never was; nothing we show is older than the day after it.
    private static readonly DateOnly SerialZero = new(1899, 12, 30);
    private static readonly DateOnly FirstDate = new(1900, 3, 1);

    private Cell(CellKind kind, string content, int digits)
    {
        Kind = kind;
        Content = content;
        Digits = digits;
    }

    /// <summary>An empty cell.</summary>
    public static Cell Empty => default;

    /// <summary>What it holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The value as the file stores it: text, or a number with a point.</summary>
    public string Content => field ?? "";

    /// <summary>Digits after the point; decimals only.</summary>
    public int Digits { get; }

    /// <summary>Text; never read as a number, a date or a formula.</summary>
    public static Cell Text(string? value) => string.IsNullOrEmpty(value) ? Empty
        : value.Length <= TextLengthMax ? new Cell(CellKind.Text, XmlText.Legal(value), 0)
        : throw new ArgumentException($"A cell holds at most {TextLengthMax} characters, not {value.Length}.", nameof(value));

    /// <summary>A whole number. Identifiers are text: a spreadsheet keeps only 15 digits of a number.</summary>
    public static Cell Integer(long value) => Math.Abs(value) < 1_000_000_000_000_000L
        ? new Cell(CellKind.Integer, value.ToString(CultureInfo.InvariantCulture), 0)
        : throw new ArgumentOutOfRangeException(
            nameof(value), value, "A spreadsheet keeps 15 digits; write identifiers as text.");

    /// <summary>A number rounded half away from zero to <paramref name="digits"/> (0 to 6) after the point.</summary>
    public static Cell Decimal(decimal value, int digits = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 6);
        var rounded = Math.Round(value, digits, MidpointRounding.AwayFromZero);
        return new Cell(CellKind.Decimal, rounded.ToString("F" + digits, CultureInfo.InvariantCulture), digits);
    }

    /// <summary>A day from 1900-03-01 on.</summary>
    public static Cell Date(DateOnly value) => value >= FirstDate
        ? new Cell(CellKind.Date, SerialOf(value).ToString(CultureInfo.InvariantCulture), 0)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A sheet holds days from 1900-03-01 on.");

    /// <summary>A day, or nothing.</summary>
    public static Cell Date(DateOnly? value) => value is { } day ? Date(day) : Empty;

    /// <summary>The day of a serial number in the 1900 system, or null outside 1900-03-01 to 9999-12-31.</summary>
    internal static DateOnly? FromSerial(double serial) =>
        serial is >= 61 and < 2_958_466 ? SerialZero.AddDays((int)Math.Floor(serial)) : null;

    private static int SerialOf(DateOnly day) => day.DayNumber - SerialZero.DayNumber;
}
