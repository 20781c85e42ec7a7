using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Tests.Core;

public sealed class TextAndMonthTests
{
    [Theory]
    [InlineData("202412", 202412)]
    [InlineData("2024-01", 202401)]
    public void Months_are_read_in_both_forms(string text, int expected) => Assert.Equal(expected, ClaimMonth.Parse(text).Value);

    [Theory]
    [InlineData("202413")]
    [InlineData("202400")]
    [InlineData("2024/01")]
    [InlineData("20241")]
    [InlineData("")]
    public void What_is_not_a_month_is_refused(string text) => Assert.False(ClaimMonth.TryParse(text, out _));

    [Fact]
    public void Months_cross_years_in_both_directions()
    {
        Assert.Equal(202501, new ClaimMonth(202412).Plus(1).Value);
        Assert.Equal(202311, new ClaimMonth(202402).Plus(-3).Value);
        Assert.Equal(13, new ClaimMonth(202501).MonthsSince(new ClaimMonth(202312)));
    }

    [Theory]
    [InlineData("43101", 201901)] // 平成31年1月
    [InlineData("50605", 202405)] // 令和6年5月
    [InlineData("36405", 198905)] // 昭和64年5月 never was, but the arithmetic of the field is this
    [InlineData("202405", 202405)]
    public void Era_and_gregorian_months_are_told_apart_by_length(string digits, int expected)
    {
        Assert.True(JapaneseDate.TryReadMonth(System.Text.Encoding.ASCII.GetBytes(digits), out var month));
        Assert.Equal(expected, month.Value);
    }

    [Theory]
    [InlineData("20230229")]
    [InlineData("20241301")]
    [InlineData("2024041")] // era 2 year 02, month 40
    [InlineData("60101")]
    [InlineData("2024o101")]
    public void Days_that_are_not_in_the_calendar_are_refused(string digits) =>
        Assert.False(JapaneseDate.TryReadDay(System.Text.Encoding.ASCII.GetBytes(digits), out _));

    [Fact]
    public void Era_dates_read_as_people_write_them()
    {
        Assert.Equal("令和6年11月", JapaneseDate.EraMonth(new ClaimMonth(202411)));
        Assert.Equal("令和元年5月1日", JapaneseDate.EraDay(new DateOnly(2019, 5, 1)));
        Assert.Equal("平成31年4月30日", JapaneseDate.EraDay(new DateOnly(2019, 4, 30)));
        Assert.Equal("50607", JapaneseDate.EraDigits(new ClaimMonth(202407)));
    }

    [Fact]
    public void Width_folding_is_what_matching_needs()
    {
        Assert.Equal("ガラブ 12AB", KanaWidth.Fold("ｶﾞﾗﾌﾞ　１２ＡＢ"));
        Assert.Equal("パピ", KanaWidth.Fold("ﾊﾟﾋﾟ"));
        Assert.Equal("12345", KanaWidth.FoldNumber("１２－３４ ５"));
        Assert.Equal("１２ＡＢ", KanaWidth.Widen("12AB"));
    }

    [Theory]
    [InlineData("G470", 7470)]
    [InlineData("I10", 9109)]
    [InlineData("A000", 1000)]
    [InlineData("Z999", 26999)]
    [InlineData("", 0)]
    [InlineData("1234", 0)]
    public void Icd10_packs_as_decided(string icd10, int expected) => Assert.Equal(expected, Disease.Pack(icd10));

    [Fact]
    public void The_built_in_drug_list_holds_true_facts_of_the_master()
    {
        var etizolam = DrugList.BuiltIn.Find(611170513)!;

        Assert.Equal("デパス錠０．５ｍｇ", etizolam.Name);
        Assert.Equal((1179025, 117, 5, DrugList.TabletUnit),
            (etizolam.Ingredient, etizolam.DrugClass, etizolam.LegalClass, etizolam.UnitCode));
        Assert.Contains("edition", DrugList.BuiltIn.Source);
    }
}
