using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class PowerTests
{
    private static readonly PowerAssumptions Middle = new(8, 6, 0.6);

    [Fact]
    public void The_variance_is_that_of_the_formula()
    {
        // e·mu = 48: (1/48 + 1/6)/100 + (1/43.2 + 1/6)/100, times 1 − .36
        var expected = ((((1 / 48.0) + (1 / 6.0)) / 100) + (((1 / 43.2) + (1 / 6.0)) / 100)) * 0.64;

        Assert.Equal(expected, Power.Variance(100, 100, 0.9, Middle, new PowerSettings()), 15);
    }

    [Fact]
    public void At_the_detectable_ratio_the_effect_is_just_the_wanted_number_of_errors_away()
    {
        var settings = new PowerSettings();
        var row = Power.Plan(300, 300, 0.5, Middle, settings).Rows[0];

        var errors = -Math.Log(row.DetectableRatio) / Math.Sqrt(Power.Variance(300, 300, row.DetectableRatio, Middle, settings));

        Assert.Equal(1.9599640 + 0.8416212, errors, 6);
    }

    [Fact]
    public void The_interaction_needs_twice_the_effect_of_the_whole_group()
    {
        var rows = Power.Plan(5000, 5000, 0.5, Middle, new PowerSettings()).Rows;

        var ratio = Math.Log(rows[3].DetectableRatio) / Math.Log(rows[0].DetectableRatio);

        Assert.InRange(ratio, 1.95, 2.05);
    }

    [Theory]
    [InlineData(1000, HoldoutAdvice.Yes)]
    [InlineData(120, HoldoutAdvice.Pool)]
    [InlineData(8, HoldoutAdvice.No)]
    public void The_advice_follows_the_numbers(int people, HoldoutAdvice advice)
    {
        var plan = Power.Plan(people / 2, people / 2, 0.5, Middle, new PowerSettings());

        Assert.Equal(advice, plan.Holdout);
        Assert.Equal(advice == HoldoutAdvice.No, plan.RoundsToPool == 0);
    }

    [Theory]
    [InlineData(1200, 0.90)]
    [InlineData(600, 0.61)]
    public void Supposed_numbers_reproduce_the_simulated_power(int people, double power)
    {
        // Power of a ratio of .9, from Poisson ANCOVA on simulated panels (Monte-Carlo error about .02).
        var settings = new PowerSettings { PowerWanted = power };

        var ratio = Power.Plan(people / 2, people / 2, 0.5, PowerAssumptions.Supposed, settings).Rows[0].DetectableRatio;

        Assert.InRange(ratio, 0.895, 0.905);
    }

    [Fact]
    public void One_sex_alone_leaves_the_other_without_an_answer()
    {
        var plan = Power.Plan(400, 0, 0.5, Middle, new PowerSettings());

        Assert.True(double.IsNaN(plan.Rows[2].DetectableRatio));
        Assert.True(double.IsNaN(plan.Rows[3].DetectableRatio));
    }

    [Fact]
    public void Moments_of_simulated_people_give_back_what_made_them()
    {
        var random = new SplitMix(12);
        var mu = Enumerable.Range(0, 20_000).Select(_ => random.NextGamma(6, 8.0 / 6)).ToArray();
        var pre = mu.Select(m => (double)random.NextPoisson(5 * m)).ToArray();
        var post = mu.Select(m => (double)random.NextPoisson(6 * m)).ToArray();

        var found = PowerAssumptions.Estimate(pre, post, 6)!;

        Assert.InRange(found.RatePerMonth, 7.9, 8.1);
        Assert.InRange(found.Dispersion, 5.7, 6.3);
        Assert.InRange(found.BaselineCorrelation, 0.85, 0.91);
    }

    [Fact]
    public void Too_few_people_give_no_assumptions() => Assert.Null(PowerAssumptions.Estimate(new double[29], new double[29], 6));

    [Fact]
    public void Advice_is_in_one_language_at_a_time()
    {
        var plan = Power.Plan(10, 10, 0.5, PowerAssumptions.Supposed, new PowerSettings());

        Assert.DoesNotMatch("[a-z]{3}", plan.Advice(ClaimsWatch.Evaluate.Language.Japanese));
        Assert.DoesNotMatch("[\\u3040-\\u30ff\\u4e00-\\u9fff]", plan.Advice(ClaimsWatch.Evaluate.Language.English));
        Assert.Equal(
            $"{plan.Advice(ClaimsWatch.Evaluate.Language.Japanese)} {plan.Advice(ClaimsWatch.Evaluate.Language.English)}",
            plan.Words);
    }
}
