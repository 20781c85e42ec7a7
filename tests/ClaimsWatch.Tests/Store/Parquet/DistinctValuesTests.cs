using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Tests.Store.Parquet;

/// <summary>The tables that index a column, against a dictionary.</summary>
public sealed class DistinctValuesTests
{
    private const int Rows = 20_000;

    // Codes close together, codes far apart, keys that ascend, keys that stop ascending, few rows far apart,
    // negative numbers, extremes.
    public static TheoryData<string, int[]> Columns()
    {
        var random = new Random(11);
        int[] Of(Func<int, int> value, int rows = Rows) => [.. Enumerable.Range(0, rows).Select(value)];
        return new TheoryData<string, int[]>
        {
            { "close", Of(_ => random.Next(20, 400)) },
            { "apart", Of(_ => random.Next(2_000) * 1_000_003) },
            { "ascending", Of(i => i / 3 * 70_001) },
            { "no longer ascending", [.. Of(i => i / 4 * 90_007), .. Of(i => i / 9 * 90_007)] },
            { "few", [5, 30_000, 5, 5, 7] },
            { "negative", Of(_ => random.Next(-3, 3)) },
            { "extremes", Of(i => i % 3 == 0 ? int.MinValue : i % 3 == 1 ? int.MaxValue : 0) },
            { "one", Of(_ => 202_404) },
        };
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Values_are_numbered_in_the_order_in_which_they_appear(string name, int[] values)
    {
        var indexes = new int[values.Length];

        Assert.True(DistinctValues.TryIndex<int>(values, ColumnBounds.Of<int>(values), indexes, out var distinct), name);
        var numbers = new Dictionary<int, int>();
        var expected = values.Select(v => numbers.TryGetValue(v, out var known) ? known : numbers[v] = numbers.Count).ToArray();
        Assert.Equal(expected, indexes);
        Assert.Equal(numbers.OrderBy(n => n.Value).Select(n => n.Key), distinct.ToArray());
        Assert.Equal((values.Min(), values.Max()), ColumnBounds.Of<int>(values));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Keys_are_given_up_early(bool ascending)
    {
        long[] values = [.. Enumerable.Range(0, Rows).Select(i => ascending ? i * 7L : unchecked(i * 0x1E3779B97F4A7C15L))];

        Assert.False(DistinctValues.TryIndex<long>(values, ColumnBounds.Of<long>(values), new int[Rows], out _));
    }
}
