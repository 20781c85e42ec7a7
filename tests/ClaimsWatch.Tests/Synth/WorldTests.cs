using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Synth;

public sealed class WorldTests
{
    [Fact]
    public void The_same_seed_makes_the_same_bytes_and_another_seed_does_not()
    {
        var first = SynthWorlds.AllFiles(World.Create(SynthWorlds.Settings(300, 3)), []);
        var second = SynthWorlds.AllFiles(World.Create(SynthWorlds.Settings(300, 3)), []);
        var other = SynthWorlds.AllFiles(World.Create(SynthWorlds.Settings(300, 3, seed: 8)), []);
        Assert.Equal(first.Select(f => f.Path), second.Select(f => f.Path));
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
        Assert.NotEqual(first[0].Bytes, other[0].Bytes);
    }

    [Fact]
    public void A_delivery_does_not_depend_on_the_deliveries_made_before()
    {
        var world = World.Create(SynthWorlds.Settings(300, 5));
        var later = world.Deliver(new ClaimMonth(202410), []).ToList();
        _ = world.Deliver(new ClaimMonth(202408), []).ToList();
        var again = world.Deliver(new ClaimMonth(202410), []).ToList();
        Assert.All(later.Zip(again), pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
    }

    [Fact]
    public void Most_claims_arrive_two_months_after_the_claim_month()
    {
        foreach (var receipt in SynthWorlds.Receipts(SynthWorlds.SmallFiles.Where(f => f.Path.StartsWith("incoming/2024-08/"))))
        {
            Assert.Equal("202406", receipt.Of("RE").First()[3]);
        }
    }

    [Fact]
    public void Enrichment_leaves_the_receipts_of_ordinary_people_alone()
    {
        var plain = World.Create(SynthWorlds.Settings(1_500, 6));
        var plainTruth = SynthWorlds.Truth(plain, []);
        var enriched = SynthWorlds.SmallTruth;
        var ordinary = plainTruth["trajectories"].Where(t => t[2] == "ordinary").Select(t => t[0])
            .Intersect(enriched["trajectories"].Where(t => t[2] == "ordinary").Select(t => t[0])).ToHashSet();
        Assert.True(ordinary.Count > 1_200);
        Assert.Equal(
            plainTruth["claims"].Where(c => ordinary.Contains(c[2])).Select(c => string.Join(',', c)),
            enriched["claims"].Where(c => ordinary.Contains(c[2])).Select(c => string.Join(',', c)));
        var planted = enriched["trajectories"].Count(t => t[2] != "ordinary");
        Assert.True(planted > plainTruth["trajectories"].Count(t => t[2] != "ordinary"));
    }

    [Fact]
    public void Nobody_is_treated_on_a_day_without_insurance()
    {
        var insured = SynthWorlds.SmallTruth["persons"].ToDictionary(p => p[0], p => (From: int.Parse(p[10]), To: p[11]));
        var owner = SynthWorlds.SmallTruth["claims"].DistinctBy(c => c[0]).ToDictionary(c => c[0], c => c[2]);
        foreach (var receipt in SynthWorlds.SmallReceipts)
        {
            var month = int.Parse(receipt.Of("RE").First()[3]);
            var (from, to) = insured[owner[receipt.SearchNumber]];
            foreach (var day in receipt.Of("JD").Single()[2..].Select((d, i) => (Seen: d == "1", Day: i + 1)).Where(d => d.Seen))
            {
                var date = (month * 100) + day.Day;
                Assert.True(date >= from && (to.Length == 0 || date < int.Parse(to)), $"{receipt.SearchNumber} {date}");
            }
        }
    }

    [Theory]
    [InlineData(0, 12, 1)]
    [InlineData(2_000_001, 12, 1)]
    [InlineData(100, 0, 1)]
    [InlineData(100, 121, 1)]
    [InlineData(100, 12, 0.5)]
    [InlineData(100, 12, 100_000)]
    public void Settings_that_make_no_world_are_refused(int members, int months, double enrich)
    {
        var error = Assert.Throws<UserError>(() => World.Create(SynthWorlds.Settings(members, months) with { Enrich = enrich }));
        Assert.Equal(ExitCode.Settings, error.ExitCode);
        Assert.NotEmpty(error.Next);
    }
}
