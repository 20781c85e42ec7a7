using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Score;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>A person for whom something matters: eligible for a letter, or R01.</summary>
internal sealed record Judged(
    int Slab, TalliedPerson Person, int Age, int AtRiskDays, IReadOnlyList<RuleHit> Hits, MonthFacts Facts,
    IReadOnlyList<int> Counts, Place Place, double Level)
{
    /// <summary>What exclusions look at.</summary>
    public ClinicalSignals Signals { get; init; } = ClinicalSignals.None;

    public bool IsStaff => Hits.Any(h => h.Tier == Tier.Staff);
}

/// <summary>What one slab's judging gives.</summary>
internal sealed record JudgedPart(IReadOnlyList<Judged> People, IReadOnlyDictionary<string, SexCounts> ByCombination);

/// <summary>Turns integers into hits, slab by slab; sees no rows.</summary>
internal sealed class Judge(
    TallyTable table, SeasonIndex season, DetectSettings settings, IReadOnlyList<IRule> rules, ScoreModelFile? model = null)
{
    private readonly FeatureBuilder _builder = FeatureBuilder.For(table.Plan, season, settings.Rules);
    private readonly Dictionary<string, RuleGroup> _groups = rules.ToDictionary(r => r.Card.Id, r => r.Card.Group);

    private readonly int _signals = table.Plan.IndexOf("cancer_medicines");

    /// <summary>Judges everyone of one slab.</summary>
    public JudgedPart Run(int part)
    {
        var persons = table.Parts[part].Persons;
        var people = new List<Judged>();
        var combinations = new SortedDictionary<string, SexCounts>(StringComparer.Ordinal);
        var values = new double[FeatureCatalog.Width];
        for (var i = 0; i < persons.Count; i++)
        {
            var person = persons[i];
            _builder.Build(table.Row(part, i), person.Sex, person.BirthMonth, values);
            var features = new FeatureVector(values);
            if (JudgeOne(features, out var hits))
            {
                people.Add(Describe(part, i, features, hits));
            }

            if (hits.Count > 0)
            {
                var key = string.Join('+', hits.Select(h => h.Rule));
                combinations[key] = combinations.GetValueOrDefault(key) + SexCounts.One(person.Sex);
            }
        }

        return new JudgedPart(people, combinations);
    }

    /// <summary>Features of one person, for explaining.</summary>
    public double[] FeaturesOf(int part, int index)
    {
        var person = table.Parts[part].Persons[index];
        var values = new double[FeatureCatalog.Width];
        _builder.Build(table.Row(part, index), person.Sex, person.BirthMonth, values);
        return values;
    }

    /// <summary>Whether the person is eligible or on the staff list, with all hits.</summary>
    public bool JudgeOne(scoped FeatureVector features, out IReadOnlyList<RuleHit> hits)
    {
        List<RuleHit>? found = null;
        foreach (var rule in rules)
        {
            if (rule.Fires(features) is { } hit)
            {
                (found ??= []).Add(hit);
            }
        }

        if (found is null)
        {
            hits = [];
            return false;
        }

        hits = RuleCatalog.SettleTiers(found);
        return hits.Any(h => h.Tier == Tier.Staff) || RuleCatalog.IsEligible(hits, _groups);
    }

    /// <summary>Facts, counts and score of a person.</summary>
    public Judged Describe(int part, int index, scoped FeatureVector features, IReadOnlyList<RuleHit> hits)
    {
        var (slab, person) = (table.Parts[part].Slab, table.Parts[part].Persons[index]);
        var facts = new MonthFacts(
            table.Plan.Window.T0, (int)features[FeatureCatalog.Receipts, 0],
            (int)features[FeatureCatalog.ReceiptsWithoutDispensing, 0],
            (int)features[FeatureCatalog.Institutions, 0], (int)features[FeatureCatalog.Pharmacies, 0],
            (int)features[FeatureCatalog.VisitDays, 0]);
        var counts = new int[6];
        for (var back = 0; back < counts.Length; back++)
        {
            counts[counts.Length - 1 - back] = features.IsAtRisk(back) ? (int)features[FeatureCatalog.Receipts, back] : -1;
        }

        var place = model?.Of(features, table.Plan.Window.T0, hits.Count) ?? LinearExtrapolation.Of(features);
        return new Judged(
            slab, person, table.Plan.Window.Age(person.BirthMonth), (int)features[FeatureCatalog.AtRiskDays, 0], hits, facts,
            counts, place, LinearExtrapolation.Level(features))
        {
            Signals = ClinicalSignals.Of(table.Row(part, index)[_signals..]),
        };
    }
}
