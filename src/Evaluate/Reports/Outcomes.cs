using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>Everything measured on one panel, exact: for staff, never for release without the gate.</summary>
/// <param name="Panel">What was measured.</param>
/// <param name="Settings">Window lengths used.</param>
/// <param name="Table">The panel as window sums.</param>
/// <param name="Estimates">Every estimate, by id.</param>
/// <param name="Family">The confirmatory family with its adjusted p values.</param>
/// <param name="Flow">Who was drawn, reached and analysed, by sex and arm.</param>
/// <param name="Notes">What a reader must know.</param>
/// <param name="Results">All of it as named objects in a fixed order.</param>
public sealed record OutcomeResults(
    Panel Panel, PanelSettings Settings, PersonTable Table, IReadOnlyDictionary<string, Estimate> Estimates,
    IReadOnlyList<FamilyMember> Family, IReadOnlyList<FlowCell> Flow, IReadOnlyList<Note> Notes, IReadOnlyList<Result> Results)
{
    /// <summary>The primary estimate of a scope: HC0, or CR1 when any household has two people.</summary>
    public Estimate Primary(Outcome outcome, Scope scope) =>
        Estimates[$"{Names.Of(outcome)}.{Names.Of(scope)}.poisson_ancova.{(Table.ClustersShared ? "CR1" : "HC0")}"];

    /// <summary>The decisive sex interaction, with the same variance as the primary estimate.</summary>
    public Estimate PrimaryInteraction(Outcome outcome) =>
        Estimates[$"{Names.Of(outcome)}.poisson_ancova_sex_interaction.{(Table.ClustersShared ? "CR1" : "HC0")}"];
}

/// <summary>One test of the confirmatory family.</summary>
/// <param name="Id">Id of its estimate.</param>
/// <param name="P">Raw p; NaN when it could not be computed, and then it still counts in the family.</param>
/// <param name="Holm">Holm-adjusted p.</param>
/// <param name="Hochberg">Hochberg-adjusted p.</param>
/// <param name="BenjaminiHochberg">Benjamini–Hochberg-adjusted p.</param>
/// <param name="Gated">Holm's p, or the primary test's where that is larger: what a claim rests on.</param>
public sealed record FamilyMember(string Id, double P, double Holm, double Hochberg, double BenjaminiHochberg, double Gated);

/// <summary>
/// The evaluation: panel in, named numbers out (issue 2: rates, Poisson ANCOVA, difference in differences, sex interactions).
/// </summary>
public static class Outcomes
{
    /// <summary>Label of every number that only looks like an effect.</summary>
    public const string NotAnEffect = "not an effect";

    /// <summary>
    /// Measures a panel. Same panel and settings, same results. People taken out on the day only enter the flow.
    /// </summary>
    /// <param name="panel">People and months.</param>
    /// <param name="settings">Window lengths.</param>
    /// <param name="excludedOnDay">Taken out on the day of printing.</param>
    /// <param name="dataThrough">Newest month the data hold whole; without it, the last month with a row. People who left early
    /// have no rows, so rows alone can't say how far the data reach.</param>
    public static OutcomeResults Measure(
        Panel panel, PanelSettings settings, IReadOnlyCollection<ExcludedToday>? excludedOnDay = null,
        ClaimMonth dataThrough = default)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var table = PersonTable.Of(panel, settings);
        var estimates = EstimatorCatalog.Measure(table).Concat(EstimatorCatalog.OfMonths(panel, settings, table)).ToArray();
        var byId = estimates.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var family = Families.Confirmatory(byId, table.ClustersShared);
        var flow = FlowTable.Count(table, excludedOnDay ?? []);

        var results = new List<Result> { Result.Number("person_days_total", panel.PersonDays) };
        results.AddRange(flow.Where(f => f.Sex is Sex.Male or Sex.Female).Select(f => f.ToResult()));
        results.AddRange(RateResults(table));
        results.AddRange(estimates.Select(Result.Of));
        results.AddRange(Names.Outcomes.Select(o => EventStudy.Leads(panel, settings, table, o)).OfType<Result>());
        results.AddRange(Names.Outcomes.Select(o => PermutationTest.Run(table, o, new PermutationSettings()).ToResult()));
        results.AddRange(Families.Results("family6", Families.Six(byId, table.ClustersShared)));
        results.AddRange(Families.Results("family9", family));
        results.AddRange(Harms.Count(table).Select(h => h.ToResult()));
        return new OutcomeResults(panel, settings, table, byId, family, flow, NotesOf(panel, settings, table, dataThrough),
            results);
    }

    private static IEnumerable<Result> RateResults(PersonTable table)
    {
        foreach (var outcome in Names.Outcomes)
        {
            foreach (var scope in (Scope[])[.. Names.Scopes, Scope.Unknown])
            {
                if (scope == Scope.Unknown && table.Only(scope).Persons.Count == 0)
                {
                    continue;
                }

                foreach (var letter in (bool[])[true, false])
                {
                    foreach (var window in Enum.GetValues<Window>())
                    {
                        yield return Result.Of(Rates.Of(table, outcome, scope, letter, window));
                    }
                }

                var id = $"{Names.Of(outcome)}.naive_sel_vs_post_pct.{Names.Of(scope)}";
                yield return Result.Number(id, Rates.SelectionToPostPercent(table, outcome, scope, letter: true), NotAnEffect);
                yield return Result.Number(id + ".control", Rates.SelectionToPostPercent(table, outcome, scope, letter: false),
                    NotAnEffect);
            }
        }
    }

    private static List<Note> NotesOf(Panel panel, PanelSettings settings, PersonTable table, ClaimMonth dataThrough)
    {
        var notes = new List<Note>();
        var last = dataThrough.IsNone ? panel.Months.Last : dataThrough;
        var open = table.Persons.Count(p => p.Episode.LetterMonth.Plus(settings.PostMonthsOf(p.Episode) - 1) > last);
        AddIfAny(notes, "post-not-complete", open, last.ToString());
        AddIfAny(notes, "never-in-a-round", panel.Episodes.Count - table.Persons.Count);
        AddIfAny(notes, "sex-unknown", table.Only(Scope.Unknown).Persons.Count);
        AddIfAny(notes, "not-at-risk-in-both-windows", table.Persons.Count(p => !p.Complete));
        AddIfAny(notes, "letter-before-selection", table.Persons.Count(p =>
            p.Episode.LetterMonth <= settings.SelectionOf(p.Episode)));
        var idle = Enumerable.Range(0, panel.Episodes.Count)
            .Sum(i => panel.Rows(i).Count(r => r.DaysAtRisk == 0 && r.Claims > 0));
        AddIfAny(notes, "claims-without-days-at-risk", idle);
        if (table.ClustersShared)
        {
            notes.Add(new Note("clustered-by-household-or-person", table.Persons.DistinctBy(p => p.Cluster).Count()));
        }

        return notes;
    }

    private static void AddIfAny(List<Note> notes, string code, int count, string detail = "")
    {
        if (count > 0)
        {
            notes.Add(new Note(code, count, detail));
        }
    }
}
