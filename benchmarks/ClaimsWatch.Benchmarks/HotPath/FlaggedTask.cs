using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// The task that every program does: twelve months → tallies → the rules that SQL can state exactly → one line for each person
/// for whom one fires: person, rules, receipts of t0, tablets in steps, overlapping days of all ingredients.
/// </summary>
internal static class FlaggedTask
{
    /// <summary>Rules of the task; R03 to R05 need the season and exact tests, R07, R08,
    /// R20 to R22 and R26 tables or more history.</summary>
    public static readonly string[] RuleIds =
    [
        "R01", "R02", "R06", "R09", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R17", "R18", "R23", "R24", "R25",
    ];

    private static readonly DetectSettings s_settings = new();

    /// <summary>The line of one person.</summary>
    public static string Line(long person, IEnumerable<string> rules, long receipts, long steps, long overlap) =>
        $"{person}\t{string.Join('+', rules)}\t{receipts}\t{steps}\t{overlap}";

    /// <summary>The same rules from the features, which ClaimsWatch makes all of whatever is asked.</summary>
    public static IReadOnlyList<string> ByRules(ClaimStore store, ClaimMonth t0, int threads)
    {
        IReadOnlyList<IRule> rules = [.. RuleCatalog.Create(s_settings.Rules).Where(r => RuleIds.Contains(r.Card.Id))];
        var counted = Detector.Count(store, t0, AsOf.Now, s_settings, KeptRows.WhoMayMatter(rules), threads);
        var builder = FeatureBuilder.For(counted.Table.Plan, counted.Season, s_settings.Rules);
        var (steps, overlap) = (
            counted.Table.Plan.IndexOf("dispensed_quantity_steps.t0"), counted.Table.Plan.IndexOf("overlap_days_all"));
        var lines = new List<string>();
        var values = new double[FeatureCatalog.Width];
        for (var part = 0; part < counted.Table.Parts.Count; part++)
        {
            var persons = counted.Table.Parts[part].Persons;
            for (var i = 0; i < persons.Count; i++)
            {
                var row = counted.Table.Row(part, i);
                builder.Build(row, persons[i].Sex, persons[i].BirthMonth, values);
                if (Fired(rules, new FeatureVector(values)) is { Count: > 0 } fired)
                {
                    var dispensed = 0L;
                    foreach (var month in row.Slice(steps, DetectionWindow.Length))
                    {
                        dispensed += month;
                    }

                    lines.Add(Line(persons[i].Person, fired, (long)values[FeatureCatalog.Receipts.Start],
                        dispensed, row[overlap]));
                }
            }
        }

        return lines;
    }

    /// <summary>Everything `detect` does: 26 rules, exclusions, ranking, evidence of each candidate by the oracle.</summary>
    public static DetectResult Everything(ClaimStore store, ClaimMonth t0, int threads)
    {
        var today = t0.Plus(3).FirstDay;
        return Detector.Run(
            store,
            new DetectRequest(
                $"R{t0}", t0, AsOf.Now, today, new Dictionary<long, Core.Programme.Standing>(), ListDates.AllOn(today), threads),
            s_settings);
    }

    private static List<string> Fired(IReadOnlyList<IRule> rules, FeatureVector features)
    {
        var fired = new List<string>();
        foreach (var rule in rules)
        {
            if (rule.Fires(features) is not null)
            {
                fired.Add(rule.Card.Id);
            }
        }

        return fired;
    }
}
