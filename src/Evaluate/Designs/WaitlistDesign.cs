using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Waitlist or stepped wedge: everyone gets a letter, the month by lot. ATT(g,t) on monthly rates with aggregates, by sex; a
/// two-way fixed-effects number is never printed for this design, since people lettered earlier would serve as controls.
/// </summary>
public static class WaitlistDesign
{
    /// <summary>Name in <c>outcomes --design</c>.</summary>
    public const string Name = "waitlist";

    /// <summary>Measures a panel whose letter months differ.</summary>
    /// <exception cref="UserError">There is one letter month and nobody without a letter: nobody to compare with.</exception>
    public static DesignResults Measure(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var letterMonths = panel.Episodes.Where(e => e.Arm == Arm.Letter).Select(e => e.LetterMonth).Distinct().Count();
        if (letterMonths == 0 || (letterMonths == 1 && panel.Episodes.All(e => e.Arm == Arm.Letter)))
        {
            throw new UserError(ExitCode.Refused, Texts.WaitlistNobody, "outcomes --design waitlist", Texts.WaitlistNext);
        }

        var results = new List<Result>();
        foreach (var outcome in Names.Outcomes)
        {
            foreach (var scope in Names.Scopes)
            {
                var prefix = (outcome, scope) == (Outcome.Claims, Scope.All) ? "" : $"{Names.Of(outcome)}.{Names.Of(scope)}.";
                results.AddRange(OfScope(panel, outcome, scope, prefix));
            }
        }

        return new DesignResults(Name, results, [Texts.WaitlistWarning]);
    }

    private static IEnumerable<Result> OfScope(Panel panel, Outcome outcome, Scope scope, string prefix)
    {
        var (first, last) = panel.Months;
        var months = ClaimMonth.Range(first, last).ToArray();
        int[] people = [.. Enumerable.Range(0, panel.Episodes.Count).Where(i => Holds(scope, panel.Episodes[i].Sex))];
        var rates = Array.ConvertAll(people, i => RatesOf(panel.Rows(i), months, outcome));
        var groups = Array.ConvertAll(people, i => panel.Episodes[i] is { Arm: Arm.Letter } e
            ? e.LetterMonth.MonthsSince(first) : GroupTime.Never);
        var table = PersonTable.ClusterNumbers(panel);
        long[] clusters = [.. people.Select(i => table[i])];
        foreach (var rule in Enum.GetValues<Comparison>())
        {
            var cells = GroupTime.Cells(rates, groups, rule);
            var name = prefix + (rule == Comparison.Never ? "cs.never." : "cs.notyet.");
            string Month(int index) => $"{months[index].Value}";
            foreach (var cell in cells)
            {
                yield return Row($"{name}att(g={Month(cell.Group)},t={Month(cell.Time)})", [cell], clusters);
            }

            yield return Row(name + "simple", cells.Where(c => c.Since >= 0), clusters);
            foreach (var since in cells.Select(c => c.Since).Distinct().Order())
            {
                yield return Row($"{name}dynamic(e={since})", cells.Where(c => c.Since == since), clusters);
            }

            foreach (var group in cells.Select(c => c.Group).Distinct().Order())
            {
                yield return Row($"{name}group(g={Month(group)})", cells.Where(c => c.Group == group && c.Since >= 0), clusters);
            }
        }
    }

    private static Result Row(string id, IEnumerable<GroupTimeCell> cells, long[] clusters)
    {
        var found = GroupTime.Aggregate(cells, clusters);
        var inference = Inference.Normal(found?.Effect ?? double.NaN, found?.StandardError ?? double.NaN);
        return DesignRows.Of(id, inference, "influence", clusters.Length);
    }

    private static double[] RatesOf(IReadOnlyList<PanelRow> rows, ClaimMonth[] months, Outcome outcome)
    {
        var rates = new double[months.Length];
        Array.Fill(rates, double.NaN);
        foreach (var row in rows.Where(r => r.DaysAtRisk > 0))
        {
            rates[row.Month.MonthsSince(months[0])] = row.Of(outcome) / row.Exposure;
        }

        return rates;
    }

    private static bool Holds(Scope scope, Sex sex) => scope switch
    {
        Scope.Male => sex == Sex.Male,
        Scope.Female => sex == Sex.Female,
        _ => sex != Sex.Unknown,
    };
}
