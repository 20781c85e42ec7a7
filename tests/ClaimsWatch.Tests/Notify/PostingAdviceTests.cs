using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class PostingAdviceTests
{
    private static readonly HashSet<DateOnly> None = [];

    [Fact]
    public void The_holidays_of_2026_are_those_of_the_law()
    {
        // 内閣府「国民の祝日」令和8年: 5/6 substitute for 5/3, 9/22 between 敬老の日 and 秋分の日.
        string[] expected =
        [
            "1/1", "1/12", "2/11", "2/23", "3/20", "4/29", "5/3", "5/4", "5/5", "5/6", "7/20", "8/11", "9/21", "9/22", "9/23",
            "10/12", "11/3", "11/23",
        ];
        var found = Enumerable.Range(0, 365).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).Where(WorkingDays.IsHoliday)
            .Select(day => $"{day:M/d}");

        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("2025-02-24", true)]
    [InlineData("2025-05-06", true)]
    [InlineData("2025-11-24", true)]
    [InlineData("2024-08-12", true)]
    [InlineData("2024-09-22", true)]
    [InlineData("2024-09-23", true)]
    [InlineData("2025-09-22", false)]
    [InlineData("2027-03-21", true)]
    [InlineData("2027-03-22", true)]
    public void Substitutes_and_equinoxes_of_other_years(string day, bool holiday) =>
        Assert.Equal(holiday, WorkingDays.IsHoliday(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-12-28", true)]
    [InlineData("2026-12-29", false)]
    [InlineData("2027-01-03", false)]
    [InlineData("2027-01-04", true)]
    [InlineData("2026-11-21", false)]
    public void Offices_are_closed_on_weekends_and_around_new_year(string day, bool working) =>
        Assert.Equal(working, WorkingDays.IsWorking(DateOnly.Parse(day), None));

    [Theory]
    [InlineData("2026-11-24", 0)]
    [InlineData("2026-11-16", 1)]
    [InlineData("2026-12-25", 1)]
    public void Posting_before_a_long_weekend_is_warned_about(string on, int warnings) =>
        Assert.Equal(warnings, PostingAdvice.Check(DateOnly.Parse(on), 10, [], new PostingSettings()).Count);

    [Fact]
    public void A_window_that_is_closed_in_the_next_five_working_days_is_named()
    {
        var on = new DateOnly(2026, 11, 24);
        var fifth = Samples.Windows[0] with { ClosedDays = [new DateOnly(2026, 12, 1)] };
        var sixth = Samples.Windows[1] with { ClosedDays = [new DateOnly(2026, 12, 2)] };

        Assert.Contains(
            "架空市 健康推進課は12/1が休みです。", Assert.Single(PostingAdvice.Check(on, 10, [fifth, sixth], new PostingSettings())),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2000, 0)]
    [InlineData(2001, 1)]
    public void More_calls_than_can_be_taken_are_warned_about(int letters, int warnings) =>
        Assert.Equal(warnings, PostingAdvice.Check(new DateOnly(2026, 11, 24), letters, [], new PostingSettings()).Count);
}
