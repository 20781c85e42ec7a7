using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Measures;
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
    /// <summary>What the programme knew beside the panel.</summary>
    public required ProgrammeRecords Records { get; init; }

    /// <summary>Further outcomes, where the panel has their columns.</summary>
    public required IReadOnlyList<MeasureResult> Measures { get; init; }

    /// <summary>Harms against their limits.</summary>
    public required IReadOnlyList<HarmFinding> HarmFindings { get; init; }

    /// <summary>Contacts, connections, opt-outs by sex and arm.</summary>
    public required IReadOnlyList<FactCell> Facts { get; init; }

    /// <summary>The primary estimate as rounds were added; empty for one round.</summary>
    public required IReadOnlyList<CumulativeRow> Rounds { get; init; }

    /// <summary>What the two groups are called.</summary>
    public ArmWords Arms { get; init; } = ArmWords.Drawn;

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

    /// <summary>Measures a panel. Same panel, settings and records, same results.</summary>
    public static OutcomeResults Measure(Panel panel, PanelSettings settings, ProgrammeRecords? records = null)
    {
        records ??= new ProgrammeRecords();
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var table = PersonTable.Of(panel, settings);
        var (events, leads) = EventStudy.Measure(panel, settings, table);
        Estimate[] estimates =
            [.. EstimatorCatalog.Measure(table), .. EstimatorCatalog.OfMonths(panel, settings, table), .. events];
        var byId = estimates.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var family = Families.Confirmatory(byId, table.ClustersShared);
        var flow = FlowTable.Count(table, records.ExcludedOnDay);
        var measured = MeasureResults.Of(panel, settings, table);
        var harms = HarmLimits.Check(measured, table, records.HarmLimits);
        var facts = FactCell.Count(table, records.Facts);
        var rounds = Cumulative.Of(table);

        var results = new List<Result> { Result.Number("person_days_total", panel.PersonDays) };
        results.AddRange(flow.Where(f => f.Sex is Sex.Male or Sex.Female).Select(f => f.ToResult()));
        results.AddRange(RateResults(table));
        results.AddRange(estimates.Select(Result.Of));
        results.AddRange(leads);
        results.AddRange(PermutationTest.Run(table, new PermutationSettings()).Select(p => p.ToResult()));
        results.AddRange(Families.Results("family6", Families.Six(byId, table.ClustersShared)));
        results.AddRange(Families.Results("family9", family));
        results.AddRange(Harms.Count(table).Select(h => h.ToResult()));
        results.AddRange(MeasureResults.Results(measured));
        results.AddRange(harms.Select(h => h.ToResult()));
        results.AddRange(facts.Select(f => f.ToResult()));
        results.AddRange(Cumulative.Results(rounds));
        return new OutcomeResults(panel, settings, table, byId, family, flow, NotesOf(panel, settings, table, records), results)
        {
            Records = records,
            Measures = measured,
            HarmFindings = harms,
            Facts = facts,
            Rounds = rounds,
        };
    }

    /// <summary>
    /// Who is in a panel and what they used, without any estimate between the groups: what the designs that are no draw report
    /// beside their own numbers. <paramref name="analysed"/> says who is in the analysis.
    /// </summary>
    internal static OutcomeResults Describe(Panel panel, PanelSettings settings, ArmWords arms, Func<PersonSums, bool> analysed)
    {
        var table = PersonTable.Of(panel, settings);
        var flow = FlowTable.Count(table, []).Select(c =>
        {
            var count = table.Persons.Count(p => p.Episode.Sex == c.Sex && p.Letter > 0 == c.Letter && analysed(p));
            return c with { Analysed = count, Lost = c.Allocated - count };
        });
        return new OutcomeResults(
            panel, settings, table, new Dictionary<string, Estimate>(StringComparer.Ordinal), [], [.. flow],
            NotesOf(panel, settings, table, new ProgrammeRecords()), [])
        {
            Records = new ProgrammeRecords(),
            Measures = MeasureResults.Of(panel, settings, table),
            HarmFindings = [],
            Facts = [],
            Rounds = [],
            Arms = arms,
        };
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

    private static List<Note> NotesOf(Panel panel, PanelSettings settings, PersonTable table, ProgrammeRecords records)
    {
        var notes = new List<Note>();
        var last = records.DataThrough.IsNone ? panel.Months.Last : records.DataThrough;
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
