using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Tests.Ingest;

public sealed class RosterTests
{
    private static readonly IngestSettings s_settings = new() { InsurerNumbers = ["138057"] };

    private static RosterFile Roster(string text, Encoding? encoding = null, string name = "roster.csv") =>
        RosterReader.Read(new MemoryByteSource(name, (encoding ?? Encoding.UTF8).GetBytes(text)), 20240630, s_settings,
            LinkedMembers.None);

    [Fact]
    public void A_roster_with_japanese_headers_in_cp932_is_read()
    {
        var roster = Roster(
            "個人ID,保険者番号,記号,番号,枝番,氏名,カナ氏名,性別,生年月日,資格取得日,資格喪失日,喪失理由,続柄,郵便番号,住所,住所区分,支援措置,支部\r\n"
            + "P1,  138057,１２,００４５,1,髙﨑　花子,タカサキハナコ,女,昭和51年2月2日,R2.4.1,2024/5/10,死亡,本人,000-1234,\"みなも市1-2,3号\",住基,有,7\r\n",
            ClaimText.Cp932);

        var member = Assert.Single(roster.Members);
        Assert.Equal(new Identity("138057", "12", "0045", "01", "髙﨑　花子", "タカサキハナコ", Sex.Female, 19760202), member.Identity);
        Assert.Equal(("P1", 20200401, 20240510, EndReason.Death),
            (member.PersonId, member.AcquiredOn, member.LostOn, member.EndReason));
        Assert.Equal(("0001234", "みなも市1-2,3号", true, true, 7),
            (member.PostalCode, member.Address, member.RecipientIsPerson, member.Shielded, member.OfficeBranch));
        Assert.Equal((FileEncoding.Cp932, 20240630, 2L, 1L),
            (roster.Encoding, roster.AsOf, roster.Tallied.RowsIn, roster.Tallied.RowsStored));
    }

    [Fact]
    public void English_headers_and_a_date_in_the_name_are_read()
    {
        var roster = Roster("\uFEFFnumber,sex,birth_date,address_source\n1,1,19700101,事業所\n", name: "roster_20240531.csv");

        Assert.Equal(20240531, roster.AsOf);
        Assert.Equal(("138057", false), (roster.Members[0].Identity.InsurerNumber, roster.Members[0].RecipientIsPerson));
    }

    [Fact]
    public void A_missing_column_is_named_with_its_accepted_headers()
    {
        var error = Assert.Throws<UserError>(() => Roster("番号,性別\n1,1\n"));

        Assert.Equal(ExitCode.Input, error.ExitCode);
        Assert.Contains("生年月日", error.Message);
        Assert.Contains("birth_date", error.Message);
        Assert.Equal("roster.csv:1", error.Where);
        Assert.NotEmpty(error.Next);
    }

    [Fact]
    public void A_delivery_tells_of_a_missing_column_as_the_reader_does()
    {
        var bad = ClaimText.File("roster.csv", Encoding.UTF8.GetBytes("番号,性別,氏名,枝番,住所\n1,1,,,\n"));

        var error = Assert.Throws<UserError>(() => ClaimText.Read(bad, ClaimText.File("11_RECODEINFO_MED.CSV", [])));

        Assert.Contains("生年月日", error.Message);
    }

    [Fact]
    public void Rows_that_name_nobody_are_rejected_without_showing_who()
    {
        var roster = Roster("番号,性別,生年月日\n12345,1,19700230\n,1,19700101\n678,x,19700101\n9,1,19700101\n");

        Assert.Equal([("bad-date", 2, "***"), ("no-number", 3, "***"), ("bad-sex", 4, "A")],
            roster.Rejects.Select(r => (r.Code, r.Line, r.Found)));
        Assert.Single(roster.Members);
    }

    [Theory]
    [InlineData("20240401", 20240401)]
    [InlineData("2024/4/1", 20240401)]
    [InlineData("5060401", 20240401)]
    [InlineData("Ｒ６．４．１", 20240401)]
    [InlineData("令和元年5月1日", 20190501)]
    [InlineData("S64-01-07", 19890107)]
    [InlineData("", 0)]
    [InlineData("9999/12/31", 0)]
    public void Dates_of_staff_are_read(string text, int expected)
    {
        Assert.True(StaffDate.TryRead(text, out var day));
        Assert.Equal(expected, day);
    }

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("不明")]
    [InlineData("2024-4")]
    [InlineData("1/4/2024")]
    public void What_is_not_a_date_is_refused(string text) => Assert.False(StaffDate.TryRead(text, out _));

    [Theory]
    [InlineData("  138057", "138057")]
    [InlineData("00138057", "138057")]
    [InlineData("1139998", "01139998")]
    [InlineData("01139998", "01139998")]
    [InlineData("１３８０５７", "138057")]
    public void Insurer_numbers_become_one_form(string text, string expected) =>
        Assert.Equal(expected, InsurerNumber.Normalise(text));

    [Fact]
    public void Opt_outs_name_a_person_or_a_letter_and_an_explicit_none_is_a_list()
    {
        var list = OptOutReader.Read(
            new MemoryByteSource("optouts.csv",
                Encoding.UTF8.GetBytes("番号,生年月日,通知番号,停止日\n12,19700101,,2024-05-01\n,,L-1,2024-05-02\n,,,2024-05-03\n")),
                s_settings);
        var none = OptOutReader.Read(new MemoryByteSource("optouts.csv", Encoding.UTF8.GetBytes("該当なし\n")), s_settings);

        Assert.Equal([("", 20240501), ("L-1", 20240502)], list.Entries.Select(e => (e.LetterId, e.From)));
        Assert.Equal("no-number", Assert.Single(list.Rejects).Code);
        Assert.Empty(none.Entries);
        Assert.True(none.Tallied.Balances);
    }

    [Theory]
    [InlineData(202201, 202412, 202502, 202201, 202502)] // three years of claims, the roster two months ahead: no month is lost
    [InlineData(202112, 202412, 202502, 202201, 202502)] // a month more than is kept
    [InlineData(202401, 202412, 202412, 202401, 202412)]
    public void Months_of_eligibility_are_counted_up_to_the_newest_claim_month(int first, int last, int asOf, int from, int to)
    {
        var claims = ClaimMonth.Range(new ClaimMonth(first), new ClaimMonth(last));

        Assert.Equal((new ClaimMonth(from), new ClaimMonth(to)), PersonDays.Window(claims, claims, new ClaimMonth(asOf), 36));
    }

    [Fact]
    public void Without_claims_the_roster_gives_its_own_month() =>
        Assert.Equal((new ClaimMonth(202502), new ClaimMonth(202502)), PersonDays.Window([], [], new ClaimMonth(202502), 36));

    private static LinkedMember Member(long person, int acquired, int lost = 0, EndReason reason = EndReason.None,
        int asOf = 20240630) => new(
        new RosterMember("", new Identity("138057", "1", $"{person}", "", "", "", Sex.Male, 19700101), acquired, lost, reason, "",
            "", "", "", true, false, 3),
        person, 0, asOf);

    private static List<(long, int, int, int)> Days(params LinkedMember[] members)
    {
        var columns = PersonDays.FromRoster(members, new ClaimMonth(202402), new ClaimMonth(202405)).All();
        return [.. Enumerable.Range(0, columns.Count).Select(columns.Row)
            .Select(r => (r.Person, r.ClaimMonth, r.DaysAtRisk, r.EndReason))];
    }

    [Fact]
    public void Days_at_risk_begin_on_the_day_acquired_and_end_before_the_day_lost() => Assert.Equal(
        [(1L, 202402, 10, 0), (1L, 202403, 31, 0), (1L, 202404, 9, 2)],
        Days(Member(1, 20240220, 20240410, EndReason.Death)));

    [Fact]
    public void A_loss_on_the_first_of_a_month_ends_in_the_month_before() =>
        Assert.Equal([(1L, 202402, 29, 0), (1L, 202403, 31, 1)], Days(Member(1, 0, 20240401, EndReason.Loss)));

    [Fact]
    public void Two_rows_of_one_person_count_each_day_once() => Assert.Equal(
        [(1L, 202402, 29, 0), (1L, 202403, 31, 1), (1L, 202404, 30, 0), (1L, 202405, 31, 0)],
        Days(Member(1, 0, 20240320, EndReason.Loss), Member(1, 20240315)));

    [Fact]
    public void Who_vanished_from_a_newer_roster_counts_until_the_older_one()
    {
        var merged = RosterMerge.Merge([Member(1, 0, asOf: 20240415), Member(2, 0, asOf: 20240415)], [Member(2, 0)]);

        Assert.Equal(1, merged.Vanished);
        Assert.Equal([(1L, 202402, 29, 0), (1L, 202403, 31, 0), (1L, 202404, 15, 1)],
            Days([.. merged.Members]).Where(d => d.Item1 == 1));
    }

    // Rows of the public 医薬品マスター of 2024-03 and its difference of 2024-09: facts, in the true layout.
    private const string FullRow =
        "\"0\",\"Y\",\"611170513\",\"9\",\"デパス錠０．５ｍｇ\",\"14\",\"ﾃﾞﾊﾟｽｼﾞｮｳ0.5MG\",\"16\",\"1\",\"錠\",\"1\","
        + "\"9.20\",\"0\",\"5\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"1\",\"0\",\"1\",\"9.20\",\"0\",\"0\","
        + "\"1\",\"\",\"20240401\",\"99999999\",\"1179025F1026\",\"003830000\",\"0\",\"デパス錠０．５ｍｇ\",\"0\","
        + "\"1179025F1ZZZ\",\"【般】エチゾラム錠０．５ｍｇ\",\"2\",\"0\"";

    private const string SelectedRow =
        "\"3\",\"Y\",\"670000063\",\"12\",\"セレネース細粒１％（選）\",\"12\",\"ｾﾚﾈｰｽｻｲﾘｭｳ1%\",\"33\",\"1\",\"ｇ\",\"1\","
        + "\"28.32\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"1\",\"0\",\"0\",\"0.00\",\"0\",\"0\","
        + "\"1\",\"\",\"20241001\",\"99999999\",\"1179020C1191\",\"0\",\"0\",\"セレネース細粒１％（選）\",\"0\","
        + "\"1179020C1ZZZ\",\"【般】ハロペリドール細粒１％\",\"2\",\"0\",\"620000063\",\"2\"";

    private static (DrugEdition Edition, MasterReading Reading) Edition(int asOf, params string[] rows) => DrugMaster.Read(
        new MemoryByteSource($"y_{asOf}.csv", ClaimText.Cp932.GetBytes(string.Concat(rows.Select(r => r + "\r\n")))), asOf, "a");

    private static DrugList Merged(params (DrugEdition Edition, MasterReading Reading)[] editions) =>
        DrugEdition.Merge(editions.Select(e => e.Edition));

    private static string Row(params (int Column, string Value)[] values) =>
        string.Join(',', Enumerable.Range(1, 42).Select(c => $"\"{values.FirstOrDefault(v => v.Column == c).Value ?? ""}\""));

    [Fact]
    public void A_full_master_row_is_read_by_position()
    {
        var drug = Merged(Edition(20240321, FullRow)).Find(611170513)!;

        Assert.Equal(new Drug(611170513, "デパス錠０．５ｍｇ", 16, "錠", 920, 5, 1, "1179025F1026"), drug);
    }

    [Fact]
    public void A_difference_leaves_what_it_does_not_say()
    {
        var change = Row((1, "5"), (2, "Y"), (3, "611170513"), (12, "8.80"), (30, "20241001"));

        var drug = Merged(Edition(20240321, FullRow), Edition(20240906, change)).Find(611170513)!;

        Assert.Equal((880L, 5, 16, "1179025F1026"), (drug.Price, drug.LegalClass, drug.UnitCode, drug.Yj));
    }

    [Fact]
    public void Editions_count_by_their_date_and_not_by_when_they_came()
    {
        var change = Edition(20240906, Row((1, "5"), (2, "Y"), (3, "611170513"), (12, "8.80"), (14, "1")));

        Assert.Equal(
            Merged(Edition(20240321, FullRow), change).Find(611170513),
            Merged(change, Edition(20240321, FullRow)).Find(611170513));
    }

    [Fact]
    public void A_code_that_a_later_edition_drops_stays_known() =>
        Assert.NotNull(Merged(Edition(20240321, FullRow),
            Edition(20250401, Row((1, "9"), (2, "Y"), (3, "611170513"), (31, "20250331")))).Find(611170513));

    [Fact]
    public void A_selected_drug_has_its_own_row_and_falls_back_to_its_base()
    {
        var bare = SelectedRow.Replace("670000063", "670009999").Replace("1179020C1191", "").Replace("620000063", "611170513");

        var drugs = Merged(Edition(20240321, FullRow), Edition(20240906, SelectedRow, bare));

        Assert.Equal(1179020, drugs.Find(670000063)!.Ingredient);
        Assert.Equal((1179025, 5), (drugs.Find(670009999)!.Ingredient, drugs.Find(670009999)!.LegalClass));
    }

    [Fact]
    public void Rows_of_another_master_are_rejected()
    {
        var file = Edition(20240321, FullRow, "\"0\",\"Z\",\"8282\",\"\"").Reading;

        Assert.Equal(("not-a-drug-row", 2), (Assert.Single(file.Rejects).Code, file.Rejects[0].Line));
        Assert.True(file.Tallied.Balances);
    }
}
