using System.Globalization;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Letters;

namespace ClaimsWatch.Notify.Post;

/// <summary>One letter as a print vendor merges it; made only from letters that passed every check of this program.</summary>
/// <param name="Envelope">Place, number, name and address.</param>
/// <param name="AddressLines">Address as broken for the window, one to three lines.</param>
/// <param name="Values">Month, institutions, pharmacies, claims, visit days, records through: as printed.</param>
/// <param name="Barcode">Bars of the カスタマバーコード.</param>
/// <param name="LookAt">Rare characters of name and address.</param>
public sealed record VendorRow(
    MailingRow Envelope, IReadOnlyList<string> AddressLines, IReadOnlyList<string> Values, string Barcode,
    IReadOnlyList<string> LookAt)
{
    /// <summary>Characters of name and address that no font of the printing machine has; empty where that is not known.</summary>
    public IReadOnlyList<string> NoGlyph { get; init; } = [];

    private static readonly string[] ValueSlots =
        ["month", "institutions", "pharmacies", "claims", "visitDays", "recordsThrough"];

    /// <summary>The row of a rendered letter.</summary>
    public static VendorRow Of(MailingRow envelope, RenderedLetter letter)
    {
        string Slot(string name) => letter.Slots.FirstOrDefault(slot => slot.Name == name)?.Value ?? "";
        return new VendorRow(
            envelope, [.. letter.Slots.Where(slot => slot.Name == "addressLine").Select(slot => slot.Value)],
            [.. ValueSlots.Select(Slot)],
            CustomerBarcode.Encode(envelope.PostalCode, envelope.Address),
            RareCharacters.ToLookAt(envelope.Name + envelope.Address));
    }

    /// <inheritdoc/>
    public override string ToString() => Envelope.ToString();
}

/// <summary>Letters of one bundle that go to one post office.</summary>
/// <param name="Bundle">Print file, from 1.</param>
/// <param name="Area">First three digits of the postal code.</param>
/// <param name="First">First place in the print.</param>
/// <param name="Last">Last place in the print.</param>
/// <param name="Letters">How many.</param>
public sealed record BundleRow(int Bundle, string Area, int First, int Last, int Letters);

/// <summary>Merge file for a print vendor (差し込み用) and the list of bundles by postal code (区分け表).</summary>
public static class VendorFile
{
    private static readonly double[] Widths = [8, 6, 18, 11, 34, 34, 34, 20, 6, 14, 8, 8, 8, 8, 14, 70, 16];

    /// <summary>Rows by print file and the first three digits of the postal code, in print order.</summary>
    public static IReadOnlyList<BundleRow> Bundles(IReadOnlyList<MailingRow> rows) =>
    [
        .. rows.GroupBy(row => (row.Bundle, Area: row.PostalCode[..3]))
            .Select(group => new BundleRow(
                group.Key.Bundle, group.Key.Area, group.Min(row => row.Sequence), group.Max(row => row.Sequence), group.Count()))
            .OrderBy(row => row.First),
    ];

    /// <summary>UTF-8 with byte order mark.</summary>
    public static byte[] ToCsv(IReadOnlyList<VendorRow> rows) =>
        CsvText.WriteUtf8(rows.Select(Fields).Prepend(Texts.VendorHeaders));

    /// <summary>A workbook with the merge file, the list of bundles,
    /// and letters whose characters somebody should look at.</summary>
    public static byte[] ToXlsx(IReadOnlyList<VendorRow> rows, string round)
    {
        var columns = Texts.VendorHeaders.Select((header, index) => new Column(header, Widths[index])).ToList();
        var bundles = Bundles([.. rows.Select(row => row.Envelope)]);
        var look = rows.Where(row => row.LookAt.Count + row.NoGlyph.Count > 0).Select(row => (IReadOnlyList<Cell>)
        [
            Cell.Text(row.Envelope.LetterId), Cell.Text(string.Join(' ', row.LookAt)),
            Cell.Text(row.NoGlyph.Count > 0 ? Texts.NoGlyph(row.NoGlyph) : ""),
        ]).ToList();
        return new Workbook(
        [
            new Sheet(Texts.VendorSheet, columns,
                [.. rows.Select(row => (IReadOnlyList<Cell>)[.. Fields(row).Select(Cell.Text)])])
            {
                Notes = [Texts.MailingNote(round)], Landscape = true,
            },
            new Sheet(Texts.BundleSheet, [.. Texts.BundleHeaders.Select(header => new Column(header, 14))],
                [.. bundles.Select(Cells)]),
            new Sheet(Texts.LookAtSheet, [.. Texts.LookAtHeaders.Select(header => new Column(header, 24))], look),
        ]).ToXlsx();
    }

    private static IReadOnlyList<Cell> Cells(BundleRow row) =>
        [Cell.Integer(row.Bundle), Cell.Text(row.Area), Cell.Integer(row.First), Cell.Integer(row.Last),
            Cell.Integer(row.Letters)];

    private static IReadOnlyList<string> Fields(VendorRow row)
    {
        var envelope = row.Envelope;
        var lines = row.AddressLines.Concat(Enumerable.Repeat("", AddressLines.LinesMax)).Take(AddressLines.LinesMax);
        return
        [
            Number(envelope.Sequence), Number(envelope.Bundle), envelope.LetterId, envelope.PostalCode, .. lines, envelope.Name,
            Texts.Honorific, .. row.Values, row.Barcode, string.Join(' ', row.LookAt),
        ];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
