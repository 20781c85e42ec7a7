using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Detect;

/// <summary>
/// Goes back to the raw histories of the people found: evidence for each hit, and proof that both members agree on it. A rule
/// that did not fire is examined when a person is explained, and R01 always, because whoever has reached N never gets a letter
/// (decisions C2); for all rules and everybody the tests do it.
/// </summary>
internal sealed class Examiner(IReadOnlyList<IRule> rules, ExamineContext context, Projection reads)
{
    private const string Reached = "R01";
    private const double ValueTolerance = 1e-6; // slopes from two algorithms differ in their last digits

    /// <summary>Evidence by person.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<Evidence>> Run(
        IClaimStore store, IReadOnlyList<Judged> people, DetectRequest request)
    {
        var bySlab = people.GroupBy(p => p.Slab).OrderBy(g => g.Key).ToList();
        var found = new List<(long Person, IReadOnlyList<Evidence> Evidence)>[bySlab.Count];
        Detector.EachSlab(bySlab.Count, request.Threads,
            i => found[i] = ExamineSlab(store, bySlab[i].Key, [.. bySlab[i]], request));
        return found.SelectMany(f => f).ToDictionary(f => f.Person, f => f.Evidence);
    }

    /// <summary>Every rule on one raw history.</summary>
    public IReadOnlyList<Evidence> Examine(RawHistory history, IReadOnlyList<RuleHit> expected) =>
        Examine(history, expected, rules);

    private IReadOnlyList<Evidence> Examine(RawHistory history, IReadOnlyList<RuleHit> expected, IEnumerable<IRule> examined)
    {
        var findings = examined.Select(r => r.Examine(history, context)).ToList();
        var hits = RuleCatalog.SettleTiers([.. findings.Select(f => f.Hit).OfType<RuleHit>()]);
        if (hits.Count != expected.Count || hits.Zip(expected).Any(pair => !Agree(pair.First, pair.Second)))
        {
            throw new InvalidOperationException(
                $"person {history.Person}, {context.T0}: Fires says [{Print(expected)}], Examine says [{Print(hits)}]");
        }

        return [.. findings.SelectMany(f => f.Evidence)];
    }

    private List<(long Person, IReadOnlyList<Evidence> Evidence)> ExamineSlab(
        IClaimStore store, int slab, IReadOnlyList<Judged> people, DetectRequest request)
    {
        var wanted = people.ToDictionary(p => p.Person.Person);
        var found = new List<(long Person, IReadOnlyList<Evidence> Evidence)>(people.Count);
        using var opened = store.Open(slab, context.Window.Months, request.AsOf, reads);
        foreach (var history in opened)
        {
            if (wanted.TryGetValue(history.Person, out var person))
            {
                var examined = rules.Where(r => r.Card.Id == Reached || person.Hits.Any(h => h.Rule == r.Card.Id));
                found.Add((history.Person, Examine(RawHistory.Over(history), person.Hits, examined)));
            }
        }

        return found.Count == people.Count
            ? found
            : throw new InvalidOperationException($"slab {slab}: {people.Count} people found, {found.Count} examined");
    }

    private static bool Agree(RuleHit a, RuleHit b) =>
        a.Rule == b.Rule && a.Tier == b.Tier && a.Randomise == b.Randomise && a.Threshold == b.Threshold
        && Math.Abs(a.Value - b.Value) <= ValueTolerance;

    private static string Print(IReadOnlyList<RuleHit> hits) =>
        string.Join(", ", hits.Select(h => $"{h.Rule} {h.Tier} {h.Value}"));
}
