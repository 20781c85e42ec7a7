using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>One receipt taken back.</summary>
/// <param name="ReceiptId">Surrogate of its 検索番号.</param>
/// <param name="Month">診療年月, none if the list does not say.</param>
public readonly record struct WithdrawalEntry(long ReceiptId, ClaimMonth Month);

/// <summary>A 過誤一覧 as read.</summary>
public sealed record WithdrawalFile(
    IReadOnlyList<WithdrawalEntry> Entries, FileEncoding Encoding, Tallied Tallied, IReadOnlyList<Reject> Rejects);

/// <summary>
/// Reads a list of receipts that were taken back after delivery (過誤, 再審査; 過誤一覧). Each row names a receipt by its 検索番号: no
/// receipt is ever withdrawn by person or points. The layouts of the reviewing bodies are not public, so columns go by header.
/// </summary>
public static class WithdrawalReader
{
    private const int SearchNumberMax = 30;

    /// <summary>検索番号: what makes a file such a list.</summary>
    public static CsvColumn SearchNumber { get; } = new("search_number", ["検索番号", "レセプト検索番号", "電算検索番号"], Required: true);

    private static readonly CsvColumn s_month = new("claim_month", ["診療年月", "調剤年月", "診療調剤年月"]);

    /// <summary>Columns of the list.</summary>
    public static IReadOnlyList<CsvColumn> Columns { get; } = [SearchNumber, s_month];

    /// <summary>Reads a list.</summary>
    /// <param name="source">The file.</param>
    /// <param name="pseudonyms">Those that name the receipts of the store.</param>
    /// <exception cref="UserError">The column of 検索番号 is missing.</exception>
    public static WithdrawalFile Read(ByteSource source, IPseudonyms pseudonyms)
    {
        var table = MappedCsv.Read(source, Columns);
        var entries = new List<WithdrawalEntry>();
        var rejects = new List<Reject>();
        foreach (var record in table.Records)
        {
            var number = KanaWidth.FoldNumber(table.Get(record, "search_number"));
            var month = ClaimMonth.None;
            var monthText = KanaWidth.FoldNumber(table.Get(record, "claim_month"));
            if (number.Length is 0 or > SearchNumberMax || !number.All(char.IsAsciiLetterOrDigit))
            {
                rejects.Add(new Reject(
                    table.File, record.Line, "search_number 検索番号", "bad-search-number",
                    FoundText.ShapeOf(System.Text.Encoding.UTF8.GetBytes(number)), "1 to 30 letters or digits"));
            }
            else if (monthText.Length > 0
                && !JapaneseDate.TryReadMonth(System.Text.Encoding.UTF8.GetBytes(monthText), out month))
            {
                rejects.Add(new Reject(
                    table.File, record.Line, "claim_month 診療年月", "bad-month",
                    FoundText.ShapeOf(System.Text.Encoding.UTF8.GetBytes(monthText)), "GYYMM or YYYYMM, or nothing"));
            }
            else
            {
                entries.Add(new WithdrawalEntry(ReceiptNames.OfSearchNumber(pseudonyms,
                    System.Text.Encoding.ASCII.GetBytes(number)).Id, month));
            }
        }

        var tallied = new Tallied { RowsIn = table.Records.Count + 1, RowsStored = entries.Count, RowsRejected = rejects.Count };
        tallied.Skip(RowFates.ReasonOf(RowFate.HeaderOrTrailer));
        tallied.Check();
        return new WithdrawalFile(entries, table.Encoding, tallied, rejects);
    }
}
