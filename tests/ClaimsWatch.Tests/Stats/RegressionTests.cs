using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Tests.Stats;

public sealed class RegressionTests
{
    private static readonly Dictionary<string, double> R = Recorded.Values("stats.csv");
    private static readonly Dictionary<string, double[]> Data = Recorded.Columns("stats-data.csv");
    private static readonly long[] Clusters = Array.ConvertAll(Data["cluster"], c => (long)c);

    public static TheoryData<string> Models => ["poisson", "logit", "ols"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Estimates_equal_those_of_R(string model)
    {
        var fit = Fit(model);

        Assert.Equal(FitStatus.Converged, fit.Status);
        foreach (var name in fit.Design.Names)
        {
            Recorded.Near(R[$"{model}.b.{name}"], fit.Coefficient(name), 1e-8, name);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Robust_standard_errors_equal_those_of_sandwich(string model)
    {
        var fit = Fit(model);

        foreach (var form in Enum.GetValues<HcForm>())
        {
            AssertErrors(model, fit, Hc.Of(fit, form));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Clustered_standard_errors_equal_those_of_sandwich(string model)
    {
        var fit = Fit(model);

        foreach (var form in Enum.GetValues<CrForm>())
        {
            AssertErrors(model, fit, ClusterRobust.Of(fit, Clusters, form));
        }

        var cov = ClusterRobust.Of(fit, Clusters, CrForm.CR1);
        Recorded.Near(R[model + ".CR1.cov.letter.x"], cov[fit.Design.IndexOf("letter"), fit.Design.IndexOf("x")], 1e-6, "cov");
    }

    [Theory]
    [InlineData("ols")]
    [InlineData("poisson")]
    [InlineData("logit")]
    public void Errors_for_few_clusters_equal_those_of_clubSandwich(string model)
    {
        var fit = Fit(model);

        var (cov, df) = BellMcCaffrey.Of(fit, Clusters);

        AssertErrors(model, fit, cov);
        foreach (var name in fit.Design.Names)
        {
            Recorded.Near(R[$"{model}.CR2.df.{name}"], df[name], 1e-6, "df " + name);
            var p = ClaimsWatch.Stats.Inference.WithT(fit.Coefficient(name), cov.StandardError(name), df[name]).P;
            Recorded.Near(R[$"{model}.CR2.p.{name}"], p, 1e-4, "p " + name);
        }
    }

    [Fact]
    public void One_cluster_alone_has_no_variance()
    {
        var fit = (OlsFit)Fit("ols");

        var (cov, df) = BellMcCaffrey.Of(fit, new long[fit.RowCount]);

        Assert.True(double.IsNaN(cov.StandardError("x")) && double.IsNaN(df["x"]));
    }

    [Fact]
    public void Deviance_equals_that_of_R()
    {
        Recorded.Near(R["poisson.deviance"], ((GlmFit)Fit("poisson")).Deviance, 1e-10, "deviance");
        Recorded.Near(R["logit.deviance"], ((GlmFit)Fit("logit")).Deviance, 1e-10, "deviance");
    }

    [Fact]
    public void A_sum_of_coefficients_has_the_error_of_the_quadratic_form()
    {
        var fit = Fit("poisson");
        var cov = ClusterRobust.Of(fit, Clusters, CrForm.CR1);
        var a = fit.Design.IndexOf("letter");
        var b = fit.Design.IndexOf("x");

        var (estimate, error) = cov.Combine(("letter", 1), ("x", -2));

        Assert.Equal(fit.Coefficients[a] - (2 * fit.Coefficients[b]), estimate, 12);
        Assert.Equal(Math.Sqrt(cov[a, a] - (4 * cov[a, b]) + (4 * cov[b, b])), error, 12);
    }

    [Fact]
    public void Clusters_of_one_row_give_the_HC0_variance()
    {
        var fit = Fit("poisson");
        var alone = Enumerable.Range(0, fit.RowCount).Select(i => (long)i).ToArray();

        var cr0 = ClusterRobust.Of(fit, alone, CrForm.CR0);

        Recorded.Near(Hc.Of(fit, HcForm.HC0).StandardError("letter"), cr0.StandardError("letter"), 1e-12, "CR0");
    }

    [Fact]
    public void Rows_in_another_order_give_the_same_estimates()
    {
        var reversed = Data.ToDictionary(c => c.Key, c => c.Value.Reverse().ToArray());
        var there = Fit("poisson");
        var back = Poisson.Fit(Design(reversed), reversed["count"], reversed["exposure"]);

        Recorded.Near(there.Coefficient("letter"), back.Coefficient("letter"), 1e-12, "letter");
    }

    private static void AssertErrors(string model, FittedModel fit, Covariance cov)
    {
        foreach (var name in fit.Design.Names)
        {
            Recorded.Near(R[$"{model}.{cov.Name}.{name}"], cov.StandardError(name), 1e-6, $"{cov.Name} {name}");
        }
    }

    private static FittedModel Fit(string model) => model switch
    {
        "poisson" => Poisson.Fit(Design(Data), Data["count"], Data["exposure"]),
        "logit" => Irls.Fit(Logit.Binomial, Design(Data), Data["yes"]),
        _ => Ols.Fit(Design(Data), Data["change"]),
    };

    private static DesignMatrix Design(Dictionary<string, double[]> data) => DesignMatrix.Intercept(data["x"].Length)
        .With("letter", data["letter"]).With("female", data["female"]).With("x", data["x"]);
}
