using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Tests.Detect;

public sealed class SeasonIndexTests
{
    private static readonly DetectionWindow s_window =
        new(Histories.T0, ClaimMonth.Range(Histories.T0.Plus(-11), Histories.T0));

    private static SeasonCounts Counts(int personsAMonth, Func<int, int> receipts, Sex sex = Sex.Female, int age = 50)
    {
        var counts = new SeasonCounts();
        for (var back = 0; back < 12; back++)
        {
            for (var i = 0; i < personsAMonth; i++)
            {
                counts.Add(back, sex, SeasonCounts.AgeGroupOf(age), receipts(back));
            }
        }

        return counts;
    }

    [Fact]
    public void A_month_with_twice_the_receipts_has_twice_the_index()
    {
        var index = SeasonIndex.From(Counts(400, back => back == 3 ? 2 : 1), s_window, new SeasonSettings());

        Assert.Equal(2, index[3, Sex.Female, 2] / index[4, Sex.Female, 2], 12);
        Assert.Equal(12, Enumerable.Range(0, 12).Sum(back => index[back, Sex.Female, 2]), 12);
    }

    [Theory]
    [InlineData(399, false)]
    [InlineData(400, true)]
    [InlineData(401, true)]
    public void A_cell_needs_four_hundred_receipts_in_every_month(int receipts, bool own) =>
        Assert.Equal(own ? 1 : 0, SeasonIndex.From(Counts(receipts, _ => 1), s_window, new SeasonSettings()).OwnCells);

    [Fact]
    public void A_thin_cell_takes_the_index_of_everyone()
    {
        var counts = Counts(400, back => back == 0 ? 3 : 1);
        counts.Add(Counts(1, _ => 1, Sex.Male));

        var index = SeasonIndex.From(counts, s_window, new SeasonSettings());

        Assert.Equal(1, index.OwnCells);
        Assert.True(index[0, Sex.Male, 2] > 2);
    }

    [Fact]
    public void A_thin_insurer_is_not_adjusted()
    {
        var index = SeasonIndex.From(Counts(10, back => back + 1), s_window, new SeasonSettings());

        Assert.False(index.HasOverall);
        Assert.Equal(1, index[0, Sex.Female, 2]);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, 0)]
    [InlineData(17, 0)]
    [InlineData(18, 1)]
    [InlineData(39, 1)]
    [InlineData(40, 2)]
    [InlineData(64, 2)]
    [InlineData(65, 3)]
    [InlineData(74, 3)]
    [InlineData(75, 4)]
    public void Age_groups_change_at_their_first_year(int age, int group) => Assert.Equal(group, SeasonCounts.AgeGroupOf(age));

    [Fact]
    public void A_season_that_everybody_has_is_no_trend_but_a_rise_of_ones_own_is()
    {
        // Everybody doubles within six months; person 1 only does as they do, person 2 rises far more.
        var rows = Histories.WithEveryMonth().Person(1).Receipts(1, 5, 6, 7, 8, 9, 10).Person(2).Receipts(2, 2, 5, 8, 11, 14, 18);
        for (var person = 100; person < 300; person++)
        {
            rows.Person(person).Receipts(person, 5, 5, 5, 5, 5, 5, 5, 6, 7, 8, 9, 10);
        }

        var plain = Requests.Run(rows, new DetectSettings { Season = new() { ReceiptsMin = 1_000_000 } });
        var adjusted = Requests.Run(rows);

        Assert.Equal(202, plain.ByRule.Single(r => r.Rule == "R03").Persons.All);
        Assert.Equal(1, adjusted.ByRule.Single(r => r.Rule == "R03").Persons.All);
    }
}
