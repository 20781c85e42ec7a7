using System.Text;
using System.Text.Json;
using static ClaimsWatch.EndToEnd.Tests.HandMade;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>People who change number: merged by the roster or by a named person,
/// and taken apart again without a trace in the store.</summary>
public sealed class PersonAliasTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("alias");
    private readonly string _office;

    public PersonAliasTests()
    {
        Claimswatch.Run(_folder, "init", "office").Expect(0);
        _office = Path.Combine(_folder, "office");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_chained_number_is_merged_by_name_and_taken_apart_again()
    {
        DeliverBothNumbers();
        // a re-claim: the first goes to history
        Deliver("2024-07", Receipt(9, "202403", "202406", "高橋　花子", 2, "19800101", "１１１"));
        var (before, store) = (Claims(), Store());
        Assert.Equal(4, before.Select(c => c.Person).Distinct().Count());
        var proposed = Run("persons", "chain").Json.GetProperty("proposals").EnumerateArray().ToList();
        Assert.Equal([1, 2], proposed.Select(p => p.GetProperty("sex").GetInt32()).Order());

        Assert.Equal(2, Run("persons", "chain", "--apply").ExitCode);
        var merged = Run("persons", "chain", "--apply", "--by", "係長").Expect(0).Json;
        var together = Claims();

        Assert.Equal(2, merged.GetProperty("applied").GetArrayLength());
        Assert.Equal(2, together.Select(c => c.Person).Distinct().Count());
        Assert.Equal(before.Select(c => c.Search), together.Select(c => c.Search));
        Assert.Contains("\"chained\"", File.ReadAllText(Results("persons")), StringComparison.Ordinal);
        Run("verify").Expect(0);

        foreach (var from in merged.GetProperty("applied").EnumerateArray().Select(a => a.GetProperty("from").GetString()!))
        {
            Run("persons", "unmerge", from, "--by", "係長").Expect(0);
        }

        Assert.Equal(before, Claims());
        Assert.Equal(store, Store());
        Assert.Empty(Run("persons", "chain").Json.GetProperty("proposals").EnumerateArray());
        Run("verify").Expect(0);
    }

    [Fact]
    public void Claims_that_come_after_a_merge_join_the_person_and_go_back_with_an_unmerge()
    {
        DeliverBothNumbers();
        var aliases = Run("persons", "chain", "--apply", "--by", "係長").Expect(0).Json.GetProperty("applied").EnumerateArray()
            .ToDictionary(a => a.GetProperty("from").GetString()!, a => a.GetProperty("to").GetString()!);
        Deliver("2024-07", Receipt(7, "202404", "202406", "高橋　花子", 2, "19800101", "１１１"));

        var late = Claims().Single(c => c.Month == "202404" && aliases.ContainsValue(c.Person));
        Assert.Contains(late.Person, aliases.Values);

        var from = aliases.Single(a => a.Value == late.Person).Key;
        Run("persons", "unmerge", from, "--by", "係長").Expect(0);

        Assert.Equal(from, Claims().Single(c => c.Search == late.Search).Person);
    }

    [Fact]
    public void A_roster_that_knows_both_numbers_merges_without_being_asked()
    {
        DeliverBothNumbers();
        Roster("2024-08", "P1,39139999,12,111,高橋 花子,2,1980-01-01,2020-04-01,2024-04-01",
            "P1,39139999,12,222,高橋 花子,2,1980-01-01,2024-04-01,",
            "P2,39139999,12,333,佐藤 次郎,1,1970-07-07,2020-04-01,");

        var hanako = Claims().Where(c => c.Month is "202403" or "202405").GroupBy(c => c.Person).ToList();
        var list = Run("persons", "list").Json;

        Assert.Equal("roster", Assert.Single(list.GetProperty("aliases").EnumerateArray()).GetProperty("basis").GetString());
        Assert.Equal("roster", list.GetProperty("data").GetProperty("eligibility").GetString());
        Assert.Equal([1, 1, 2], hanako.Select(g => g.Count()).Order());
        Run("verify").Expect(0);
    }

    [Fact]
    public void Somebody_who_does_not_exist_is_not_merged()
    {
        DeliverBothNumbers();
        var person = Claims()[0].Person;

        Assert.Equal(3, Run("persons", "merge", person, "1", "--by", "係長").ExitCode);
        Assert.Equal(2, Run("persons", "merge", person, "somebody", "--by", "係長").ExitCode);
        Assert.Equal(3, Run("persons", "unmerge", person, "--by", "係長").ExitCode);
    }

    [Fact]
    public void Every_run_says_where_months_at_risk_come_from_and_how_people_were_found()
    {
        DeliverBothNumbers();

        var data = JsonDocument.Parse(File.ReadAllText(Results("ingest"))).RootElement.GetProperty("data");

        Assert.Equal("claims", data.GetProperty("eligibility").GetString());
        Assert.Equal([1, 2], data.GetProperty("link_quality").EnumerateArray()
            .Select(l => l.GetProperty("sex").GetString() == "male" ? 1 : 2).Distinct().Order());
        Assert.Contains("claims only", Claimswatch.Run(_folder, "status", "-w", "office", "--lang", "en").Output,
            StringComparison.Ordinal);
    }

    // Hanako changes number in April, Jiro in April too; nobody has a 枝番, and there is no roster.
    private void DeliverBothNumbers()
    {
        Deliver("2024-05", Receipt(1, "202403", "202404", "高橋　花子", 2, "19800101", "１１１"),
            Receipt(2, "202403", "202404", "佐藤　次郎", 1, "19700707", "３３３"));
        Deliver("2024-06", Receipt(3, "202405", "202406", "高橋　花子", 2, "19800101", "２２２"),
            Receipt(4, "202405", "202406", "佐藤　次郎", 1, "19700707", "４４４"));
    }

    private List<(string Path, string Hash)> Store() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(_office, "store"), "*.parquet", SearchOption.AllDirectories)
            .Select(path =>
                (path, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))))).Order(),
    ];

    private List<(string Search, string Month, string Person)> Claims()
    {
        var file = Path.Combine(_folder, "claims.csv");
        Run("export", "claims", "--out", file).Expect(0);
        var lines = File.ReadAllLines(file).Select(l => l.TrimStart('\uFEFF').Split(',')).ToList();
        int At(string name) => Array.IndexOf(lines[0], name);
        return [.. lines.Skip(1).Select(l => (l[At("search_number")], l[At("claim_month")], l[At("person")])).Order()];
    }

    private string Results(string verb) =>
        Directory.EnumerateFiles(Path.Combine(_office, "runs"), "results.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Last(f => f.Contains($"-{verb}", StringComparison.Ordinal));

    private Called Run(params string[] arguments) =>
        Claimswatch.Run(_folder, [.. arguments, "-w", "office", "--format", "json", "--today", "2024-09-10"]);

    private void Deliver(string month, params IEnumerable<string>[] receipts) =>
        Write(month, "11_RECODEINFO_MED.CSV", InsurerFile(receipts));

    private void Roster(string month, params string[] rows) => Write(
        month, "roster_20240831.csv",
        Encoding.UTF8.GetBytes("person_id,insurer_number,symbol,number,name,sex,birth_date,acquired_on,lost_on\n"
            + string.Join('\n', rows) + "\n"));

    private void Write(string month, string name, byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_office, "incoming", month)).FullName;
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
        Run("ingest").Expect(0);
    }
}
