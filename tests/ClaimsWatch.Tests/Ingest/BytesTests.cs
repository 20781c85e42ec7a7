using System.Text;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Tests.Ingest;

public sealed class BytesTests
{
    private static List<(int Number, string Line, bool Terminated)> Scan(string text, int buffer = LineScanner.DefaultBufferBytes)
    {
        using var scanner = new LineScanner(new MemoryByteSource("x", Encoding.UTF8.GetBytes(text)), buffer);
        var lines = new List<(int, string, bool)>();
        while (scanner.Next())
        {
            lines.Add((scanner.Number, Encoding.UTF8.GetString(scanner.Line), scanner.Terminated));
        }

        return lines;
    }

    [Theory]
    [InlineData("a,1\r\nb,2\r\n")]
    [InlineData("a,1\nb,2\n")]
    [InlineData("a,1\r\nb,2\r\n\u001A")]
    [InlineData("a,1\r\nb,2\u001A")]
    [InlineData("a,1\nb,2\n\0\0\0")]
    [InlineData("\uFEFFa,1\nb,2\n\r\n\n")]
    public void Line_ends_and_file_ends_of_every_kind_give_the_same_rows(string text) =>
        Assert.Equal(["a,1", "b,2"], Scan(text).Where(l => l.Terminated).Select(l => l.Line));

    [Fact]
    public void A_last_line_without_newline_is_told() => Assert.Equal([(1, "a", true), (2, "b", false)], Scan("a\nb"));

    [Fact]
    public void Physical_line_numbers_count_blank_lines() => Assert.Equal([1, 4], Scan("a\n\n\nb\n").Select(l => l.Number));

    [Fact]
    public void Lines_longer_than_the_buffer_come_whole()
    {
        var random = new Random(7);
        var lines = Enumerable.Range(0, 200).Select(_ => new string('x', random.Next(1, 400))).ToList();

        Assert.Equal(lines, Scan(string.Join('\n', lines) + "\n", buffer: 16).Select(l => l.Line));
    }

    [Fact]
    public void Fields_agree_with_a_naive_split_on_random_rows()
    {
        const int seed = 20240611;
        var random = new Random(seed);
        var ends = new int[FieldReader.FieldsMax];
        for (var round = 0; round < 3000; round++)
        {
            var bytes = new byte[random.Next(0, 200)];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = random.Next(3) == 0 ? (byte)',' : (byte)random.Next(1, 256);
            }

            var expected = Encoding.Latin1.GetString(bytes).Split(',').Take(FieldReader.FieldsMax).ToArray();
            var fields = new Fields(bytes, ends);
            var found = new string[fields.Count];
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = Encoding.Latin1.GetString(fields[i]);
            }

            Assert.True(expected.SequenceEqual(found), $"seed {seed} round {round}");
        }
    }

    [Fact]
    public void A_field_beyond_the_row_is_empty()
    {
        var fields = new Fields("RE,1"u8, new int[8]);

        Assert.Equal("1", Encoding.ASCII.GetString(fields[1]));
        Assert.Equal(0, fields[2].Length);
        Assert.Equal(0, fields[-1].Length);
    }

    [Fact]
    public void Splitting_is_safe_where_a_cp932_trail_byte_looks_like_ascii()
    {
        // ソ ends in 0x5C and ポ in 0x7C; neither is a comma.
        var fields = new Fields(ClaimText.Cp932.GetBytes("RE,ソポ表,2"), new int[8]);

        Assert.Equal("ソポ表", ClaimText.Cp932.GetString(fields[1]));
        Assert.Equal(3, fields.Count);
    }

    [Theory]
    [InlineData("1", 100_000)]
    [InlineData("0.5", 50_000)]
    [InlineData(".25", 25_000)]
    [InlineData("00001.00000", 100_000)]
    [InlineData("12345.67891", 1_234_567_891)]
    public void Quantities_are_steps(string text, long steps)
    {
        Assert.True(Numbers.TrySteps(Encoding.ASCII.GetBytes(text), out var found));
        Assert.Equal(steps, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.123456")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    public void What_is_not_a_quantity_is_refused(string text) =>
        Assert.False(Numbers.TrySteps(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Encodings_are_found()
    {
        Assert.Equal(FileEncoding.Cp932, Sniff(ClaimText.Cp932.GetBytes("IR,みなも医院")));
        Assert.Equal(FileEncoding.Utf8, Sniff(Encoding.UTF8.GetBytes("IR,みなも医院")));
        Assert.Equal(FileEncoding.Utf8, Sniff(Encoding.UTF8.GetBytes("\uFEFFIR,1")));
        Assert.Equal(FileEncoding.Cp932, Sniff("IR,1"u8.ToArray()));
    }

    [Fact]
    public void Utf8_is_found_across_a_read_border()
    {
        var bytes = Encoding.UTF8.GetBytes(new string('a', 65535) + "あ" + new string('b', 70000) + "薬");

        Assert.Equal(FileEncoding.Utf8, Sniff(bytes));
    }

    [Fact]
    public void A_name_that_is_not_text_is_refused_and_never_replaced() =>
        Assert.False(EncodingSniffer.TryDecode(FileEncoding.Cp932, [0x81, 0x20], out _));

    [Fact]
    public void A_file_that_is_one_endless_line_is_an_error_of_the_user()
    {
        using var scanner = new LineScanner(new EndlessSource());

        var error = Assert.Throws<UserError>(() => scanner.Next());
        Assert.Equal(ExitCode.Input, error.ExitCode);
    }

    private static FileEncoding Sniff(byte[] bytes) => EncodingSniffer.Sniff(new MemoryByteSource("x", bytes));

    private sealed class EndlessSource : ByteSource
    {
        public override string Name => "endless";

        public override long Length => long.MaxValue;

        public override int ReadAt(long offset, Span<byte> target)
        {
            target.Fill((byte)'x');
            return target.Length;
        }
    }
}
