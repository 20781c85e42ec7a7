using System.Globalization;
using System.Text.RegularExpressions;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.Review;

/// <summary>One row of a sheet that came back, by header.</summary>
/// <param name="Number">1-based row of the sheet.</param>
/// <param name="Cells">Texts by header.</param>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string header] => Cells[header];
}

/// <summary>A sheet of ours that staff saved: its header row is found by its words, columns may have been moved.</summary>
internal sealed partial record SheetTable(IReadOnlyList<SheetRow> Rows)
{
    /// <summary>Texts above the header row: the title names the round.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    /// <summary>Throws if the list is another round's: by its title or, where staff took that away, because it knows nobody of
    /// this one.</summary>
    /// <exception cref="UserError">It is (exit 4): one error, not one a row.</exception>
    public void RefuseOfAnotherRound(string round, string file, Func<long, bool> isKnown)
    {
        var named = Above.SelectMany(text => RoundId().Matches(text).Select(m => m.Value)).FirstOrDefault();
        var isOther = named is not null
            ? named != round
            : Rows.Count > 0
            && !Rows.Any(row =>
                long.TryParse(row[Texts.PersonHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var p) && isKnown(p));
        if (isOther)
        {
            throw new UserError(
                ExitCode.TooManyRejects, Texts.ListOfAnotherRound(named ?? "", round), file,
                Texts.ListOfAnotherRoundNext(named ?? "", round));
        }
    }

    [GeneratedRegex(@"\bR\d{4}-\d{2}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoundId();

    /// <summary>Opens the sheet; empty rows are skipped.</summary>
    public static SheetTable Open(Stream workbook, string file, string sheetName, IReadOnlyList<string> headers)
    {
        var sheet = Find(workbook, file, sheetName);
        for (var i = 0; i < sheet.Rows.Count; i++)
        {
            var names = sheet.Rows[i].Select(cell => cell.Trim()).ToList();
            var places = headers.ToDictionary(header => header, header => names.IndexOf(header), StringComparer.Ordinal);
            if (places.Values.All(place => place >= 0))
            {
                return new SheetTable([.. RowsBelow(sheet, i, places)])
                { Above = [.. sheet.Rows.Take(i).SelectMany(row => row)] };
            }
        }

        throw new UserError(ExitCode.Input, Texts.SheetHeaderMissing(sheetName), file, Texts.HeadersExpected(headers));
    }

    /// <summary>
    /// Whether a cell still says what was written; numbers are compared as numbers, a spreadsheet drops trailing zeros.
    /// </summary>
    public static bool Same(Cell written, string found)
    {
        if (written.Kind == CellKind.Date)
        {
            return true;
        }

        var text = written.Content.Trim();
        return text == found.Trim()
            || (written.Kind is CellKind.Integer or CellKind.Decimal
                && decimal.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number == decimal.Parse(text, CultureInfo.InvariantCulture));
    }

    private static SheetText Find(Stream workbook, string file, string name)
    {
        try
        {
            return WorkbookReader.Read(workbook, file).FirstOrDefault(sheet => sheet.Name == name)
                ?? throw new UserError(ExitCode.Input, Texts.SheetMissing(name), file, Texts.SheetMissingNext);
        }
        catch (DocumentException error)
        {
            throw new UserError(ExitCode.Input, error.Problem, file, Texts.SheetMissingNext);
        }
    }

    private static IEnumerable<SheetRow> RowsBelow(SheetText sheet, int header, Dictionary<string, int> places)
    {
        for (var i = header + 1; i < sheet.Rows.Count; i++)
        {
            var cells = sheet.Rows[i];
            if (cells.Any(cell => cell.Trim().Length > 0))
            {
                yield return new SheetRow(
                    i + 1,
                    places.ToDictionary(
                        pair => pair.Key, pair =>
                            pair.Value < cells.Count ? cells[pair.Value].Trim() : "", StringComparer.Ordinal));
            }
        }
    }
}
