using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth;
using ClaimsWatch.Synth.Truth;

namespace ClaimsWatch.Tests.Synth;

public sealed class LetterEffectTests
{
    private static readonly ClaimMonth s_selection = new(202407);
    private static readonly ClaimMonth s_posted = new(202409);

    private static readonly Lazy<(World World, SampleHistory History)> s_world = new(() =>
    {
        var world = World.Create(SynthWorlds.Settings(600, 6) with { Enrich = 1_200 });
        return (world, world.DrawHistory(s_selection, s_posted));
    });

    [Fact]
    public void A_letter_only_takes_claims_away_and_only_from_its_month_on()
    {
        var (world, history) = s_world.Value;
        var without = Numbers(SynthWorlds.AllFiles(world, []));
        var with = Numbers(SynthWorlds.AllFiles(world, history.Allocation));
        Assert.Subset(without.Keys.ToHashSet(), with.Keys.ToHashSet());
        var gone = without.Where(n => !with.ContainsKey(n.Key)).ToList();
        Assert.True(gone.Count > 50, $"{gone.Count} claims prevented");
        var first = SynthWorlds.Persons(world).Where(p => p[6].Length > 0).DistinctBy(p => p[6])
            .ToDictionary(p => p[6], p => p[5]);
        var letters = history.Allocation.Where(l => l.Letter).Select(l => l.Number).ToHashSet();
        Assert.All(gone, g => Assert.True(g.Value.Month >= s_posted.Value, g.Key));
        Assert.All(gone, g => Assert.Contains(first.GetValueOrDefault(g.Value.Number, g.Value.Number), letters));
    }

    [Fact]
    public void The_share_that_survives_is_near_the_planted_ratio()
    {
        var (world, history) = s_world.Value;
        foreach (var effect in world.EffectOf(history.Allocation))
        {
            // Four binomial standard errors of the claims that could be prevented.
            var margin = 4 * Math.Sqrt(effect.PlantedRatio * (1 - effect.PlantedRatio) / effect.ClaimsWithout);
            Assert.InRange(effect.RateRatio, effect.PlantedRatio - margin, effect.PlantedRatio + margin);
            Assert.True(effect.ClaimsWithout > 500, $"{effect.ClaimsWithout}");
        }
    }

    [Fact]
    public void Without_delivery_there_is_no_effect()
    {
        var (world, history) = s_world.Value;
        var undelivered = history.Allocation.Select(l => l with { Delivered = false }).ToList();
        Assert.All(world.EffectOf(undelivered), e => Assert.Equal(1, e.RateRatio));
        var bare = world.Deliver(new ClaimMonth(202412), []).ToList();
        var same = world.Deliver(new ClaimMonth(202412), undelivered).ToList();
        Assert.All(bare.Zip(same), pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
    }

    [Fact]
    public void A_holdout_changes_nothing()
    {
        var (world, history) = s_world.Value;
        var holdout = history.Allocation.Where(l => !l.Letter).ToList();
        var bare = world.Deliver(new ClaimMonth(202412), []).ToList();
        var held = world.Deliver(new ClaimMonth(202412), holdout).ToList();
        Assert.All(bare.Zip(held), pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
    }

    [Fact]
    public void A_letter_to_nobody_of_this_world_is_refused()
    {
        var stranger = new SynthLetter("990010", "1", "999999999", "01", s_posted, true);
        Assert.Throws<InvalidOperationException>(() => s_world.Value.World.EffectOf([stranger]));
    }

    [Fact]
    public void Full_width_padded_numbers_find_their_person()
    {
        var (world, history) = s_world.Value;
        var wide = history.Allocation.Select(l => l with
        {
            InsurerNumber = "  " + l.InsurerNumber,
            Symbol = KanaWidth.Widen(l.Symbol),
            Number = KanaWidth.Widen(l.Number),
        }).ToList();
        Assert.Equal(world.EffectOf(history.Allocation), world.EffectOf(wide));
    }

    [Fact]
    public void The_history_is_balanced_within_each_stratum()
    {
        var rows = Rows(s_world.Value.History);
        Assert.True(rows.Count > 60, $"{rows.Count}");
        foreach (var stratum in rows.GroupBy(r => r[10]))
        {
            var letters = stratum.Count(r => r[8] == "letter");
            Assert.InRange((2 * letters) - stratum.Count(), -1, 1);
            Assert.All(stratum, r => Assert.Equal(stratum.Key[2..], r[9]));
        }

        Assert.All(rows, r => Assert.Equal("R2024-07|2024-07|2024-09", string.Join('|', r[5..8])));
    }

    [Fact]
    public void A_later_round_draws_nobody_twice()
    {
        var (world, history) = s_world.Value;
        var later = world.DrawHistory(s_selection.Plus(1), s_posted.Plus(1), history.Allocation);
        Assert.NotEmpty(later.Allocation);
        var first = history.Allocation.Select(l => (l.Number, l.Branch)).ToHashSet();
        Assert.All(later.Allocation, l => Assert.DoesNotContain((l.Number, l.Branch), first));
    }

    private static List<string[]> Rows(SampleHistory history)
    {
        var lines = Encoding.UTF8.GetString(history.Log.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "insurer_number,symbol,number,branch,birth_date,round,selection_month,letter_month,arm,band,stratum,delivered",
            lines[0]);
        return [.. lines.Skip(1).Select(l => l.Split(','))];
    }

    private static Dictionary<string, (int Month, string Number)> Numbers(IEnumerable<SynthFile> files) =>
        SynthWorlds.Receipts(files).DistinctBy(r => r.SearchNumber).ToDictionary(
            r => r.SearchNumber,
            r => (int.Parse(r.Of("RE").First()[3]), KanaWidth.FoldNumber(r.Of("HO").First()[3])));
}
