using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Score;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>
/// Puts people, exclusions and counts together into one result, in an order that depends on nothing but the data.
/// </summary>
internal sealed class ResultBuilder(
    IClaimStore store, DetectRequest request, DetectSettings settings, IReadOnlyList<IRule> rules, Counted counted,
    IReadOnlyList<JudgedPart> parts)
{
    private readonly SlabTotals _totals = counted.Table.Totals;
    private readonly IReadOnlyList<IExclusion> _exclusions = ExclusionCatalog.Create(settings.Exclusions);

    /// <summary>The result.</summary>
    public DetectResult Build(IReadOnlyList<Judged> people, IReadOnlyDictionary<long, IReadOnlyList<Evidence>> evidence)
    {
        var exclusions = people.ToDictionary(p => p.Person.Person, ExclusionsOf);
        var staff = people.Where(p => p.IsStaff).ToList();
        var eligible = people.Where(p => !p.IsStaff).ToList();
        var ranked = Selection.Rank(eligible.Where(p => exclusions[p.Person.Person].Count == 0), request.Round);
        var selected = Selection.Within(ranked, BranchOf, settings);
        var candidates = ranked.Select((p, i) => Candidate(p, i + 1, selected[i])).ToList();
        var excluded = eligible.Where(p => exclusions[p.Person.Person].Count > 0).OrderBy(p => p.Person.Person)
            .Select(p => Candidate(p, 0, false)).ToList();
        var staffList = staff.OrderBy(p => p.Person.Person).Select(p => Candidate(p, 0, false)).ToList();
        var persons = _totals.Present;
        var combinations = Combinations();
        return new DetectResult(
            request.Round, request.T0, Known(), persons,
            candidates, excluded, staffList, ByRule(candidates, combinations), combinations,
            Attrition(persons, staff, eligible, exclusions, candidates), ExcludedByReason(eligible, exclusions),
            Judgeability.Of(
                request, settings, rules.Select(r => r.Card.Id).ToHashSet(), counted.Table.Plan.Window, _totals),
            Texts.Scope(settings),
            new ReceiptTotals(_totals.Receipts, _totals.WithoutDispensing),
            Texts.Season(counted.Season))
        {
            RankedBy = request.Model?.Name ?? LinearExtrapolation.Name,
        };

        Candidate Candidate(Judged p, int rank, bool selected) => new(
            p.Person.Person, p.Person.Household, p.Person.Sex, p.Age, settings.BandOf(p.Facts.Claims), p.Facts, p.Counts, p.Hits,
            exclusions[p.Person.Person],
            [
                .. evidence[p.Person.Person],
                .. ExclusionCatalog.Evidence(_exclusions, exclusions[p.Person.Person], SubjectOf(p), request.T0),
            ],
            rank, selected, p.Place.Score, p.Place.Name)
        {
            Reasons = p.Place.Reasons,
            Branch = BranchOf(p),
        };
    }

    private int BranchOf(Judged p) => request.Standings.GetValueOrDefault(p.Person.Person)?.Branch ?? 0;

    private ClaimMonth Known() =>
        request.AsOf != AsOf.Now ? request.AsOf.DeliveryMonth
        : store.Deliveries.Count > 0 ? store.Deliveries[^1]
        : ClaimMonth.None;

    private IReadOnlyList<ExclusionHit> ExclusionsOf(Judged p) => ExclusionCatalog.Apply(_exclusions, SubjectOf(p));

    private ExclusionSubject SubjectOf(Judged p) => new(
        p.Person.Person, p.Age, p.AtRiskDays,
            request.Standings.GetValueOrDefault(p.Person.Person) ?? Standing.Of(p.Person.Person),
        request.Today, CheckPoint.Detection)
    {
        Signals = p.Signals,
        RecordsDisagree = p.Person.Sex == Sex.Unknown,
    };

    private IReadOnlyList<RuleCount> ByRule(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<CombinationCount> combinations)
    {
        var found = combinations.SelectMany(c => c.Rules.Split('+'), (c, rule) => (Rule: rule, c.Persons))
            .ToLookup(c => c.Rule, c => c.Persons);
        var alone = combinations.ToLookup(c => c.Rules, c => c.Persons);
        var listed = candidates.SelectMany(c => c.Hits, (c, hit) => (hit.Rule, c.Sex)).ToLookup(c => c.Rule, c => c.Sex);
        return
        [
            .. rules.Select(r => new RuleCount(
                r.Card.Id, new Phrase(r.Card.NameJa, r.Card.NameEn), Sum(found[r.Card.Id]), Sum(alone[r.Card.Id]),
                SexCounts.Of(listed[r.Card.Id]))),
        ];
    }

    private IReadOnlyList<CombinationCount> Combinations() =>
    [
        .. parts.SelectMany(p => p.ByCombination).GroupBy(c => c.Key, c => c.Value)
            .Select(g => new CombinationCount(g.Key, Sum(g)))
            .OrderByDescending(c => c.Persons.Everyone).ThenBy(c => c.Rules, StringComparer.Ordinal),
    ];

    private IReadOnlyList<ExclusionCount> ExcludedByReason(
        IReadOnlyList<Judged> eligible, IReadOnlyDictionary<long, IReadOnlyList<ExclusionHit>> exclusions) =>
    [
        .. _exclusions.SelectMany(e => e.Card.Reasons.Select(r => new ExclusionCount(
            e.Card.Id, r.Reason, r.Class, Texts.Of(r.Reason),
            SexCounts.Of(eligible.Where(p => exclusions[p.Person.Person].Any(h => h.Exclusion == e.Card.Id
                && h.Reason == r.Reason))
                .Select(p => p.Person.Sex))))),
    ];

    private List<AttritionStep> Attrition(
        SexCounts persons, IReadOnlyList<Judged> staff, IReadOnlyList<Judged> eligible,
        IReadOnlyDictionary<long, IReadOnlyList<ExclusionHit>> exclusions, IReadOnlyList<Candidate> candidates)
    {
        var steps = new List<AttritionStep>();
        var left = _totals.Stored;
        Take("stored", "", default);
        Take("unlinked", "", _totals.Unlinked);
        Take("absent", "", _totals.Absent);
        Take("staff-list", "", SexCounts.Of(staff.Select(p => p.Person.Sex)));
        var staffAndEligible = SexCounts.Of(staff.Concat(eligible).Select(p => p.Person.Sex));
        Take("no-rule", "", persons - staffAndEligible);
        foreach (var (id, reason) in _exclusions.SelectMany(e => e.Card.Reasons.Select(r => (e.Card.Id, r.Reason))))
        {
            Take(id, reason, SexCounts.Of(eligible
                .Where(p => exclusions[p.Person.Person] is [var first, ..] && first.Exclusion == id && first.Reason == reason)
                .Select(p => p.Person.Sex)));
        }

        Take("over-budget", "", SexCounts.Of(candidates.Where(c => !c.Selected).Select(c => c.Sex)));
        return steps;

        void Take(string step, string reason, SexCounts removed)
        {
            left -= removed;
            steps.Add(new AttritionStep(step, reason, Texts.Of(reason.Length == 0 ? step : reason), removed, left));
        }
    }

    private static SexCounts Sum(IEnumerable<SexCounts> counts) => counts.Aggregate(default(SexCounts), (sum, c) => sum + c);
}
