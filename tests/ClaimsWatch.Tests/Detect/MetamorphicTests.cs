using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Tests.Detect;

/// <summary>Changes that must not change anything.</summary>
public sealed class MetamorphicTests
{
    private const ulong Seed = 77;
    private static readonly DetectSettings s_settings = new() { LettersMax = 15, Season = new() { ReceiptsMin = 100 } };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(4, 4)]
    [InlineData(13, 4)]
    public void Slabs_and_threads_change_nothing(int slabs, int threads)
    {
        var rows = RandomHistories.Make(Seed, 400);
        var expected = Requests.Text(Requests.Run(rows, s_settings));

        var result = Detector.Run(new ShardedStore(rows, slabs), Requests.With(threads), s_settings);

        Assert.Equal(expected, Requests.Text(result));
        Assert.NotEmpty(result.Candidates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_of_rows_changes_nothing(ulong shuffle)
    {
        var rows = RandomHistories.Make(Seed, 200);

        var shuffled = Requests.Run(rows.Shuffled(shuffle, person => person), s_settings);

        Assert.Equal(Requests.Text(Requests.Run(rows, s_settings)), Requests.Text(shuffled));
    }

    [Fact]
    public void Other_numbers_for_people_change_no_decision_about_them()
    {
        static long Rename(long person) => unchecked((person * 6364136223846793005L) & long.MaxValue);
        var rows = RandomHistories.Make(Seed, 200);
        var settings = s_settings with { LettersMax = 10_000 };

        var before = Requests.Run(rows, settings);
        var after = Requests.Run(rows.Shuffled(3, Rename), settings);

        Assert.Equal(
            Everyone(before).Select(c => Plain(c, Rename(c.Person))).Order(StringComparer.Ordinal),
            Everyone(after).Select(c => Plain(c, c.Person)).Order(StringComparer.Ordinal));
        Assert.Equal(JsonSerializer.Serialize(before.Attrition), JsonSerializer.Serialize(after.Attrition));
        Assert.Equal(JsonSerializer.Serialize(before.Combinations), JsonSerializer.Serialize(after.Combinations));
    }

    [Fact]
    public void An_unrelated_person_changes_no_decision_about_others()
    {
        var settings = s_settings with { LettersMax = 10_000, Season = new() { ReceiptsMin = 1_000_000 } };
        var rows = RandomHistories.Make(Seed, 200);
        var before = Requests.Run(rows, settings);

        var after = Requests.Run(RandomHistories.Make(Seed, 200).Person(5).Receipts(5, 3, 2, 1), settings);

        Assert.Equal(JsonSerializer.Serialize(Everyone(before)), JsonSerializer.Serialize(Everyone(after)));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void One_more_institution_never_silences_a_monotone_rule(ulong seed)
    {
        var before = Fired(RandomHistories.Make(seed, 250));
        var more = RandomHistories.Make(seed, 250);
        foreach (var person in more.Persons.Select(p => p.PersonId).ToList())
        {
            for (var back = 0; back < 3; back++)
            {
                more.Claim(person, back, ClaimKind.Outpatient, Histories.Clinic(777), visitDays: 2);
                more.Claim(person, back, ClaimKind.Dispensing, Histories.Pharmacy + 88, Histories.Clinic(777));
            }
        }

        var after = Fired(more).ToHashSet();

        Assert.Empty(before.Where(hit => !after.Contains(hit)).Select(hit => $"seed {seed}: {hit}"));
        Assert.True(before.Select(hit => hit.Rule).Distinct().Count() > 12);
        Assert.True(after.Count > before.Count);
    }

    // A change of insurance card or subsidy within a month makes two receipts of one: days and medicines lie on either of them.
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void A_receipt_in_two_parts_changes_nothing(ulong seed)
    {
        var rows = RandomHistories.Make(seed, 200);
        // A part without medicines may be told as incomplete; no decision may differ.
        string Decided() => Requests.Text(Requests.Run(rows, s_settings) with { NotEvaluable = [] });
        var before = Decided();
        var parts = 0;
        foreach (var claim in rows.Claims.Where(c => c.Kind is (int)ClaimKind.Outpatient or (int)ClaimKind.Dispensing).ToList())
        {
            var other = 10_000_000 + claim.Receipt;
            rows.Claims.Add(claim with { Receipt = other, VisitDays = 0, Flags = claim.Flags | (int)ClaimFlags.Split });
            for (var i = 0; i < rows.Medications.Count; i += 2)
            {
                if (rows.Medications[i].Receipt == claim.Receipt)
                {
                    rows.Medications[i] = rows.Medications[i] with { Receipt = other };
                    parts++;
                }
            }
        }

        Assert.Equal(before, Decided());
        Assert.True(parts > 100);
    }

    // 28 days at once, or 14 and 14 more when those are used up (分割調剤):
    // only rules that count lines or days of dispensing may differ.
    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void A_dispensing_in_two_halves_changes_no_rule_that_counts_days(ulong seed)
    {
        static bool CountsDays(RuleCard card) => card.Id is not ("R23" or "R26");
        var rows = RandomHistories.Make(seed, 250);
        var before = Fired(rows, CountsDays);
        var alone = rows.Medications.GroupBy(m => (m.Person, m.ClaimMonth, m.DrugClass, m.PrescriberInstitution, m.Institution))
            .Where(g => g.Count() == 1).Select(g => g.Single()).ToHashSet();
        var halves = 0;
        for (var i = rows.Medications.Count - 1; i >= 0; i--)
        {
            var line = rows.Medications[i];
            var second = line.DispensedOn + (line.SupplyDays / 2);
            if (alone.Contains(line) && line.SupplyDays >= 2 && line.SupplyDays % 2 == 0
                && second % 100 <= new ClaimMonth(line.ClaimMonth).Days && second / 100 == line.ClaimMonth)
            {
                var half = line with { SupplyDays = line.SupplyDays / 2, Quantity = line.Quantity / 2 };
                rows.Medications[i] = half;
                rows.Medications.Add(half with { DispensedOn = second, Line = 1_000_000 + i });
                halves++;
            }
        }

        Assert.Equal(before, Fired(rows, CountsDays));
        Assert.True(halves > 100);
        Assert.True(before.Select(hit => hit.Rule).Distinct().Count() > 15);
    }

    private static IReadOnlyList<(long Person, string Rule)> Fired(Histories rows, Func<RuleCard, bool>? only = null)
    {
        var rules = RuleCatalog.Create(s_settings.Rules).Where(r => only is null ? r.Card.Monotone : only(r.Card)).ToList();
        var store = rows.Store();
        var counted = Detector.Count(store, Histories.T0, AsOf.Now, s_settings, KeptRows.Everyone, 1, RandomHistories.Tables);
        var builder = FeatureBuilder.For(counted.Table.Plan, SeasonIndex.None, s_settings.Rules);
        var hits = new List<(long, string)>();
        var values = new double[FeatureCatalog.Width];
        for (var i = 0; i < counted.Table.Parts[0].Persons.Count; i++)
        {
            var person = counted.Table.Parts[0].Persons[i];
            builder.Build(counted.Table.Row(0, i), person.Sex, person.BirthMonth, values);
            foreach (var rule in rules)
            {
                if (rule.Fires(new FeatureVector(values)) is not null)
                {
                    hits.Add((person.Person, rule.Card.Id));
                }
            }
        }

        return hits;
    }

    private static IEnumerable<Candidate> Everyone(DetectResult result) =>
        result.Candidates.Concat(result.Excluded).Concat(result.StaffList);

    private static string Plain(Candidate c, long person) =>
        JsonSerializer.Serialize(c with { Person = person, Household = 0, Rank = c.Rank > 0 ? 1 : 0 });
}
