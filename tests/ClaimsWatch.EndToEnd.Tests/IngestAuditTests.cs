using static ClaimsWatch.EndToEnd.Tests.HandMade;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>Where a reader finds what happened to a receipt: each correction, each version, each knowledge of a month.</summary>
public sealed class IngestAuditTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("audit");
    private readonly string _office;

    public IngestAuditTests()
    {
        Claimswatch.Run(_folder, "init", "office").Expect(0);
        _office = Path.Combine(_folder, "office");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_JY_is_listed_with_its_reason_and_both_points()
    {
        Deliver("2024-05", [.. Receipt(1, "202403", "202404", "高橋　花子", 2, "19800101", "１１１"),
            "@2,211,0,HO,39139999,１２,１１１,1,280,,,,,,,,,", "@2,212,0,JY,2,4,0,5,B,211,0,", "@2,213,0,JY,3,99,0,,A,,,"]);

        var run = Directory.EnumerateFiles(Path.Combine(_office, "runs"), "corrections.csv",
            SearchOption.AllDirectories).Single();
        var lines = File.ReadAllLines(run).Select(l => l.Split(',')).ToList();
        string Value(int line, string column) => lines[line][Array.IndexOf(lines[0], column)];

        Assert.Equal(3, lines.Count);
        Assert.Equal(
            ("6", "replace", "HO", "4", "5", "B", "211", "1", "300", "280"),
            (Value(1, "line"), Value(1, "kind"), Value(1, "record"), Value(1, "row_number"), Value(1, "items"),
                Value(1, "reason"),
                Value(1, "corrected_row_number"), Value(1, "applied"), Value(1, "points_billed"), Value(1, "points")));
        Assert.Equal(("delete", "", "0"), (Value(2, "kind"), Value(2, "record"), Value(2, "applied")));
        Assert.Contains("補正（JY）", File.ReadAllText(Path.Combine(_office, "out", "2024-05", "data-quality.html")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_as_of_a_delivery_shows_what_was_known_then()
    {
        Deliver("2024-05", Receipt(1, "202403", "202404", "高橋　花子", 2, "19800101", "１１１"));
        Deliver("2024-06", Receipt(2, "202404", "202405", "高橋　花子", 2, "19800101", "１１１"));

        Assert.Equal(2, Rows());
        Assert.Equal(1, Rows("--as-of", "2024-05"));
        Assert.Equal(0, Rows("--as-of", "2024-04"));
    }

    private int Rows(params string[] more)
    {
        var file = Path.Combine(_folder, "claims.csv");
        Claimswatch.Run(_folder, ["export", "claims", "--out", file, "-w", "office", .. more]).Expect(0);
        return File.ReadAllLines(file).Length - 1;
    }

    private void Deliver(string month, params IEnumerable<string>[] receipts)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_office, "incoming", month)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "11_RECODEINFO_MED.CSV"), InsurerFile(receipts));
        Claimswatch.Run(_folder, "ingest", "-w", "office", "--max-rejects", "1", "--today", "2024-09-10").Expect(0);
    }
}
