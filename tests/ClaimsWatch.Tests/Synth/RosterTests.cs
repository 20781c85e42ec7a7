using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Synth;

public sealed class RosterTests
{
    private const string Header =
        "person_id,insurer_number,symbol,number,branch,name,kana,sex,birth_date,acquired_on,lost_on,end_reason,relationship,"
        + "postal_code,address,address_source,shielded,office_branch";

    private static readonly Lazy<(World World, List<string[][]> Rosters)> s_large = new(() =>
    {
        var world = World.Create(SynthWorlds.Settings(2_500, 12));
        return (world, [Roster(world, 0), Roster(world, 11)]);
    });

    [Fact]
    public void The_roster_has_the_columns_of_the_import_and_is_dated()
    {
        var roster = SynthWorlds.SmallFiles.First(f => f.Path.Contains("roster"));
        Assert.Equal("incoming/2024-08/roster_20240820.csv", roster.Path);
        Assert.StartsWith(Header + "\r\n", SynthWorlds.Text(roster));
        Assert.All(s_large.Value.Rosters[0], r => Assert.Equal(18, r.Length));
    }

    [Fact]
    public void Who_changes_number_keeps_the_person_id()
    {
        var first = s_large.Value.Rosters[0].ToDictionary(r => r[0]);
        var changed = s_large.Value.Rosters[1].Where(r => first.TryGetValue(r[0], out var old) && old[3] != r[3]).ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, r => Assert.Equal((first[r[0]][8], first[r[0]][7]), (r[8], r[7])));
    }

    [Fact]
    public void Deaths_losses_moves_shielding_and_work_addresses_occur()
    {
        var last = s_large.Value.Rosters[1];
        Assert.Contains(last, r => r[11] == "死亡");
        Assert.Contains(last, r => r[11] == "資格喪失");
        Assert.Contains(last, r => r[11] == "転出");
        Assert.Contains(last, r => r[15] == "事業所");
        Assert.Contains(last, r => r[16] == "1");
        Assert.Contains(last, r => s_large.Value.Rosters[0].Any(f => f[0] == r[0] && f[14] != r[14]));
        Assert.All(last, r => Assert.True(r[13].StartsWith("000") && r[14].StartsWith("みなも市")));
    }

    [Fact]
    public void The_end_of_insurance_is_not_told_before_it_is_known()
    {
        // A 75th birthday is known in advance, sixty days at most; nothing else is.
        foreach (var row in s_large.Value.Rosters[0].Where(r => r[10].Length > 0 && int.Parse(r[10]) > 20240820))
        {
            Assert.Equal(int.Parse(row[8]) + 750_000, int.Parse(row[10]));
        }
    }

    [Fact]
    public void Twins_share_birth_date_and_sex_and_differ_in_branch_and_given_name()
    {
        var twins = s_large.Value.Rosters[0].GroupBy(r => (r[3], r[8], r[7])).Where(g => g.Count() > 1).ToList();
        Assert.NotEmpty(twins);
        Assert.All(twins, g => Assert.Equal(g.Count(), g.Select(r => r[4]).Distinct().Count()));
        Assert.All(twins, g => Assert.Equal(g.Count(), g.Select(r => r[5]).Distinct().Count()));
    }

    [Fact]
    public void An_empty_opt_out_list_says_so()
    {
        var world = World.Create(SynthWorlds.Settings(3, 1));
        var list = world.Deliver(world.Settings.FirstDelivery, []).Single(f => f.Path.Contains("optouts"));
        Assert.Equal("insurer_number,symbol,number,branch,birth_date,from\r\n該当なし\r\n", SynthWorlds.Text(list));
    }

    [Fact]
    public void Opt_outs_accumulate()
    {
        var world = s_large.Value.World;
        var counts = Enumerable.Range(0, 12).Select(i => Rows(world, i, "optouts").Length).ToList();
        Assert.Equal(counts.Order(), counts);
        Assert.True(counts[^1] > 3);
    }

    private static string[][] Roster(World world, int delivery) => Rows(world, delivery, "roster");

    private static string[][] Rows(World world, int delivery, string name)
    {
        var file = world.Deliver(world.Settings.FirstDelivery.Plus(delivery), []).Single(f => f.Path.Contains(name));
        return [.. SynthWorlds.Text(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
    }
}
