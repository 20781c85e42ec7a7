using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Panel;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E7 and E8: person effects, month effects and letter × post, as a Poisson ratio and as a difference of monthly rates, clustered
/// like the other panel estimates. Sensitivity analyses: with months of unequal length at risk they weigh people otherwise than
/// E5. K of CR1S counts letter × post, the months less one and the constant, as Stata's xtreg, fe does.
/// </summary>
internal static class TwoWay
{
    private const string Term = "letter:post";

    /// <summary>Both forms for some outcomes of one scope.</summary>
    public static IEnumerable<Estimate> Measure(MonthRows rows, Scope scope, IReadOnlyList<Outcome> outcomes)
    {
        var design = rows.WithMonths(DesignMatrix.Empty(rows.Count)).With(Term, rows.LetterPost);
        var differences = Differences(rows, design, scope, outcomes);
        return outcomes.SelectMany((outcome, i) => Ratio(rows, design, outcome, scope).Concat(differences[i]));
    }

    // Done before the ratios, so that this design without its persons' means is gone when theirs is made.
    private static Estimate[][] Differences(MonthRows rows, DesignMatrix design, Scope scope, IReadOnlyList<Outcome> outcomes)
    {
        var fits = AbsorbedOls.Fit(design, [.. outcomes.Select(rows.Rates)], rows.Persons);
        return [.. outcomes.Select((outcome, i) => Difference(rows, fits[i], outcome, scope).ToArray())];
    }

    private static IEnumerable<Estimate> Ratio(MonthRows rows, DesignMatrix design, Outcome outcome, Scope scope)
    {
        var fit = AbsorbedPoisson.Fit(design, rows.Events(outcome), rows.Exposure, rows.Persons);
        long[] clusters = [.. rows.Clusters.Where((_, i) => fit.Used[i])];
        foreach (var form in (CrForm[])[CrForm.CR0, CrForm.CR1])
        {
            var clustered = ClusterRobust.Of(fit, clusters, form);
            var id = $"{Names.Of(outcome)}.{Names.Of(scope)}.twfe_poisson.{form}";
            yield return Estimate.Z(id + ".z", fit, clustered, Term, logRatio: true);
            yield return Estimate.T(id + ".t", fit, clustered, Term, clustered.ClusterCount - 1, logRatio: true);
        }
    }

    private static IEnumerable<Estimate> Difference(MonthRows rows, AbsorbedFit fit, Outcome outcome, Scope scope)
    {
        var months = 1 + rows.MonthCoefficients();
        foreach (var form in (CrForm[])[CrForm.CR0, CrForm.CR1, CrForm.CR1S])
        {
            var clustered = ClusterRobust.Of(fit, rows.Clusters, form, coefficientCount: months);
            var id = $"{Names.Of(outcome)}.{Names.Of(scope)}.twfe_linear.{form}";
            yield return Estimate.Z(id + ".z", fit, clustered, Term, logRatio: false);
            yield return Estimate.T(id + ".t", fit, clustered, Term, clustered.ClusterCount - 1, logRatio: false);
        }
    }
}
