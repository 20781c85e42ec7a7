using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Event study of two groups, drawn by lot or not: their difference month by month against the last month before people were
/// chosen, with a joint test of the months before it, for everyone and within each sex.
/// </summary>
public static class EventStudyDesign
{
    /// <summary>Name in <c>outcomes --design</c>.</summary>
    public const string Name = "event-study";

    private static readonly string[] s_others =
        ["twfe_linear.CR1S.t", "twfe_poisson.CR1.z", "did_poisson.CR1.z", "mean_change_diff.HC1"];

    /// <summary>Measures a panel with two groups.</summary>
    /// <exception cref="UserError">There is one group only, or no month before people were chosen.</exception>
    public static DesignResults Measure(Panel panel, PanelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var table = PersonTable.Of(panel, settings);
        var people = table.Only(Scope.All).Persons;
        if (!people.Any(p => p.Letter > 0) || !people.Any(p => p.Letter == 0) || !people.Any(p => p.In(Window.Pre).Months > 0))
        {
            throw new UserError(ExitCode.Refused, Texts.EventStudyNobody, "outcomes --design event-study",
                Texts.ObservationalNext);
        }

        var scopes = Names.Scopes.Select(s => (Scope: s, Found: EventStudy.OfScope(panel, settings, table, s))).ToArray();
        var between = EventStudy.SexInteraction(panel, settings, table);
        var results = new List<Result>();
        foreach (var (scope, found) in scopes)
        {
            results.AddRange(found.SelectMany(f => f.Months.Select(m => m.Estimate).Append(f.Post)).Select(Result.Of));
            results.AddRange(found.Select(f => EventStudy.Joint(f, scope)).OfType<Result>());
        }

        results.AddRange(between.Select(Result.Of));
        Estimate[] others = [.. EstimatorCatalog.Measure(table), .. EstimatorCatalog.OfMonths(panel, settings, table)];
        List<string> warnings = [Texts.EventStudyWarning, Texts.LeadsWarning];
        if (scopes[0].Found[0].Leads is null)
        {
            warnings.Add(Texts.NoLeads);
        }

        return new DesignResults(Name, results, warnings)
        {
            Report = ReportOf(panel, settings, table, scopes, between, others),
        };
    }

    private static DesignReport ReportOf(
        Panel panel, PanelSettings settings, PersonTable table, (Scope Scope, IReadOnlyList<EventStudyFinding> Found)[] scopes,
        IReadOnlyList<Estimate> between, Estimate[] others)
    {
        EffectLine Line(Estimate estimate, Outcome outcome, Scope scope) => new(
            Texts.OutcomeLabel(outcome), Texts.ScopeLabel(scope), estimate.Inference, estimate.IsLogRatio,
            Behind(table, outcome, scope))
        { Id = estimate.Id };
        EffectLine[] main = [.. from outcome in Names.Outcomes
            from s in scopes
            select Line(s.Found.Single(f => f.Outcome == outcome).Post, outcome,
                s.Scope) with { InFamily = s.Scope != Scope.All }];
        EffectLine[] bySex = [.. Names.Outcomes.Zip(between).Select(x => new EffectLine(
            Texts.OutcomeLabel(x.First), Texts.WomenMinusMen, x.Second.Inference, IsRatio: false,
            [.. Behind(table, x.First, Scope.Male), .. Behind(table, x.First, Scope.Female)]) { InFamily = true })];
        EffectLine[] course = [.. from s in scopes
            from m in s.Found[0].Months
            select Line(m.Estimate, Outcome.Claims, s.Scope) with { Outcome = Texts.ScopeLabel(s.Scope),
                Label = DerivedTables.MonthLabel(m.Month) }];
        EffectLine[] sensitivity = [.. from outcome in Names.Outcomes
            from scope in Names.Scopes
            from id in s_others
            let estimate = others.FirstOrDefault(e => e.Id == $"{Names.Of(outcome)}.{Names.Of(scope)}.{id}")
            where estimate is not null
            select Line(estimate, outcome, scope)];
        var described =
            Outcomes.Describe(panel, settings, ArmWords.Drawn with { PeopleTitle = Texts.GroupsTitle }, p => p.Complete);
        return new DesignReport(
            DesignWords.EventStudy, [.. DescribedTables.Counts(described)],
            [
                .. DesignTables.Effects(main, bySex, Texts.EventStudyTitle, Texts.InteractionTitle),
                DesignTables.Course("course", Texts.EventCourseTitle, Texts.SinceSelectionHeader, course),
                LeadsTable(table, scopes),
                .. DescribedTables.Derived(described), DesignTables.Sensitivity(sensitivity),
            ])
        {
            Course = "course",
            Charts = DescribedTables.Charts(described),
            Flow = described.Arms,
        };
    }

    private static DerivedTable LeadsTable(PersonTable table, (Scope Scope, IReadOnlyList<EventStudyFinding> Found)[] scopes) =>
        new(
        "leads", Texts.LeadsTitle, [Texts.OutcomeHeader, Texts.SexHeader, "χ²", "df", "p", "F", "p (F)"],
        [
            .. from s in scopes
               from f in s.Found
               where f.Leads is not null
               let test = f.Leads!.Value.Test
               let persons = Behind(table, f.Outcome, s.Scope).Select(n => Math.Max(1, n)).ToArray()
               select (IReadOnlyList<DerivedCell>)
               [
                   DerivedCell.Label(Texts.OutcomeLabel(f.Outcome)), DerivedCell.Label(Texts.ScopeLabel(s.Scope)),
                   new(Figures.Rate(test.ChiSquared), test.ChiSquared, persons, []), new($"{test.Count}", test.Count, [], []),
                   new(Figures.P(test.P), test.P, persons, []), new(Figures.Rate(test.F), test.F, persons, []),
                   new(Figures.P(test.FP), test.FP, persons, []),
               ],
        ]);

    private static IReadOnlyList<long> Behind(PersonTable table, Outcome outcome, Scope scope)
    {
        var people = table.Only(scope).Complete().Persons;
        return
        [
            .. ((double[])[1, 0]).SelectMany(letter => outcome == Outcome.DispensedQuantity
                ? (long[])[people.Count(p => p.Letter == letter),
                    people.Count(p => p.Letter == letter && p.In(Window.Post).DispensedQuantity > 0)]
                : [people.Count(p => p.Letter == letter)]),
        ];
    }
}
