using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

public sealed class QrSquareTests
{
    public static TheoryData<string> Reference =>
        [.. File.ReadLines(Path.Combine(Architecture.Repository.Root, "tests/ClaimsWatch.Tests/reference/qr.csv"))];

    [Theory]
    [MemberData(nameof(Reference))]
    public void The_modules_are_those_that_segno_makes(string line) =>
        Assert.Equal(line.Split(',')[1].Split(' '), QrSquare.Modules(line.Split(',')[0]));

    [Fact]
    public void The_path_has_as_many_dark_modules_as_the_code_and_a_quiet_zone_of_four()
    {
        const string Text = "https://example.jp/k?n=0000-0000-0000";
        var square = QrSquare.Of(Text);
        var modules = QrSquare.Modules(Text);
        var runs = square.Path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(' ', 'h', 'v')).ToList();

        Assert.Equal(modules.Count + 8, square.Size);
        Assert.Equal(modules.Sum(row => row.Count(c => c == '1')), runs.Sum(run => int.Parse(run[2])));
        Assert.All(runs, run => Assert.True(int.Parse(run[0]) >= 4 && int.Parse(run[1]) >= 4));
    }
}
