using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class ReleaseHistoryTests
{
    private static readonly GateSettings Settings = new();

    [Theory]
    [InlineData("A", 20, "A B", 27, true)] // round B has 7
    [InlineData("A", 20, "A B", 30, false)] // 10 may be shown
    [InlineData("A", 20, "A B", 20, false)] // nobody is no secret
    [InlineData("A", 20, "A", 24, true)] // the same round again: 4 people changed
    [InlineData("A", 20, "B", 24, false)] // other people: a difference says nothing
    public void A_difference_of_nested_releases_is_a_count(string before, int then, string now, int value, bool exposing)
    {
        var found = ReleaseHistory.Exposing([Of(before, then)], Of(now, value), Settings);

        Assert.Equal(exposing, found.Count > 0);
    }

    [Fact]
    public void Three_releases_together_give_away_what_no_two_of_them_do()
    {
        // B = (A+B+C) − (A+C) is nested; A+B, B+C and A+C give each round: A = 4.
        Release[] earlier = [Of("A B", 24), Of("B C", 45)];

        var found = ReleaseHistory.Exposing(earlier, Of("A C", 29), Settings);

        Assert.NotEmpty(found);
        Assert.Empty(ReleaseHistory.Exposing([earlier[0]], Of("A C", 29), Settings));
    }

    [Fact]
    public void A_cell_that_an_earlier_release_would_turn_into_a_small_count_is_blocked()
    {
        var results = PanelFixture.Measure("clustered");
        var first = ReleaseTables.Of(results, Settings, [], ["A", "B"]);
        var shown = first.Released(["A", "B"]).Cells.First(c => c.Table == "drawn");
        var before = new Release(["A"], [shown with { Value = shown.Value - 4 }]);

        var tables = ReleaseTables.Of(results, Settings, [before], ["A", "B"]);

        Assert.Null(tables["drawn"].Row(shown.Row)![1 + Columns(tables).IndexOf(shown.Column)].Value);
        Assert.Empty(ReleaseHistory.Exposing([before], tables.Released(["A", "B"]), Settings));
    }

    private static List<string> Columns(ReleaseTables tables) => [.. tables["drawn"].Headers.Skip(1)];

    private static Release Of(string rounds, int value) => new(rounds.Split(' '), [new ReleasedCell("drawn", "men", "letter", value)]);
}
