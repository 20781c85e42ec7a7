using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Checks;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class DeliveryTests
{
    private const string Med = "11_RECODEINFO_MED.CSV";
    private const string Pha = "14_RECODEINFO_PHA.CSV";

    private static string[] Codes(DeliveryResult result) => [.. result.Rejects.Select(r => r.Code)];

    private static int LiveReceipts(DeliveryResult result) => result.Months.Sum(m => m.Claims.Count);

    [Fact]
    public void A_second_delivery_of_the_same_bytes_stores_nothing_and_says_so()
    {
        var bytes = InsurerFile(Hanako());
        var first = Read(File(Med, bytes));

        var second = ReadNext(first, File("11_RECODEINFO_MED_copy.csv", bytes, 202407));

        Assert.Empty(second.Months);
        Assert.Equal(9, second.Total.Skipped["already-delivered"]);
        Assert.Equal([Texts.AlreadyDelivered], second.Files[0].Warnings);
    }

    [Fact]
    public void Every_file_that_was_read_has_its_seconds_and_none_has_any_without_a_clock()
    {
        DeliveredFile[] files = [File(Med, InsurerFile(Hanako())), File(Pha, InsurerFile(Jiro()))];
        var now = 0;

        var timed = Delivery.Read(files, Context() with { Clock = () => Interlocked.Increment(ref now) }, MonthRows.Empty, 2);

        Assert.All(timed.Files, file => Assert.True(file.Seconds > 0, file.File));
        Assert.All(Read(files).Files, file => Assert.Equal(0, file.Seconds));
    }

    [Fact]
    public void Two_copies_in_one_delivery_are_read_once() =>
        Assert.Equal(1,
            LiveReceipts(Read(File(Med, InsurerFile(Hanako())), File("b_RECODEINFO_MED.CSV", InsurerFile(Hanako())))));

    [Fact]
    public void An_empty_file_is_told()
    {
        foreach (var bytes in new[] { [], "\r\n\r\n"u8.ToArray(), [0x1A] })
        {
            var result = Read(File(Med, bytes));

            Assert.Equal([Texts.EmptyFile], result.Files[0].Warnings);
            Assert.Equal(0, result.Total.RowsIn);
        }
    }

    [Fact]
    public void A_file_of_another_format_is_one_reject()
    {
        var byName = Read(File(Med, Bytes(Enumerable.Repeat("こんにちは,2,3", 1000))));
        var byContent = Read(File("memo.txt", Encoding.UTF8.GetBytes("これは,レセプト,ではない\n二行目\n")));

        Assert.Equal(1000, Assert.Single(byContent.Rejects.Concat(byName.Rejects), r => r.Rows == 1000).Rows);
        Assert.Contains(Texts.NoReceipts, byName.Files[0].Warnings);
        Assert.Equal(("UNKNOWN", 2L), (byContent.Files[0].Kind, byContent.Total.RowsRejected));
    }

    [Fact]
    public void A_file_cut_in_the_middle_keeps_what_is_whole()
    {
        var bytes = InsurerFile(Hanako(), Jiro());

        var result = Read(File(Med, bytes[..^40]));

        Assert.Equal((1, 9L), (LiveReceipts(result), result.Total.RowsRejected));
        Assert.Equal(["cut-file"], Codes(result));
        Assert.Contains(Texts.CutOff, result.Files[0].Warnings);
    }

    [Fact]
    public void A_file_cut_after_the_receipt_record_is_rejected_for_want_of_a_payer()
    {
        var rows = Prefixed(Jiro()).Take(3);

        var result = Read(File(Med, Bytes([.. Prefixed(Hanako()), .. rows])));

        Assert.Equal(["no-payer"], Codes(result));
        Assert.Equal(1, LiveReceipts(result));
    }

    [Fact]
    public void A_missing_final_newline_alone_loses_nothing()
    {
        var result = Read(File(Med, InsurerFile(Hanako(), Jiro())[..^2]));

        Assert.Equal(2, LiveReceipts(result));
        Assert.Contains(Texts.NoFinalNewline, result.Files[0].Warnings);
    }

    [Fact]
    public void A_utf8_claims_file_gives_the_same_rows_with_a_warning()
    {
        var lines = Prefixed(Hanako()).ToList();

        var cp932 = Read(File(Med, Bytes(lines)));
        var utf8 = Read(File(Med, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\r\n")))));

        Assert.Equal(cp932.NewIdentities, utf8.NewIdentities);
        Assert.Equal(cp932.Months[0].Claims.Row(0), utf8.Months[0].Claims.Row(0));
        Assert.Equal(("utf-8", "cp932"), (utf8.Files[0].Encoding, cp932.Files[0].Encoding));
        Assert.Contains(Texts.Utf8Claims, utf8.Files[0].Warnings);
    }

    [Theory]
    [InlineData(2, "IR[4] 医療機関コード", "bad-institution", "12345678", "IR,1,13,1,12345678,,みなも医院,202405,00,")]
    [InlineData(2, "IR[7] 請求年月", "bad-month", "202413", "IR,1,13,1,1234567,,みなも医院,202413,00,")]
    [InlineData(9, "IY[3] 医薬品コード", "bad-drug", "6111705", "IY,21,1,6111705,2,10,14")]
    [InlineData(9, "IY[4] 使用量", "bad-amount", "two", "IY,21,1,611170513,two,10,14")]
    [InlineData(7, "SY[2] 診療開始日", "bad-date", "20240431", "SY,8833421,20240431,1,,,01,")]
    public void One_broken_row_rejects_its_receipt_and_keeps_the_rest(int line, string field, string code,
        string found, string row)
    {
        var broken = Jiro();
        broken[line - 1] = row;

        var result = Read(File(Med, InsurerFile(broken, Hanako())));

        var reject = Assert.Single(result.Rejects);
        Assert.Equal((line, field, code, found, 9), (reject.Line, reject.Field, reject.Code, reject.Found, reject.Rows));
        Assert.Equal(1, LiveReceipts(result));
        Assert.True(result.Total.Balances);
    }

    [Fact]
    public void An_institution_code_that_lost_its_zeros_is_read_and_told()
    {
        var result =
            Read(File(Med, InsurerFile(Outpatient(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02", code: "12345"))));

        Assert.Equal(1310012345, result.Months.Single().Claims.Institution.Span[0]);
        Assert.Contains(Texts.ShortInstitutions(1), result.Files[0].Warnings);
    }

    [Fact]
    public void A_receipt_whose_first_row_is_lost_never_flows_into_the_one_before()
    {
        var result = Read(File(Med, Bytes([.. Prefixed(Hanako()), .. Prefixed(Jiro()).Skip(1)])));

        Assert.Equal(["second-receipt"], Codes(result));
        Assert.Equal(0, LiveReceipts(result));
    }

    [Fact]
    public void Rejects_never_show_a_person()
    {
        // A comma is missing, so that the name stands where the month should.
        var shifted = Jiro();
        shifted[2] = "RE,1,1112,佐藤　次郎,1,19700707";
        var badBirth = Hanako();
        badBirth[2] = Re("202404", "高橋　花子", 2, "19801301");
        var shiftedNumber = Jiro(3);
        shiftedNumber[3] = "HO,39139999,12,1,x,12345678";

        var rejects = Read(File(Med, InsurerFile(shifted, badBirth, shiftedNumber, Jiro(4)))).Rejects;

        Assert.Equal(["bad-month", "bad-date", "bad-days"], rejects.Select(r => r.Code));
        foreach (var reject in rejects)
        {
            Assert.DoesNotContain("佐藤", reject.ToString());
            Assert.DoesNotContain("1980", reject.Found);
            Assert.DoesNotContain("12345678", reject.ToString());
        }
    }

    [Fact]
    public void Old_months_of_a_first_delivery_are_backfilled()
    {
        var bytes = InsurerFile(Hanako(billed: "202405"), Hanako(2, "202312", "202401"));

        var first = Read(Context() with { StoreIsEmpty = true }, File(Med, bytes, 202406));
        var later = Read(File(Med, bytes, 202406));

        Assert.Equal((202402, (int)ClaimFlags.Backfilled),
            (first.Months[0].Claims.Row(0).DeliveryMonth, first.Months[0].Claims.Row(0).Flags));
        Assert.Equal((202406, 0), (first.Months[1].Claims.Row(0).DeliveryMonth, first.Months[1].Claims.Row(0).Flags));
        Assert.Equal(202406, later.Months[0].Claims.Row(0).DeliveryMonth);
    }

    [Fact]
    public void Without_a_folder_the_delivery_month_follows_the_latest_billed_month() =>
        Assert.Equal(202406, Read(File(Med, InsurerFile(Hanako()), 0)).Files[0].Delivery.Value);

    [Fact]
    public void A_late_claim_restates_its_month_and_leaves_the_rest()
    {
        var first = Read(File(Med, InsurerFile(Hanako(), Jiro())));

        var next = ReadNext(first,
            File(Med, InsurerFile(Hanako(9, "202404", "202406", [20]), Hanako(10, "202405", "202406")), 202407));

        Assert.Equal([202404, 202405], next.Months.Select(m => m.Month.Value));
        Assert.Equal(3, next.Months[0].Claims.Count);
        Assert.Empty(next.NewIdentities);
        Assert.Contains(next.Checks, c => c is { Id: "split-for-review", Severity: Severity.Warning });
    }

    [Fact]
    public void Names_and_numbers_are_in_identities_only()
    {
        var result = Read(File(Med, InsurerFile(Hanako())),
            File(Pha, InsurerFile(Pharmacy(Search(7), "202404", "高橋　花子", 2, "19800101", "１２３", "02"))));

        Assert.Single(result.NewIdentities);
        var rest = result with { NewIdentities = [], Members = [] };
        var text = string.Join('\n',
            rest.Months.SelectMany(m => Enumerable.Range(0, m.Receipts.Count).Select(i => m.Receipts.Row(i).ToString())))
            + string.Join('\n', rest.Checks) + result.NewIdentities[0];
        Assert.DoesNotContain("花子", text);
        Assert.DoesNotContain(Search(1), text);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_order_of_files_receipts_or_threads()
    {
        List<string>[] receipts = [Hanako(), Jiro(), Hanako(3, "202403"), Hanako(1, points: 290), Jiro(5)];
        var pharmacy = File(Pha, InsurerFile(Pharmacy(Search(7), "202404", "高橋　花子", 2, "19800101", "１２３", "")));
        var one = Read(File(Med, InsurerFile(receipts)), pharmacy);

        var other = Delivery.Read([pharmacy, File(Med, InsurerFile(receipts))], Context(), MonthRows.Empty, 1);

        Assert.Equal(one.NewIdentities, other.NewIdentities);
        Assert.Equal(one.Files.Select(f => (f.File, f.Receipts, f.Duplicates, f.Superseded)),
            other.Files.Select(f => (f.File, f.Receipts, f.Duplicates, f.Superseded)));
        for (var m = 0; m < one.Months.Count; m++)
        {
            Assert.Equal(Rows(one.Months[m]), Rows(other.Months[m]));
        }
    }

    [Fact]
    public void What_does_not_fit_into_memory_waits_sealed_and_changes_nothing()
    {
        DeliveredFile[] files =
        [
            File(Med, InsurerFile(Hanako(), Jiro(), Hanako(3, "202403"), Hanako(1, points: 290))),
            File(Pha, InsurerFile(Pharmacy(Search(7), "202404", "高橋　花子", 2, "19800101", "１２３", ""))),
        ];
        using var spool = new KeptStream();
        var whole = Delivery.Read(files, Context(), MonthRows.Empty, 2);

        var spooled = Delivery.Read(
            files, Context() with { Settings = Context().Settings with { MemoryBytes = 0 } }, MonthRows.Empty, 2, () => spool);

        Assert.Equal(whole.Months.Select(Rows), spooled.Months.Select(Rows));
        Assert.Equal(whole.Superseded.Select(s => (s.SupersededIn, string.Join('\n', Rows(s.Rows)))),
            spooled.Superseded.Select(s => (s.SupersededIn, string.Join('\n', Rows(s.Rows)))));
        Assert.True(spool.Bytes.Length > 1000);
        Assert.Contains(whole.Months, m => m.Claims.Count > 0);
        foreach (var receipt in whole.Months.SelectMany(m => m.Claims.Receipt.ToArray()))
        {
            // sealed: not even a surrogate can be read
            Assert.True(spool.Bytes.AsSpan().IndexOf(BitConverter.GetBytes(receipt)) < 0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_disk_that_is_full_while_the_spool_is_written_is_the_failure_that_comes_out(int threads)
    {
        using var full = new FullStream();

        var failure = Assert.Throws<IOException>(() => Delivery.Read(
            [File(Med, InsurerFile(Hanako(), Jiro()))], Context() with { Settings = Context().Settings with { MemoryBytes = 0 } },
            MonthRows.Empty, threads,
            () => full));

        Assert.True(ClaimsWatch.Store.DiskFull.Is(failure));
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device", 28);

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device", 28);
    }

    private sealed class KeptStream : MemoryStream
    {
        public byte[] Bytes { get; private set; } = [];

        protected override void Dispose(bool disposing)
        {
            Bytes = ToArray();
            base.Dispose(disposing);
        }
    }

    [Fact]
    public void Persons_and_eligibility_come_from_the_roster_when_there_is_one()
    {
        var roster =
            Encoding.UTF8.GetBytes(
                "person_id,insurer_number,symbol,number,branch,name,sex,birth_date,acquired_on,lost_on\n"
                    + "P1,39139999,12,123,02,高橋 花子,2,19800101,20240315,\n"
                    + "P2,39139999,12,777,01,田中 一,1,19600101,20200101,20240510\n");

        var result = Read(File(Med, InsurerFile(Hanako())), File("roster_20240610.csv", roster));

        Assert.Equal(2, result.Persons.Count);
        Assert.Equal([1, 1], result.Persons.Linkage.ToArray());
        Assert.Equal([30, 31, 30, 30, 9], Enumerable.Range(0, result.Eligibility.Count).Select(result.Eligibility.All().Row)
            .OrderByDescending(r => r.Person == new TestPseudonyms().PersonOf("P1")).Select(r => r.DaysAtRisk));
        Assert.Equal([new(Sex.Female, Linkage.Roster, 1)], result.LinkQuality);
        Assert.Equal(20240610, result.RosterAsOf);
    }

    [Fact]
    public void Without_roster_eligibility_comes_from_claims_and_is_said()
    {
        var result = Read(File(Med, InsurerFile(Hanako(3, "202402"), Hanako())));

        Assert.Equal([202402, 202403, 202404], result.Eligibility.All().ClaimMonth.ToArray());
        Assert.Contains(result.Checks, c => c.Id == "eligibility-from-claims");
    }

    private static string Rows(MonthRows month) =>
        string.Join('\n', Enumerable.Range(0, month.Claims.Count).Select(i => month.Claims.Row(i).ToString())
        .Concat(Enumerable.Range(0, month.Medications.Count).Select(i => month.Medications.Row(i).ToString()))
        .Concat(Enumerable.Range(0, month.Diagnoses.Count).Select(i => month.Diagnoses.Row(i).ToString()))
        .Concat(Enumerable.Range(0, month.Receipts.Count).Select(i => month.Receipts.Row(i).ToString())));
}
