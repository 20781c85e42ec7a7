using ClaimsWatch.Stats.Calibration;
using ClaimsWatch.Stats.Distributions;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Tests.Stats.Calibration;

/// <summary>The score's models against R (reference/predict.R).</summary>
public sealed class PredictReferenceTests
{
    private const double Close = 1e-8;
    private static readonly Dictionary<string, double[]> s_data = Recorded.Columns("predict-data.csv");
    private static readonly Dictionary<string, double> s_r = Recorded.Values("predict.csv");

    private static DesignMatrix Design => DesignMatrix.Intercept(s_data["y"].Length)
        .With("x", s_data["x"]).With("z", s_data["z"]).With("w", s_data["w"]);

    [Fact]
    public void Cloglog_gives_coefficients_and_errors_of_R()
    {
        var fit = Irls.Fit(Cloglog.Binomial, Design, s_data["y"]);

        for (var j = 0; j < 4; j++)
        {
            var name = fit.Design.Names[j];
            Recorded.Near(s_r[$"cloglog.b.{name}"], fit.Coefficients[j], Close, name);
            Recorded.Near(s_r[$"cloglog.se.{name}"], Math.Sqrt(fit.Bread[j, j]), Close, $"se of {name}");
        }

        Recorded.Near(s_r["cloglog.deviance"], fit.Deviance, Close, "deviance");
    }

    [Fact]
    public void Counts_give_coefficients_errors_and_size_of_R()
    {
        var data = Recorded.Columns("predict-counts.csv");
        var design = DesignMatrix.Intercept(data["x"].Length).With("x", data["x"]).With("z", data["z"]);

        var fit = NegativeBinomialFit.Fit(design, data["count"], [.. data["days"].Select(d => d / 31)]);

        Recorded.Near(s_r["nb.theta"], fit.Theta, Close, "theta");
        for (var j = 0; j < 3; j++)
        {
            var name = design.Names[j];
            Recorded.Near(s_r[$"nb.b.{name}"], fit.Model.Coefficients[j], Close, name);
            Recorded.Near(s_r[$"nb.se.{name}"], Math.Sqrt(fit.Model.Bread[j, j]), Close, $"se of {name}");
        }
    }

    [Fact]
    public void Tails_of_counts_are_those_of_R()
    {
        foreach (var mean in new[] { 0.5, 8, 14, 25 })
        {
            foreach (var size in new[] { 0.7, 4, 300 })
            {
                Recorded.Near(s_r[$"nb.tail.{mean}.{size}"], NegativeBinomialTail.AtLeast(20, mean, size), Close,
                    $"{mean}, {size}");
            }
        }
    }

    [Theory]
    [InlineData("logit")]
    [InlineData("cloglog")]
    public void A_ridge_gives_the_coefficients_of_R(string link)
    {
        IFamily family = link == "logit" ? Logit.Binomial : Cloglog.Binomial;

        var fit = RidgeGlm.Fit(family, Design, s_data["y"], [0, 5, 2, 0.5]);

        Assert.True(fit.Converged);
        for (var j = 0; j < 4; j++)
        {
            Recorded.Near(s_r[$"ridge.{link}.{j}"], fit.Coefficients[j], Close, $"coefficient {j}");
        }
    }

    [Fact]
    public void A_natural_spline_spans_what_ns_of_R_spans()
    {
        var spline = new NaturalSpline([1, 4, 8, 16]);
        var basis = s_data["x"].Select(spline.At).ToArray();
        var design = DesignMatrix.Intercept(basis.Length);
        for (var j = 0; j < spline.Count; j++)
        {
            design = design.With($"s{j}", [.. basis.Select(b => b[j])]);
        }

        var fit = Irls.Fit(Logit.Binomial, design.With("z", s_data["z"]), s_data["y"]);

        Recorded.Near(s_r["spline.deviance"], fit.Deviance, Close, "deviance");
        foreach (var i in new[] { 1, 7, 100, 300 })
        {
            Recorded.Near(s_r[$"spline.mean.{i}"], fit.Means[i - 1], Close, $"mean {i}");
        }
    }

    [Fact]
    public void Isotonic_regression_is_that_of_R()
    {
        var map = CalibrationMap.Isotonic(s_data["x"], s_data["y"]);

        foreach (var at in new[] { 2, 5, 10, 20 })
        {
            Recorded.Near(s_r[$"isotonic.{at}"], map.Of(at), Close, $"at {at}");
        }

        Recorded.Near(s_r["isotonic.sum2"], s_data["x"].Sum(x => map.Of(x) * map.Of(x)), Close, "sum of squares");
    }

    [Fact]
    public void Calibration_numbers_are_those_of_R()
    {
        var p = Array.ConvertAll(s_data["x"], x => 1 / (1 + Math.Exp(2 - (0.1 * x))));

        var report = CalibrationReport.Of(p, s_data["y"]);

        Recorded.Near(s_r["citl"], report.InTheLarge, Close, "in the large");
        Recorded.Near(s_r["slope"], report.Slope, Close, "slope");
        Recorded.Near(s_r["oe"], report.Ratio, Close, "O:E");
        Recorded.Near(s_r["oe.lo"], report.RatioLow, 1e-7, "O:E low");
        Recorded.Near(s_r["oe.hi"], report.RatioHigh, 1e-7, "O:E high");
        Assert.InRange(report.IntegratedIndex, 0.0001, 0.5);
    }

    [Fact]
    public void The_ROC_area_is_the_share_of_pairs_in_order() =>
        Recorded.Near(s_r["auc"], Discrimination.RocArea(s_data["x"], s_data["y"]), Close, "area");

    [Fact]
    public void Average_precision_counts_by_hand() =>
        Assert.Equal((1.0 + (2.0 / 3)) / 2, Discrimination.AveragePrecision([9, 8, 7, 6], [1, 0, 1, 0]), 12);

    [Fact]
    public void A_score_that_says_nothing_has_the_prevalence_as_average_precision() =>
        Assert.Equal(0.25, Discrimination.AveragePrecision([5, 5, 5, 5], [1, 0, 0, 0]), 12);

    [Fact]
    public void Platt_has_calibrated_on_the_data_it_saw()
    {
        var map = CalibrationMap.Platt(s_data["x"], s_data["y"])!;

        var report = CalibrationReport.Of([.. s_data["x"].Select(map.Of)], s_data["y"]);

        Assert.Equal(1, report.Ratio, 8);
        Assert.Equal(1, report.Slope, 6);
    }
}
