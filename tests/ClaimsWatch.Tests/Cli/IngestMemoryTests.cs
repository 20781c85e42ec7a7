using ClaimsWatch.Cli;
using ClaimsWatch.Store;
using ClaimsWatch.Tests.Ingest;
using ClaimsWatch.Tests.Store;

namespace ClaimsWatch.Tests.Cli;

/// <summary>The memory a user gives is the memory ingest has: told by what has to wait in the sealed file.</summary>
public sealed class IngestMemoryTests : IDisposable
{
    private const string Waits = "receipts wait in a sealed file";
    private const int Receipts = 12_000; // several MiB packed; 64 MiB leave 2 for them
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "", false)]
    [InlineData("", "64", true)]
    [InlineData("\"memoryMiB\": 64", "", true)]
    [InlineData("\"memoryMiB\": 64", "1024", false)] // the flag wins
    public void Receipts_wait_in_a_file_where_the_memory_given_does_not_hold_them(string setting, string flag, bool wait)
    {
        var root = _folder.File("w");
        Workspace.Create(root, seed: 1).Dispose();
        File.WriteAllText(Path.Combine(root, "claimswatch.json"), $"{{{setting}}}");
        var incoming = Directory.CreateDirectory(Path.Combine(root, "incoming", "2024-06"));
        File.WriteAllBytes(
            Path.Combine(incoming.FullName, "11_RECODEINFO_MED.CSV"),
            ClaimText.InsurerFile([.. Enumerable.Range(1, Receipts).Select(Receipt)]));
        using var told = new StringWriter();

        var code = App.Run(["ingest", "-w", root, .. flag.Length > 0 ? ["--memory", flag] : Array.Empty<string>()],
            TextWriter.Null, told, _ => null);

        Assert.True(code == 0, told.ToString());
        Assert.Equal(wait, told.ToString().Contains(Waits, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Receipt(int n) =>
        ClaimText.Outpatient(ClaimText.Search(n), "202404", "高橋　花子", 2, "19800101", $"{n % 500}", "02");
}
