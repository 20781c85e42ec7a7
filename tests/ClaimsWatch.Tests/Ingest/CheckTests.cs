using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Checks;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class CheckTests
{
    private static readonly IngestSettings s_settings = new();

    private static ReceiptBatch Batch(Layout layout, params IEnumerable<string>[] receipts) => ReceiptReader.Read(
        new MemoryByteSource("x", InsurerFile(receipts)), layout, FileEncoding.Cp932,
        new ReceiptLists(DrugList.BuiltIn, DiseaseList.BuiltIn, ActList.BuiltIn), s_settings,
        new IdentityTable(LinkedIdentities.None, new TestPseudonyms())).Batches[0];

    [Theory]
    [InlineData(2, 1000, null)]
    [InlineData(20, 1000, null)]
    [InlineData(21, 1000, Severity.Warning)]
    [InlineData(100, 1000, Severity.Warning)]
    [InlineData(101, 1000, Severity.Critical)]
    [InlineData(0, 0, null)]
    public void Unknown_drugs_warn_above_two_in_a_hundred_and_are_critical_above_ten(long unknown, long lines,
        Severity? expected) =>
        Assert.Equal(expected, UnknownDrugsCheck.Run(unknown, lines, s_settings)?.Severity);

    [Theory]
    [InlineData(70, 70, false)]
    [InlineData(69, 69, true)]
    [InlineData(140, 140, false)]
    [InlineData(141, 141, true)]
    [InlineData(141, 71, true)] // half of them came now
    [InlineData(141, 70, false)] // late claims of a month that was compared before
    [InlineData(69, 0, false)] // restated only
    public void A_month_is_compared_with_the_one_before_when_most_of_it_comes(int count, int delivered, bool tells)
    {
        var (before, month) = (new ClaimMonth(202404), new ClaimMonth(202405));

        var found = MonthCountCheck.Run(
            new Dictionary<ClaimMonth, int> { [before] = 100, [month] = count },
            new Dictionary<ClaimMonth, int> { [before] = 100, [month] = delivered }, s_settings);

        Assert.Equal(tells, found.Any());
    }

    [Fact]
    public void Lines_of_a_receipt_must_add_up_to_its_total()
    {
        List<string> Claim(int points) => Outpatient(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02", points: points);

        // 再診料 73 × 1 and a medicine of 10 points × 14.
        var points = Batch(MedLayout.Layout, Claim(213), Claim(214)).Points;

        Assert.Equal((2L, 1L), (points.Receipts, points.ReceiptsWrong));
        Assert.Equal(Severity.Critical, ReceiptTotalsCheck.Run(1, 2, s_settings)!.Severity);
        Assert.Null(ReceiptTotalsCheck.Run(1, 100, s_settings));
    }

    [Fact]
    public void Receipts_with_a_second_payer_are_not_added_up()
    {
        var rows = Outpatient(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02");
        rows.Insert(4, Record("KO", 12, (1, "21131234"), (4, "1"), (5, "300")));

        Assert.Equal(0L, Batch(MedLayout.Layout, rows).Points.Receipts);
    }

    [Fact]
    public void Unit_points_times_quantity_must_be_the_points_of_the_line()
    {
        List<string> rows =
        [
            .. Pharmacy(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02")[..5],
            Record("SH", 10, (1, "01"), (2, "1"), (5, "7")),
            Record("CZ", 71, (1, "1"), (2, "20240410"), (3, "20240410"), (4, "1"), (5, "14"), (13, "98")),
            Record("CZ", 71, (1, "1"), (2, "20240424"), (3, "20240424"), (4, "2"), (5, "14"), (13, "97")),
            Record("CZ", 71, (1, "1"), (2, "20240425"), (3, "20240425"), (4, "2"), (5, "14")),
            Record("IY", 10, (2, "611170513"), (3, "1.5")),
        ];

        var points = Batch(PhaLayout.Layout, rows).Points;

        Assert.Equal((2L, 1L), (points.Lines, points.LinesWrong));
        Assert.NotNull(DispensingPointsCheck.Run(1, 2, s_settings));
    }

    [Theory]
    [InlineData("19800101", "20240401", 1, false)]
    [InlineData("20240430", "20240430", 30, false)]
    [InlineData("20240501", "20240401", 1, true)]
    [InlineData("19040401", "20240401", 1, false)]
    [InlineData("19040331", "20240401", 1, true)]
    [InlineData("19800101", "20240501", 1, true)]
    [InlineData("19800101", "20240401", 31, true)]
    public void Dates_that_can_not_be_are_found(string birth, string started, int days, bool expected)
    {
        var rows = Outpatient(Search(1), "202404", "高橋　花子", 2, birth, "１２３", "02");
        rows = [.. rows.Select(r => r.StartsWith("SY", StringComparison.Ordinal) ? Sy("8833421", started)
            : r.StartsWith("HO", StringComparison.Ordinal) ? Ho("１２３", days, 300) : r)];
        var batch = Batch(MedLayout.Layout, rows);

        Assert.Equal(expected, ImpossibleDatesCheck.IsImpossible(batch.Receipts[0], batch));
    }

    [Fact]
    public void A_medicine_dispensed_outside_its_month_can_not_be()
    {
        var batch = Batch(PhaLayout.Layout, Pharmacy(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02", day: "20240331"));

        Assert.True(ImpossibleDatesCheck.IsImpossible(batch.Receipts[0], batch));
    }

    private static List<CheckResult> Kinds(int pharmacy, params int[] before) => [.. KindCountCheck.Run(
        new ClaimMonth(202406),
        new Dictionary<string, int> { ["MED"] = 100, ["PHA"] = pharmacy }.Where(k => k.Value > 0).ToDictionary(),
        [.. before.SelectMany((n, i) => new[] { new EarlierDelivery(new ClaimMonth(202405).Plus(-i), "PHA", n),
            new EarlierDelivery(new ClaimMonth(202405).Plus(-i), "MED", 100) })],
        s_settings)];

    [Theory]
    [InlineData(70, null)]
    [InlineData(69, "kind-count")]
    [InlineData(140, null)]
    [InlineData(141, "kind-count")]
    [InlineData(0, "kind-missing")]
    public void A_kind_of_file_is_held_against_the_median_of_three_months(int pharmacy, string? expected) =>
        Assert.Equal(expected, Kinds(pharmacy, 100, 90, 400).SingleOrDefault()?.Id);

    [Fact]
    public void Two_months_are_too_few_to_compare_kinds() => Assert.Empty(Kinds(0, 100, 100));

    [Fact]
    public void A_month_that_comes_in_parts_is_compared_as_a_whole()
    {
        var earlier = Enumerable.Range(0, 4)
            .Select(i => new EarlierDelivery(new ClaimMonth(202406).Plus(-i), "PHA", i == 0 ? 60 : 100)).ToList();

        Assert.Empty(KindCountCheck.Run(new ClaimMonth(202406), new Dictionary<string, int> { ["PHA"] = 40 },
            earlier, s_settings));
    }

    [Theory]
    [InlineData(0, 0, new string[0])]
    [InlineData(2, 0, new[] { "linkage-by-sex" })]
    [InlineData(0, 2, new[] { "linkage-by-sex" })]
    [InlineData(2, 2, new[] { "unlinked" })]
    public void Linkage_is_looked_at_by_sex(int men, int women, string[] expected)
    {
        var rows = new List<LinkQualityRow> { new(Sex.Male, Linkage.Roster, 100 - men), new(Sex.Male, Linkage.Unlinked, men),
            new(Sex.Female, Linkage.Roster, 100 - women), new(Sex.Female, Linkage.Unlinked, women) };

        Assert.Equal(expected, LinkageCheck.Run(rows, s_settings).Select(c => c.Id));
    }

    [Fact]
    public void A_built_in_list_that_served_for_a_master_is_named()
    {
        var check = Read(File("11_RECODEINFO_MED.CSV",
            InsurerFile(Outpatient(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02"))))
            .Checks.Single(c => c.Id == "built-in-lists");

        Assert.Equal((Severity.Warning, true),
            (check.Severity, check.Message.Ja.StartsWith("医薬品・傷病名・診療行為", StringComparison.Ordinal)));
        Assert.Null(BuiltInListsCheck.Run(new DrugList([], "x"), new DiseaseList([], "x"), new ActList([], "x")));
    }
}
