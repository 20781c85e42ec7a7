using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Tables;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Detect;

public sealed class TableFileTests
{
    private static (TableFile? Table, IReadOnlyList<TableProblem> Problems) Read(params string[] lines) =>
        TableFile.Read([.. CsvText.Read(string.Join('\n', lines)).Select(r => (r.Line, r.Fields))]);

    [Fact]
    public void Pairs_are_read_in_either_order_with_source_and_date()
    {
        var (table, problems) = Read(
            "# table: contraindications; date: 2024-06-01; source: 添付文書, 2024年6月; 第2版", "成分2,成分1,備考", "1124023,1149038,x",
            "1149038,1124023,");

        Assert.Empty(problems);
        var tables = TableFile.Combine([table!]);
        Assert.Equal([IngredientPair.Of(1124023, 1149038)], tables.Contraindications!);
        Assert.Equal(new TableSource("contraindications", new DateOnly(2024, 6, 1), "添付文書, 2024年6月; 第2版", 2),
            tables.Sources.Single());
    }

    [Fact]
    public void An_institution_with_two_departments_belongs_to_none()
    {
        var (table, _) = Read(
            "# table: departments; date: 2024-06-01; source: 届出", "institution,department", "2710000101,1",
            "2710000102,1", "2710000101,26");

        Assert.Equal([(2710000102L, 1)], TableFile.Combine([table!]).Departments!.Select(d => (d.Key, d.Value)));
    }

    [Theory]
    [InlineData("", "contraindications")]
    [InlineData("成分1,成分2", "# table:")]
    [InlineData("# table: nothing; date: 2024-06-01; source: x", "staff-list")]
    public void A_file_that_does_not_say_what_it_is_is_told_the_tables(string first, string expected)
    {
        var (table, problems) = Read(first, "a,b");

        Assert.Null(table);
        Assert.Contains(expected, problems.Single().Expected);
    }

    [Theory]
    [InlineData("# table: departments; date: 2024-13-01; source: x", "institution,department", "2710000101,1", 1, "date")]
    [InlineData("# table: departments; date: 2024-06-01", "institution,department", "2710000101,1", 1, "source")]
    [InlineData("# table: departments; date: 2024-06-01; source: x", "institution,name", "2710000101,1", 2, "診療科コード")]
    [InlineData("# table: departments; date: 2024-06-01; source: x", "institution,department", "271000010,1", 3, "医療機関コード")]
    [InlineData("# table: contraindications; date: 2024-06-01; source: x", "成分1,成分2", "1124023,1124023", 3, "併用禁忌")]
    [InlineData("# table: staff-list; date: 2024-06-01; source: x", "person,kind,from,until", "1,支援,2024-06-01,", 3, "区分")]
    [InlineData("# table: staff-list; date: 2024-06-01; source: x", "person,kind,from,until",
        "1,保留,2024-06-01,2024-05-31", 3, "職員リスト")]
    public void What_is_wrong_is_named_by_line_and_column(string first, string header, string row, int line, string column)
    {
        var (table, problems) = Read(first, header, row);

        Assert.Null(table);
        Assert.Equal((line, column), (problems.Single().Line, problems.Single().Column));
        Assert.NotEmpty(problems.Single().Expected);
    }

    [Fact]
    public void What_is_kept_is_read_back_as_the_same_table()
    {
        var (table, _) =
            Read("# table: staff-list; date: 2024-06-01; source: 保健師, 窓口", "until,from,kind,person", ",2024-06-01,支援中,12");

        var again = Read([.. CsvText.Write(table!.Records()).Split("\r\n")]).Table!;

        Assert.Equal(table.Rows.Single(), again.Rows.Single());
        Assert.Equal((table.Date, table.Source, table.Kind), (again.Date, again.Source, again.Kind));
    }

    [Theory]
    [InlineData(20240531, false)]
    [InlineData(20240601, true)]
    [InlineData(20240630, true)]
    [InlineData(20240701, false)]
    public void An_entry_of_the_staff_list_holds_from_its_first_to_its_last_day(int day, bool expected) =>
        Assert.Equal(expected, new StaffEntry(1, true, 20240601, 20240630).HoldsOn(day));
}
