namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>Exit codes and messages that scripts rely on.</summary>
public sealed class ContractTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("contract");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2, "nonsense")]
    [InlineData(2, "status", "--format", "yaml")]
    [InlineData(2, "status", "--today", "2024-02-30")]
    [InlineData(3, "status")]
    [InlineData(3, "outcomes", "--panel", "missing.csv")]
    [InlineData(3, "letters", "lint", "missing.txt")]
    public void Wrong_calls_have_their_exit_code_and_leave_stdout_clean(int code, params string[] arguments)
    {
        var called = Claimswatch.Run(_folder, arguments).Expect(code);

        Assert.Empty(called.Output);
        Assert.Contains("next:", called.Error);
    }

    [Fact]
    public void An_unknown_setting_is_named_with_its_line()
    {
        Claimswatch.Run(_folder, "init", "office").Expect(0);
        var path = Path.Combine(_folder, "office", "claimswatch.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"lettersMax\"", "\"lettersMaximum\"", StringComparison.Ordinal));

        var refused = Claimswatch.Run(_folder, "status", "-w", "office").Expect(5);

        Assert.Contains("lettersMaximum", refused.Error);
        Assert.Contains("line", refused.Error);
    }

    [Fact]
    public void A_setting_of_a_rule_is_read_by_its_id_and_checked()
    {
        Claimswatch.Run(_folder, "init", "office").Expect(0);
        var path = Path.Combine(_folder, "office", "claimswatch.json");
        var text = File.ReadAllText(path);
        File.WriteAllText(path,
            text.Replace("\"lettersMax\": 200", "\"rules\": { \"R06\": { \"institutionsMin\": 4 } }, \"lettersMax\": 200",
                StringComparison.Ordinal));
        Claimswatch.Run(_folder, "status", "-w", "office").Expect(0);

        File.WriteAllText(path, text.Replace("\"holdoutShare\": 0.5", "\"holdoutShare\": 1.5", StringComparison.Ordinal));
        Claimswatch.Run(_folder, "status", "-w", "office").Expect(5);
    }

    [Fact]
    public void Nothing_to_do_is_0_or_6_as_asked()
    {
        Claimswatch.Run(_folder, "init", "office").Expect(0);

        Claimswatch.Run(_folder, "ingest", "-w", "office").Expect(0);
        Claimswatch.Run(_folder, "ingest", "--fail-on-empty", "-w", "office").Expect(6);
    }

    [Fact]
    public void The_lint_works_on_any_text_and_blocks_with_7()
    {
        File.WriteAllText(Path.Combine(_folder, "bad.txt"), "ドクターショッピングをやめなさい。\n");
        File.WriteAllText(Path.Combine(_folder, "good.txt"), "お薬のことは、薬局で相談できます。\n");

        var bad = Claimswatch.Run(_folder, "letters", "lint", "bad.txt", "--sentences", "--format", "json").Expect(7).Json;
        Claimswatch.Run(_folder, "letters", "lint", "good.txt", "--sentences").Expect(0);
        Claimswatch.Run(_folder, "letters", "lint", "good.txt").Expect(7); // a whole letter needs more than one good sentence

        Assert.All(bad.GetProperty("findings").EnumerateArray(), f => Assert.Equal(1, f.GetProperty("line").GetInt32()));
        Assert.True(bad.GetProperty("findings").GetArrayLength() >= 2);
    }

    [Fact]
    public void The_sample_in_the_repository_is_what_synth_writes()
    {
        Claimswatch.Run(
            _folder, "synth", "--out", "minamo", "--members", "800", "--months", "14", "--seed", "7", "--start", "2024-01",
            "--enrich", "800",
            "--history", "2024-06", "2024-07", "--trailing", "2", "--zip", "--quiet").Expect(0);

        var kept = Directory.EnumerateFiles(Claimswatch.Sample, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).ToList();

        Assert.True(kept.Count >= 20);
        Assert.All(kept, path =>
        {
            var made = Path.Combine(_folder, "minamo", Path.GetRelativePath(Claimswatch.Sample, path));
            Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(made)),
                Path.GetRelativePath(Claimswatch.Sample, path));
        });
    }
}
