using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>One row of a staff file; each question that its content cannot answer becomes a reject.</summary>
public sealed class StaffRow
{
    private const int FoundLengthMax = 40;
    private readonly string _file;
    private readonly CsvRow _row;
    private readonly IReadOnlyList<StaffColumn> _columns;
    private readonly IReadOnlyDictionary<string, int> _places;
    private readonly List<Reject> _rejects = [];

    internal StaffRow(
        string file, CsvRow row, IReadOnlyList<StaffColumn> columns, IReadOnlyDictionary<string, int> places, int width)
    {
        _file = file;
        _row = row;
        _columns = columns;
        _places = places;
        if (row.Problem is not null)
        {
            _rejects.Add(new Reject(file, row.Line, "CSV", "bad-csv", "", row.Problem));
        }
        else if (row.Fields.Count != width)
        {
            _rejects.Add(
                new Reject(file, row.Line, "CSV", "bad-width", $"{row.Fields.Count}", $"{width} fields, as in the header"));
        }
    }

    /// <summary>Whether nothing was rejected so far.</summary>
    public bool IsGood => _rejects.Count == 0;

    /// <summary>What was rejected.</summary>
    public IReadOnlyList<Reject> Rejects => _rejects;

    /// <summary>A text that may be empty.</summary>
    public string Optional(string column) => _places.TryGetValue(column, out var place) ? _row.Fields[place].Trim() : "";

    /// <summary>A text of 1 to <paramref name="lengthMax"/> characters.</summary>
    public string Text(string column, int lengthMax)
    {
        var text = Optional(column);
        return text.Length >= 1 && text.Length <= lengthMax ? text
            : Bad(column, "bad-text", text, $"1 to {lengthMax} characters");
    }

    /// <summary>One of a fixed list.</summary>
    public string OneOf(string column, IReadOnlyList<string> allowed)
    {
        var text = Optional(column);
        return allowed.Contains(text, StringComparer.Ordinal) ? text
            : Bad(column, "not-in-list", text, string.Join(" | ", allowed));
    }

    /// <summary>One of a fixed list, or empty where the column is left out.</summary>
    public string OptionalOneOf(string column, IReadOnlyList<string> allowed) =>
        Optional(column).Length == 0 ? "" : OneOf(column, allowed);

    /// <summary>yes/no, はい/いいえ, 有/無, 1/0, true/false; empty is no.</summary>
    public bool YesNo(string column)
    {
        switch (KanaWidth.Fold(Optional(column)).ToLowerInvariant())
        {
            case "yes" or "はい" or "有" or "あり" or "1" or "true" or "○":
                return true;
            case "no" or "いいえ" or "無" or "なし" or "0" or "false" or "":
                return false;
            default:
                Bad(column, "bad-yes-no", Optional(column), "はい | いいえ");
                return false;
        }
    }

    /// <summary>A day: yyyy-MM-dd, yyyy/M/d, yyyymmdd or 和暦 GYYMMDD.</summary>
    public DateOnly Day(string column) =>
        ReadDay(KanaWidth.Fold(Optional(column))) ?? Bad(column, "bad-day", Optional(column), "yyyy-MM-dd", default(DateOnly));

    /// <summary>A day, or null if the field is empty.</summary>
    public DateOnly? OptionalDay(string column) => Optional(column).Length == 0 ? null : Day(column);

    /// <summary>Days separated by semicolons or spaces; none if the field is empty.</summary>
    public IReadOnlyList<DateOnly> Days(string column)
    {
        var days = new List<DateOnly>();
        foreach (var text in KanaWidth.Fold(Optional(column)).Split([';', ' ', '、'], StringSplitOptions.RemoveEmptyEntries))
        {
            days.Add(ReadDay(text) ?? Bad(column, "bad-day", text, "yyyy-MM-dd; yyyy-MM-dd", default(DateOnly)));
        }

        return days;
    }

    /// <summary>A month: yyyy-MM or yyyymm.</summary>
    public ClaimMonth Month(string column)
    {
        var text = KanaWidth.Fold(Optional(column)).Replace('/', '-');
        return ClaimMonth.TryParse(text, out var month) ? month : Bad(column, "bad-month", text, "yyyy-MM", ClaimMonth.None);
    }

    /// <summary>A month, or none if the field is empty.</summary>
    public ClaimMonth OptionalMonth(string column) => Optional(column).Length == 0 ? ClaimMonth.None : Month(column);

    /// <summary>A letter number with a right check digit, as NNNN-NNNN-NNNN.</summary>
    public string LetterId(string column) =>
        LetterIds.Normalise(Optional(column)) ?? Bad(
            column, "bad-letter-id", Optional(column), "twelve digits with a right check digit");

    /// <summary>Rejects the row for a reason that more than one field gives.</summary>
    public void Reject(string column, string code, string expected) => Bad(column, code, Optional(column), expected);

    private static DateOnly? ReadDay(string text)
    {
        if (DateOnly.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        var digits = System.Text.Encoding.ASCII.GetBytes(text);
        return text.All(char.IsAsciiDigit) && JapaneseDate.TryReadDay(digits, out var number) ? JapaneseDate.ToDate(number)
            : null;
    }

    private string Bad(string column, string code, string found, string expected) => Bad(column, code, found, expected, "");

    private T Bad<T>(string column, string code, string found, string expected, T value)
    {
        var masked = _columns.Any(item => item.Name == column && item.Masked);
        var shown = masked ? "***" : found.Length <= FoundLengthMax ? found : found[..FoundLengthMax];
        _rejects.Add(new Reject(_file, _row.Line, column, code, shown, expected));
        return value;
    }
}
