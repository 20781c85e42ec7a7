using System.Text.Json;
using ClaimsWatch.Cli;
using ClaimsWatch.Store;
using ClaimsWatch.Tests.Ingest;
using ClaimsWatch.Tests.Store;

namespace ClaimsWatch.Tests.Cli;

/// <summary>The list of seen files saves time and decides nothing.</summary>
public sealed class IncomingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;

    public IncomingTests()
    {
        _root = _folder.File("w");
        Workspace.Create(_root, seed: 1).Dispose();
        File.WriteAllText(Path.Combine(_root, "claimswatch.json"), "{}");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_beside_seen_ones_is_read_and_seen_ones_are_not_read_again()
    {
        Deliver("2024-05", 1);
        Assert.Equal(1, Receipts());
        Assert.Contains("incoming/2024-05/11_RECODEINFO_MED.CSV", File.ReadAllText(Path.Combine(_root, ".seen")),
            StringComparison.Ordinal);
        Assert.Equal(0, Receipts());

        Deliver("2024-06", 2);

        Assert.Equal(1, Receipts());
        Assert.Equal(0, Receipts());
    }

    [Fact]
    public void A_seen_file_whose_content_was_replaced_is_read_again()
    {
        var path = Deliver("2024-05", 1);
        Assert.Equal(1, Receipts());

        Assert.Equal(path, Deliver("2024-05", 2));

        Assert.Equal(1, Receipts());
    }

    [Fact]
    public void What_the_list_knows_is_not_hashed()
    {
        var path = Deliver("2024-05", 1);
        var known = FileHash.Of(path);
        Assert.Equal(1, Receipts());

        // Another file, of another day, and a list that takes it for the first.
        Deliver("2024-05", 2);
        Remember(path, known);
        Assert.Equal(0, Receipts());

        File.Delete(Path.Combine(_root, ".seen"));
        Assert.Equal(1, Receipts());
    }

    [Fact]
    public void What_is_read_bears_the_hash_of_its_bytes_whatever_the_list_says()
    {
        var path = Deliver("2024-05", 1);
        Remember(path, new string('0', 64));

        Assert.Equal(1, Receipts());
        Assert.Equal(0, Receipts());
        using var after = Workspace.Open(_root, write: false);
        Assert.Equal(FileHash.Of(path), SeenFiles.Of(after).Find(new FileInfo(path)));
    }

    private void Remember(string path, string sha256)
    {
        using var workspace = Workspace.Open(_root, write: true);
        var seen = SeenFiles.Of(workspace);
        seen.Add(new FileInfo(path), sha256);
        seen.Save();
    }

    private string Deliver(string month, int receipt)
    {
        var path = Path.Combine(_root, "incoming", month, "11_RECODEINFO_MED.CSV");
        OutputFile.Write(path, ClaimText.InsurerFile(
            ClaimText.Outpatient(ClaimText.Search(receipt), "202403", "高橋　花子", 2, "19800101", "１２３", "02")));
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 6, receipt, 0, 0, 0, DateTimeKind.Utc));
        return path;
    }

    private int Receipts()
    {
        using var said = new StringWriter();
        using var told = new StringWriter();
        Assert.True(App.Run(["ingest", "-w", _root, "--format", "json"], said, told, _ => null) == 0, told.ToString());
        return JsonDocument.Parse(said.ToString()).RootElement.GetProperty("totals").GetProperty("receipts").GetInt32();
    }
}
