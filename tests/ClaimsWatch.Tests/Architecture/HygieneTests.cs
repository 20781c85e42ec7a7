using System.Text.RegularExpressions;

namespace ClaimsWatch.Tests.Architecture;

/// <summary>What must not be handed in with the sources. Examples are put together here,
/// or this file would be found itself.</summary>
public sealed class HygieneTests
{
    private const int MarkLength = 7;
    private static readonly string[] s_root =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "ClaimsWatch.sln",
        "Directory.Build.props",
        "Directory.Packages.props", "GLOSSARY.md", "LICENSE", "README.ja.md", "README.md", "benchmarks", "docs", "global.json",
        "sample-data", "src",
        "tests",
    ];

    // A mark stands at the start of a line; the middle one alone on it.
    private static readonly Regex s_conflict = new($"^([<>|]{{{MarkLength}}} |={{{MarkLength}}}$)");

    // Folders of one machine. Somebody's is written /home/<name>: what stands in <> or … is nobody's.
    private static readonly Regex s_place = new(
        @"(?<![\w.~})\]-])/(" + string.Join('|', "home", "Users", "root", "work", "tmp")
            + @")/\w|\b[A-Za-z]:(\\{1,2}|/)Users(\\{1,2}|/)\w");

    [Fact]
    public void No_file_holds_the_marks_of_a_merge()
    {
        Assert.Empty(Repository.KeptTexts().SelectMany(path => Found(path, s_conflict)));
    }

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine()
    {
        Assert.Empty(Repository.KeptTexts().SelectMany(path => Found(path, s_place)));
    }

    [Fact]
    public void Nothing_strays_at_the_root()
    {
        Assert.Empty(Repository.KeptAt(Repository.Root).Select(e => e.Name).Except(s_root));
    }

    [Fact]
    public void What_is_looked_through_is_the_whole_repository()
    {
        var texts = Repository.KeptTexts().Select(Repository.Relative).ToList();

        // A file of each kind, a folder with a dot, and nothing built or binary.
        Assert.Superset(
            new HashSet<string>
            {
                ".ci/run", "README.ja.md", "src/Cli/Program.cs", "docs/design/0001-the-house.md", "src/Core/Codes/Data/drugs.csv",
                "benchmarks/peers/chdb.mjs", "tests/ClaimsWatch.Tests/Architecture/HygieneTests.cs",
                "sample-data/minamo/claimswatch.json",
            },
            texts.ToHashSet());
        Assert.DoesNotContain(texts,
            t => t.StartsWith("artifacts/", StringComparison.Ordinal) || t.EndsWith(".png", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<7 HEAD", true)]
    [InlineData(">7 js: what", true)]
    [InlineData("=7", true)]
    [InlineData("|7 base", true)]
    [InlineData("a <7 b", false)]
    [InlineData("=7=", false)] // a rule under a heading
    public void A_mark_of_a_merge_is_found(string line, bool found)
    {
        var written = Regex.Replace(line, "(.)7", mark => new string(mark.Value[0], MarkLength));

        Assert.Equal(found, s_conflict.IsMatch(written));
    }

    [Theory]
    [InlineData("cat #home/hanako/office", true)]
    [InlineData("\"#work/wt/x\"", true)]
    [InlineData("`#tmp/o.json`", true)]
    [InlineData("C:\\#Users\\hanako", true)]
    [InlineData("\"c:\\\\#Users\\\\hanako\"", true)]
    [InlineData("C:/#Users/hanako", true)]
    [InlineData("#home/<name>/office", false)]
    [InlineData("C:\\#Users\\…", false)]
    [InlineData("out: work/minamo/out", false)]
    [InlineData("my-office#work/x", false)]
    [InlineData("https://example.jp#home/index.html", false)]
    public void A_folder_of_a_machine_is_found(string line, bool found)
    {
        var written = line.Replace("\\#", "\\", StringComparison.Ordinal).Replace("/#", "/", StringComparison.Ordinal)
            .Replace('#', '/');

        Assert.Equal(found, s_place.IsMatch(written));
    }

    private static IEnumerable<string> Found(string path, Regex pattern) =>
        File.ReadLines(path)
            .Select((line, i) => (Line: line, Number: i + 1))
            .Where(l => pattern.IsMatch(l.Line))
            .Select(l => $"{Repository.Relative(path)}:{l.Number}: {l.Line.Trim()}");
}
