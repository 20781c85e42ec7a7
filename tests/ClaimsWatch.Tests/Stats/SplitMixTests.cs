using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Stats;

public sealed class SplitMixTests
{
    [Fact]
    public void The_stream_is_that_of_the_published_generator()
    {
        // First outputs of splitmix64.c (Vigna) for seed 1234567, as listed in Rosetta Code's "Pseudo-random numbers/Splitmix64".
        var random = new SplitMix(1234567);

        Assert.Equal(6457827717110365317UL, random.NextBits());
        Assert.Equal(3203168211198807973UL, random.NextBits());
        Assert.Equal(9817491932198370423UL, random.NextBits());
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(12)]
    [InlineData(250)]
    public void Poisson_counts_have_mean_and_variance_of_the_mean(double mean)
    {
        var random = new SplitMix(5);

        var (average, variance) = Moments(() => random.NextPoisson(mean));

        Assert.InRange(average / mean, 0.98, 1.02);
        Assert.InRange(variance / mean, 0.95, 1.05);
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(14, 3)]
    public void Negative_binomial_counts_have_the_promised_variance(double mean, double size)
    {
        var random = new SplitMix(6);

        var (average, variance) = Moments(() => random.NextNegativeBinomial(mean, size));

        Assert.InRange(average / mean, 0.96, 1.04);
        Assert.InRange(variance / (mean + (mean * mean / size)), 0.92, 1.08);
    }

    [Fact]
    public void Every_order_of_three_is_about_as_frequent_as_the_others()
    {
        var random = new SplitMix(8);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < 60_000; i++)
        {
            var items = "abc".ToCharArray();
            random.Shuffle<char>(items);
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, c => Assert.InRange(c, 9_600, 10_400));
    }

    private static (double Mean, double Variance) Moments(Func<double> draw)
    {
        var values = Enumerable.Range(0, 60_000).Select(_ => draw()).ToArray();
        var mean = values.Average();
        return (mean, values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
