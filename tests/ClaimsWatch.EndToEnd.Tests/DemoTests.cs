namespace ClaimsWatch.EndToEnd.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("demo");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_small_demo_closes_the_loop_and_is_honest_about_it()
    {
        var demo = Claimswatch.Run(_folder, "demo", "--out", "demo", "--members", "600", "--months", "18", "--enrich", "400",
            "--quiet", "--format", "json").Expect(0).Json;

        Assert.Equal(0.9, demo.GetProperty("planted").GetProperty("male").GetDouble());
        Assert.Equal(0.8, demo.GetProperty("planted").GetProperty("female").GetDouble());
        foreach (var sex in new[] { "male", "female" })
        {
            var truth = demo.GetProperty("truth").GetProperty(sex).GetDouble();
            var estimate = demo.GetProperty("estimated").GetProperty(sex);
            var (low, high) = (estimate.GetProperty("ci_lo").GetDouble(), estimate.GetProperty("ci_hi").GetDouble());
            Assert.InRange(estimate.GetProperty("rate_ratio").GetDouble(), low, high);
            // Honest: the word must be what the numbers say, whichever it is.
            Assert.Equal(low <= truth && truth <= high, demo.GetProperty("covered_by_sex").GetProperty(sex).GetBoolean());
            Assert.InRange(truth, 0.7, 1.0);
        }

        Assert.Contains("調剤を除くと", demo.GetProperty("count_scope").GetString(), StringComparison.Ordinal);
        var report = demo.GetProperty("report").GetString()!;
        Assert.True(File.Exists(report));
        Assert.Contains("選定の各段階で外れた人", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Contains("調剤を除くと", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Contains("enrich 400", demo.GetProperty("marks").EnumerateArray().Select(m => m.GetString()));
        Assert.NotEmpty(demo.GetProperty("unenriched").GetString()!);
        Claimswatch.Run(_folder, "verify", "-w", "demo").Expect(0);
    }

    [Fact]
    public void A_demo_too_short_to_teach_anything_is_refused() =>
        Assert.Contains("17", Claimswatch.Run(_folder, "demo", "--months", "16").Expect(2).Error);

    [Fact]
    public void A_demo_is_never_written_over()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "demo"));
        File.WriteAllText(Path.Combine(_folder, "demo", "ledger.db"), "");

        Claimswatch.Run(_folder, "demo", "--out", "demo").Expect(3);
    }
}
