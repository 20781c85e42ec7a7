using ClaimsWatch.Stats.Multiplicity;
using ClaimsWatch.Stats.Resampling;
using ClaimsWatch.Stats.Trend;

namespace ClaimsWatch.Tests.Stats;

public sealed class TrendTests
{
    private static readonly Dictionary<string, double> R = Recorded.Values("stats.csv");

    [Theory]
    [InlineData(1, new double[] { 3, 5, 6, 6, 9, 12 })]
    [InlineData(2, new double[] { 7, 7, 7, 7, 8, 7 })]
    [InlineData(3, new double[] { 12, 9, 6, 6, 5, 3 })]
    [InlineData(4, new double[] { 4, 4, 4 })]
    [InlineData(5, new double[] { 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData(6, new double[] { 2, 1, 2, 3, 3, 5, 2 })]
    public void Mann_Kendall_p_equals_the_enumeration_in_R(int id, double[] series) =>
        Assert.Equal(R[$"mk.{id}"], MannKendall.IncreaseP(series), 12);

    [Fact]
    public void Mann_Kendall_p_equals_our_own_enumeration_of_orderings_on_random_series()
    {
        const ulong Seed = 7;
        var random = new SplitMix(Seed);
        for (var round = 0; round < 300; round++)
        {
            var series = new double[random.NextBelow(8)];
            for (var i = 0; i < series.Length; i++)
            {
                series[i] = random.NextBelow(1 + random.NextBelow(9));
            }

            var scores = Orderings(series).Select(o => MannKendall.Score(o)).ToArray();
            var expected = scores.Count(s => s >= MannKendall.Score(series)) / (double)scores.Length;

            Assert.True(
                Math.Abs(expected - MannKendall.IncreaseP(series)) < 1e-12, $"seed {Seed}: {string.Join(' ', series)}");
        }
    }

    [Fact]
    public void Mann_Kendall_refuses_a_series_it_cannot_hold() =>
        Assert.Throws<ArgumentException>(() => MannKendall.IncreaseP(new double[MannKendall.LengthMax + 1]));

    [Fact]
    public void Mann_Kendall_of_the_longest_series_is_a_probability()
    {
        var random = new SplitMix(3);
        var series = Enumerable.Range(0, MannKendall.LengthMax).Select(_ => random.NextUniform()).ToArray();

        var up = MannKendall.IncreaseP(series);
        var down = MannKendall.IncreaseP([.. series.Select(v => -v)]);

        Assert.InRange(up, 0.001, 0.999);
        // Both tails hold the observed score itself once.
        Assert.InRange(up + down, 1, 1.02);
    }

    [Fact]
    public void Theil_Sen_ignores_one_wild_month() =>
        Assert.Equal(1, TheilSen.Slope([0, 1, 2, 3, 4, 5], [3, 4, 90, 6, 7, 8]));

    [Fact]
    public void Theil_Sen_takes_the_mean_of_the_middle_two() =>
        Assert.Equal(1.5, TheilSen.Slope([0, 0, 1], [0, 1, 2]));

    [Fact]
    public void Theil_Sen_counts_missing_months_as_time() =>
        Assert.Equal(0.5, TheilSen.Slope([0, 4], [1, 3]));

    [Fact]
    public void Theil_Sen_without_two_times_is_NaN() =>
        Assert.True(double.IsNaN(TheilSen.Slope([2, 2], [1, 3])));

    [Fact]
    public void Adjusted_p_values_equal_those_of_R()
    {
        double[] p = [.012, .04, .009, .31, .04, .0002, .8];

        var holm = AdjustedP.Holm(p);
        var bh = AdjustedP.BenjaminiHochberg(p);

        for (var i = 0; i < p.Length; i++)
        {
            Assert.Equal(R[$"holm.{i + 1}"], holm[i], 12);
            Assert.Equal(R[$"hochberg.{i + 1}"], AdjustedP.Hochberg(p)[i], 12);
            Assert.Equal(R[$"bh.{i + 1}"], bh[i], 12);
        }
    }

    [Fact]
    public void A_test_that_could_not_be_computed_still_counts_in_the_family() =>
        Assert.Equal([0.03, double.NaN, 1], AdjustedP.Holm([0.01, double.NaN, 0.9]));

    private static IEnumerable<double[]> Orderings(double[] values)
    {
        if (values.Length <= 1)
        {
            return [values];
        }

        return values.SelectMany((v, i) => Orderings([.. values[..i], .. values[(i + 1)..]]).Select(r => (double[])[v, .. r]));
    }
}
