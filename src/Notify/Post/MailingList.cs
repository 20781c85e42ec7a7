using System.Globalization;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.Post;

/// <summary>One envelope. Holds a name and an address: the mailing list is one of the four places where they may be.</summary>
/// <param name="Sequence">Place in the print, from 1.</param>
/// <param name="Bundle">Number of the print file, from 1.</param>
/// <param name="LetterId">Number of the letter.</param>
/// <param name="PostalCode">NNN-NNNN.</param>
/// <param name="Address">Address.</param>
/// <param name="Name">Name, without 様.</param>
/// <param name="Pages">Printed pages.</param>
public sealed record MailingRow(
    int Sequence, int Bundle, string LetterId, string PostalCode, string Address, string Name, int Pages)
{
    /// <inheritdoc/>
    public override string ToString() => $"envelope {LetterId}";
}

/// <summary>Which letter goes into which envelope, in the order of the print (発送リスト).</summary>
public static class MailingList
{
    /// <summary>UTF-8 with byte order mark for Excel and for mailing houses.</summary>
    public static byte[] ToCsv(IReadOnlyList<MailingRow> rows) =>
        CsvText.WriteUtf8(rows.Select(Fields).Prepend(Texts.MailingHeaders));

    /// <summary>The same as a sheet.</summary>
    public static byte[] ToXlsx(IReadOnlyList<MailingRow> rows, string round)
    {
        double[] widths = [8, 6, 18, 11, 48, 20, 6, 6];
        var columns = Texts.MailingHeaders.Select((header, index) => new Column(header, widths[index])).ToList();
        var cells = rows.Select(row => (IReadOnlyList<Cell>)
        [
            Cell.Integer(row.Sequence), Cell.Integer(row.Bundle), Cell.Text(row.LetterId), Cell.Text(row.PostalCode),
            Cell.Text(row.Address),
            Cell.Text(row.Name), Cell.Text(Texts.Honorific), Cell.Integer(row.Pages),
        ]);
        return new Workbook(
            [new Sheet(Texts.MailingSheet, columns, [.. cells]) { Notes = [Texts.MailingNote(round)], Landscape = true }])
                .ToXlsx();
    }

    private static IReadOnlyList<string> Fields(MailingRow row) =>
    [
        row.Sequence.ToString(CultureInfo.InvariantCulture), row.Bundle.ToString(CultureInfo.InvariantCulture), row.LetterId,
        row.PostalCode,
        row.Address, row.Name, Texts.Honorific, row.Pages.ToString(CultureInfo.InvariantCulture),
    ];
}
