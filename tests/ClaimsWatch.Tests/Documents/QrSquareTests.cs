using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

public sealed class QrSquareTests
{
    // Recorded modules that ZBar, an independent decoder, reads back as their text: reference/qr.py.
    [Theory]
    [InlineData("https://example.jp/k?n=0000-0000-0000")]
    [InlineData("https://www.city.kakuu.example.jp/kokuho/kenko/oshirase/anketo.html?n=1234-5678-9012&v=1")]
    public void The_modules_are_those_that_another_program_decoded(string text)
    {
        var recorded = File.ReadLines(Path.Combine(Architecture.Repository.Root, "tests/ClaimsWatch.Tests/reference/qr.csv"))
            .Select(line => line.Split(',')).Single(parts => parts[0] == text)[1];

        Assert.Equal(recorded, string.Join(' ', QrSquare.Modules(text)));
    }

    [Fact]
    public void The_path_has_as_many_dark_modules_as_the_code_and_a_quiet_zone_of_four()
    {
        const string Text = "https://example.jp/k?n=0000-0000-0000";
        var square = QrSquare.Of(Text);
        var modules = QrSquare.Modules(Text);
        var runs = square.Path.Split('M', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(' ', 'h', 'v')).ToList();

        Assert.Equal(modules.Count + 8, square.Size);
        Assert.Equal(modules.Sum(row => row.Count(c => c == '1')), runs.Sum(run => int.Parse(run[2])));
        Assert.All(runs, run => Assert.True(int.Parse(run[0]) >= 4 && int.Parse(run[1]) >= 4));
    }
}
