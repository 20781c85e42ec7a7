using System.Text.Json.Nodes;
using ClaimsWatch.Cli;
using ClaimsWatch.Tests.Store;

namespace ClaimsWatch.Tests.Cli;

/// <summary><c>outcomes --as-of D</c> is what <c>outcomes</c> said when D was the newest delivery,
/// whatever came after it.</summary>
public sealed class OutcomesAsOfTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_as_of_a_delivery_is_that_of_a_store_to_which_nothing_later_came()
    {
        RestatedProgramme.Create(_folder.File("never"), RestatedProgramme.Before);
        RestatedProgramme.Create(_folder.File("later"), new(202507));

        var never = Outcomes("never");
        var asOf = Outcomes("later", "--as-of", RestatedProgramme.Before.ToString());
        var now = Outcomes("later");

        Assert.Equal(never.Json, asOf.Json);
        Assert.Equal(never.Files.Keys, asOf.Files.Keys);
        Assert.All(never.Files, file => Assert.True(file.Value == asOf.Files[file.Key], file.Key));
        // Later deliveries did restate what was evaluated, and another round is complete by now.
        Assert.Contains("A, B", now.Report, StringComparison.Ordinal);
        Assert.DoesNotContain("A, B", asOf.Report, StringComparison.Ordinal);
        Assert.NotEqual(Outcomes("later", "--round", "A").Json, asOf.Json);
    }

    private (string Json, SortedDictionary<string, string> Files, string Report) Outcomes(string workspace, params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = _folder.File(workspace);

        var code = App.Run(
            ["outcomes", "-w", root, "--format", "json", "--today", "2025-07-20", "--lang", "en", .. more], output,
            error, _ => null);

        Assert.True(code == 0, error.ToString());
        var folder = Path.Combine(root, "out", "2025-07");
        // But for the line of a report that names the state of the ledger and the delivery, and the workbook,
        // which holds the same tables.
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetExtension(p) != ".xlsx").ToDictionary(
            path => Path.GetRelativePath(folder, path),
            path => string.Join('\n',
                File.ReadLines(path).Where(l => !l.Contains("settings SHA-256", StringComparison.Ordinal))));
        return (JsonNode.Parse(output.ToString())!.ToJsonString(), new(files, StringComparer.Ordinal), files["report.html"]);
    }
}
