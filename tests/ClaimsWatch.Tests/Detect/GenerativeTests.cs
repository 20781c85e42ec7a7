using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Tests.Detect;

/// <summary>Random people: tallies against LINQ over rows, and a rule's two members against each other.</summary>
public sealed class GenerativeTests
{
    private const int People = 600;
    private static readonly DetectSettings s_settings = new() { Season = new() { ReceiptsMin = 100 } };

    [Fact]
    public void What_is_counted_only_of_people_who_are_kept_is_read_by_no_feature_and_is_the_same_in_a_kept_row()
    {
        var store = RandomHistories.Make(1, People).Store();
        var kept = Detector.Count(
            store, Histories.T0, AsOf.Now, s_settings, KeptRows.WhoMayMatter(RuleCatalog.Create(s_settings.Rules)), 1,
            RandomHistories.Tables).Table;
        var all = Detector.Count(store, Histories.T0, AsOf.Now, s_settings, KeptRows.Everyone, 1, RandomHistories.Tables).Table;
        var everyone = all.Parts[0].Persons.Select((p, i) => (p.Person, i)).ToDictionary(p => p.Person, p => p.i);

        var late = kept.Plan.Tallies.Where(t => t.IsForKept).SelectMany(t => t.Columns).ToHashSet();
        Assert.NotEmpty(late);
        Assert.DoesNotContain(FeatureCatalog.All, f => late.Contains(f.Column));
        Assert.NotEmpty(kept.Parts[0].Persons);
        for (var i = 0; i < kept.Parts[0].Persons.Count; i++)
        {
            Assert.Equal(all.Row(0, everyone[kept.Parts[0].Persons[i].Person]).ToArray(), kept.Row(0, i).ToArray());
        }
    }

    [Fact]
    public void Every_medicine_for_sleep_or_anxiety_is_of_the_nervous_system() =>
        Assert.All(
            Enumerable.Range(0, 10_000_000).Where(i => SleepAndAnxiety.IsAnxiolytic(i) || SleepAndAnxiety.IsHypnotic(i)),
            i => Assert.True(SleepAndAnxiety.MayBe(i)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Both_members_of_every_rule_agree_on_random_people(ulong seed)
    {
        var store = new ShardedStore(RandomHistories.Make(seed, People), 3);
        var rules = RuleCatalog.Create(s_settings.Rules);
        var counted = Detector.Count(store, Histories.T0, AsOf.Now, s_settings, KeptRows.Everyone, 1, RandomHistories.Tables);
        var kept = Detector.Count(store, Histories.T0, AsOf.Now, s_settings, KeptRows.WhoMayMatter(rules), 1,
            RandomHistories.Tables).Table.Parts
            .SelectMany(p => p.Persons).Select(p => p.Person).ToHashSet();
        Assert.InRange(kept.Count, 1, People - 50);
        var builder = FeatureBuilder.For(counted.Table.Plan, counted.Season, s_settings.Rules);
        var context = new ExamineContext(counted.Table.Plan.Window, s_settings.CountScope, counted.Season,
            RandomHistories.Tables);
        var fired = rules.ToDictionary(r => r.Card.Id, _ => 0);
        var values = new double[FeatureCatalog.Width];
        for (var part = 0; part < counted.Table.Parts.Count; part++)
        {
            var at = 0;
            using var slab = store.Open(part, counted.Table.Plan.Window.Months, AsOf.Now);
            foreach (var history in slab)
            {
                var persons = counted.Table.Parts[part].Persons;
                if (at >= persons.Count || persons[at].Person != history.Person)
                {
                    continue;
                }

                builder.Build(counted.Table.Row(part, at), history.Sex, history.BirthMonth, values);
                at++;
                var features = new FeatureVector(values);
                foreach (var rule in rules)
                {
                    var hit = rule.Fires(features);
                    var examined = rule.Examine(RawHistory.Of(history), context).Hit;
                    var place = $"seed {seed}, person {history.Person}, {rule.Card.Id}";
                    Assert.True(hit.HasValue == examined.HasValue, place);
                    Assert.True(hit is null || Math.Abs(hit.Value.Value - examined!.Value.Value) < 1e-9, place);
                    Assert.True(hit is null || hit.Value with { Value = 0 } == examined!.Value with { Value = 0 }, place);
                    Assert.True(hit.HasValue == Condition.Fire(rule.Conditions(features)), place);
                    Assert.True(hit is null || kept.Contains(history.Person), $"{place}: fires, but the row would not be kept");
                    fired[rule.Card.Id] += hit.HasValue ? 1 : 0;
                }
            }

            Assert.Equal(counted.Table.Parts[part].Persons.Count, at);
        }

        Assert.All(fired, f => Assert.True(f.Value is > 0 and < People / 2, $"seed {seed}: {f.Key} fired {f.Value} times"));
        Assert.True(counted.Season.OwnCells > 0 || counted.Season.HasOverall);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Tallies_are_what_linq_counts_from_the_rows(ulong seed)
    {
        var rows = RandomHistories.Make(seed, 200);
        var table = Detector.Count(new ShardedStore(rows, 2), Histories.T0, AsOf.Now, s_settings, KeptRows.Everyone, 1,
            RandomHistories.Tables).Table;
        var compared = 0;
        for (var part = 0; part < table.Parts.Count; part++)
        {
            for (var i = 0; i < table.Parts[part].Persons.Count; i++)
            {
                var person = table.Parts[part].Persons[i].Person;
                var expected = Naive(rows, person).Concat(NaiveTallies.Of(rows, person)).ToList();
                var found = table.Row(part, i).ToArray();
                var wrong = table.Plan.Columns.Zip(expected.Zip(found)).Where(c => c.Second.First != c.Second.Second).ToList();
                Assert.True(
                    wrong.Count == 0 && expected.Count == found.Length,
                    $"seed {seed}, person {person}: {string.Join(", ", wrong)}");
                compared++;
            }
        }

        Assert.Equal(rows.Persons.Count(p => p.Linkage != (int)Linkage.Unlinked), compared);
    }

    private static IEnumerable<long> Naive(Histories rows, long person)
    {
        var months = Enumerable.Range(0, 12).Select(back => Histories.T0.Plus(-back).Value).ToList();
        var claims = rows.Claims.Where(c => c.Person == person).ToLookup(c => c.ClaimMonth);
        var lines = rows.Medications.Where(m => m.Person == person).ToLookup(m => m.ClaimMonth);
        int[] scope = [1, 4, 5];
        int[] visits = [1, 4];
        var t0 = months[0];
        var stays = claims[t0].Where(c => c.Kind is 2 or 3).Select(c => c.Receipt).ToHashSet();
        var home = lines[t0].Where(m => !stays.Contains(m.Receipt)).Select(m => (Line: m, By: By(m))).Where(m => m.By != 0)
            .ToList();
        var supplied = home.Where(m => m.Line.Route == 1 && m.Line.Ingredient != 0)
            .GroupBy(m => (m.Line.Ingredient, m.By))
            .Where(g => g.GroupBy(m => m.Line.DispensedOn).Sum(d => d.Max(m => m.Line.SupplyDays)) >= 14)
            .GroupBy(g => g.Key.Ingredient).Select(g => g.Count()).ToList();
        return months.Select(m => (long)rows.Eligibility.Where(e => e.Person == person && e.ClaimMonth == m)
            .Sum(e => e.DaysAtRisk))
            .Concat(months.Select(m => Keys(claims[m].Where(c => scope.Contains(c.Kind)))))
            .Concat(months.Select(m => Keys(claims[m].Where(c => visits.Contains(c.Kind)))))
            .Concat(months.Select(m => (long)claims[m].Where(c => visits.Contains(c.Kind)).Select(c => c.Institution)
                .Distinct().Count()))
            .Concat(months.Select(m => (long)claims[m].Where(c => c.Kind == 5).Select(c => c.Institution).Distinct().Count()))
            .Concat(months.Select(m => (long)claims[m].Where(c => visits.Contains(c.Kind)).Sum(c => c.VisitDays)))
            .Concat(months.Select(m => lines[m].Where(l => l.Route == 1 && new[] { 15, 16 }.Contains(l.Unit))
                .Sum(l => Quantity.ToSteps(l.Quantity))))
            .Append(supplied.Count(n => n >= 2)).Append(supplied.DefaultIfEmpty().Max())
            .Append(home.Where(m => m.Line.Route is 1 or 2 && InGroup(m.Line)).Select(m => m.By).Distinct().Count())
            .Append(lines[t0].Count()).Append(lines[t0].Count(m => m.Ingredient == 0)).Append(lines[t0].Count(m => By(m) == 0))
            .Append(claims[t0].Count(c => c.Kind == 5 && lines[t0].All(m => m.Receipt != c.Receipt)));
    }

    private static long Keys(IEnumerable<ClaimRow> claims) =>
        claims.Select(c => $"{c.Kind} {c.Institution} {c.PrescriberInstitution}").Distinct().Count();

    private static long By(MedicationRow m) =>
        m.PrescriberInstitution > 0 ? m.PrescriberInstitution : m.Institution.ToString("D10")[2] == '4' ? 0 : m.Institution;

    private static bool InGroup(MedicationRow m) =>
        DrugList.BuiltIn.Find(m.Drug) is { } drug
        && (drug.Yj.StartsWith("1129010", StringComparison.Ordinal)
            || (drug.LegalClass == 5 && (drug.Yj.StartsWith("112", StringComparison.Ordinal)
                || drug.Yj.StartsWith("1179025", StringComparison.Ordinal)
                    || drug.Yj.StartsWith("1179012", StringComparison.Ordinal))));
}
