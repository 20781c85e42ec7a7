using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
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

    [Fact]
    public void Three_people_who_left_between_two_reports_are_not_to_be_worked_out_from_two_means()
    {
        // Forty men a group. In the second report three of the letter group, with thirty claims a month each,
        // have left before posting.
        var (before, after) = (Men(left: 0), Men(left: 3));
        var first = ReleaseTables.Of(before, Settings, [], ["R"]);

        // The attack: a mean of two decimals times its person-months, less the same a report later.
        var alone = ReleaseTables.Of(after, Settings, [], ["R"]);
        var total = (PostRate(first)!.Value * 40 * 6) - (PostRate(alone)!.Value * 37 * 6);
        Assert.InRange(total, (3 * 30 * 6) - 3, (3 * 30 * 6) + 3);

        var audited = ReleaseTables.Of(after, Settings, [first.Released(["R"])], ["R"]);

        Assert.Null(PostRate(audited));
        Assert.Empty(ReleaseHistory.ExposingNumbers([first.Released(["R"])], audited.Released(["R"]), Settings));
        var unadjusted = audited["sensitivity"].Rows.Single(r => r[0].Text == "claims.male.poisson_post_unadj.HC0");
        Assert.Equal(SafeTable.HiddenText, unadjusted[1].Text);
        // The other group stayed as it was, and so do its means; the headline is an adjusted ratio.
        Assert.NotNull(audited["rates"].Rows.First(r => r[1].Text.StartsWith("男性", StringComparison.Ordinal)
            && r[2].Text.StartsWith("対照", StringComparison.Ordinal))[5].Value);
        Assert.NotNull(audited["effects"].Rows.First(r => r[1].Text.StartsWith("男性", StringComparison.Ordinal))[3].Value);
        // Nothing is hidden for having been shown before.
        var again = ReleaseTables.Of(before, Settings, [first.Released(["R"])], ["R"]);
        Assert.Equal(first.All.Sum(t => t.HiddenCount), again.All.Sum(t => t.HiddenCount));
    }

    private static double? PostRate(ReleaseTables tables) => tables["rates"].Rows
        .First(r => r[0].Text.StartsWith("レセプト", StringComparison.Ordinal) && r[1].Text.StartsWith("男性", StringComparison.Ordinal)
            && r[2].Text.StartsWith("送付", StringComparison.Ordinal))[5] is { Value: not null } cell
            ? double.Parse(cell.Text) : null;

    // The first three of the letter group are the heavy users; who has left has no rows from posting on.
    private static OutcomeResults Men(int left) => Outcomes.Measure(
        new Panel(Enumerable.Range(0, 80).Select(i => (
            new PanelEpisode($"{i:00}", "R", Sex.Male, i < 40 ? Arm.Letter : Arm.Holdout, new ClaimMonth(202407),
                new ClaimMonth(202406), "12-15", "1x12-15", "", i < 40),
            ClaimMonth.Range(new ClaimMonth(202401), new ClaimMonth(202412)).Where(m => i >= left || m.Value < 202407)
                .Select((m, j) => new PanelRow(m, i < 3 ? 30 : 5 + ((i + j) % 3), 2, 10, m.Days, []))))),
        new PanelSettings(), new ProgrammeRecords { DataThrough = new ClaimMonth(202412) });

    private static List<string> Columns(ReleaseTables tables) => [.. tables["drawn"].Headers.Skip(1)];

    private static Release Of(string rounds, int value) =>
        new(rounds.Split(' '), [new ReleasedCell("drawn", "men", "letter", value)]);
}
