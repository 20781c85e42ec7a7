using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E6: y ~ letter × post × female. The triple term compares the letter's effect between women and men; the effect of each sex
/// is a sum of coefficients of the same fit and equals the separate fits, since the model is saturated.
/// </summary>
public static class DidPoissonSexInteraction
{
    private static readonly CrForm[] Forms = [CrForm.CR0, CrForm.CR1];

    /// <summary>The triple term, then the effect of men and of women from the same fit.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome)
    {
        var rows = DidRows.Of(table.Only(Scope.All), outcome);
        var fit = Poisson.Fit(rows.DesignBySex(), rows.Events, rows.Months);
        foreach (var form in Forms)
        {
            var clustered = ClusterRobust.Of(fit, rows.Clusters, form, rows.PersonMonths);
            var id = $"{Names.Of(outcome)}.did_poisson_sex_interaction.{form}";
            yield return Estimate.Z(id + ".z", fit, clustered, "letter:post:female", logRatio: true, rows.PersonMonths);
            yield return Estimate.T(
                id + ".t", fit, clustered, "letter:post:female", clustered.ClusterCount - 1, logRatio: true, rows.PersonMonths);
        }

        var cr1 = ClusterRobust.Of(fit, rows.Clusters, CrForm.CR1);
        var (male, maleError) = cr1.Combine(("letter:post", 1));
        var (female, femaleError) = cr1.Combine(("letter:post", 1), ("letter:post:female", 1));
        var triple = $"{Names.Of(outcome)}.did_poisson_triple";
        yield return Estimate.Of(triple + ".male.CR1.z", fit, cr1, Inference.Normal(male, maleError), logRatio: true,
            rows.PersonMonths);
        yield return Estimate.Of(triple + ".female.CR1.z", fit, cr1, Inference.Normal(female, femaleError), logRatio: true,
            rows.PersonMonths);
    }
}
