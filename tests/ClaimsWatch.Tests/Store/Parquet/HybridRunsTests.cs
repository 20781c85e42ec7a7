using System.Buffers;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Tests.Store.Parquet;

public sealed class HybridRunsTests
{
    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 32)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Any_stretch_of_any_width_comes_back_as_it_was_written(int width)
    {
        var random = new Random(width);
        var dictionary = Enumerable.Range(0, Math.Min(1 << Math.Min(width, 20), 700)).Select(i => (i * 7L) - 5).ToArray();
        for (var round = 0; round < 20; round++)
        {
            var indexes = Indexes(random, dictionary.Length, random.Next(1, 400));
            var output = new ArrayBufferWriter<byte>();
            HybridRuns.Encode(indexes, width, output);
            byte[] input = [.. output.WrittenSpan, .. new byte[HybridRuns.Slack]];

            var skip = random.Next(indexes.Length);
            var values = new long[random.Next(indexes.Length - skip + 1)];
            HybridRuns.Decode<long>(input, width, dictionary, skip, values);

            Assert.Equal(indexes.Skip(skip).Take(values.Length).Select(i => dictionary[i]), values);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Few_whole_numbers_come_back_from_a_table_of_registers(int width)
    {
        var random = new Random(width);
        for (var round = 0; round < 60; round++)
        {
            var dictionary = Enumerable.Range(0, Math.Min(random.Next(1, 40), 1 << Math.Min(width, 6)))
                .Select(_ => random.Next()).ToArray();
            var indexes = Indexes(random, dictionary.Length, random.Next(1, 400));
            var output = new ArrayBufferWriter<byte>();
            HybridRuns.Encode(indexes, width, output);
            byte[] input = [.. output.WrittenSpan, .. new byte[HybridRuns.Slack]];

            var values = new int[indexes.Length];
            HybridRuns.Decode<int>(input, width, dictionary, 0, values);

            Assert.Equal(indexes.Select(i => dictionary[i]), values);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(27)]
    public void An_index_outside_the_dictionary_is_refused(int width)
    {
        var output = new ArrayBufferWriter<byte>();
        HybridRuns.Encode([.. Enumerable.Range(0, 8)], width, output);
        byte[] input = [.. output.WrittenSpan, .. new byte[HybridRuns.Slack]];

        Assert.Throws<InvalidDataException>(() => HybridRuns.Decode<int>(input, width, [1, 2, 3, 4, 5, 6, 7], 0, new int[8]));
        Assert.Throws<InvalidDataException>(() => HybridRuns.Decode<long>(input, width, [1, 2, 3, 4, 5, 6, 7], 0, new long[8]));
    }

    // Long repeats, short ones and none, so that every kind of run is met.
    private static int[] Indexes(Random random, int entries, int count)
    {
        var indexes = new List<int>();
        while (indexes.Count < count)
        {
            var times = random.Next(3) switch { 0 => random.Next(8, 60), 1 => random.Next(2, 8), _ => 1 };
            indexes.AddRange(Enumerable.Repeat(random.Next(entries), times));
        }

        return [.. indexes.Take(count)];
    }
}
