using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Tests.Notify;

/// <summary>
/// The corpus was written before the lint and is frozen; what the lint misses is in Data/README.md, not tuned away.
/// </summary>
public sealed class LintCorpusTests
{
    [Theory]
    [InlineData("acceptable.txt", "433491f8f1ee54f6223f4dbac0571262f658a6b66be58d814e459998fbe2efb2")]
    [InlineData("unacceptable.txt", "700421b4165afb2b9636f607fcf5eb9b9c2ff04c927af2d6705a85aac9d1f032")]
    public void The_corpus_is_as_it_was_frozen(string file, string sha256)
    {
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(file)))));
        Assert.Equal(100, Lines(file).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_acceptable_sentence_is_blocked() =>
        Assert.DoesNotContain(
            Lines("acceptable.txt"), line => LetterLint.Blocks(LetterLint.CheckText(line, sentencesOnly: true)));

    [Fact]
    public void Unacceptable_sentences_are_blocked_but_for_the_misses_that_are_written_down()
    {
        var notBlocked = Lines("unacceptable.txt")
            .Where(line => !LetterLint.Blocks(LetterLint.CheckText(line, sentencesOnly: true))).ToList();
        var writtenDown = File.ReadLines(PathOf("README.md")).Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..]);

        Assert.Equal(writtenDown, notBlocked);
    }

    private static string[] Lines(string file) => File.ReadAllLines(PathOf(file));

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Data", file);
}
