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

    /// <summary>Rule of comparison the report leads with.</summary>
    internal const Comparison Main = Comparison.NotYet;

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

        var studies = (from outcome in Names.Outcomes
                       from scope in Names.Scopes
                       select (Key: (outcome, scope), Study: GroupTimeStudy.Of(
                           panel, scope, r => r.Of(outcome) / r.Exposure, Enum.GetValues<Comparison>())))
            .ToDictionary(x => x.Key, x => x.Study);
        var results = new List<Result>();
        foreach (var ((outcome, scope), study) in studies)
        {
            var prefix = (outcome, scope) == (Outcome.Claims, Scope.All) ? "" : $"{Names.Of(outcome)}.{Names.Of(scope)}.";
            results.AddRange(OfStudy(study, prefix));
        }

        foreach (var outcome in Names.Outcomes)
        {
            results.Add(Row(
                $"{Names.Of(outcome)}.cs.notyet.simple.sex_difference", Between(studies, outcome),
                studies[(outcome, Scope.All)].Clusters.Length));
        }

        return new DesignResults(Name, results, [Texts.WaitlistWarning])
        {
            Report = WaitlistReport.Of(panel, studies),
        };
    }

    /// <summary>The women's mean effect less the men's.</summary>
    internal static Inference Between(Dictionary<(Outcome, Scope), GroupTimeStudy> studies, Outcome outcome) =>
        GroupTimeStudy.Difference(studies[(outcome, Scope.Female)], studies[(outcome, Scope.Male)], Main, IsAfter);

    /// <summary>Whether a cell is of a month with the letter out.</summary>
    internal static bool IsAfter(GroupTimeCell cell) => cell.Since >= 0;

    /// <summary>Prefix of names under a rule.</summary>
    internal static string NameOf(Comparison rule) => rule == Comparison.Never ? "cs.never." : "cs.notyet.";

    private static IEnumerable<Result> OfStudy(GroupTimeStudy study, string prefix)
    {
        foreach (var (rule, cells) in study.Cells)
        {
            var name = prefix + NameOf(rule);
            var persons = study.Clusters.Length;
            string Month(int index) => $"{study.Months[index].Value}";
            Result Of(string id, Func<GroupTimeCell, bool> chosen) => Row(name + id, study.Mean(rule, chosen), persons);
            foreach (var cell in cells)
            {
                yield return Of($"att(g={Month(cell.Group)},t={Month(cell.Time)})", c => ReferenceEquals(c, cell));
            }

            yield return Of("simple", IsAfter);
            foreach (var since in cells.Select(c => c.Since).Distinct().Order())
            {
                yield return Of($"dynamic(e={since})", c => c.Since == since);
            }

            foreach (var group in cells.Select(c => c.Group).Distinct().Order())
            {
                yield return Of($"group(g={Month(group)})", c => c.Group == group && IsAfter(c));
            }
        }
    }

    private static Result Row(string id, Inference inference, int persons) => DesignRows.Of(id, inference, "influence", persons);
}
