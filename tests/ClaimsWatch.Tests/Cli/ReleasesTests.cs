using ClaimsWatch.Cli;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Store;
using ClaimsWatch.Tests.Store;

namespace ClaimsWatch.Tests.Cli;

/// <summary>One <c>outcomes</c> after another in a workspace: the ledger remembers what was released,
/// and the next release keeps to it.</summary>
public sealed class ReleasesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Three_people_who_left_between_two_reports_can_be_worked_out_from_no_file_of_the_second()
    {
        var (first, second) = BeforeAndAfterThreeLeft();
        RestatedProgramme.Create(_folder.File("forgetful"), RestatedProgramme.Before);
        RestatedProgramme.ThreeLeave(_folder.File("forgetful"));

        // Twenty men, then seventeen: each mean may be shown; the two together would be the mean of three.
        Assert.NotEqual(SafeTable.HiddenText, MenWithLetter(first));
        Assert.NotEqual(SafeTable.HiddenText, MenWithLetter(Release("forgetful")));
        Assert.Equal(SafeTable.HiddenText, MenWithLetter(second));
        Assert.Empty(ReleaseHistory.ExposingNumbers([first.Remembered], second.Remembered, new GateSettings()));
        Assert.Empty(ReleaseHistory.Exposing([first.Remembered], second.Remembered, new GateSettings()));
    }

    [Fact]
    public void The_ledger_remembers_the_counts_behind_every_number_that_a_file_shows_and_none_that_it_hides()
    {
        var (first, second) = BeforeAndAfterThreeLeft();

        Assert.Contains(first.Remembered.Numbers, n => n.Table == "rates" && n.Persons is [20]);
        Assert.All(new[] { first, second }, release =>
        {
            Assert.True(release.Remembered.Numbers.Count > 100);
            // or two numbers are one to the audit
            Assert.Distinct(release.Remembered.Numbers.Select(n => (n.Table, n.Row, n.Column)));
            Assert.Distinct(release.Remembered.Cells.Select(n => (n.Table, n.Row, n.Column)));
            Assert.All(release.Remembered.Numbers, number =>
            {
                Assert.NotEqual(SafeTable.HiddenText, CellOf(release, number.Table, number.Row, number.Column));
                Assert.All(number.Persons, p => Assert.True(p is 0 or >= 10, $"{number} {p}"));
            });
            Assert.All(release.Remembered.Cells, cell =>
            {
                Assert.Equal($"{cell.Value}", CellOf(release, cell.Table, cell.Row, cell.Column));
                Assert.True(cell.Value is 0 or >= 10, $"{cell}");
            });
        });
        // Nobody's number that went hidden was remembered.
        var lost = first.Remembered.Numbers.Select(n => (n.Table, n.Row, n.Column))
            .Except(second.Remembered.Numbers.Select(n => (n.Table, n.Row, n.Column))).ToList();
        Assert.NotEmpty(lost);
        Assert.All(lost, n => Assert.Equal(SafeTable.HiddenText, CellOf(second, n.Table, n.Row, n.Column)));
    }

    private sealed record Released(Release Remembered, Dictionary<string, List<IReadOnlyList<string>>> Files);

    private (Released First, Released Second) BeforeAndAfterThreeLeft()
    {
        RestatedProgramme.Create(_folder.File("w"), RestatedProgramme.Before);
        var first = Release("w");
        RestatedProgramme.ThreeLeave(_folder.File("w"));
        return (first, Release("w"));
    }

    private Released Release(string name)
    {
        using var error = new StringWriter();
        var root = _folder.File(name);
        var code = App.Run(["outcomes", "-w", root, "--today", "2025-07-20", "--quiet"], TextWriter.Null, error, _ => null);
        Assert.True(code == 0, error.ToString());
        var files = Directory.EnumerateFiles(Path.Combine(root, "out", "2025-07", "release"), "*.csv").ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => CsvText.Read(File.ReadAllText(path)).Select(r => r.Fields).ToList());
        using var workspace = Workspace.Open(root, write: false);
        return new Released(new ProgrammeBook(workspace.Ledger).Releases[^1], files);
    }

    private static string MenWithLetter(Released release) =>
        release.Files["rates"].First(r =>
            r[1].StartsWith("男性", StringComparison.Ordinal) && r[2].StartsWith("送付", StringComparison.Ordinal))[^1];

    // A row by its labels, of which only the language is another.
    private static string CellOf(Released release, string table, string row, string column)
    {
        var rows = release.Files[table];
        string[] labels = [.. row.Split('|').Select(Words)];
        return rows.Single(r => IsOf(r, labels))[rows[0].ToList().IndexOf(Words(column))];
    }

    private static bool IsOf(IReadOnlyList<string> row, string[] labels)
    {
        var found = 0;
        foreach (var field in row)
        {
            found += found < labels.Length && field == labels[found] ? 1 : 0;
        }

        return found == labels.Length;
    }

    private static string Words(string both) => both.Replace('‖', ' ');
}
