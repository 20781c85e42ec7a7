using System.Security.Cryptography;

namespace ClaimsWatch.EndToEnd.Tests;

public sealed class DeterminismTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("same");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Threads_and_file_order_change_no_byte_of_store_out_and_ledger()
    {
        var one = Run("one", threads: 1, rename: false);
        var four = Run("four", threads: 4, rename: true);

        Assert.True(one.Count > 20, $"{one.Count} files compared");
        Assert.Equal(one, four);
    }

    // Renamed folders inside a delivery make the operating system list the same files in another order.
    private SortedDictionary<string, string> Run(string name, int threads, bool rename)
    {
        var folder = Path.Combine(_folder, name);
        Directory.CreateDirectory(folder);
        var office = Deliveries.Make(folder, members: 150, months: 9, enrich: 300, sample: true);
        if (rename)
        {
            foreach (var delivery in Directory.EnumerateDirectories(Path.Combine(office, "incoming")))
            {
                foreach (var (file, i) in Directory.EnumerateFiles(delivery).OrderDescending(StringComparer.Ordinal)
                    .Select((f, i) => (f, i)).ToList())
                {
                    var inner = Directory.CreateDirectory(Path.Combine(delivery, $"{i}")).FullName;
                    File.Move(file, Path.Combine(inner, Path.GetFileName(file)));
                }
            }
        }

        Claimswatch.Run(folder, "run", "-w", "office", "--threads", $"{threads}", "--quiet").Expect(0);
        var workspace = Path.Combine(folder, "work", "office");
        Claimswatch.Run(folder, "ledger", "export", "--canonical", "--out", Path.Combine(workspace, "out", "ledger.txt"), "-w",
            workspace).Expect(0);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in new[] { "store", "out" })
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(workspace, part), "*", SearchOption.AllDirectories))
            {
                hashes[Path.GetRelativePath(workspace, path)] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            }
        }

        return hashes;
    }
}
