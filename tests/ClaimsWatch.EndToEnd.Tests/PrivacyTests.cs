using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>No name, insured number or address outside incoming, the vault,
/// the letters and the mailing list (decisions B9).</summary>
public sealed class PrivacyTests(SampleRun sample) : IClassFixture<SampleRun>
{
    private static readonly string[] s_allowed = ["letters", "mailing."];

    [Fact]
    public void No_identity_is_in_any_other_output()
    {
        var identities = Identities();
        var pattern = Pattern(identities);
        var words = Pattern([.. identities.Where(i => !i.All(char.IsAsciiDigit))]);
        var found = new List<string>();
        var exported = Path.Combine(sample.Folder, "claims.csv");
        Claimswatch.Run(sample.Folder, "export", "claims", "--out", exported, "-w", sample.Workspace).Expect(0);
        foreach (var path in Outputs().Append(exported))
        {
            // Packed integers of a Parquet file may look like digits; its texts are in the exported table.
            var sought = Path.GetExtension(path) == ".parquet" ? words : pattern;
            foreach (var text in Texts(path))
            {
                found.AddRange(sought.Matches(text).Take(3)
                    .Select(m => $"{Path.GetRelativePath(sample.Workspace, path)}: {m.Value}"));
            }
        }

        Assert.True(identities.Count > 1000, $"only {identities.Count} identities to look for");
        Assert.Empty(found);
    }

    [Fact]
    public void The_letters_do_hold_identities_so_the_search_would_see_them()
    {
        var pattern = Pattern(Identities());

        Assert.Matches(pattern, File.ReadAllText(Path.Combine(sample.Out, "letters.html")));
        Assert.Matches(pattern, File.ReadAllText(Path.Combine(sample.Out, "mailing.csv")));
    }

    [Fact]
    public void The_vault_is_sealed()
    {
        var pattern = Pattern(Identities());
        foreach (var path in Directory.EnumerateFiles(Path.Combine(sample.Workspace, "vault")))
        {
            Assert.All(Decoded(File.ReadAllBytes(path)), text => Assert.DoesNotMatch(pattern, text));
        }
    }

    private IEnumerable<string> Outputs() =>
        new[] { "out", "runs", "store", "masters" }.Select(f => Path.Combine(sample.Workspace, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Append(Path.Combine(sample.Workspace, "ledger.db"))
            .Where(p => !s_allowed.Any(a => Path.GetFileName(p).StartsWith(a, StringComparison.Ordinal)));

    private IEnumerable<string> Texts(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (Path.GetExtension(path) == ".xlsx")
        {
            using var archive = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                yield return reader.ReadToEnd();
            }

            yield break;
        }

        foreach (var text in Decoded(bytes))
        {
            yield return text;
        }

        if (path.EndsWith("ledger.db", StringComparison.Ordinal))
        {
            yield return sample.First.Output + sample.First.Error;
        }
    }

    private static IEnumerable<string> Decoded(byte[] bytes)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        yield return Encoding.UTF8.GetString(bytes);
        yield return Encoding.GetEncoding(932).GetString(bytes);
    }

    // Names and addresses as written and folded; numbers not inside a longer number or hash, which could hold them by chance.
    private static Regex Pattern(IReadOnlyCollection<string> identities)
    {
        var words = identities.Where(i => !i.All(char.IsAsciiDigit)).Select(Regex.Escape);
        var numbers = identities.Where(i => i.All(char.IsAsciiDigit)).SelectMany(n => new[] { n, KanaWidth.Widen(n) });
        var numbered = numbers.Any() ? $"|(?<![0-9A-Za-z０-９])(?:{string.Join('|', numbers)})(?![0-9A-Za-z０-９])" : "";
        return new Regex(string.Join('|', words) + numbered, RegexOptions.Compiled);
    }

    private static IReadOnlyCollection<string> Identities()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var archive = Directory.EnumerateFiles(Claimswatch.Sample, "*.zip", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Last();
        using var zip = ZipFile.OpenRead(archive);
        using var reader = new StreamReader(zip.Entries.Single(e => e.Name.StartsWith("roster", StringComparison.Ordinal)).Open(),
            Encoding.GetEncoding(932));
        var header = reader.ReadLine()!.Split(',').ToList();
        var (name, number, address) = (header.IndexOf("name"), header.IndexOf("number"), header.IndexOf("address"));
        var found = new SortedSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            found.Add(fields[name]);
            found.Add(fields[name].Replace("　", ""));
            found.Add(KanaWidth.FoldNumber(fields[number]));
            found.Add(fields[address]);
        }

        found.RemoveWhere(text => text.Length < 3);
        return found;
    }
}
