using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Resampling;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Tests.Stats;

public sealed class FitStatusTests
{
    [Fact]
    public void An_arm_without_any_event_is_reported_as_separated()
    {
        double[] letter = [1, 1, 1, 1, 0, 0, 0, 0];

        var fit = Poisson.Fit(DesignMatrix.Intercept(8).With("letter", letter), [0, 0, 0, 0, 3, 1, 2, 4], Ones(8));

        Assert.Equal(FitStatus.Separated, fit.Status);
        Assert.Equal(4, fit.SeparatedRows);
        Assert.True(double.IsNaN(fit.Coefficient("letter")));
        Assert.True(double.IsNaN(Hc.Of(fit, HcForm.HC0).StandardError("letter")));
    }

    [Fact]
    public void A_perfectly_predicted_yes_no_response_is_reported_as_separated()
    {
        double[] x = [1, 2, 3, 4, 5, 6];

        var fit = Irls.Fit(Logit.Binomial, DesignMatrix.Intercept(6).With("x", x), [0, 0, 0, 1, 1, 1]);

        Assert.Equal(FitStatus.Separated, fit.Status);
    }

    [Fact]
    public void A_rare_event_with_one_case_is_not_called_separated()
    {
        var letter = new double[2000];
        letter.AsSpan(0, 1000).Fill(1);
        var y = new double[2000];
        y[0] = 1;
        y.AsSpan(1000).Fill(3);

        var fit = Poisson.Fit(DesignMatrix.Intercept(2000).With("letter", letter), y, Ones(2000));

        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(Math.Log(1.0 / 3000), fit.Coefficient("letter"), 8);
    }

    [Fact]
    public void A_column_that_repeats_others_is_dropped_by_name()
    {
        double[] female = [1, 0, 1, 0, 1, 0];
        double[] male = [0, 1, 0, 1, 0, 1];

        var fit = Poisson.Fit(DesignMatrix.Intercept(6).With("female", female).With("male", male), [1, 2, 3, 4, 5, 6], Ones(6));

        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(["male"], fit.Aliased);
        Assert.True(double.IsNaN(fit.Coefficient("male")));
    }

    [Fact]
    public void Rows_nobody_was_at_risk_in_are_counted_and_do_not_matter()
    {
        double[] x = [0, 1, 0, 1, 1];
        double[] y = [1, 4, 2, 5, 9];

        var fit = Poisson.Fit(DesignMatrix.Intercept(5).With("x", x), y, [1, 1, 1, 1, 0]);
        var without = Poisson.Fit(DesignMatrix.Intercept(4).With("x", x[..4]), y[..4], Ones(4));

        Assert.Equal(1, fit.ZeroExposureRows);
        Assert.Equal(4, fit.RowCount);
        Assert.Equal(without.Coefficients, fit.Coefficients);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    public void Values_a_count_model_cannot_have_made_are_invalid_input(double y, double exposure)
    {
        var fit = Poisson.Fit(DesignMatrix.Intercept(3), [1, 2, y], [1, 1, exposure]);

        Assert.Equal(FitStatus.InvalidInput, fit.Status);
    }

    [Fact]
    public void Fewer_rows_than_coefficients_are_reported()
    {
        var fit = Ols.Fit(DesignMatrix.Intercept(1).With("x", [2]), [1]);
        var none = Poisson.Fit(DesignMatrix.Intercept(0), [], []);

        Assert.Equal(["x"], fit.Aliased);
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(FitStatus.TooFewRows, none.Status);
    }

    [Fact]
    public void One_cluster_has_no_variance()
    {
        var fit = Poisson.Fit(DesignMatrix.Intercept(3), [1, 2, 3], Ones(3));

        Assert.True(double.IsNaN(ClusterRobust.Of(fit, [7, 7, 7], CrForm.CR1).StandardError(DesignMatrix.InterceptName)));
    }

    [Fact]
    public void Saturated_fits_equal_the_ratio_of_rates_on_random_tables()
    {
        const ulong Seed = 20261122;
        var random = new SplitMix(Seed);
        for (var round = 0; round < 200; round++)
        {
            var n = 4 + random.NextBelow(30);
            var x = new double[n];
            var y = new double[n];
            var e = new double[n];
            for (var i = 0; i < n; i++)
            {
                x[i] = i % 2;
                e[i] = 0.01 + (10 * random.NextUniform());
                y[i] = random.NextPoisson(3 * e[i]) + (i < 2 ? 1 : 0);
            }

            var fit = Poisson.Fit(DesignMatrix.Intercept(n).With("x", x), y, e);
            var expected = Math.Log(Rate(x, y, e, 1) / Rate(x, y, e, 0));

            Assert.True(Math.Abs(expected - fit.Coefficient("x")) < 1e-10, $"seed {Seed}, round {round}");
        }
    }

    private static double Rate(double[] x, double[] y, double[] e, double arm)
    {
        var events = y.Where((_, i) => x[i] == arm).Sum();
        return events / e.Where((_, i) => x[i] == arm).Sum();
    }

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];
}
