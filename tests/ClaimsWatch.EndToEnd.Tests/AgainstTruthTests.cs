using System.Text.Json;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary><c>detect --against</c>: every count again from the truth and from the list that <c>detect</c> froze.</summary>
public sealed class AgainstTruthTests : IDisposable
{
    private const double Z = 1.959963984540054;
    private readonly string _folder = Claimswatch.NewFolder("against");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_count_is_what_the_truth_and_the_frozen_list_come_to_and_nothing_is_decided()
    {
        var office = Deliveries.Make(_folder, members: 400, months: 12, enrich: 150);
        var settings = Path.Combine(office, "claimswatch.json");
        File.WriteAllText(settings,
            File.ReadAllText(settings).Replace("\"lettersMax\": 20", "\"lettersMax\": 2", StringComparison.Ordinal));
        Call(office, "ingest").Expect(0);
        var said = Call(office, "detect", "--against", Path.Combine(office, "truth")).Expect(0).Json;
        // A month that had been decided would be refused here.
        var round = Call(office, "detect").Expect(0).Json.GetProperty("round").GetString()!;

        var (people, notMatched) = People(office, round);
        var t0 = said.GetProperty("month").GetString()!;

        Assert.Equal($"R{t0}", round);
        Assert.Equal(people.Count, said.GetProperty("matched").GetInt32());
        Assert.Equal(notMatched, said.GetProperty("not_matched").GetInt32());
        var types = said.GetProperty("trajectories").EnumerateArray().ToList();
        Assert.All(types, row => AssertType(row, people));
        Assert.Equal(12, types.Select(r => $"{r.GetProperty("trajectory")} {r.GetProperty("sex")}").Distinct().Count());
        Assert.Equal(people.Count, types.Sum(r => r.GetProperty("persons").GetInt32()));
        Assert.Equal(6, said.GetProperty("targets").GetArrayLength());
        Assert.All(said.GetProperty("targets").EnumerateArray(), row => AssertTarget(row, people, t0));
        Assert.Equal(
            ["candidate", "excluded", "not found", "staff", "within the budget"],
            people.Select(p => p.Place).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_truth_of_another_office_is_refused()
    {
        var office = Deliveries.Make(_folder, members: 40, months: 4);
        Call(office, "ingest").Expect(0);
        Claimswatch.Run(
            _folder, "synth", "--out", "other", "--members", "30", "--months", "4", "--seed", "77", "--quiet").Expect(0);

        var refused = Call(office, "detect", "--against", Path.Combine(_folder, "other", "truth")).Expect(3);

        Assert.Contains("the truth is about other people", refused.Error, StringComparison.Ordinal);
    }

    private static void AssertType(JsonElement row, IReadOnlyList<Known> people)
    {
        var (trajectory, sex) = (row.GetProperty("trajectory").GetString(), row.GetProperty("sex").GetString());
        var own = people.Where(p => p.Trajectory == trajectory && p.Sex == sex).ToList();
        int At(string place) => own.Count(p => p.Place == place);
        string[] names = ["persons", "candidates", "selected", "excluded", "staff"];
        Assert.Equal(
            [own.Count, At("candidate") + At("within the budget"), At("within the budget"), At("excluded"), At("staff")],
            names.Select(name => row.GetProperty(name).GetInt32()));
    }

    private static void AssertTarget(JsonElement row, IReadOnlyList<Known> people, string t0)
    {
        var sex = row.GetProperty("sex").GetString()!;
        var own = people.Where(p => sex == "all" || p.Sex == sex).ToList();
        bool Is(Known p) => row.GetProperty("target").GetString() == "on the way"
            ? p.Trajectory.EndsWith("riser", StringComparison.Ordinal) && ByThen(p.Onset, t0) && !ByThen(p.Reached, t0)
            : p.Reached != "" && !ByThen(p.Reached, t0);
        var target = own.Where(Is).ToList();
        var chosen = own.Where(p => p.Place == "within the budget").ToList();
        var found = own.Where(p => p.Place == "candidate").Concat(chosen).ToList();

        Assert.Equal(target.Count, row.GetProperty("persons").GetInt32());
        AssertShare(row.GetProperty("precision"), found.Count(Is), found.Count);
        AssertShare(row.GetProperty("recall_before_exclusions"), target.Count(p => p.Place != "not found"), target.Count);
        AssertShare(row.GetProperty("recall"), found.Count(Is), target.Count);
        AssertShare(row.GetProperty("precision_selected"), chosen.Count(Is), chosen.Count);
    }

    // Wilson's limits are where (share − p)² = z²·p(1 − p)/n.
    private static void AssertShare(JsonElement said, int count, int of)
    {
        Assert.Equal((count, of), (said.GetProperty("count").GetInt32(), said.GetProperty("total").GetInt32()));
        if (of > 0)
        {
            var share = count / (double)of;
            Assert.Equal(share, said.GetProperty("value").GetDouble(), 12);
            foreach (var p in new[] { said.GetProperty("low").GetDouble(), said.GetProperty("high").GetDouble() })
            {
                Assert.Equal((share - p) * (share - p), Z * Z * p * (1 - p) / of, 12);
            }
        }
    }

    private static bool ByThen(string month, string t0) => month != "" && string.CompareOrdinal(month, t0) <= 0;

    // Each person of the truth whose number is one person's in the vault, and where the frozen list has them.
    private static (List<Known> People, int NotMatched) People(string office, string round)
    {
        var context = new CommandContext(
            office, OutputFormat.Json, "ja", null, 1, false, true, true, TextWriter.Null, TextWriter.Null, _ => null);
        using var session = Session.Open(context, write: false);
        var places = session.Book.Candidates(round).ToDictionary(c => c.Person, c =>
            c.Hits.Any(h => h.Tier == Tier.Staff) ? "staff" : c.Rank == 0 ? "excluded" : c.Selected
                ? "within the budget" : "candidate");
        var trajectories = Rows(office, "trajectories").ToDictionary(r => r["person_key"]);
        var vault = session.Workspace.OpenVault();
        var people = new Dictionary<long, Known>();
        var rows = Rows(office, "persons");
        foreach (var row in rows)
        {
            var found = new[] { row["number"], row["later_number"] }.Where(n => n != "")
                .Select(n => vault.FindByNumber(
                    KanaWidth.FoldNumber(row["insurer_number"]), KanaWidth.FoldNumber(row["symbol"]), KanaWidth.FoldNumber(n),
                    row["branch"], int.Parse(row["birth_date"])))
                .FirstOrDefault(f => f.Count == 1);
            if (found is not null)
            {
                var course = trajectories[row["person_key"]];
                people.TryAdd(found[0], new Known(
                    course["sex"] == "1" ? "male" : "female", course["trajectory"], course["onset"],
                    course["first_month_at_or_over_20"],
                    places.GetValueOrDefault(found[0], "not found")));
            }
        }

        return ([.. people.Values], rows.Count - people.Count);
    }

    private static List<Dictionary<string, string>> Rows(string office, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(office, "truth", $"{name}.csv"));
        return [.. lines.Skip(1).Select(l => lines[0].Split(',').Zip(l.Split(',')).ToDictionary(c => c.First, c => c.Second))];
    }

    private Called Call(string office, params string[] arguments) =>
        Claimswatch.Run(_folder, [.. arguments, "-w", office, "--format", "json", "--quiet"]);

    private sealed record Known(string Sex, string Trajectory, string Onset, string Reached, string Place);
}
