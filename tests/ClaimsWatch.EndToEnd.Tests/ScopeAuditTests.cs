using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Documents;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>Every output with receipt counts says what counts as one, and how many there are without 調剤:
/// a new verb or file must take sides here.</summary>
public sealed partial class ScopeAuditTests(SampleRun sample) : IClassFixture<SampleRun>
{
    private const string Truth = "is about what it has made itself";
    private const string NoCounts = "shows no number of receipts";
    private const string People = "shows numbers of people, letters or answers";
    private const string Rows = "shows numbers of rows, of every kind";

    /// <summary>Calls on the sample that show counts.</summary>
    private static readonly string[][] s_shown =
    [
        ["ingest"], ["export", "claims", "--out", "c.csv"], ["export", "panel", "--out", "p.csv"],
        ["export", "package", "--out", "package"],
        ["detect", "--profile", "sendai"], ["detect", "--compare", "sendai,kdb", "--month", "2025-01"], ["explain", "1"],
        ["whatif", "--rule", "R06.institutionsMin=4"], ["review", "export"], ["outcomes"], ["outcomes", "plan"],
        ["outcomes", "--panel", "p.csv"],
        ["run"], ["status"], ["model", "evaluate"], ["model", "train"],
    ];

    /// <summary>Verbs that show them and have a test of their own.</summary>
    private static readonly string[] s_elsewhere =
        ["allocate", "approve", "demo", "letters", "letters posted", "model card", "model compare", "review import"];

    private static readonly Dictionary<string, string> s_exempt = new()
    {
        ["init"] = NoCounts,
        ["synth"] = Truth,
        ["import-history"] = People,
        ["masters import"] = Rows,
        ["masters list"] = NoCounts,
        ["masters watch"] = NoCounts,
        ["persons list"] = People,
        ["persons chain"] = People,
        ["persons merge"] = Rows,
        ["persons unmerge"] = Rows,
        ["tables import"] = Rows,
        ["tables list"] = NoCounts,
        ["letters preview"] = "shows an invented person's letter, which says that a pharmacy's claim counts as one",
        ["letters templates"] = NoCounts,
        ["letters variables"] = NoCounts,
        ["letters piece"] = People,
        ["letters lint"] = NoCounts,
        ["review followup export"] = "writes followup.xlsx, which is audited as a file",
        ["review followup import"] = People,
        ["letters pull"] = People,
        ["letters calls"] = People,
        ["record returns"] = People,
        ["record contacts"] = People,
        ["record survey"] = People,
        ["record optouts"] = People,
        ["outcomes calibrate"] = Truth,
        ["outcomes meta"] = "shows ratios of other offices' reports",
        ["outcomes sign"] = People,
        ["doctor"] = NoCounts,
        ["verify"] = NoCounts,
        ["ledger export"] = NoCounts,
        ["disclose"] = Rows,
        ["erase"] = Rows,
        ["vault rekey"] = NoCounts,
        ["retention"] = Rows,
        ["backup"] = NoCounts,
    };

    // Files whose words match but that hold no such counts, or that a file beside them speaks for.
    private static readonly (string Ending, string Why)[] s_files =
    [
        ("manifest.json", Rows), ("mailing.xlsx", People), ("plan-R2025-02.json", NoCounts),
        (".csv", "a table for machines: csv-metadata.json beside those of release/ and internal/ holds the words"),
    ];

    [Fact]
    public void Every_verb_is_audited_or_says_why_not()
    {
        var known = s_shown.Select(c =>
            string.Join(' ', c.TakeWhile(a => !a.StartsWith('-') && a.Any(char.IsLower) && !a.Contains('.'))))
            .Select(c => c.StartsWith("export ", StringComparison.Ordinal) ? "export" : c)
            .Concat(s_elsewhere).Concat(s_exempt.Keys).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Leaves(Verbs.Build(new SharedOptions(_ => null), TextWriter.Null, TextWriter.Null), "")
            .Order(StringComparer.Ordinal), known);
    }

    [Fact]
    public void What_shows_receipt_counts_says_what_counts_and_how_many_without_dispensing()
    {
        foreach (var call in s_shown)
        {
            AssertSays(Call("ja", "table", call), string.Join(' ', call));
            AssertSays(Call("en", "table", call), string.Join(' ', call));
            Assert.True(Call("ja", "json", call).Contains("count_scope", StringComparison.Ordinal), string.Join(' ', call));
        }
    }

    [Fact]
    public void Every_file_with_receipt_counts_says_it_too()
    {
        var files = new[] { "out", "runs" }.SelectMany(f =>
            Directory.EnumerateFiles(Path.Combine(sample.Workspace, f), "*", SearchOption.AllDirectories))
            .Where(f => !f.EndsWith(".pdf", StringComparison.Ordinal)
                && !s_files.Any(x => f.EndsWith(x.Ending, StringComparison.Ordinal))).ToList();
        var speaking = files.Where(f => Counts().IsMatch(TextOf(f))).ToList();

        Assert.True(speaking.Count > 30, $"{speaking.Count} files");
        Assert.Equal(2, speaking.Count(f => Path.GetFileName(f) == "csv-metadata.json"));
        Assert.All(speaking, file =>
        {
            var name = Path.GetRelativePath(sample.Workspace, file);
            if (name.EndsWith("letters.html", StringComparison.Ordinal))
            {
                Assert.Contains("薬局の請求も1件と数えます", TextOf(file), StringComparison.Ordinal);
            }
            else
            {
                AssertSays(TextOf(file), name);
            }
        });
    }

    [Fact]
    public void Before_any_round_the_store_is_counted_and_comes_to_what_a_detection_finds()
    {
        var office = Deliveries.Make(sample.Folder, members: 60, months: 12);
        string Lines(params string[] call) =>
            Claimswatch.Run(sample.Folder, [.. call, "-w", office, "--lang", "en"]).Expect(0).Output;
        Lines("ingest");
        var before = Receipts().Match(Lines("status")).Value;

        Assert.StartsWith("Receipts of 20", before, StringComparison.Ordinal);
        Assert.Contains(before, Lines("detect"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_approval_paper_has_every_rule_with_its_numbers_and_the_purpose_of_the_plan()
    {
        var paper = TextOf(Path.Combine(sample.Out, "実施伺い.xlsx"));

        Assert.Contains("1か月に 3 か所以上の医科・歯科医療機関", paper, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\{[a-zA-Z]+\}", paper);
        Assert.Contains("保健事業：", paper, StringComparison.Ordinal);
    }

    private static void AssertSays(string text, string what)
    {
        Assert.True(text.Contains("を数えています", StringComparison.Ordinal)
            || text.Contains("Receipts counted:", StringComparison.Ordinal)
            || text.Contains("Claims are those of the panel", StringComparison.Ordinal)
            || text.Contains("渡されたパネル", StringComparison.Ordinal),
            $"{what} does not say what counts as one receipt:\n{text[..Math.Min(text.Length, 600)]}");
        Assert.True(text.Contains("調剤を除", StringComparison.Ordinal) || text.Contains("without 調剤", StringComparison.Ordinal)
            || text.Contains("調剤のファイルを除く", StringComparison.Ordinal)
            || text.Contains("without_dispensing", StringComparison.Ordinal)
            || text.Contains("Claims are those of the panel", StringComparison.Ordinal)
            || text.Contains("渡されたパネル", StringComparison.Ordinal),
            $"{what} does not say how many there are without 調剤:\n{text[..Math.Min(text.Length, 600)]}");
    }

    private string Call(string lang, string format, string[] call)
    {
        var arguments =
            call.Select((a, i) => a switch
            {
                "package" when i == 1 => a,
                "1" => Person(),
                "package" or "p.csv" or "c.csv" => Path.Combine(sample.Folder, a),
                _ => a
            })
            .Concat(["-w", sample.Workspace, "--lang", lang, "--format", format, "--quiet"]).ToList();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Cli.App.Run(arguments, output, error, _ => null);
        return new Called(code, output.ToString(), error.ToString()).Expect(0).Output;
    }

    private string Person()
    {
        var file = Path.Combine(sample.Out, "candidates.xlsx");
        using var stream = File.OpenRead(file);
        return WorkbookReader.Read(stream, file)[0].Rows.Select(r => r[0]).First(c => c.Length > 15 && c.All(char.IsAsciiDigit));
    }

    private static IEnumerable<string> Leaves(Command command, string path)
    {
        foreach (var child in command.Subcommands)
        {
            var name = path.Length == 0 ? child.Name : $"{path} {child.Name}";
            if (child.Action is not null)
            {
                yield return name;
            }

            foreach (var leaf in Leaves(child, name))
            {
                yield return leaf;
            }
        }
    }

    private static string TextOf(string path)
    {
        if (!path.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            return File.ReadAllText(path);
        }

        using var zip = ZipFile.OpenRead(path);
        var text = new StringBuilder();
        foreach (var entry in zip.Entries.Where(e =>
            e.FullName.StartsWith("xl/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    [GeneratedRegex(@"レセプト|件数|請求の記録|\breceipts\b|\bclaims\b", RegexOptions.IgnoreCase)]
    private static partial Regex Counts();

    [GeneratedRegex(@"Receipts of \d{4}-\d{2}: [\d,]+ \([\d,]+ without 調剤\)\.")]
    private static partial Regex Receipts();
}
