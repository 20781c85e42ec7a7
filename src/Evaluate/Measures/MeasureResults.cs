using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Multiplicity;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Measures;

/// <summary>One measure in one scope: both arms and their difference.</summary>
/// <param name="Measure">Which.</param>
/// <param name="Scope">Whose.</param>
/// <param name="Letter">Letter arm.</param>
/// <param name="Holdout">Holdout.</param>
/// <param name="Difference">Letter minus holdout, per person-month (adjusted for PRE and stratum) or as a difference of
/// shares.</param>
public sealed record MeasureResult(Measure Measure, Scope Scope, MeasureArm Letter, MeasureArm Holdout, Estimate Difference)
{
    /// <summary>Benjamini–Hochberg-adjusted p over all measures and scopes: exploration, never a claim.</summary>
    public double AdjustedP { get; init; } = double.NaN;
}

/// <summary>One arm of a measure.</summary>
/// <param name="Persons">People it is made from.</param>
/// <param name="Pre">Per person-month of PRE; NaN for shares.</param>
/// <param name="Post">Per person-month of POST, or the share of people.</param>
/// <param name="With">People with any of it in POST.</param>
public sealed record MeasureArm(int Persons, double Pre, double Post, int With);

/// <summary>Every measure the panel has, by sex and arm, with the difference between the arms.</summary>
public static class MeasureResults
{
    /// <summary>Measures a panel; empty when it has no column of the catalogue.</summary>
    public static IReadOnlyList<MeasureResult> Of(Panel panel, PanelSettings settings, PersonTable table)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(table);
        var found = MeasureSums.In(panel).SelectMany(m => Names.Scopes.Select(scope =>
            OfScope(m, scope, MeasureSums.Of(panel, settings, table.Only(scope), m), table.ClustersShared))).ToArray();
        var adjusted = AdjustedP.BenjaminiHochberg([.. found.Select(f => f.Difference.Inference.P)]);
        return [.. found.Select((f, i) => f with { AdjustedP = adjusted[i] })];
    }

    /// <summary>As named objects.</summary>
    public static IEnumerable<Result> Results(IEnumerable<MeasureResult> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        foreach (var m in measured)
        {
            foreach (var (arm, letter) in ((MeasureArm, bool)[])[(m.Letter, true), (m.Holdout, false)])
            {
                yield return new Result($"{m.Measure.Id}.{Names.Of(m.Scope)}.{Names.OfArm(letter)}",
                [
                    ("n_persons", arm.Persons), ("n_with", arm.With), ("pre", Finite(arm.Pre)),
                    (m.Measure.Kind == MeasureKind.Rate ? "post" : "share", Finite(arm.Post)),
                ]);
            }

            var difference = Result.Of(m.Difference);
            yield return difference with { Fields = [.. difference.Fields, ("p_BH", Finite(m.AdjustedP))] };
        }
    }

    private static MeasureResult OfScope(Measure measure, Scope scope, MeasuredPerson[] people, bool clustered)
    {
        var rate = measure.Kind == MeasureKind.Rate;
        MeasureArm Arm(double letter)
        {
            var arm = people.Where(p => p.Person.Letter == letter).ToArray();
            var (pre, post) = (arm.Sum(p => p.Person.In(Window.Pre).Months), arm.Sum(p => p.Person.In(Window.Post).Months));
            return new MeasureArm(
                arm.Length, rate && pre > 0 ? arm.Sum(p => p.Pre) / pre : double.NaN,
                rate ? (post > 0 ? arm.Sum(p => p.Post) / post : double.NaN) : arm.Length > 0
                    ? arm.Average(p => p.Ever) : double.NaN,
                arm.Count(p => p.Post > 0));
        }

        var design = DesignMatrix.Intercept(people.Length).With("letter", [.. people.Select(p => p.Person.Letter)]);
        var prefix = $"{measure.Id}.{Names.Of(scope)}.{(rate ? "ancova_linear" : "risk_difference")}";
        if (rate)
        {
            design = design.With("rate_pre", [.. people.Select(p => p.RatePre)])
                .WithFactor("stratum", [.. people.Select(p => p.Person.Episode.Stratum)]);
        }

        var fit = Ols.Fit(design, [.. people.Select(p => rate ? p.RatePost : p.Ever)]);
        var covariance = clustered
            ? ClusterRobust.Of(fit, [.. people.Select(p => p.Person.Cluster)], CrForm.CR1S)
            : Hc.Of(fit, HcForm.HC2);
        var df = clustered ? covariance.ClusterCount - 1 : fit.RowCount - fit.CoefficientCount;
        return new MeasureResult(
            measure, scope, Arm(1), Arm(0),
            Estimate.T($"{prefix}.{covariance.Name}", fit, covariance, "letter", df, logRatio: false));
    }

    private static object? Finite(double value) => double.IsFinite(value) ? value : null;
}
