using System.Text.RegularExpressions;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>The READMEs tell the truth: their first command is run and its output compared;
/// UPDATE_GOLDEN=1 rewrites the block.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("readme");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ja.md")]
    public void The_first_command_prints_what_the_README_says(string readme)
    {
        var path = Path.Combine(Claimswatch.Repository, readme);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var block = ConsoleBlock().Match(text);
        Assert.True(block.Success, $"{readme} has no console block");
        var arguments = block.Groups["arguments"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CopySample();

        var called = Claimswatch.Run(_folder, arguments).Expect(0);

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text[..block.Groups["output"].Index] + called.Output.TrimEnd()
                + text[(block.Groups["output"].Index + block.Groups["output"].Length)..]);
            return;
        }

        Assert.Equal(Lines(block.Groups["output"].Value), Lines(called.Output));
    }

    [Fact]
    public void Both_READMEs_have_the_same_sections()
    {
        var english = Headings("README.md");
        var japanese = Headings("README.ja.md");

        Assert.True(english > 5);
        Assert.Equal(english, japanese);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ja.md")]
    public void Every_link_leads_to_a_file(string readme)
    {
        var links = Link().Matches(File.ReadAllText(Path.Combine(Claimswatch.Repository, readme)))
            .Select(m => m.Groups[1].Value).ToList();

        Assert.True(links.Count > 5);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Claimswatch.Repository, link)), link));
    }

    // Without a browser there is no PDF, and without fonts some characters have no shape:
    // the program says both, as far as this machine goes.
    private static IEnumerable<string> Lines(string output) => output.ReplaceLineEndings("\n").Split('\n')
        .Select(line => line.TrimEnd())
        .Where(line => line.Length > 0 && !line.Contains(".pdf", StringComparison.Ordinal) && !OfThisMachine().IsMatch(line));

    private static int Headings(string readme) =>
        File.ReadLines(Path.Combine(Claimswatch.Repository, readme))
            .Count(line => line.StartsWith("## ", StringComparison.Ordinal));

    private void CopySample()
    {
        foreach (var path in Directory.EnumerateFiles(Claimswatch.Sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, "sample-data", "minamo", Path.GetRelativePath(Claimswatch.Sample, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    [GeneratedRegex(@"```console\n\$ dotnet run -c Release --project src/Cli -- (?<arguments>[^\n]*)\n(?<output>.*?)\n```",
        RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(no PDF: |PDF は作りませんでした|fonts: |書体: )")]
    private static partial Regex OfThisMachine();
}
