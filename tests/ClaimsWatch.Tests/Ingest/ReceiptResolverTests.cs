using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Tests.Ingest;

public sealed class ReceiptResolverTests
{
    private static readonly ClaimMonth s_month = new(202404);

    private static NewReceipt Receipt(
        long id, long person = 1, int billed = 202405, int delivery = 202406, int mask = 0b101, long institution = 1311234567,
        long prescriber = 0, ClaimKind kind = ClaimKind.Outpatient, ReceiptStatus status = ReceiptStatus.Live, int row = 1,
        string file = "a", int points = 100)
    {
        var batch = new ReceiptBatch();
        batch.Medications.Add(new PackedMedication(1, 1, 611170513, 1179025, 117, 5, 16, 1, 20240403, 1));
        return new NewReceipt(
            new ReceiptRows
            {
                Identity = 0,
                ReceiptId = id,
                Kind = kind,
                Institution = institution,
                Prescriber = prescriber,
                VisitDays = 1,
                PointsBilled = points,
                Points = points,
                Month = s_month,
                Billed = new ClaimMonth(billed),
                SearchKey = (UInt128)id,
                RowFrom = row,
                RowTo = row,
                DayMask = mask,
                Status = status,
                Medications = 0..1,
            },
            batch, person, file, delivery);
    }

    private static ResolvedMonth Resolve(params NewReceipt[] fresh) =>
        MonthResolving.Resolve(s_month, MonthRows.Empty(s_month), fresh);

    private static ResolvedMonth Next(ResolvedMonth before, params NewReceipt[] fresh) =>
        MonthResolving.Resolve(s_month, before.Rows, fresh);

    private static List<(long Receipt, int Flags)> Live(ResolvedMonth month) =>
        [.. Enumerable.Range(0, month.Rows.Claims.Count)
            .Select(i => (month.Rows.Claims.Row(i).Receipt, month.Rows.Claims.Row(i).Flags))];

    private static List<(int In, long Receipt)> History(ResolvedMonth month) =>
        [.. month.Superseded.SelectMany(s =>
            Enumerable.Range(0, s.Rows.Claims.Count).Select(i => (s.SupersededIn, s.Rows.Claims.Row(i).Receipt)))];

    private static int StatusOf(ResolvedMonth month, long receipt, int delivery) => Enumerable.Range(0, month.Rows.Receipts.Count)
        .Select(month.Rows.Receipts.Row).Single(r => r.ReceiptId == receipt && r.DeliveryMonth == delivery).Status;

    [Fact]
    public void The_same_receipt_again_is_a_duplicate_and_the_first_delivery_stands()
    {
        var month = Next(Resolve(Receipt(1)), Receipt(1, delivery: 202407));

        Assert.Equal(202406, month.Rows.Claims.Row(0).DeliveryMonth);
        Assert.Equal([(202407, 1L)], History(month)); // delivered and taken out in the same month: in no as-of view
        Assert.Equal([new NotLive(0, ReceiptStatus.Duplicate)], month.NotLive);
        Assert.Equal(((int)ReceiptStatus.Live, (int)ReceiptStatus.Duplicate),
            (StatusOf(month, 1, 202406), StatusOf(month, 1, 202407)));
    }

    [Fact]
    public void The_same_search_number_with_other_content_replaces_the_earlier()
    {
        var month = Next(Resolve(Receipt(1)), Receipt(1, delivery: 202407, points: 90));

        Assert.Equal((90, 202407), (month.Rows.Claims.Row(0).Points, month.Rows.Claims.Row(0).DeliveryMonth));
        Assert.Equal([(202407, 1L)], History(month));
        Assert.Equal(((int)ReceiptStatus.Superseded, (int)ReceiptStatus.Live),
            (StatusOf(month, 1, 202406), StatusOf(month, 1, 202407)));
        Assert.Equal(1, month.Rows.Medications.Count);
        Assert.Equal(1, month.Superseded[0].Rows.Medications.Count);
    }

    [Fact]
    public void A_duplicate_that_arrived_first_gives_way_when_the_earlier_delivery_comes()
    {
        var month = Next(Resolve(Receipt(1, delivery: 202407)), Receipt(1, delivery: 202406));

        Assert.Equal(202406, month.Rows.Claims.Row(0).DeliveryMonth);
        Assert.Equal([(202407, 1L)], History(month));
    }

    [Fact]
    public void A_reclaim_under_another_search_number_supersedes_the_earlier_one()
    {
        var month = Next(Resolve(Receipt(1)), Receipt(2, billed: 202407, delivery: 202408));

        Assert.Equal([(2L, 0)], Live(month));
        Assert.Equal([(202408, 1L)], History(month));
        Assert.Equal((int)ReceiptStatus.Superseded, StatusOf(month, 1, 202406));
    }

    [Fact]
    public void Different_days_are_a_split_and_both_stand_flagged()
    {
        var month = Next(Resolve(Receipt(1, mask: 0b0011)), Receipt(2, mask: 0b1100));

        Assert.Equal([(1L, (int)ClaimFlags.Split), (2L, (int)ClaimFlags.Split)], Live(month));
        Assert.Equal(1, month.SplitForReview);
        Assert.Empty(month.Superseded);
    }

    [Fact]
    public void Days_not_known_are_not_different_days() =>
        Assert.Single(Live(Resolve(Receipt(1, mask: 0), Receipt(2, mask: 0b1, billed: 202406))));

    [Fact]
    public void A_split_ends_when_one_of_the_two_is_reclaimed_away()
    {
        var split = Resolve(Receipt(1, mask: 0b0011), Receipt(2, mask: 0b1100));

        // The re-claim without known days replaces both.
        var month = Next(split, Receipt(3, mask: 0, billed: 202408, delivery: 202409));

        Assert.Equal([(3L, 0)], Live(month));
        Assert.Equal([(202409, 1L), (202409, 2L)], History(month).Order());
    }

    [Theory]
    [InlineData(2, 1311234567, 0, ClaimKind.Outpatient)]
    [InlineData(1, 1311234568, 0, ClaimKind.Outpatient)]
    [InlineData(1, 1311234567, 5, ClaimKind.Outpatient)]
    [InlineData(1, 1311234567, 0, ClaimKind.Inpatient)]
    public void Another_person_institution_prescriber_or_kind_is_another_receipt(long person, long institution, long prescriber,
        ClaimKind kind) =>
        Assert.Equal(2,
            Live(Resolve(Receipt(1), Receipt(2, person, institution: institution, prescriber: prescriber, kind: kind))).Count);

    [Fact]
    public void An_earlier_claim_that_comes_late_never_replaces_the_later_one()
    {
        var month = Next(Resolve(Receipt(2, billed: 202407, delivery: 202408)), Receipt(1, billed: 202405, delivery: 202409));

        Assert.Equal([(2L, 0)], Live(month));
        Assert.Equal([(202409, 1L)], History(month)); // its own delivery: never visible in any as-of view
    }

    [Fact]
    public void Parts_and_transfers_never_count()
    {
        var month = Resolve(Receipt(1), Receipt(2, status: ReceiptStatus.Part),
            Receipt(3, person: 2, status: ReceiptStatus.Transferred));

        Assert.Equal([(1L, 0)], Live(month));
        Assert.Equal([(202406, 2L), (202406, 3L)], History(month).Order());
    }

    [Fact]
    public void A_receipt_redelivered_as_transferred_stops_counting()
    {
        var month = Next(Resolve(Receipt(1)), Receipt(1, delivery: 202407, status: ReceiptStatus.Transferred));

        Assert.Empty(Live(month));
        Assert.Equal([(202407, 1L), (202407, 1L)], History(month));
    }

    [Fact]
    public void Every_as_of_view_shows_one_version_at_most()
    {
        var month = Resolve(Receipt(1), Receipt(1, delivery: 202407, points: 90), Receipt(2, billed: 202408, delivery: 202409));
        var versions = History(month).ConvertAll(h => h.In);

        Assert.Equal([202407, 202409], versions);
        Assert.Equal([(2L, 0)], Live(month));
    }

    [Fact]
    public void The_result_does_not_depend_on_the_order_of_receipts()
    {
        const int seed = 99;
        var random = new Random(seed);
        var all = Enumerable.Range(0, 400).Select(i => Receipt(
            random.Next(1, 200), random.Next(1, 30), 202405 + random.Next(3), 202406 + random.Next(4), random.Next(3),
            1311234567 + random.Next(3),
            row: i, file: $"f{i % 5}", points: i)).ToArray();
        var expected = Text(Resolve(all));

        for (var round = 0; round < 5; round++)
        {
            random.Shuffle(all);
            Assert.True(expected == Text(Resolve(all)), $"seed {seed} round {round}");
        }
    }

    [Fact]
    public void Every_receipt_is_in_the_provenance_and_in_exactly_one_place()
    {
        const int seed = 5;
        var random = new Random(seed);
        var all = Enumerable.Range(0, 500).Select(i => Receipt(
            random.Next(1, 300), random.Next(1, 40), 202405 + random.Next(3), 202406 + random.Next(4), random.Next(3), row: i))
                .ToArray();

        var month = Resolve(all);

        Assert.Equal(500, month.Rows.Receipts.Count);
        Assert.Equal(500, Live(month).Count + History(month).Count);
        Assert.Equal(500 - Live(month).Count, month.NotLive.Count);
    }

    [Fact]
    public void A_month_is_the_same_in_one_slab_and_in_many()
    {
        const int seed = 11;
        var random = new Random(seed);
        NewReceipt[] Some(int from, int delivery) => [.. Enumerable.Range(from, 400).Select(i => Receipt(
            random.Next(1, 500), random.NextInt64(1, 40) << 57, 202405 + random.Next(3), delivery, random.Next(3), row: i,
            points: 100 + random.Next(2)))];
        var (first, second) = (Some(0, 202406), Some(400, 202407));

        var before = MonthResolving.Resolve(s_month, MonthRows.Empty(s_month), first);
        var whole = MonthResolving.Resolve(s_month, before.Rows, second);

        foreach (var bits in new[] { 1, 3, 6 })
        {
            Assert.Equal(Text(before), Text(MonthResolving.Resolve(s_month, MonthRows.Empty(s_month), first, bits)));
            var cut = MonthResolving.Resolve(s_month, before.Rows, second, bits);
            Assert.Equal(Text(whole), Text(cut));
            Assert.Equal(whole.NotLive, cut.NotLive);
        }
    }

    private static string Text(ResolvedMonth month) =>
        string.Join('\n', new[] { month.Rows }.Concat(month.Superseded.Select(s => s.Rows)).SelectMany(rows =>
        Enumerable.Range(0, rows.Claims.Count).Select(i => rows.Claims.Row(i).ToString())
            .Concat(Enumerable.Range(0, rows.Medications.Count).Select(i => rows.Medications.Row(i).ToString()))
            .Concat(Enumerable.Range(0, rows.Receipts.Count).Select(i => rows.Receipts.Row(i).ToString()))));
}
