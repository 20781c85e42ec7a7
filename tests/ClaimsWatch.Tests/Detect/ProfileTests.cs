using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Profiles;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Tests.Detect;

public sealed class ProfileTests
{
    private static readonly string[] s_names =
    [
        "fujiyoshida", "hedis-uop", "hiratsuka", "hiroshima", "kdb", "korea", "mhlw-2022", "osaka", "pqa", "psp-australia",
            "seikatsu-hogo",
        "sendai", "shiki", "taiwan", "zushi",
    ];

    // 1: two prescribers of one ingredient for 14 days; 2: one class from three; 3: both.
    private static Histories Town() => Histories.WithEveryMonth()
        .Person(1).Medicine(1, 611170513, Histories.Clinic(100), 14).Medicine(1, 611170513, Histories.Clinic(101), 14)
        .Person(2, Sex.Female).Medicine(2, 620098902, Histories.Clinic(100), 3).Medicine(2, 620098902, Histories.Clinic(101), 3)
        .Medicine(2, 622704201, Histories.Clinic(102), 3)
        .Person(3).Medicine(3, 620098902, Histories.Clinic(100), 14).Medicine(3, 620098902, Histories.Clinic(101), 14)
        .Medicine(3, 622704201, Histories.Clinic(102), 3);

    private static Profile Named(string name) => ProfileCatalog.Find(name)!;

    [Fact]
    public void Every_programme_of_the_contract_has_a_profile()
    {
        Assert.Equal(s_names, ProfileCatalog.All.Select(p => p.Name));
        Assert.Equal(s_names, ProfileCatalog.Names());
    }

    [Fact]
    public void Every_profile_names_its_source_and_rules_and_settings_that_exist()
    {
        var ids = RuleCatalog.Create(new RuleSettings()).Select(r => r.Card.Id).ToHashSet();
        Assert.All(ProfileCatalog.All, p =>
        {
            Assert.NotEmpty(p.Source);
            Assert.NotEmpty(p.Rules);
            Assert.All(p.Rules, r => Assert.Contains(r, ids));
            Assert.All(p.Thresholds.Keys, k => Assert.Contains(k[..3], p.Rules));
            Assert.Empty(p.Over(new DetectSettings()).Problems());
        });
    }

    [Fact]
    public void Lists_and_their_overlap_are_counted_by_sex()
    {
        var found = ProfileRun.Compare(Town().Store(), Requests.Plain, new DetectSettings(), [Named("sendai"), Named("kdb")]);

        Assert.Equal([1L, 3L], found.Lists[0].People.Select(p => p.Person));
        Assert.Equal([2L, 3L], found.Lists[1].People.Select(p => p.Person));
        Assert.All(found.Lists, list => Assert.All(list.ByRule, rule =>
            Assert.Equal(rule.Persons.Everyone, list.People.Count(p => p.Rules.Contains(rule.Rule)))));
        Assert.Equal(
            [("kdb", new SexCounts(0, 1, 0)), ("sendai", new SexCounts(1, 0, 0)), ("sendai kdb", new SexCounts(1, 0, 0))],
            found.Overlaps.Select(o => (string.Join(' ', o.Profiles), o.Persons)));
        Assert.Equal(new SexCounts(2, 2, 0), found.Persons);
    }

    [Fact]
    public void The_overlaps_add_up_to_everyone_on_a_list()
    {
        var store = new ShardedStore(RandomHistories.Make(5, 300), 3);
        var found = ProfileRun.Compare(store, Requests.With(2), new DetectSettings(), ProfileCatalog.All);

        foreach (var list in found.Lists)
        {
            Assert.Equal(
                list.Persons.Everyone, found.Overlaps
                    .Where(o => o.Profiles.Contains(list.Profile.Name)).Sum(o => o.Persons.Everyone));
        }

        Assert.Equal(found.Lists.SelectMany(l => l.People.Select(p => p.Person)).Distinct().Count(),
            found.Overlaps.Sum(o => o.Persons.Everyone));
        Assert.True(found.Overlaps.Count > 5);
    }

    [Fact]
    public void A_profile_with_an_age_takes_nobody_younger()
    {
        Assert.False(Named("hiroshima").Takes(64));
        Assert.True(Named("hiroshima").Takes(65));
        Assert.False(Named("hiroshima").Takes(-1));
        Assert.True(Named("sendai").Takes(-1));
    }

    [Fact]
    public void A_comparison_says_what_was_counted()
    {
        var found = ProfileRun.Compare(Town().Store(), Requests.Plain, new DetectSettings(), [Named("sendai"), Named("kdb")]);

        Assert.Contains("薬局の請求を含む", found.Scope.Ja);
        Assert.Equal(8, found.Totals.Receipts - found.Totals.WithoutDispensing);
    }

    [Fact]
    public void What_if_counts_who_would_join_and_leave()
    {
        var result = WhatIf.Run(Town().Store(), Requests.Plain, new DetectSettings(),
            [("rules.R13.supplyDaysMin", "15"), ("rules.R16.overlapDaysForShare", "15")]);

        Assert.Equal([("rules.R13.supplyDaysMin", "14", "15"), ("rules.R16.overlapDaysForShare", "14", "15")], result.Changes);
        Assert.Equal([1L], result.Leaving);
        Assert.Empty(result.Joining);
        Assert.Equal(2, result.Before.ByRule.Single(r => r.Rule == "R13").Persons.All);
    }

    [Fact]
    public void What_if_counts_another_scope()
    {
        var result = WhatIf.Run(Town().Store(), Requests.Plain, new DetectSettings(), [("countScope", "outpatient,dental")]);

        Assert.Equal(result.Before.Totals.WithoutDispensing, result.After.Totals.Receipts);
        Assert.NotEqual(result.Before.Scope, result.After.Scope);
    }

    [Fact]
    public void What_if_refuses_a_value_that_cannot_be_used() =>
        Assert.Equal(ExitCode.Settings, Assert.Throws<UserError>(() =>
            WhatIf.Run(Town().Store(), Requests.Plain, new DetectSettings(), [("rules.R06.monthsMin", "13")])).ExitCode);
}
