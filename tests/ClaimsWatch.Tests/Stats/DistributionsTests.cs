using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Tests.Stats;

public sealed class DistributionsTests
{
    private static readonly Dictionary<string, double> R = Recorded.Values("stats.csv");

    [Fact]
    public void Tails_and_quantiles_equal_those_of_R()
    {
        var compared = 0;
        foreach (var (name, expected) in R)
        {
            // Names are kind.part.arguments; the arguments may hold decimal points, so they are matched against the grids below.
            var actual = Evaluate(name);
            if (!double.IsNaN(actual))
            {
                Recorded.Near(expected, actual, 1e-9, name);
                compared++;
            }
        }

        Assert.Equal(16 + 6 + (6 * 6) + (6 * 5) + 21 + 15, compared);
    }

    [Fact]
    public void Tails_equal_those_of_R_down_to_1e_300()
    {
        var tails = R.Where(r => r.Key.StartsWith("tail|", StringComparison.Ordinal)).ToArray();

        foreach (var (name, expected) in tails)
        {
            var parts = name.Split('|');
            double[] x = [.. parts.Skip(2).Select(p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture))];
            var actual = parts[1] switch
            {
                "normal" => StandardNormal.TwoSided(x[0]),
                "t" => StudentT.TwoSided(x[0], x[1]),
                "chi2" => ChiSquared.UpperTail(x[0], x[1]),
                _ => FisherF.UpperTail(x[0], x[1], x[2]),
            };
            Recorded.Near(expected, actual, 1e-9, name);
        }

        Assert.Equal(3 + (3 * 12), tails.Length);
    }

    [Fact]
    public void Degrees_of_freedom_that_do_not_exist_give_NaN()
    {
        Assert.True(double.IsNaN(StudentT.TwoSided(1, 0)));
        Assert.True(double.IsNaN(StudentT.Quantile(0.975, -1)));
        Assert.True(double.IsNaN(ChiSquared.UpperTail(1, 0)));
        Assert.True(double.IsNaN(FisherF.UpperTail(1, 1, 0)));
        Assert.True(double.IsNaN(StandardNormal.Quantile(1.1)));
    }

    [Fact]
    public void A_standard_error_of_zero_is_not_certainty()
    {
        var inference = Inference.Normal(0.4, 0);

        Assert.True(double.IsNaN(inference.P));
        Assert.True(double.IsNaN(inference.Low));
    }

    private static double Evaluate(string name)
    {
        foreach (var z in new[] { 0, 0.3, 1, 1.959963984540054, 5, 8.2, 20, 37 })
        {
            if (name == FormattableString.Invariant($"normal.upper.{Short(z)}"))
            {
                return StandardNormal.UpperTail(z);
            }

            if (name == FormattableString.Invariant($"normal.two.{Short(z)}"))
            {
                return StandardNormal.TwoSided(z);
            }
        }

        foreach (var p in new[] { 1e-12, .025, .5, .9, .975, .9999999 })
        {
            if (name == $"normal.quantile.{Short(p)}")
            {
                return StandardNormal.Quantile(p);
            }
        }

        return Compound(name);
    }

    private static double Compound(string name)
    {
        foreach (var df in new[] { 1, 2.7, 8, 59, 1198.4, 1e6 })
        {
            foreach (var t in new[] { 1e-4, .3, 1, 2.1, 12, 40 })
            {
                if (name == $"t.two.{Short(df)}.{Short(t)}")
                {
                    return StudentT.TwoSided(t, df);
                }
            }

            foreach (var p in new[] { .001, .5, .6, .975, .9995 })
            {
                if (name == $"t.quantile.{Short(df)}.{Short(p)}")
                {
                    return StudentT.Quantile(p, df);
                }
            }
        }

        foreach (var x in new[] { .01, .05, 1, 4, 5, 30, 40, 80, 400, 700, 1300 })
        {
            foreach (var df in new double[] { 1, 4, 30 })
            {
                if (name == $"chi2.{Short(df)}.{Short(x)}")
                {
                    return ChiSquared.UpperTail(x, df);
                }
            }

            foreach (var (a, b) in new[] { (1, 10), (4, 300), (6, 59) })
            {
                if (name == $"f.{a}.{b}.{Short(x)}")
                {
                    return FisherF.UpperTail(x, a, b);
                }
            }
        }

        return double.NaN;
    }

    // R's %g: six significant digits.
    private static string Short(double value) => value switch
    {
        1e-12 => "1e-12",
        1e-4 => "0.0001",
        1e6 => "1e+06",
        .9999999 => "1",
        1.959963984540054 => "1.95996",
        _ => value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
    };
}
