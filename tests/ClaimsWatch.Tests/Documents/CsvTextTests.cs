using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

public sealed class CsvTextTests
{
    [Fact]
    public void Quotes_only_what_must_be_quoted()
    {
        var text = CsvText.Write([["a", "b,c", "d\"e", "f\r\ng", "", " h"], [""]]);

        Assert.Equal("a,\"b,c\",\"d\"\"e\",\"f\r\ng\",,\" h\"\r\n\"\"\r\n", text);
    }

    [Fact]
    public void Begins_with_a_byte_order_mark_when_asked()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'a', 13, 10], CsvText.WriteUtf8([["a"]]));
        Assert.Equal([(byte)'a', 13, 10], CsvText.WriteUtf8([["a"]], byteOrderMark: false));
    }

    [Theory]
    [InlineData(20261122)]
    [InlineData(7)]
    public void Reads_back_what_it_wrote(int seed)
    {
        const string Alphabet = "a,\"\r\n 漢𠮷";
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 5))
                .Select(_ => Enumerable.Range(0, random.Next(2, 5))
                    .Select(_ => string.Concat(
                        Enumerable.Range(0, random.Next(0, 6)).Select(_ => Alphabet[random.Next(Alphabet.Length)])))
                    .ToList())
                .ToList();

            var back = CsvText.Read(CsvText.Write(rows));

            Assert.True(
                rows.Count == back.Count
                    && rows.Zip(back).All(pair => pair.First.SequenceEqual(pair.Second.Fields) && pair.Second.Problem is null),
                $"seed {seed}, round {round}: {CsvText.Write(rows)}");
        }
    }

    [Fact]
    public void Says_on_which_line_a_record_starts_and_skips_empty_lines()
    {
        var rows = CsvText.Read("\uFEFFa,b\n\n\"x\ny\",z\r\nlast");

        Assert.Equal([1, 3, 5], rows.Select(row => row.Line));
        Assert.Equal(["x\ny", "z"], rows[1].Fields);
    }

    [Theory]
    [InlineData("\"a", "not closed")]
    [InlineData("\"a\"b,c", "after the closing")]
    [InlineData("a\"b,c", "inside a field")]
    public void Names_what_is_wrong_with_a_record(string text, string problem)
    {
        var row = Assert.Single(CsvText.Read(text));

        Assert.Contains(problem, row.Problem, StringComparison.Ordinal);
    }
}
