using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>The people of one scope with their propensity score, weights for the effect on the treated,
/// and matched pairs.</summary>
internal sealed record WeightedGroups(
    PersonTable People, double[] Treated, double[] Weights, IReadOnlyList<(int Treated, int Control)> Pairs, GlmFit Score,
    IReadOnlyList<(string Name, double[] Values)> Covariates)
{
    /// <summary>People at risk in PRE, POST and the month they were chosen by.</summary>
    public static PersonTable Analysed(PersonTable table, Scope scope) =>
        table.Only(scope).Complete().Where(p => p.In(Window.Selection).Months > 0);

    /// <summary>
    /// The groups of a scope, weighted. The score may not have converged: then <see cref="GlmFit.Status"/> says why and nothing
    /// else is of use. Null when there is nobody.
    /// </summary>
    public static WeightedGroups? Of(Panel panel, PanelSettings settings, PersonTable table, Scope scope)
    {
        var people = Analysed(table, scope);
        if (people.Persons.Count == 0)
        {
            return null;
        }

        var covariates = CovariatesOf(panel, settings, people, scope);
        var treated = people.Column(p => p.Letter);
        var design = covariates.Aggregate(DesignMatrix.Intercept(treated.Length), (d, c) => d.With(c.Name, c.Values));
        var score = Irls.Fit(Logit.Binomial, design, treated);
        if (score.Status != FitStatus.Converged)
        {
            return new WeightedGroups(people, treated, [], [], score, covariates);
        }

        var weights = treated.Select((z, i) => z > 0 ? 1 : score.Means[i] / (1 - score.Means[i])).ToArray();
        var logit = Array.ConvertAll(score.Means, m => Math.Log(m / (1 - m)));
        return new WeightedGroups(
            people, treated, weights, Matching.Pair(logit, Array.ConvertAll(treated, z => z > 0)), score, covariates);
    }

    /// <summary>Whether there are weights.</summary>
    public bool IsUsable => Score.Status == FitStatus.Converged;

    /// <summary>Standardised differences before and after weighting, by covariate.</summary>
    public IEnumerable<(string Name, double Before, double After)> Balances() => Covariates.Select(c =>
        (c.Name, Balance.Smd(c.Values, Treated, null), Balance.Smd(c.Values, Treated, Weights)));

    /// <summary>Weights of the comparison group.</summary>
    public double[] ControlWeights() => [.. Weights.Where((_, i) => Treated[i] == 0)];

    /// <summary>People of both groups, lettered first.</summary>
    public long[] Counts() => [Treated.Count(z => z > 0), Treated.Count(z => z == 0)];

    /// <summary>Balance, weights, overlap and pairs as named objects;
    /// <paramref name="at"/> is empty or a scope with a dot.</summary>
    public IEnumerable<Result> Results(string at)
    {
        yield return new Result("ps." + at + "coefficients",
            [.. Score.Design.Names.Select((n, j) => (n, DesignRows.Finite(Score.Coefficients[j])))]);
        foreach (var (name, before, after) in Balances())
        {
            yield return new Result("smd." + at + name,
                [("before", DesignRows.Finite(before)), ("after", DesignRows.Finite(after))]);
        }

        var controls = ControlWeights();
        yield return Result.Number(at + "ess.control", Balance.EffectiveSize(controls));
        yield return Result.Number(at + "max_weight", controls.Length == 0 ? double.NaN : controls.Max());
        yield return Result.Number(at + "overlap.treated_outside", Balance.OutsideShare(Score.Means, Treated));
        yield return Result.Number(at + "match.n_pairs", Pairs.Count);
    }

    /// <summary>Two scopes side by side, each with its own weights.</summary>
    public WeightedGroups With(WeightedGroups other) => new(
        People.And(other.People), [.. Treated, .. other.Treated], [.. Weights, .. other.Weights],
        [], Score, []);

    private static (string Name, double[] Values)[] CovariatesOf(Panel panel, PanelSettings settings,
        PersonTable people, Scope scope)
    {
        var found = new List<(string, double[])>
        {
            ("selection_rate", people.Column(p => p.In(Window.Selection).Rate(Outcome.Claims))),
            ("pre_rate", people.Column(p => p.In(Window.Pre).Rate(Outcome.Claims))),
        };
        if (scope == Scope.All)
        {
            found.Add(("female", people.Column(p => p.Female)));
        }

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
