using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Ingest.People;

/// <summary>Two pseudonyms that look like one person who changed number.</summary>
/// <param name="From">Known until <paramref name="LastMonth"/>.</param>
/// <param name="To">Known from <paramref name="FirstMonth"/> on.</param>
/// <param name="Sex">Of both.</param>
/// <param name="LastMonth">Last month of the one.</param>
/// <param name="FirstMonth">First month of the other.</param>
/// <param name="IsWholeName">Whether the whole name agrees; else only the given name does,
/// and each pair wants looking into.</param>
public sealed record ChainProposal(long From, long To, Sex Sex, ClaimMonth LastMonth, ClaimMonth FirstMonth, bool IsWholeName);

/// <summary>
/// Follows people across a change of 記号番号 where no roster does, as NDB's ID0 does (野田ら 2017): same birth date, sex and whole
/// name, one number ending before the other begins. Only proposes. Whoever fits more than one way, overlaps in time, shares a
/// number, or is twice on the roster is left alone: two people under one name must never become one. Where the family name
/// changed with the number (marriage), the same given name and months without a gap make a weaker proposal, for a person to look
/// into one by one.
/// </summary>
public static class PersonChain
{
    /// <summary>Months without any claim between the two, at most.</summary>
    public const int GapMonthsMax = 12;

    /// <summary>The same where only the given name agrees: many share one, so there is next to no room for chance.</summary>
    public const int GivenNameGapMonthsMax = 1;

    /// <summary>The person who stands for an identity, and by what way it got there.</summary>
    public static LinkedIdentity Aliased(LinkedIdentity linked, AliasMap aliases)
    {
        var (person, linkage) = Aliased(linked.Person, linked.Linkage, aliases);
        return person == linked.Person ? linked : linked with { Person = person, Linkage = linkage };
    }

    /// <summary>The person who stands for another, and by what way an identity got there.</summary>
    public static (long Person, Linkage Linkage) Aliased(long person, Linkage linkage, AliasMap aliases) =>
        aliases.Find(person) is not { } alias
        ? (person, linkage)
        : (aliases.Resolve(person), alias.Basis == AliasBasis.Roster ? Linkage.Roster : Linkage.Chained);

    /// <summary>Proposals, by the pseudonym that would be replaced.</summary>
    /// <param name="known">All identities, as the vault has them.</param>
    /// <param name="aliases">Aliases in force, and pairs that were separated.</param>
    /// <param name="persons">First and last months.</param>
    /// <param name="onRoster">Persons whom the roster lists.</param>
    public static IReadOnlyList<ChainProposal> Propose(
        IEnumerable<LinkedIdentity> known, AliasMap aliases, PersonColumns persons, IReadOnlySet<long> onRoster)
    {
        var months = Enumerable.Range(0, persons.Count).Select(persons.Row)
            .ToDictionary(p => p.PersonId, p => (p.FirstMonth, p.LastMonth));
        var proposals = new List<ChainProposal>();
        foreach (var group in known.Where(k => k.Identity.BirthDate != 0 && k.Identity.Sex != Sex.Unknown)
            .GroupBy(k => (k.Identity.InsurerNumber, k.Identity.BirthDate, k.Identity.Sex)))
        {
            var people = group.GroupBy(k => aliases.Resolve(k.Person)).Where(p => months.ContainsKey(p.Key)).ToList();
            if (people.Count < 2)
            {
                continue;
            }

            var entries = people.ConvertAll(p => new Entry(
                p.Key, new ClaimMonth(months[p.Key].FirstMonth), new ClaimMonth(months[p.Key].LastMonth),
                p.Select(k => k.Household).ToHashSet(), p.Select(k => NameForm.Of(k.Identity)).Distinct().ToList()));
            var chains = Chains(entries).ToList();
            foreach (var chain in chains.Where(c => c.Count > 1 && IsOnePerson(c, aliases, onRoster, GapMonthsMax)))
            {
                proposals.AddRange(chain.Zip(chain.Skip(1),
                    (a, b) => new ChainProposal(a.Person, b.Person, group.Key.Sex, a.Last, b.First, true)));
            }

            var alone = chains.Where(c => c.Count == 1).Select(c => c[0]).ToList();
            proposals.AddRange(Renamed(alone, aliases, onRoster).Select(p =>
                new ChainProposal(p.Before.Person, p.After.Person, group.Key.Sex, p.Before.Last, p.After.First, false)));
        }

        return [.. proposals.OrderBy(p => p.From)];
    }

    private sealed record Entry(long Person, ClaimMonth First, ClaimMonth Last, HashSet<long> Households, List<NameForm> Names)
    {
        public bool HasNameOf(Entry other) => Names.Exists(a => other.Names.Exists(b =>
            (a.Full.Length > 0 && a.Full == b.Full) || (a.Kana.Length > 0 && a.Kana == b.Kana)));

        public bool HasGivenNameOf(Entry other) =>
            Names.Exists(a => a.Given.Length > 0 && other.Names.Exists(b => a.Given == b.Given));
    }

    /// <summary>Pairs whose given name agrees; whoever fits two of them fits none.</summary>
    private static IEnumerable<(Entry Before, Entry After)> Renamed(List<Entry> alone, AliasMap aliases,
        IReadOnlySet<long> onRoster)
    {
        var pairs = (from before in alone
                     from after in alone
                     where before.Person != after.Person && before.HasGivenNameOf(after)
                         && IsOnePerson([before, after], aliases, onRoster, GivenNameGapMonthsMax)
                     select (Before: before, After: after)).ToList();
        return pairs.Where(p => pairs.Count(q =>
            q.Before.Person == p.Before.Person || q.After.Person == p.Before.Person
            || q.Before.Person == p.After.Person || q.After.Person == p.After.Person) == 1);
    }

    /// <summary>Everybody with a name in common, directly or through another, in the order of their months.</summary>
    private static IEnumerable<List<Entry>> Chains(List<Entry> entries)
    {
        var left = new List<Entry>(entries);
        while (left.Count > 0)
        {
            List<Entry> chain = [left[0]];
            left.RemoveAt(0);
            for (var i = 0; i < chain.Count; i++)
            {
                var more = left.FindAll(chain[i].HasNameOf);
                chain.AddRange(more);
                left.RemoveAll(more.Contains);
            }

            chain.Sort((a, b) => a.First != b.First ? a.First.CompareTo(b.First) : a.Person.CompareTo(b.Person));
            yield return chain;
        }
    }

    private static bool IsOnePerson(List<Entry> chain, AliasMap aliases, IReadOnlySet<long> onRoster, int gapMonthsMax)
    {
        for (var i = 1; i < chain.Count; i++)
        {
            var (before, after) = (chain[i - 1], chain[i]);
            var follows = !before.Last.IsNone && !after.First.IsNone && before.Last <= after.First
                && after.First.MonthsSince(before.Last) <= gapMonthsMax + 1;
            if (!follows || before.Households.Overlaps(after.Households) || aliases.AreApart(before.Person, after.Person)
                || (onRoster.Contains(before.Person) && onRoster.Contains(after.Person)))
            {
                return false;
            }
        }

        return true;
    }
}
