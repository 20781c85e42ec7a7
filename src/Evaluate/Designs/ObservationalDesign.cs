using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Letters sent by judgement, not by lot: logit propensity score, weights for the effect on the treated (1 and ps/(1 − ps)), balance,
/// weighted comparisons of change and matched pairs. The variable people were chosen by (the rate of the selection month and the rate
/// before it) is always in the score; without it the design is refused.
/// </summary>
public static class ObservationalDesign
{
    /// <summary>Name in <c>outcomes --design</c>.</summary>
    public const string Name = "observational";

    /// <summary>A standardised difference above this counts as imbalance.</summary>
    public const double SmdLimit = 0.1;

    /// <summary>Measures a panel with two groups.</summary>
    /// <exception cref="UserError">The selection month is not in the panel, or the score can't be fitted.</exception>
    public static DesignResults Measure(Panel panel, PanelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var people = PersonTable.Of(panel, settings).Only(Scope.All).Complete();
        people = people.Where(p => p.In(Window.Selection).Months > 0);
        var covariates = Covariates(panel, settings, people);
        if (people.Persons.Count == 0 || covariates.Length == 0)
        {
            throw new UserError(ExitCode.Refused, Texts.ObservationalNoSelection, "outcomes --design observational",
                Texts.ObservationalNext);
        }

        var treated = people.Column(p => p.Letter);
        var design = covariates.Aggregate(DesignMatrix.Intercept(treated.Length), (d, c) => d.With(c.Name, c.Values));
        var score = Irls.Fit(Logit.Binomial, design, treated);
        if (score.Status != FitStatus.Converged)
        {
            throw new UserError(ExitCode.Refused, Texts.ObservationalNoScore(score.Status.ToString()),
                "outcomes --design observational", Texts.ObservationalNext);
        }

        var weights = treated.Select((z, i) => z > 0 ? 1 : score.Means[i] / (1 - score.Means[i])).ToArray();
        var results = new List<Result>
        {
            new("ps.coefficients", [.. score.Design.Names.Select((n, j) => (n, DesignRows.Finite(score.Coefficients[j])))]),
        };
        var worst = 0.0;
        foreach (var (name, values) in covariates)
        {
            var (before, after) = (Balance.Smd(values, treated, null), Balance.Smd(values, treated, weights));
            worst = Math.Max(worst, Math.Abs(after));
            results.Add(new Result("smd." + name, [("before", DesignRows.Finite(before)), ("after", DesignRows.Finite(after))]));
        }

        var controls = weights.Where((_, i) => treated[i] == 0).ToArray();
        results.Add(Result.Number("ess.control", Balance.EffectiveSize(controls)));
        results.Add(Result.Number("max_weight", controls.Length == 0 ? double.NaN : controls.Max()));
        results.Add(Result.Number("overlap.treated_outside", Balance.OutsideShare(score.Means, treated)));
        var logit = Array.ConvertAll(score.Means, m => Math.Log(m / (1 - m)));
        var pairs = Matching.Pair(logit, Array.ConvertAll(treated, z => z > 0));
        results.Add(Result.Number("match.n_pairs", pairs.Count));
        foreach (var outcome in Names.Outcomes)
        {
            results.AddRange(WeightedEffects.Of(people, outcome, treated, weights, pairs));
        }

        List<string> warnings = [Texts.ObservationalWarning];
        if (worst > SmdLimit)
        {
            warnings.Add(Texts.ObservationalImbalance(worst));
        }

        return new DesignResults(Name, results, warnings);
    }

    private static (string Name, double[] Values)[] Covariates(Panel panel, PanelSettings settings, PersonTable people)
    {
        if (people.Persons.Count == 0)
        {
            return [];
        }

        var found = new List<(string, double[])>
        {
            ("selection_rate", people.Column(p => p.In(Window.Selection).Rate(Outcome.Claims))),
            ("pre_rate", people.Column(p => p.In(Window.Pre).Rate(Outcome.Claims))),
            ("female", people.Column(p => p.Female)),
        };
        for (var c = 0; c < panel.CovariateNames.Count; c++)
        {
            if (MeasureCatalog.All.Any(m => m.Id == panel.CovariateNames[c]))
            {
                continue; // an outcome, not a description of the person
            }

            var column = c;
            var values = people.Column(p => panel.Rows(p.Index)
                .Where(r => settings.WindowOf(p.Episode, r.Month) == Window.Pre && !double.IsNaN(r.Covariates[column]))
                .Select(r => r.Covariates[column]).DefaultIfEmpty(double.NaN).Average());
            if (!values.Any(double.IsNaN))
            {
                found.Add((panel.CovariateNames[c], values));
            }
        }

        return [.. found];
    }
}
