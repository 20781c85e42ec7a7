using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Panel;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>What the event study of one scope found for one outcome.</summary>
/// <param name="Outcome">Outcome.</param>
/// <param name="Months">One estimate a month since selection, the reference left out.</param>
/// <param name="Leads">Joint test of the months before the reference; null when there is none.</param>
/// <param name="Post">Mean of the months of POST.</param>
internal sealed record EventStudyFinding(
    Outcome Outcome, IReadOnlyList<(int Month, Estimate Estimate)> Months, (Wald Test, string Vcov)? Leads, Estimate Post);

/// <summary>
/// The difference between the arms month by month: linear model of the monthly rate with person and month effects, reference the
/// last month before the selection month, CR1S and t(G − 1); the months before it are the leads, tested together.
/// </summary>
/// <remarks>Passing the joint test of the leads does not rule out regression to the mean: in a simulated confounded case it
/// passed with p = .98 while the unadjusted estimate was 2.4 times the truth (evaluation.md 2).</remarks>
public static class EventStudy
{
    /// <summary>Warning that belongs to the joint test.</summary>
    public const string Warning = "a passed pre-trend test does not rule out regression to the mean";

    private const int Reference = -1;

    /// <summary>
    /// One estimate a month other than the reference, and an outcome's joint test of the leads (χ² and F; none when there is no
    /// lead). Ids carry the calendar month when there is one round, else the months since selection.
    /// </summary>
    public static (IReadOnlyList<Estimate> Months, IReadOnlyList<Result> Leads) Measure(Panel panel, PanelSettings settings,
        PersonTable table)
    {
        var found = OfScope(panel, settings, table, Scope.All);
        return ([.. found.SelectMany(f => f.Months.Select(m => m.Estimate))],
            [.. found.Select(f => Joint(f, Scope.All)).OfType<Result>()]);
    }

    /// <summary>Every outcome among the people of one scope.</summary>
    internal static IReadOnlyList<EventStudyFinding> OfScope(Panel panel, PanelSettings settings, PersonTable table, Scope scope)
    {
        var rows = MonthRows.Of(panel, settings, table.Only(scope), wholeSpan: true);
        var (design, months) = DesignOf(rows);
        string[] leads = [.. months.Where(m => m < Reference).Select(Name)];
        var post = rows.PostMonths();
        var fits = AbsorbedOls.Fit(design, [.. Names.Outcomes.Select(rows.Rates)], rows.Persons);
        return
        [
            .. Names.Outcomes.Zip(fits).Select(x =>
            {
                var (outcome, fit) = x;
                var clustered = ClusterRobust.Of(
                    fit, rows.Clusters, CrForm.CR1S, coefficientCount: months.Length + rows.MonthCoefficients());
                var df = clustered.ClusterCount - 1;
                var at = At(outcome, scope);
                return new EventStudyFinding(
                    outcome,
                    [
                        .. months.Select(month => (month, Estimate.T(
                            $"{at}.event_study.{Label(table, settings, month)}.CR1S.t", fit, clustered, Name(month), df,
                            logRatio: false))),
                    ],
                    leads.Length > 0 ? (Wald.Test(fit, clustered, leads, df), clustered.Name) : null,
                    Mean($"{at}.event_study_post.CR1S.t", fit, clustered, [.. post.Select(Name)]));
            }),
        ];
    }

    /// <summary>
    /// The women's mean difference of POST less the men's, one an outcome: months and their differences have their own values in
    /// each sex, so the numbers of men and women are those of separate models.
    /// </summary>
    internal static IReadOnlyList<Estimate> SexInteraction(Panel panel, PanelSettings settings, PersonTable table)
    {
        var rows = MonthRows.Of(panel, settings, table.Only(Scope.All), wholeSpan: true);
        var female = rows.Female();
        var (design, months) = DesignOf(rows);
        foreach (var name in design.Names.ToArray())
        {
            design = design.With(name + BySex, [.. design.Column(design.IndexOf(name)).ToArray().Zip(female, (x, f) => x * f)]);
        }

        var post = rows.PostMonths();
        var fits = AbsorbedOls.Fit(design, [.. Names.Outcomes.Select(rows.Rates)], rows.Persons);
        return
        [
            .. Names.Outcomes.Zip(fits).Select(x =>
            {
                var clustered = ClusterRobust.Of(
                    x.Second, rows.Clusters, CrForm.CR1S, coefficientCount: 2 * (months.Length + rows.MonthCoefficients()));
                return Mean(
                    $"{Names.Of(x.First)}.event_study_post_sex_interaction.CR1S.t", x.Second, clustered,
                    [.. post.Select(m => Name(m) + BySex)]);
            }),
        ];
    }

    /// <summary>The joint test of the leads as a named object; null when there is no lead.</summary>
    internal static Result? Joint(EventStudyFinding found, Scope scope) => found.Leads is not { } leads ? null
        : new Result($"{At(found.Outcome, scope)}.pretrend_joint",
        [
            ("chi2", Finite(leads.Test.ChiSquared)), ("df", leads.Test.Count), ("p_chi2", Finite(leads.Test.P)),
            ("F", Finite(leads.Test.F)),
            ("df2", leads.Test.FDf), ("p_F", Finite(leads.Test.FP)), ("vcov", leads.Vcov), ("label", Warning),
        ]);

    private const string BySex = ":female";

    private static string At(Outcome outcome, Scope scope) =>
        scope == Scope.All ? Names.Of(outcome) : $"{Names.Of(outcome)}.{Names.Of(scope)}";

    private static Estimate Mean(string id, AbsorbedFit fit, Covariance clustered, string[] names)
    {
        var (value, error) = names.Length == 0 ? (double.NaN, double.NaN)
            : clustered.Combine([.. names.Select(n => (n, 1.0 / names.Length))]);
        return Estimate.Of(id, fit, clustered, Inference.WithT(value, error, clustered.ClusterCount - 1), logRatio: false);
    }

    private static (DesignMatrix Design, int[] Months) DesignOf(MonthRows rows)
    {
        var relative = rows.Relative();
        var letter = rows.Letter();
        int[] months = [.. relative.Distinct().Where(m => m != Reference).Order()];
        var design = rows.WithMonths(DesignMatrix.Empty(rows.Count));
        foreach (var month in months)
        {
            design = design.With(Name(month), [.. relative.Select((m, i) => m == month ? letter[i] : 0)]);
        }

        return (design, months);
    }

    private static string Name(int month) => $"letter:{month}";

    private static string Label(PersonTable table, PanelSettings settings, int month)
    {
        ClaimMonth[] selections = [.. table.Persons.Select(p => settings.SelectionOf(p.Episode)).Distinct().Take(2)];
        return selections is [var only] ? $"{only.Plus(month).Value}" : $"t{month:+0;-0;0}";
    }

    private static object? Finite(double value) => double.IsFinite(value) ? value : null;
}
