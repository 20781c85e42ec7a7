using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Tests.Stats;

/// <summary>Public data sets of R packages against R's own fits (reference/public.R).</summary>
public sealed class PublicDataTests
{
    private static readonly Dictionary<string, double> R = Recorded.Values("public.csv");

    [Fact]
    public void Days_absent_from_school_give_the_negative_binomial_of_MASS()
    {
        var data = Recorded.Columns("public-quine.csv");

        var fit = NegativeBinomialFit.Fit(Design(data, "male", "slow", "aboriginal"), data["days"], Ones(data["days"]));

        AssertCoefficients("quine", fit.Model);
        AssertErrors("quine", fit.Model, Covariance.ModelBased(fit.Model));
        Recorded.Near(R["quine.theta"], fit.Theta, 1e-8, "theta");
        Recorded.Near(R["quine.se_theta"], fit.ThetaError, 1e-6, "se of theta");
    }

    [Fact]
    public void Seizures_by_patient_give_the_clustered_Poisson_fit()
    {
        var data = Recorded.Columns("public-epil.csv");
        long[] patients = Array.ConvertAll(data["subject"], s => (long)s);

        var fit = Poisson.Fit(Design(data, "trt", "base", "age", "v4"), data["y"], Ones(data["y"]));

        AssertCoefficients("epil", fit);
        AssertErrors("epil", fit, Hc.Of(fit, HcForm.HC0));
        AssertErrors("epil", fit, ClusterRobust.Of(fit, patients, CrForm.CR0));
        AssertErrors("epil", fit, ClusterRobust.Of(fit, patients, CrForm.CR1));
        Recorded.Near(R["epil.deviance"], fit.Deviance, 1e-10, "deviance");
    }

    [Fact]
    public void Low_birth_weight_gives_the_logit_fit()
    {
        var data = Recorded.Columns("public-birthwt.csv");

        var fit = Irls.Fit(Logit.Binomial, Design(data, "age", "lwt", "smoke", "ht"), data["low"]);

        AssertCoefficients("birthwt", fit);
        AssertErrors("birthwt", fit, Hc.Of(fit, HcForm.HC0));
    }

    [Fact]
    public void Motor_cars_give_every_form_of_heteroskedastic_error()
    {
        var data = Recorded.Columns("public-mtcars.csv");

        var fit = Ols.Fit(Design(data, "wt", "hp", "am"), data["mpg"]);

        AssertCoefficients("mtcars", fit);
        Assert.All(Enum.GetValues<HcForm>(), form => AssertErrors("mtcars", fit, Hc.Of(fit, form)));
    }

    [Fact]
    public void Chicks_of_unequal_lives_give_the_errors_of_few_clusters()
    {
        var data = Recorded.Columns("public-chick.csv");
        long[] chicks = Array.ConvertAll(data["chick"], c => (long)c);
        var fit = Ols.Fit(Design(data, "time", "diet3"), data["weight"]);

        var (cr2, df) = BellMcCaffrey.Of(fit, chicks);

        AssertCoefficients("chick", fit);
        AssertErrors("chick", fit, ClusterRobust.Of(fit, chicks, CrForm.CR1S));
        AssertErrors("chick", fit, cr2);
        Assert.All(fit.Design.Names, name => Recorded.Near(R["chick.CR2.df." + name], df[name], 1e-6, "df " + name));
    }

    private static DesignMatrix Design(Dictionary<string, double[]> data, params string[] names) =>
        names.Aggregate(DesignMatrix.Intercept(data[names[0]].Length), (design, name) => design.With(name, data[name]));

    private static double[] Ones(double[] like) => Array.ConvertAll(like, _ => 1.0);

    private static void AssertCoefficients(string name, FittedModel fit)
    {
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.All(fit.Design.Names, j => Recorded.Near(R[$"{name}.b.{j}"], fit.Coefficient(j), 1e-8, j));
    }

    private static void AssertErrors(string name, FittedModel fit, Covariance covariance) =>
        Assert.All(fit.Design.Names,
            j => Recorded.Near(R[$"{name}.{covariance.Name}.{j}"], covariance.StandardError(j), 1e-6, $"{covariance.Name} {j}"));
}
