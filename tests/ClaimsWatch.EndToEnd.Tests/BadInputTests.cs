using System.Text;
using System.Text.Json;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>What a clerk will meet one day: every file has a message, and no row is lost.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("bad");
    private readonly string _office;
    private readonly byte[] _med;

    public BadInputTests()
    {
        _office = Deliveries.Make(_folder, members: 60, months: 2);
        _med = File.ReadAllBytes(Path.Combine(_office, "incoming", "2024-03", "11_RECODEINFO_MED.CSV"));
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_cut_in_the_middle_keeps_what_is_whole_and_says_what_is_not()
    {
        var cut = Ingest("11_RECODEINFO_MED.CSV", _med.AsSpan(0, (_med.Length / 2) + 7).ToArray());

        Assert.True(File_(cut).GetProperty("rows_rejected").GetInt64() > 0);
        Assert.True(File_(cut).GetProperty("receipts").GetInt32() > 0);
        AssertBalanced(cut);
        Assert.Contains(Rejects(), line => line.Contains("11_RECODEINFO_MED.CSV", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_file_is_named_and_nothing_breaks()
    {
        var empty = Ingest("11_RECODEINFO_MED.CSV", []);

        Assert.Equal("EMPTY", File_(empty).GetProperty("kind").GetString());
        Assert.NotEmpty(File_(empty).GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public void A_UTF8_claim_file_is_read_with_a_warning()
    {
        var text = Encoding.GetEncoding(932).GetString(_med);
        var utf8 = Ingest("11_RECODEINFO_MED.CSV", Encoding.UTF8.GetBytes(text));

        Assert.Equal("utf-8", File_(utf8).GetProperty("encoding").GetString());
        Assert.Equal(0, File_(utf8).GetProperty("rows_rejected").GetInt64());
        Assert.NotEmpty(File_(utf8).GetProperty("warnings").EnumerateArray());
        AssertBalanced(utf8);
    }

    [Fact]
    public void One_broken_row_costs_one_receipt_and_is_listed_with_line_and_field()
    {
        var text = Encoding.GetEncoding(932).GetString(_med);
        var at = text.IndexOf(",RE,", StringComparison.Ordinal);
        var month = text.IndexOf(",2024", at, StringComparison.Ordinal) is var m && m > 0 ? m
            : throw new InvalidOperationException("no month in RE");
        var broken = Encoding.GetEncoding(932).GetBytes(string.Concat(text.AsSpan(0, month), ",2099X1", text.AsSpan(month + 7)));

        var whole = Ingest("whole_RECODEINFO_MED.CSV", _med, dryFolder: true);
        var result = Ingest("11_RECODEINFO_MED.CSV", broken);

        Assert.Equal(File_(whole).GetProperty("receipts").GetInt32() - 1, File_(result).GetProperty("receipts").GetInt32());
        AssertBalanced(result);
        Assert.Contains(Rejects(),
            line => line.Contains("RE[3]", StringComparison.Ordinal) && line.Contains("2099X1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_delivery_of_the_same_file_changes_nothing()
    {
        Ingest("11_RECODEINFO_MED.CSV", _med);
        var store = Snapshot();

        var again = Ingest("copy_RECODEINFO_MED.CSV", _med);

        Assert.Equal(0, File_(again).GetProperty("receipts").GetInt32());
        Assert.True(File_(again).GetProperty("rows_not_stored").GetProperty("already-delivered").GetInt64() > 0);
        AssertBalanced(again);
        Assert.Equal(store, Snapshot());
    }

    [Fact]
    public void Too_many_rejects_store_nothing_and_exit_4()
    {
        var text = Encoding.GetEncoding(932).GetString(_med).Replace(",RE,", ",RX,", StringComparison.Ordinal);
        var path = Path.Combine(_folder, "11_RECODEINFO_MED.CSV");
        File.WriteAllBytes(path, Encoding.GetEncoding(932).GetBytes(text));

        var refused = Claimswatch.Run(_folder, "ingest", path, "--delivery", "2024-03", "-w", _office).Expect(4);

        Assert.Contains("rejects.csv", refused.Error);
        Assert.False(Directory.Exists(Path.Combine(_office, "store", "claims")));
    }

    [Fact]
    public void The_limit_of_rejects_may_be_named_and_over_it_nothing_changes()
    {
        var text = Encoding.GetEncoding(932).GetString(_med);
        var at = text.IndexOf(",RE,", StringComparison.Ordinal);
        var path = Path.Combine(_folder, "11_RECODEINFO_MED.CSV");
        File.WriteAllBytes(path,
            Encoding.GetEncoding(932).GetBytes(string.Concat(text.AsSpan(0, at), ",RX,", text.AsSpan(at + 4))));
        List<string> Untouched() =>
            [.. new[] { "store", "vault", "out" }.Select(f => Path.Combine(_office, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(p => $"{p} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(p)))}")];
        var before = Untouched();

        var refused =
            Claimswatch.Run(_folder, "ingest", path, "--delivery", "2024-03", "--max-rejects", "0", "-w", _office).Expect(4);
        var after = Untouched();
        Claimswatch.Run(_folder, "ingest", path, "--delivery", "2024-03", "--max-rejects", "x", "-w", _office).Expect(2);
        Claimswatch.Run(_folder, "ingest", path, "--delivery", "2024-03", "--max-rejects", "50%", "-w", _office).Expect(0);

        Assert.Contains("--max-rejects", refused.Error);
        Assert.Equal(before, after);
        var page = File.ReadAllText(Path.Combine(_office, "out", "2024-03", "data-quality.html"));
        Assert.Contains("本人との結び付け", page);
        Assert.DoesNotContain("<script", page);
    }

    [Fact]
    public void A_damaged_archive_is_refused_with_what_to_do()
    {
        var path = Path.Combine(_folder, "delivery.zip");
        File.WriteAllBytes(path, [1, 2, 3]);

        Assert.Contains("unpack",
            Claimswatch.Run(_folder, "ingest", path, "--delivery", "2024-03", "-w", _office).Expect(3).Error);
    }

    private JsonElement Ingest(string name, byte[] bytes, bool dryFolder = false)
    {
        var office = _office;
        if (dryFolder)
        {
            var elsewhere = Path.Combine(_folder, "elsewhere");
            office = Path.Combine(elsewhere, "office");
            Directory.CreateDirectory(office);
            File.Copy(Path.Combine(_office, "claimswatch.json"), Path.Combine(office, "claimswatch.json"));
            File.Copy(Path.Combine(_office, "windows.csv"), Path.Combine(office, "windows.csv"));
            Deliveries.Init(elsewhere, office);
        }

        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        SettingsAllowRejects(office);
        return Claimswatch.Run(_folder, "ingest", path, "--delivery", "2024-03", "-w", office, "--format", "json").Expect(0).Json;
    }

    // A test file is so small that one broken receipt is more than the usual limit.
    private static void SettingsAllowRejects(string office)
    {
        var path = Path.Combine(office, "claimswatch.json");
        File.WriteAllText(path,
            File.ReadAllText(path).Replace("\"maxRejectedShare\": 0.05", "\"maxRejectedShare\": 0.6", StringComparison.Ordinal));
    }

    private static JsonElement File_(JsonElement result) => result.GetProperty("files")[0];

    private static void AssertBalanced(JsonElement result)
    {
        var totals = result.GetProperty("totals");
        var skipped = totals.GetProperty("rows_not_stored").EnumerateObject().Sum(p => p.Value.GetInt64());
        Assert.True(totals.GetProperty("rows").GetInt64() > 0);
        Assert.Equal(
            totals.GetProperty("rows").GetInt64(),
            totals.GetProperty("rows_stored").GetInt64() + skipped + totals.GetProperty("rows_rejected").GetInt64());
    }

    private string[] Rejects() =>
        Directory.EnumerateFiles(Path.Combine(_office, "runs"), "rejects.csv", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).ToArray();

    private string Snapshot() =>
        string.Join('\n', Directory.EnumerateFiles(Path.Combine(_office, "store", "claims"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(p => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(p)))));
}
