using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E5: difference in differences as a ratio, y ~ letter × post with offset log(exposure) over all person-months of PRE and POST,
/// errors clustered by person (by household when any household has two).
/// </summary>
/// <remarks>Person-months of one person and window have the same regressors, so their sums give the same estimate and the same
/// clustered variance; a test compares with the fit on single months.</remarks>
public static class DidPoisson
{
    private static readonly CrForm[] Forms = [CrForm.CR0, CrForm.CR1, CrForm.CR1S];

    /// <summary>The log ratio of ratios of one scope, each variance with the normal and with t(G − 1).</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome, Scope scope)
    {
        var rows = DidRows.Of(table.Only(scope), outcome);
        var fit = Poisson.Fit(rows.Design(), rows.Events, rows.Months);
        foreach (var form in Forms)
        {
            var clustered = ClusterRobust.Of(fit, rows.Clusters, form, rows.PersonMonths);
            var id = $"{Names.Of(outcome)}.{Names.Of(scope)}.did_poisson.{form}";
            yield return Estimate.Z(id + ".z", fit, clustered, "letter:post", logRatio: true, rows.PersonMonths);
            yield return Estimate.T(
                id + ".t", fit, clustered, "letter:post", clustered.ClusterCount - 1, logRatio: true, rows.PersonMonths);
        }
    }
}
