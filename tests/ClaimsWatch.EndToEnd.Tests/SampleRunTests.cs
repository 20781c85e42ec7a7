using System.Text.Json;

namespace ClaimsWatch.EndToEnd.Tests;

public sealed class SampleRunTests(SampleRun sample) : IClassFixture<SampleRun>
{
    [Fact]
    public void The_first_command_leaves_candidates_letters_and_a_report()
    {
        sample.First.Expect(0);

        foreach (var file in new[] { "candidates.xlsx", "followup.xlsx", "letters.html", "mailing.csv", "report.html",
            "report.ja.html", "head.html", "kpi-2025.html", "plan-R2025-02.json", "実施伺い.xlsx" })
        {
            Assert.True(File.Exists(Path.Combine(sample.Out, file)), file);
        }

        Assert.Contains("marks: 見本, synthetic, enrich 800", sample.First.Output);
    }

    [Fact]
    public void A_second_run_does_nothing_and_still_says_where_the_results_are()
    {
        var second = Claimswatch.Run(sample.Folder, "run", "-w", Claimswatch.Sample, "--format", "json").Expect(0).Json;

        Assert.Equal(0, second.GetProperty("steps").GetArrayLength());
        Assert.Contains(second.GetProperty("results").EnumerateArray(),
            r => r.GetString()!.EndsWith("report.html", StringComparison.Ordinal));
        Assert.Contains(second.GetProperty("waiting").EnumerateArray(),
            w => w.GetProperty("command").GetString()!.StartsWith("letters posted", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_itself_is_never_worked_on() =>
        Assert.False(File.Exists(Path.Combine(Claimswatch.Sample, "ledger.db")));

    [Fact]
    public void Everything_verifies_and_a_changed_byte_is_found()
    {
        Claimswatch.Run(sample.Folder, "verify", "-w", sample.Workspace).Expect(0);
        var file = Directory.EnumerateFiles(Path.Combine(sample.Workspace, "store", "claims"), "*.parquet",
            SearchOption.AllDirectories).First();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        var kept = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes);
        try
        {
            var found = Claimswatch.Run(sample.Folder, "verify", "-w", sample.Workspace, "--format", "json").Expect(7).Json;

            Assert.False(found.GetProperty("intact").GetBoolean());
        }
        finally
        {
            File.WriteAllBytes(file, kept);
        }
    }

    [Fact]
    public void The_report_is_one_file_without_any_address_of_a_network()
    {
        var report = File.ReadAllText(Path.Combine(sample.Out, "report.html"));

        Assert.DoesNotContain("<script", report);
        Assert.DoesNotContain("src=\"http", report);
        Assert.DoesNotContain("url(", report);
        Assert.Contains("見本", report);
    }

    [Fact]
    public void After_a_harm_over_its_limit_no_round_is_drawn_until_a_named_reviewer_signed()
    {
        var office = Path.Combine(sample.Folder, "office");
        foreach (var file in Directory.EnumerateFiles(sample.Workspace, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(office, Path.GetRelativePath(sample.Workspace, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        // No sample any more, so gates do not open by themselves.
        var settings = Path.Combine(office, "claimswatch.json");
        File.WriteAllText(settings,
            File.ReadAllText(settings).Replace("\"sample\": true", "\"sample\": false", StringComparison.Ordinal));
        Called Call(params string[] arguments) =>
            Claimswatch.Run(sample.Folder, [.. arguments, "--today", "2025-06-22", "--lang", "en", "-w", office]);

        Assert.Contains("chronic_stop.female", Call("allocate", "--public-number", "1 宝くじ 2025-06-22").Expect(7).Error,
            StringComparison.Ordinal);
        Call("outcomes", "sign", "--by", "保健師", "--ref", "7-9").Expect(0);
        Assert.Contains("drawn", Call("allocate", "--public-number", "1 宝くじ 2025-06-22").Expect(7).Error,
            StringComparison.Ordinal);

        // The same finding in a report made again needs no second signature.
        Call("outcomes").Expect(0);
        Call("outcomes", "sign", "--by", "保健師", "--ref", "7-9").Expect(3);
        Call("verify").Expect(0);
        Directory.Delete(office, recursive: true);
    }

    [Fact]
    public void The_exported_panel_gives_the_same_numbers_as_the_workspace()
    {
        var path = Path.Combine(sample.Folder, "panel.csv");
        Claimswatch.Run(sample.Folder, "export", "panel", "--out", path, "-w", sample.Workspace).Expect(0);
        var fromPanel = Claimswatch.Run(sample.Folder, "outcomes", "--panel", path, "--format", "json", "--today",
            "2025-06-22").Expect(0).Json;
        var fromWorkspace =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(sample.Out, "internal", "results.json"))).RootElement;

        var ids = Estimates(fromWorkspace);

        Assert.True(ids.Count > 30, $"{ids.Count} estimates");
        Assert.Equal(ids, Estimates(fromPanel));
    }

    [Fact]
    public void A_candidate_can_be_explained_and_every_rule_says_how_far_it_was()
    {
        var detected =
            Directory.EnumerateFiles(Path.Combine(sample.Workspace, "runs"), "results.json", SearchOption.AllDirectories)
            .Where(p => p.Contains("-detect", StringComparison.Ordinal))
            .Select(p => JsonDocument.Parse(File.ReadAllText(p)).RootElement).Single();
        var person = detected.GetProperty("ranking")[0].GetProperty("person").GetString()!;

        var explained =
            Claimswatch.Run(sample.Folder, "explain", person, "-w", sample.Workspace, "--format", "json").Expect(0).Json;

        Assert.Equal("eligible", explained.GetProperty("outcome").GetString());
        Assert.Equal(12, explained.GetProperty("facts").GetArrayLength());
        Assert.Contains(explained.GetProperty("rules").EnumerateArray(), r => r.GetProperty("fires").GetBoolean());
        Assert.All(explained.GetProperty("rules").EnumerateArray(),
            r => Assert.True(r.GetProperty("conditions").GetArrayLength() > 0));
    }

    [Fact]
    public void Every_run_writes_an_accounting_identity_that_holds()
    {
        var ingests =
            Directory.EnumerateFiles(Path.Combine(sample.Workspace, "runs"), "results.json", SearchOption.AllDirectories)
            .Where(p => p.Contains("-ingest", StringComparison.Ordinal))
            .Select(p => JsonDocument.Parse(File.ReadAllText(p)).RootElement).ToList();

        Assert.Equal(16, ingests.Count);
        Assert.All(ingests, run =>
        {
            var totals = run.GetProperty("totals");
            var skipped = totals.GetProperty("rows_not_stored").EnumerateObject().Sum(p => p.Value.GetInt64());
            Assert.Equal(
                totals.GetProperty("rows").GetInt64(),
                totals.GetProperty("rows_stored").GetInt64() + skipped + totals.GetProperty("rows_rejected").GetInt64());
        });
    }

    private static SortedDictionary<string, string> Estimates(JsonElement results)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var result in results.GetProperty("results").EnumerateArray().Where(r => r.TryGetProperty("estimate", out _)))
        {
            found[result.GetProperty("id").GetString()!] = result.GetRawText();
        }

        return found;
    }
}
