using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class WithdrawalTests
{
    private const string Med = "11_RECODEINFO_MED.CSV";

    private static List<string> Claim(int search, string billed = "202405", string code = "1234567") =>
        Outpatient(Search(search), "202404", "高橋　花子", 2, "19800101", "１２３", "02", billed: billed, code: code);

    private static DeliveredFile List(string text, int folder = 202407) => File("kago.csv", Encoding.UTF8.GetBytes(text), folder);

    private static DeliveryResult Next(DeliveryResult first, params DeliveredFile[] files) => Delivery.Read(
        files,
        Context() with
        {
            KnownIdentities = first.NewIdentities,
            Persons = () => first.Persons,
            Months = [.. first.Months.Select(m => m.Month)],
            KnownFileHashes = first.Files.Select(f => f.Sha256).ToHashSet(),
        },
        month => first.Months.FirstOrDefault(m => m.Month == month) ?? MonthRows.Empty(month),
        1);

    private static ReceiptStatus StatusOf(DeliveryResult result, int receipt) =>
        (ReceiptStatus)result.Months[0].Receipts.Status.Span[receipt];

    [Fact]
    public void A_listed_receipt_leaves_the_truth_and_stays_in_history()
    {
        var first = Read(File(Med, InsurerFile(Claim(1), Claim(2, code: "2222222"))));

        var next = Next(first, List($"検索番号,診療年月\n{Search(1)},202404\n"));

        Assert.Equal(1, next.Months[0].Claims.Count);
        Assert.Equal(2, next.Months[0].Receipts.Count);
        Assert.Single(Enumerable.Range(0, 2), i => StatusOf(next, i) == ReceiptStatus.Withdrawn);
        var gone = Assert.Single(next.Superseded);
        Assert.Equal((202407, 1, 1), (gone.SupersededIn, gone.Rows.Claims.Count, gone.Rows.Medications.Count));
        Assert.Equal(("WITHDRAWALS", 1, 1L), (next.Files[0].Kind, next.Files[0].Withdrawn, next.Files[0].Tallied.RowsStored));
    }

    [Fact]
    public void The_month_is_found_when_the_list_does_not_say_it() =>
        Assert.Empty(Enumerable.Range(0,
            Next(Read(File(Med, InsurerFile(Claim(1)))), List($"search_number\n{Search(1)}\n")).Months[0].Claims.Count));

    [Fact]
    public void A_list_and_its_receipt_may_come_in_one_delivery()
    {
        var result = Read(File(Med, InsurerFile(Claim(1))), List($"検索番号\n{Search(1)}\n", 202406));

        Assert.Equal(0, result.Months[0].Claims.Count);
        Assert.Equal(ReceiptStatus.Withdrawn, StatusOf(result, 0));
    }

    [Fact]
    public void A_receipt_taken_back_does_not_return_with_its_file_but_with_a_new_number()
    {
        var first = Read(File(Med, InsurerFile(Claim(1))));
        var withdrawn = Next(first, List($"検索番号\n{Search(1)}\n"));

        var again = Next(withdrawn, File(Med, InsurerFile(Claim(1)), 202408));
        var reclaimed = Next(withdrawn, File(Med, InsurerFile(Claim(9, "202407")), 202408));

        Assert.Equal(0, again.Months[0].Claims.Count);
        Assert.Equal(1, again.Files[0].Withdrawn);
        Assert.Equal(1, reclaimed.Months[0].Claims.Count);
    }

    [Fact]
    public void What_a_withdrawn_receipt_had_replaced_stays_replaced_in_whichever_order_they_came()
    {
        var one = Read(File(Med, InsurerFile(Claim(1), Claim(2, "202406"))), List($"検索番号\n{Search(2)}\n", 202406));
        var two = Next(Read(File(Med, InsurerFile(Claim(1), Claim(2, "202406")))), List($"検索番号\n{Search(2)}\n"));

        Assert.Equal((0, 0), (one.Months[0].Claims.Count, two.Months[0].Claims.Count));
    }

    [Fact]
    public void A_number_never_delivered_is_counted_apart_and_told()
    {
        var result = Read(File(Med, InsurerFile(Claim(1))), List($"検索番号\n{Search(8)}\n", 202406));

        var list = result.Files.Single(f => f.Kind == "WITHDRAWALS");
        Assert.Equal((0L, 1L), (list.Tallied.RowsStored, list.Tallied.Skipped["receipt-not-found"]));
        Assert.True(result.Total.Balances);
        Assert.Contains(result.Checks, c => c.Id == "withdrawals-not-found");
    }

    [Fact]
    public void Rows_without_a_usable_number_or_month_are_rejected()
    {
        var result = Read(List($"検索番号,診療年月\n,202404\n{Search(1)},2024年\n{new string('1', 31)},\n"));

        Assert.Equal(["bad-search-number", "bad-month", "bad-search-number"], result.Rejects.Select(r => r.Code));
    }
}
