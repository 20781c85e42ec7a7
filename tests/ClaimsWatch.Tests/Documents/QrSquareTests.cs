using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

public sealed class QrSquareTests
{
    [Theory]
    [InlineData("https://example.jp/k?n=0000-0000-0000")]
    [InlineData("https://www.city.kakuu.example.jp/kokuho/kenko/oshirase/anketo.html?n=1234-5678-9012&v=1")]
    public void The_modules_are_those_of_segno_under_one_of_the_eight_masks(string text)
    {
        var codes = File.ReadLines(Path.Combine(Architecture.Repository.Root, "tests/ClaimsWatch.Tests/reference/qr.csv"))
            .Select(line => line.Split(',')).Where(parts => parts[0] == text).Select(parts => parts[2]).ToList();

        Assert.Equal(8, codes.Count);
        Assert.Contains(string.Join(' ', QrSquare.Modules(text)), codes);
    }

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
