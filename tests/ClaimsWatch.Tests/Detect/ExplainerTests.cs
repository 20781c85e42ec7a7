using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Tests.Detect;

public sealed class ExplainerTests
{
    private static Histories Town() => Histories.WithEveryMonth()
        .Person(1, Sex.Female).Receipts(1, 9, 10, 11, 12, 13, 15)
        .Person(2).Receipts(2, 14, 14, 14, 14, 14, 14, 13)
        .Person(3).Receipts(3, 20, 5, 5)
        .Person(8, linkage: Linkage.Unlinked).Receipts(8, 14);

    private static Explanation Explain(long person, params Standing[] standings) =>
        Explainer.Explain(new ShardedStore(Town(), 2), person, Requests.With(standings: standings), new DetectSettings());

    [Theory]
    [InlineData(1, "eligible")]
    [InlineData(2, "not-eligible")]
    [InlineData(3, "staff-list")]
    [InlineData(4, "not-found")]
    [InlineData(8, "unlinked")]
    public void Everyone_gets_an_outcome(long person, string outcome) => Assert.Equal(outcome, Explain(person).Outcome);

    [Fact]
    public void A_silent_rule_says_how_far_it_was_from_firing()
    {
        var near = Explain(2).Rules.Single(r => r.Rule == "R02");

        Assert.False(near.Fires);
        var missing = near.Conditions.Single(c => !c.IsMet);
        Assert.Equal(("receipts-t0", 13, 14, 1), (missing.Code, missing.Value, missing.Threshold, missing.Missing));
        Assert.Contains(Explain(2).WouldChange, w => w.Ja.Contains("いま 13、14 以上") && w.En.Contains("now 13, met from 14"));
    }

    [Fact]
    public void A_firing_rule_shows_its_numbers_and_facts_with_months()
    {
        var explanation = Explain(1);

        var near = explanation.Rules.Single(r => r.Rule == "R02");
        Assert.Equal(Tier.A, near.Tier);
        Assert.Equal([12.0, 13, 15], near.Evidence.Select(e => e.Value));
        Assert.Equal(Histories.T0, near.Evidence[^1].Month);
        Assert.Equal([9, 10, 11, 12, 13, 15], explanation.Months.TakeLast(6).Select(m => m.Receipts));
    }

    [Fact]
    public void An_excluded_person_is_told_by_what()
    {
        var explanation = Explain(1, Standing.Of(1) with { OptedOut = true });

        Assert.Equal("excluded", explanation.Outcome);
        Assert.Equal(["X13"], explanation.Exclusions.Select(e => e.Exclusion));
        Assert.Contains("X13", explanation.WouldChange.Single().Ja);
    }

    [Fact]
    public void An_explanation_is_plain_json_with_the_person_as_text()
    {
        var json = JsonSerializer.Serialize(Explain(2));

        Assert.Contains("\"Person\":\"2\"", json);
        Assert.DoesNotContain("NaN", json);
    }

    [Fact]
    public void The_numbers_are_those_of_the_detection()
    {
        var rows = RandomHistories.Make(31, 150);
        var settings = new DetectSettings { LettersMax = 10_000, Season = new() { ReceiptsMin = 100 } };
        var result = Detector.Run(new ShardedStore(rows, 2), Requests.Plain, settings);

        foreach (var candidate in result.Candidates.Take(5).Concat(result.Excluded.Take(3)).Concat(result.StaffList.Take(3)))
        {
            var explanation = Explainer.Explain(new ShardedStore(rows, 2), candidate.Person, Requests.Plain, settings);
            Assert.Equal(candidate.Hits.Select(h => h.Rule), explanation.Rules.Where(r => r.Fires).Select(r => r.Rule));
            Assert.Equal(candidate.Exclusions, explanation.Exclusions);
            Assert.Equal(candidate.Score, explanation.Score);
            Assert.Equal(candidate.Evidence.Where(e => e.Rule[0] == 'R'), explanation.Rules.SelectMany(r => r.Evidence));
        }
    }
}
