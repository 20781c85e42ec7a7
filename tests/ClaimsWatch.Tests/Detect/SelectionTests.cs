using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Tests.Detect;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(200, 0.5, 400)]
    [InlineData(200, 0, 200)]
    [InlineData(7, 0.2, 9)] // 8.75
    [InlineData(5, 0.2, 6)] // 6.25
    [InlineData(0, 0.5, 0)]
    public void Enough_people_are_selected_that_the_draw_leaves_K_letters(int letters, double holdout, int expected) =>
        Assert.Equal(expected, Selection.SelectedMax(letters, holdout));

    [Fact]
    public void Ties_are_broken_by_a_hash_of_round_and_person_and_not_by_the_number()
    {
        var rows = Histories.WithEveryMonth();
        long[] people = [11, 12, 13, 14, 15, 16];
        foreach (var person in people)
        {
            rows.Person(person).Receipts(person, 9, 10, 11, 12, 13, 15);
        }

        var ranked = Requests.Run(rows).Candidates.Select(c => c.Person).ToList();

        Assert.Equal(people.OrderBy(p => Selection.TieBreak("R2024-11", p), StringComparer.Ordinal), ranked);
        Assert.NotEqual(people, ranked);
        Assert.NotEqual(ranked, people.OrderBy(p => Selection.TieBreak("R2024-12", p), StringComparer.Ordinal));
    }

    [Fact]
    public void A_steeper_rise_to_the_same_level_ranks_first()
    {
        var rows = Histories.WithEveryMonth()
            .Person(1).Receipts(1, 9, 10, 11, 13, 13, 14)
            .Person(2).Receipts(2, 3, 5, 7, 12, 12, 16);

        Assert.Equal([2L, 1L], Requests.Run(rows).Candidates.Select(c => c.Person));
    }

    [Fact]
    public void The_score_is_level_plus_six_slopes_and_says_that_it_is_no_probability()
    {
        var candidate = Requests.Run(Histories.WithEveryMonth().Person(1).Receipts(1, 9, 10, 11, 12, 13, 14)).Candidates.Single();

        Assert.Equal(13 + 6, candidate.Score);
        Assert.Contains("not a calibrated probability", candidate.ScoreName);
    }

    [Fact]
    public void Without_a_trend_the_score_is_the_level_and_is_named_so()
    {
        var rows = Histories.WithEveryMonth().Person(1, Sex.Male, insuredBack: 2)
            .Receipts(1, 12, 12, 12).Institutions(1, 3, 3, 3);

        var candidate = Requests.Run(rows).Candidates.Single();

        Assert.Equal(15, candidate.Score);
        Assert.StartsWith("B2", candidate.ScoreName);
        Assert.Equal([-1, -1, -1, 15, 15, 15], candidate.Counts);
    }

    [Fact]
    public void A_branch_has_its_own_budget_within_that_of_the_round()
    {
        var rows = Histories.WithEveryMonth();
        var standings = new List<Standing>();
        for (var person = 1; person <= 8; person++)
        {
            rows.Person(person).Receipts(person, 9, 10, 11, 12, 13, 14 + (person / 2));
            standings.Add(Standing.Of(person) with { Branch = 1 + (person % 2) });
        }

        var settings =
            new DetectSettings { LettersMax = 5, HoldoutShare = 0, LettersMaxByBranch = new Dictionary<int, int> { [2] = 1 } };
        var selected = Requests.Run(rows, settings, [.. standings]).Selected;

        Assert.Equal(5, selected.Count);
        Assert.Equal(1, selected.Count(c => c.Branch == 2));
        Assert.Equal(selected.Where(c => c.Branch == 2).Min(c => c.Rank), Requests.Run(rows, settings, [.. standings]).Candidates
            .First(c => c.Branch == 2).Rank);
        Assert.Single(new DetectSettings { LettersMaxByBranch = new Dictionary<int, int> { [0] = 1 } }.Problems());
    }
}
