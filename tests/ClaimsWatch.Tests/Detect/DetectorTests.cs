using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Tests.Detect;

public sealed class DetectorTests
{
    // 1 level and trend; 2 level only; 3 twenty receipts; 4 two B of different groups; 5 duplicate supply; 6 a minor like 1.
    private static Histories Town() => Histories.WithEveryMonth()
        .Person(1, Sex.Female).Receipts(1, 9, 10, 11, 12, 13, 15)
        .Person(2).Receipts(2, 14, 14, 14, 14, 14, 14)
        .Person(3).Receipts(3, 20, 5, 5)
        .Person(4).Receipts(4, 11, 11, 11, 11, 11, 11).Institutions(4, 3, 3, 3, 3, 3, 3)
        .Person(5, Sex.Female).Medicine(5, 611170513, Histories.Clinic(100), 14).Medicine(5, 611170514, Histories.Clinic(101), 14)
        .Person(6, Sex.Female, birthMonth: 201001).Receipts(6, 9, 10, 11, 12, 13, 15);

    [Fact]
    public void A_tier_A_rule_or_two_B_of_different_groups_make_a_candidate()
    {
        var result = Requests.Run(Town());

        Assert.Equal([1L, 4L, 5L], result.Candidates.Select(c => c.Person));
        Assert.Equal([3L], result.StaffList.Select(c => c.Person));
        Assert.Equal([6L], result.Excluded.Select(c => c.Person));
        Assert.Equal([1, 2, 3], result.Candidates.Select(c => c.Rank));
    }

    [Fact]
    public void Level_with_trend_is_tier_A_for_both()
    {
        var hits = Requests.Run(Town()).Candidates[0].Hits;

        Assert.Equal([("R02", Tier.A), ("R03", Tier.A), ("R04", Tier.A)], hits.Select(h => (h.Rule, h.Tier)));
    }

    [Fact]
    public void Two_B_rules_of_one_group_are_not_enough()
    {
        IReadOnlyList<RuleHit> hits =
        [
            new("R02", Tier.B, 14, 14, Randomise.Yes), new("R03", Tier.B, 1, 1, Randomise.Yes),
        ];
        var groups = new Dictionary<string, RuleGroup>
        {
            ["R02"] = RuleGroup.Count,
            ["R03"] = RuleGroup.Count,
            ["R06"] = RuleGroup.Institutions,
        };

        Assert.False(RuleCatalog.IsEligible(hits, groups));
        Assert.True(RuleCatalog.IsEligible([hits[0], new("R06", Tier.B, 3, 3, Randomise.Yes)], groups));
    }

    [Fact]
    public void A_candidate_carries_facts_counts_band_and_evidence()
    {
        var candidate = Requests.Run(Town()).Candidates.Single(c => c.Person == 4);

        Assert.Equal(new MonthFacts(Histories.T0, 14, 3, 3, 1, 3), candidate.Facts);
        Assert.Equal([14, 14, 14, 14, 14, 14], candidate.Counts);
        Assert.Equal("12-15", candidate.Band);
        Assert.Equal(50, candidate.Age);
        Assert.Contains(candidate.Evidence, e => e is { Rule: "R06", Fact: "institutions", Value: 3 } && e.Month == Histories.T0);
        Assert.Equal(Randomise.Yes, candidate.Randomise);
    }

    [Fact]
    public void Attrition_ends_at_the_selected_people_by_sex()
    {
        var result = Requests.Run(Town(), new DetectSettings { LettersMax = 1 });

        var last = result.Attrition[^1];
        Assert.Equal("over-budget", last.Step);
        Assert.Equal(SexCounts.Of(result.Selected.Select(c => c.Sex)), last.Remaining);
        Assert.Equal(2, result.Selected.Count);
        Assert.Equal(new SexCounts(3, 4, 0), result.Attrition[0].Remaining);
        Assert.Equal(new SexCounts(0, 1, 0), result.Attrition.Single(a => a.Reason == "age-under-limit").Removed);
        Assert.All(result.Attrition.Zip(result.Attrition.Skip(1)),
            p => Assert.Equal(p.First.Remaining - p.Second.Removed, p.Second.Remaining));
    }

    [Fact]
    public void Rules_are_counted_by_sex_alone_and_in_combination()
    {
        var result = Requests.Run(Town());

        var near = result.ByRule.Single(r => r.Rule == "R02");
        Assert.Equal(new SexCounts(2, 2, 0), near.Persons);
        Assert.Equal(new SexCounts(1, 0, 0), near.Alone);
        Assert.Equal(new SexCounts(1, 1, 0), near.Candidates);
        Assert.Equal(new SexCounts(0, 2, 0), result.Combinations.Single(c => c.Rules == "R02+R03+R04").Persons);
    }

    [Fact]
    public void Unlinked_receipts_are_counted_and_left_out()
    {
        var rows = Town().Person(8, Sex.Unknown, linkage: Linkage.Unlinked).Receipts(8, 14, 14, 14);

        var result = Requests.Run(rows);

        Assert.Equal(new SexCounts(0, 0, 1), result.Attrition.Single(a => a.Step == "unlinked").Removed);
        Assert.DoesNotContain(result.ByRule, r => r.Persons.Unknown > 0);
        Assert.Contains(result.NotEvaluable, n => n.Id == "linkage");
    }

    [Fact]
    public void Receipts_of_the_month_are_given_with_and_without_dispensing()
    {
        var rows = Histories.WithEveryMonth().Person(1).Receipts(1, 5).Institutions(1, 2);

        var result = Requests.Run(rows);

        Assert.Equal(new ReceiptTotals(8, 3), result.Totals);
        Assert.Contains("調剤", result.Scope.Ja);
    }

    [Fact]
    public void A_rule_whose_members_disagree_stops_the_run()
    {
        var lying = new Lying(new R02NearManyReceipts(new(), new()));
        var rules = RuleCatalog.Create(new RuleSettings()).Select(r => r.Card.Id == "R02" ? lying : r).ToList();

        var thrown = Assert.Throws<InvalidOperationException>(() =>
            Detector.Run(Town().Store(), Requests.Plain, new DetectSettings(), rules));

        Assert.Contains("Examine says", thrown.Message);
    }

    [Fact]
    public void Nobody_who_has_reached_N_gets_on_the_list_because_R01_was_silent()
    {
        var silent = new Silent(new R01ManyReceipts(new()));
        var rules = RuleCatalog.Create(new RuleSettings()).Select(r => r.Card.Id == "R01" ? silent : r).ToList();
        var rows = Histories.WithEveryMonth().Person(1);
        rows.Receipts(1, 11, 21);
        foreach (var back in new[] { 2, 1, 0 })
        {
            rows.Receipts(1, back, 15);
        }

        var thrown = Assert.Throws<InvalidOperationException>(() =>
            Detector.Run(rows.Store(), Requests.Plain, new DetectSettings(), rules));

        Assert.Contains("Examine says [R01", thrown.Message);
    }

    [Fact]
    public void A_month_that_the_store_lacks_is_missing_and_not_zero()
    {
        var rows = new Histories().Person(1);
        foreach (var back in new[] { 0, 1, 2, 3 })
        {
            rows.Receipts(1, back, 12 - back);
        }

        var result = Requests.Run(rows);

        Assert.DoesNotContain(result.ByRule, r => r.Rule == "R03" && r.Persons.All > 0);
        Assert.Contains(result.NotEvaluable, n => n is { Id: "R03", Verdict: Verdict.Cannot, Code: "months-missing" });
        Assert.Contains(result.NotEvaluable, n => n is { Id: "R01", Verdict: Verdict.Partly });
    }

    [Fact]
    public void A_month_with_only_late_stragglers_is_missing_too()
    {
        var rows = new Histories();
        for (var person = 1; person <= 60; person++)
        {
            rows.Person(person).Receipts(person, 8, 9, 10, 11);
        }

        for (var back = 4; back < 12; back++)
        {
            rows.Receipts(1, back, 1);
        }

        var result = Requests.Run(rows);

        Assert.Equal(0, result.ByRule.Single(r => r.Rule == "R03").Persons.Everyone);
        Assert.Contains(result.NotEvaluable, n => n is { Id: "R03", Verdict: Verdict.Cannot, Code: "months-missing" });
    }

    private sealed class Silent(IRule rule) : IRule
    {
        public RuleCard Card => rule.Card;

        public IReadOnlyList<(string Setting, double Value)> Thresholds => rule.Thresholds;

        public RuleHit? Fires(scoped FeatureVector features) => null;

        public IReadOnlyList<Condition> Conditions(scoped FeatureVector features) => rule.Conditions(features);

        public Finding Examine(RawHistory history, ExamineContext context) => rule.Examine(history, context);
    }

    private sealed class Lying(IRule rule) : IRule
    {
        public RuleCard Card => rule.Card;

        public IReadOnlyList<(string Setting, double Value)> Thresholds => rule.Thresholds;

        public RuleHit? Fires(scoped FeatureVector features) => rule.Fires(features);

        public IReadOnlyList<Condition> Conditions(scoped FeatureVector features) => rule.Conditions(features);

        public Finding Examine(RawHistory history, ExamineContext context) => Finding.None;
    }
}
