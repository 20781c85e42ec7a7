using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class MappingTests
{
    private const string Whole =
        "{\"name\":\"x\",\"columns\":{\"number\":[\"a\"],\"kind\":[\"b\"],\"institution\":[\"c\"],\"claim_month\":[\"d\"]},";

    internal static Mapping Example(string name) => Mapping.Parse(
        System.IO.File.ReadAllText(Path.Combine(Folder(), $"{name}.json")), $"{name}.json");

    internal static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder!.FullName, "ClaimsWatch.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "sample-data", "mappings");
    }

    internal static DeliveredFile Mapped(string name, string text, Mapping mapping, Encoding? encoding = null) =>
        File(name, (encoding ?? Encoding.UTF8).GetBytes(text)) with { Mapping = mapping };

    private static List<ClaimRow> Claims(DeliveryResult result) =>
        [.. result.Months.SelectMany(m => Enumerable.Range(0, m.Claims.Count).Select(m.Claims.Row)).OrderBy(c => c.ClaimMonth)
            .ThenBy(c => c.Kind)];

    [Fact]
    public void Rows_of_receipts_become_claims_of_their_months()
    {
        var result = Read(Mapped(
            "extract.csv",
            "保険者番号,記号,番号,枝番,氏名,性別,生年月日,診療年月,レセプト種別,医療機関コード,処方医療機関コード,実日数,決定点数,検索番号\n"
            + "39139999,１２,３４５,01,高橋　花子,女,S55.1.1,R6.4,医科・入院外,1311234567,,3,\"1,200\",A1\n"
            + "39139999,12,345,1,高橋花子,2,19800101,202405,調剤・入院外,1345555555,1311234567,1,400,A2\n",
            Example("kyokai-kenpo-receipts")));

        var claims = Claims(result);
        Assert.Equal([(202404, 1, 1311234567L, 0L, 3, 1200), (202405, 5, 1345555555L, 1311234567L, 1, 400)],
            claims.Select(c => (c.ClaimMonth, c.Kind, c.Institution, c.PrescriberInstitution, c.VisitDays, c.Points)));
        Assert.Equal(claims[0].Person, claims[1].Person);
        Assert.Equal(("CSV", 3L, 2L), (result.Files[0].Kind, result.Total.RowsIn, result.Total.RowsStored));
    }

    [Fact]
    public void Two_columns_may_be_read_as_one_and_a_guess_proposes_it_for_the_kind()
    {
        const string text = "番号,性別,生年月日,診療年月,点数表,入外,医療機関コード,実日数,合計点数\n"
            + "1,1,19800101,202404,医科,入院外,1311234567,1,300\n1,1,19800101,202404,医科,入院,1311234567,1,300\n"
            + "1,1,19800101,202404,歯科,入院外,1331234567,1,300\n1,1,19800101,202404,調剤,,1341234567,1,300\n";

        var guess = MappingGuess.Of(new MemoryByteSource("x.csv", Encoding.UTF8.GetBytes(text)));

        Assert.Contains(new GuessedColumn("kind", "点数表+入外", 1), guess.Columns);
        Assert.Equal([1, 2, 4, 5], Claims(Read(Mapped("x.csv", text, guess.Mapping!))).Select(c => c.Kind));
        Assert.Equal([1, 2, 4, 5], Claims(Read(Mapped("x.csv", text, Example("kyokai-kenpo-receipts")))).Select(c => c.Kind));
    }

    [Fact]
    public void A_title_line_is_skipped_and_cp932_is_read()
    {
        var result = Read(Mapped(
            "rengo.csv",
            "国民健康保険,令和6年5月審査分\r\n保険者番号,証記号,証番号,氏名カナ,性別,生年月日,診療年月,審査年月,診療区分,医療機関番号,日数,決定点数\r\n"
                + "138057,あ,12,ﾀｶﾊｼ ﾊﾅｺ,2,3550101,50604,50605,外,1311234567,2,300\r\n",
            Example("kokuho-rengo-visits"), Cp932));

        Assert.Equal((202404, 1, 2), Claims(result).Select(c => (c.ClaimMonth, c.Kind, c.VisitDays)).Single());
        Assert.Equal(2L, result.Total.Skipped["header-or-trailer"]);
    }

    [Fact]
    public void Month_columns_become_one_receipt_for_each_month_with_something_in_it()
    {
        var result = Read(Mapped(
            "kdb.csv",
            "重複・頻回\n作成 2024-07\n記号,番号,性別,生年月,入外,医療機関コード,2024年4月日数,2024年5月日数,202406日数\n1,2,1,S55.1,外来,1311234567,3,0,5\n"
                + "1,3,1,S55.1,外来,1311234567,,0,\n",
            Example("kdb-months")));

        Assert.Equal([(202404, 3), (202406, 5)], Claims(result).Select(c => (c.ClaimMonth, c.VisitDays)));
        Assert.Equal(1L, result.Total.Skipped["no-receipt-in-row"]);
        Assert.True(result.Total.Balances);
    }

    [Fact]
    public void Persons_come_from_a_second_file()
    {
        var mapping = Example("jmdc-like-tables");
        var result = Read(
            Mapped("receipts.csv",
                "加入者ID,レセプトID,レセプト種類,医療施設ID,診療年月,診療実日数,総点数\nM1,R1,医科入院外,H001,202404,1,300\nM2,R2,調剤,P001,202404,1,300\n",
                mapping),
            Mapped("加入者.csv", "加入者ID,加入者性別,加入者生年月\nM1,女性,198001\n", mapping));

        var people = Enumerable.Range(0, result.Persons.Count).Select(result.Persons.Row).ToList();
        Assert.Equal([(0, 0), (2, 198001)], people.Select(p => (p.Sex, p.BirthMonth)).Order());
        Assert.Equal(2L, result.Total.Skipped["joined-to-receipts"]);
        Assert.NotEqual(Claims(result)[0].Institution, Claims(result)[1].Institution);
    }

    [Fact]
    public void A_second_file_that_did_not_come_is_named()
    {
        var error = Assert.Throws<UserError>(() =>
            ClaimText.Read(Mapped("receipts.csv", "加入者ID,レセプトID,レセプト種類,医療施設ID,診療年月\n", Example("jmdc-like-tables"))));

        Assert.Contains("加入者", error.Message);
    }

    [Fact]
    public void Rows_that_name_nobody_no_kind_or_no_month_are_rejected_without_showing_them()
    {
        const string header = "番号,性別,生年月日,診療年月,レセプト種別,医療機関コード,実日数\n";
        var result = Read(Mapped(
            "x.csv",
            header + ",1,19800101,202404,1,1,1\n1,1,19800231,202404,1,1,1\n1,1,19800101,202413,1,1,1\n"
                + "1,1,19800101,202404,柔整,1,1\n1,1,19800101,202404,1,,1\n1,1,19800101,202404,1,1,x\n1,9,19800101,202404,1,1,1\n",
            Example("kyokai-kenpo-receipts")));

        Assert.Equal(["no-number", "bad-date", "bad-month", "bad-kind", "bad-institution", "bad-number", "bad-sex"],
            result.Rejects.Select(r => r.Code));
        Assert.All(result.Rejects, r => Assert.Equal("***", r.Found));
        Assert.True(result.Total.Balances);
    }

    [Fact]
    public void A_missing_required_column_is_named_with_its_accepted_headers()
    {
        var error = Assert.Throws<UserError>(() =>
            ClaimText.Read(Mapped("x.csv", "番号,診療年月,医療機関コード\n", Example("kyokai-kenpo-receipts"))));

        Assert.Equal(ExitCode.Input, error.ExitCode);
        Assert.Contains("kind: レセプト種別", error.Message);
    }

    [Theory]
    [InlineData("{\"name\":\"x\",\"columns\":{\"number\":[\"a\"]}}", "kind")]
    [InlineData("{\"name\":\"x\",\"columns\":{\"number\":[\"a\"],\"kind\":[\"b\"],\"institution\":[\"c\"]}}", "claim_month")]
    [InlineData("{\"name\":\"x\",\"columns\":{\"shoe_size\":[\"a\"]}}", "shoe_size")]
    [InlineData("{\"name\":\"x\",\"colums\":{}}", "colums")]
    [InlineData(Whole + "\"lines\":[{\"table\":\"shoes\",\"columns\":{}}]}", "shoes")]
    [InlineData(Whole + "\"lines\":[{\"table\":\"medications\",\"columns\":{\"route\":[\"r\"]}}]}", "drug / yj")]
    [InlineData(Whole + "\"lines\":[{\"table\":\"acts\",\"file_contains\":\"f\",\"columns\":{\"act\":[\"r\"]}}]}", "left, right")]
    [InlineData(Whole + "\"codes\":[{\"field\":\"yj\",\"file_contains\":\"f\",\"from\":[\"a\"],\"to\":[\"b\"]}]}", "yj")]
    public void A_mapping_that_makes_no_receipt_is_refused(string json, string named)
    {
        var error = Assert.Throws<UserError>(() => Mapping.Parse(json, "map.json"));

        Assert.Equal(ExitCode.Settings, error.ExitCode);
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public void Every_example_survives_writing()
    {
        foreach (var path in Directory.EnumerateFiles(Folder(), "*.json"))
        {
            var mapping = Example(Path.GetFileNameWithoutExtension(path));

            Assert.Equal(mapping.Write(), Mapping.Parse(mapping.Write(), path).Write());
        }
    }

    [Fact]
    public void A_guess_finds_the_header_and_its_fields_and_says_how_sure_it_is()
    {
        var text = "抽出結果\n証番号,性別,生年月日,診療年月,入外区分,医療機関コード(10桁),備考\n1,1,19800101,202404,入院外,1311234567,x\n";

        var guess = MappingGuess.Of(new MemoryByteSource("x.csv", Encoding.UTF8.GetBytes(text)));

        Assert.Equal(1, guess.Mapping!.SkipLines);
        Assert.Contains(new GuessedColumn("institution", "医療機関コード(10桁)", 0.6), guess.Columns);
        Assert.Contains(new GuessedColumn("number", "証番号", 1), guess.Columns);
        Assert.Equal(["備考"], guess.Unused);
        Assert.Single(Claims(Read(Mapped("x.csv", text, guess.Mapping))));
    }

    [Fact]
    public void A_guess_without_what_is_needed_proposes_nothing_and_names_it()
    {
        var guess = MappingGuess.Of(new MemoryByteSource("x.csv", Encoding.UTF8.GetBytes("番号,性別\n1,1\n")));

        Assert.Null(guess.Mapping);
        Assert.Equal(["kind", "institution", "claim_month"], guess.Missing);
    }
}
