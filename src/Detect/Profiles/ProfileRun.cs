using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect.Profiles;

/// <summary>A programme's own list on an office's data; exclusions and letters have nothing to do with it.</summary>
/// <param name="Profile">The definition.</param>
/// <param name="Persons">People on the list.</param>
/// <param name="ByRule">People by rule of the definition.</param>
/// <param name="CannotJudge">Its rules that could not, or only partly, be judged.</param>
/// <param name="People">The list itself, by ascending pseudonym.</param>
public sealed record ProfileList(
    Profile Profile, SexCounts Persons, IReadOnlyList<(string Rule, SexCounts Persons)> ByRule,
    IReadOnlyList<NotEvaluable> CannotJudge, IReadOnlyList<ListedPerson> People);

/// <summary>Somebody on a programme's list.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Age">Completed years on t0's last day; −1 unknown.</param>
/// <param name="Rules">Rules of the definition that fired, in id order.</param>
public sealed record ListedPerson(long Person, Sex Sex, int Age, IReadOnlyList<string> Rules);

/// <summary>People who are on exactly these lists.</summary>
/// <param name="Profiles">Names, in the order asked for.</param>
/// <param name="Persons">How many.</param>
public sealed record ListOverlap(IReadOnlyList<string> Profiles, SexCounts Persons);

/// <summary>Several lists side by side.</summary>
/// <param name="Persons">People judged.</param>
/// <param name="Lists">Lists in the order asked for.</param>
/// <param name="Overlaps">Every combination that somebody is on, most people first.</param>
/// <param name="Scope">What counted as one レセプト, in words: the office's own setting, also for other programmes' lists.</param>
/// <param name="Totals">Receipts of the month.</param>
public sealed record ProfileComparison(
    SexCounts Persons, IReadOnlyList<ProfileList> Lists, IReadOnlyList<ListOverlap> Overlaps, Phrase Scope, ReceiptTotals Totals);

/// <summary>Runs profiles over the same store and counts who is on which list.</summary>
public static class ProfileRun
{
    /// <summary>The lists of some profiles and how they overlap.</summary>
    public static ProfileComparison Compare(
        IClaimStore store, DetectRequest request, DetectSettings settings, IReadOnlyList<Profile> profiles)
    {
        var lists = new List<ProfileList>();
        var member = new SortedDictionary<long, (SexCounts Person, SortedSet<int> Lists)>();
        var totals = new SlabTotals();
        for (var i = 0; i < profiles.Count; i++)
        {
            var (list, counted) = One(store, request, settings, profiles[i]);
            totals = counted;
            lists.Add(list);
            foreach (var person in list.People)
            {
                if (!member.TryGetValue(person.Person, out var on))
                {
                    member[person.Person] = on = (SexCounts.One(person.Sex), []);
                }

                on.Lists.Add(i);
            }
        }

        var overlaps = member.Values.GroupBy(m => string.Join(' ', m.Lists.Select(l => profiles[l].Name)), StringComparer.Ordinal)
            .Select(g => new ListOverlap(g.Key.Split(' '), g.Aggregate(default(SexCounts), (sum, m) => sum + m.Person)))
            .OrderByDescending(o => o.Persons.Everyone).ThenBy(o => string.Join(' ', o.Profiles), StringComparer.Ordinal);
        return new ProfileComparison(
            totals.Present, lists, [.. overlaps], Texts.Scope(settings),
            new ReceiptTotals(totals.Receipts, totals.WithoutDispensing));
    }

    private static (ProfileList List, SlabTotals Totals) One(
        IClaimStore store, DetectRequest request, DetectSettings settings, Profile profile)
    {
        var own = profile.Over(settings);
        IReadOnlyList<IRule> rules = [.. RuleCatalog.Create(own.Rules).Where(r => profile.Rules.Contains(r.Card.Id))];
        var counted = Detector.Count(
            store, request.T0, request.AsOf, own, KeptRows.WhoMayMatter(rules), request.Threads, request.Tables);
        var builder = FeatureBuilder.For(counted.Table.Plan, counted.Season, own.Rules);
        var found = new List<ListedPerson>();
        var values = new double[FeatureCatalog.Width];
        for (var part = 0; part < counted.Table.Parts.Count; part++)
        {
            for (var i = 0; i < counted.Table.Parts[part].Persons.Count; i++)
            {
                var person = counted.Table.Parts[part].Persons[i];
                builder.Build(counted.Table.Row(part, i), person.Sex, person.BirthMonth, values);
                var age = counted.Table.Plan.Window.Age(person.BirthMonth);
                if (profile.Takes(age) && Hits(rules, values) is { Count: > 0 } hits)
                {
                    found.Add(new ListedPerson(person.Person, person.Sex, age, hits));
                }
            }
        }

        found.Sort((a, b) => a.Person.CompareTo(b.Person));
        var judged = Judgeability.Of(
            request, own, rules.Select(r => r.Card.Id).ToHashSet(), counted.Table.Plan.Window, counted.Table.Totals);
        var list = new ProfileList(
            profile, Count(found), [.. rules.Select(r => (r.Card.Id, Count(found.Where(f => f.Rules.Contains(r.Card.Id)))))],
            [.. judged.Where(n => n.Id[0] == 'R')], found);
        return (list, counted.Table.Totals);
    }

    private static SexCounts Count(IEnumerable<ListedPerson> people) =>
        people.Aggregate(default(SexCounts), (sum, person) => sum + SexCounts.One(person.Sex));

    // Most people have none: nothing is made for them.
    private static List<string>? Hits(IReadOnlyList<IRule> rules, double[] values)
    {
        List<string>? hits = null;
        foreach (var rule in rules)
        {
            if (rule.Fires(new FeatureVector(values)) is not null)
            {
                (hits ??= []).Add(rule.Card.Id);
            }
        }

        return hits;
    }
}
