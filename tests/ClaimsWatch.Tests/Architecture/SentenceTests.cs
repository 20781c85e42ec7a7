using System.Text.RegularExpressions;

namespace ClaimsWatch.Tests.Architecture;

/// <summary>Sentences of CONTRIBUTING.md that are true because a test reads the sources.</summary>
public sealed partial class SentenceTests
{
    private static readonly string[] s_stages = ["Ingest", "Detect", "Notify", "Evaluate"];

    [Theory]
    [InlineData("Core", "")]
    [InlineData("Stats", "MathNet.Numerics")]
    [InlineData("Documents", "DocumentFormat.OpenXml Handlebars QRCoder System.IO.Packaging")]
    [InlineData("Ingest", "ClaimsWatch.Core CsvHelper")]
    [InlineData("Detect", "ClaimsWatch.Core ClaimsWatch.Stats")]
    [InlineData("Notify", "ClaimsWatch.Core ClaimsWatch.Documents")]
    [InlineData("Evaluate", "ClaimsWatch.Core ClaimsWatch.Stats ClaimsWatch.Documents MathNet.Numerics")]
    [InlineData("Store", "ClaimsWatch.Core Microsoft.Data.Sqlite SQLitePCLRaw.core SQLitePCLRaw.batteries_v2")]
    [InlineData("Synth", "ClaimsWatch.Core")]
    public void A_room_sees_only_what_its_arrow_allows(string room, string allowed)
    {
        var permitted = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var seen = Repository.Room(room).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => !IsFramework(name))
            .Except(permitted);

        Assert.Empty(seen);
    }

    [Fact]
    public void No_stage_touches_console_files_clock_culture_or_environment()
    {
        var found = s_stages.Concat(["Core", "Stats", "Documents", "Synth"])
            .SelectMany(room => Repository.Sources($"src/{room}"))
            .SelectMany(path => Matches(path, Ambient()));

        Assert.Empty(found);
    }

    [Fact]
    public void Only_Store_and_the_browser_write_files()
    {
        var found = Repository.Sources("src")
            .Where(path => !Repository.Relative(path).StartsWith("src/Store/", StringComparison.Ordinal))
            // The browser's private temporary folder, deleted after.
            .Where(path => Repository.Relative(path) != "src/Cli/Printing/Browser.cs")
            .SelectMany(path => Matches(path, Writes()));

        Assert.Empty(found);
    }

    [Fact]
    public void Identities_are_named_only_on_the_way_to_the_vault_and_to_the_letter()
    {
        string[] allowed =
        [
            "src/Core/Identities/", "src/Ingest/", "src/Store/Vault/", "src/Notify/Letters/", "src/Notify/Post/",
            "src/Notify/Review/",
            "src/Cli/Steps/IngestStep", "src/Cli/Steps/LettersStep", "src/Cli/Steps/ReviewStep", "src/Cli/Steps/RecordStep",
        ];

        var found = Repository.Sources("src")
            .Where(path => !allowed.Any(place => Repository.Relative(path).StartsWith(place, StringComparison.Ordinal)))
            .SelectMany(path => Matches(path, IdentityTypes()));

        Assert.Empty(found);
    }

    [Fact]
    public void Source_files_fit_400_lines()
    {
        var tooLong = Sources().Where(path => File.ReadLines(path).Count() > 400).Select(Repository.Relative);

        Assert.Empty(tooLong);
    }

    /// <summary>As .editorconfig says; no formatter looks.</summary>
    [Fact]
    public void Lines_fit_130_characters()
    {
        var tooLong = Sources().SelectMany(path => File.ReadLines(path).Index()
            .Where(line => line.Item.Length > 130).Select(line => $"{Repository.Relative(path)}:{line.Index + 1}"));

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var found = Repository.Sources("src").SelectMany(path => Matches(path, Unfinished()));

        Assert.Empty(found);
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "benchmarks" }.SelectMany(Repository.Sources);

    private static IEnumerable<string> Matches(string path, Regex pattern) =>
        File.ReadLines(path)
            .Select((line, i) => (Line: line, Number: i + 1))
            .Where(l => !l.Line.TrimStart().StartsWith("//", StringComparison.Ordinal) && pattern.IsMatch(l.Line))
            .Select(l => $"{Repository.Relative(path)}:{l.Number}: {l.Line.Trim()}");

    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) && name != "System.IO.Packaging"
        || name is "System" or "netstandard" or "mscorlib";

    [GeneratedRegex(
        @"(?<![.\w])(Console\.|File\.(?!Span|ToArray)|Directory\.|DateTime\.(Now|UtcNow|Today)|DateTimeOffset\.|"
        + @"CultureInfo\.Current|Environment\.(GetEnv|MachineName|UserName|TickCount)|Random\.Shared|new Random\(\))")]
    private static partial Regex Ambient();

    [GeneratedRegex(
        @"\bFile\.(Write|Move|Copy|Delete|Create|Append|Open\b|OpenWrite)|"
        + @"\bDirectory\.(Create(?!TempSubdirectory)|Move|Delete)|\bFileStream\b|SqliteConnection")]
    private static partial Regex Writes();

    [GeneratedRegex(@"(?<![.\w])(Identity|Addressee|RosterMember|LinkedIdentity|LinkedMember)\b(?!Key)")]
    private static partial Regex IdentityTypes();

    [GeneratedRegex(@"NotImplemented[E]xception|\b(TO[D]O|FIX[M]E|HA[C]K|XX[X])\b")]
    private static partial Regex Unfinished();
}
