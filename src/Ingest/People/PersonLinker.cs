using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Ingest.People;

/// <summary>Two pseudonyms that are one person.</summary>
/// <param name="From">The one to be replaced.</param>
/// <param name="To">The one that stays.</param>
public readonly record struct PersonMerge(long From, long To);

/// <summary>What linking found.</summary>
/// <param name="ByKey">Person of every identity of this delivery, known or new, before aliases.</param>
/// <param name="New">Identities seen for the first time, in the order of their keys; for the vault.</param>
/// <param name="Members">Members of the new roster with their pseudonyms, in the order given.</param>
/// <param name="Conflicts">Persons whose records disagree on sex or birth date.</param>
/// <param name="Merges">Pseudonyms of claims that turn out to be a roster id's with another one: kept apart until an alias is
/// recorded.</param>
/// <param name="Find">Pseudonym of somebody already known by number with 枝番 or birth date, 0 if nobody or more than one
/// fits.</param>
public sealed record LinkedPeople(
    IReadOnlyDictionary<IdentityKey, LinkedIdentity> ByKey, IReadOnlyList<LinkedIdentity> New,
        IReadOnlyList<LinkedMember> Members,
    int Conflicts, IReadOnlyList<PersonMerge> Merges, Func<Identity, long> Find);

/// <summary>
/// Finds the person behind an identity; pure. Order: the roster's person id, 枝番, birth and sex inside the number, given name
/// (decisions B7). Never by name alone and never across households, so families and twins stay apart. An identity or a roster id
/// once linked keeps its pseudonym for ever.
/// </summary>
public sealed class PersonLinker
{
    private readonly IPseudonyms _pseudonyms;
    private readonly Dictionary<HouseholdKey, List<HouseholdMember>> _households = [];
    private readonly Dictionary<string, long> _byPersonId = new(StringComparer.Ordinal);
    private readonly Dictionary<IdentityKey, LinkedIdentity> _known = [];
    private readonly HashSet<long> _conflicting = [];
    private readonly AliasMap _aliases;
    private readonly List<PersonMerge> _merges = [];

    private PersonLinker(IPseudonyms pseudonyms, AliasMap aliases) => (_pseudonyms, _aliases) = (pseudonyms, aliases);

    /// <summary>Links the identities and roster members of a delivery; the result does not depend on their order.</summary>
    public static LinkedPeople Link(
        IReadOnlyList<Identity> identities, IReadOnlyList<RosterMember> roster, int rosterAsOf,
        IReadOnlyList<LinkedIdentity> known, IReadOnlyList<LinkedMember> knownMembers, IPseudonyms pseudonyms, AliasMap? aliases = null)
    {
        var linker = new PersonLinker(pseudonyms, aliases ?? AliasMap.None);
        linker.Remember(known, knownMembers);
        var members = linker.LinkRoster(roster, rosterAsOf);
        var fresh = linker.LinkIdentities(identities);
        return new LinkedPeople(linker._known, fresh, members, linker._conflicting.Count, linker._merges,
            linker.FindKnown);
    }

    /// <summary>Keyed household of an identity.</summary>
    public static long HouseholdOf(Identity identity, IPseudonyms pseudonyms)
    {
        var key = HouseholdKey.Of(identity);
        return pseudonyms.HouseholdOf(key.Insurer, key.Symbol, key.Number);
    }

    private void Remember(IReadOnlyList<LinkedIdentity> known, IReadOnlyList<LinkedMember> knownMembers)
    {
        foreach (var member in knownMembers)
        {
            if (member.Member.PersonId.Length > 0)
            {
                _byPersonId.TryAdd(IdOf(member.Member), member.Person);
            }

            Add(member.Member.Identity, member.Person).OnRoster = true;
        }

        foreach (var identity in known)
        {
            _known.TryAdd(identity.Key, identity);
            Add(identity.Identity, _aliases.Resolve(identity.Person)).LinkedAs = identity.Person;
        }
    }

    private List<LinkedMember> LinkRoster(IReadOnlyList<RosterMember> roster, int asOf)
    {
        var sorted = roster.Select((member, index) => (member, index)).ToList();
        sorted.Sort((a, b) => CompareMembers(a.member, b.member));
        FindPersonIds(sorted.ConvertAll(s => s.member));
        var linked = new LinkedMember[roster.Count];
        foreach (var (member, index) in sorted)
        {
            var person = member.PersonId.Length > 0 ? _byPersonId[IdOf(member)] : PersonOfMember(member);
            Add(member.Identity, person).OnRoster = true;
            linked[index] = new LinkedMember(member, person, HouseholdOf(member.Identity, _pseudonyms), asOf);
        }

        return [.. linked];
    }

    /// <summary>
    /// Gives each new roster id its pseudonym before any row is placed: that of claims seen earlier under any of its numbers, else that of
    /// the id itself. A person who changed number has several rows, and claims may have come under the new number before the roster said so.
    /// </summary>
    private void FindPersonIds(List<RosterMember> roster)
    {
        foreach (var rows in roster.Where(m => m.PersonId.Length > 0).GroupBy(IdOf).ToList())
        {
            var seen = new List<long>();
            foreach (var member in rows.Where(HasClaimsOnly))
            {
                var found = Find(member.Identity, out _);
                if (found is { OnRoster: false } && !seen.Contains(found.Person))
                {
                    seen.Add(found.Person);
                }
            }

            if (!_byPersonId.TryGetValue(rows.Key, out var person))
            {
                person = seen.Count > 0 ? seen[0] : _aliases.Resolve(_pseudonyms.PersonOf(rows.First().PersonId));
                _byPersonId.Add(rows.Key, person);
            }

            _merges.AddRange(seen.Where(other => other != person).Select(other => new PersonMerge(other, person)));
        }
    }

    /// <summary>Whether somebody known from claims alone has the number; most households have nobody.</summary>
    private bool HasClaimsOnly(RosterMember member) =>
        _households.TryGetValue(HouseholdKey.Of(member.Identity), out var members) && members.Exists(m => !m.OnRoster);

    private long PersonOfMember(RosterMember member) =>
        Find(member.Identity, out _)?.Person ?? _aliases.Resolve(_pseudonyms.PersonOf(CanonicalOf(member.Identity, out _)));

    private List<LinkedIdentity> LinkIdentities(IReadOnlyList<Identity> identities)
    {
        var fresh = new Dictionary<IdentityKey, Identity>();
        foreach (var identity in identities)
        {
            var key = _pseudonyms.KeyOf(identity);
            if (!_known.ContainsKey(key))
            {
                fresh.TryAdd(key, identity);
            }
        }

        // With 枝番 first: a record without one then finds its person instead of founding another. The key breaks ties.
        var sorted = fresh.ToList();
        sorted.Sort((a, b) => CompareIdentities(a, b));
        var linked = new List<LinkedIdentity>(sorted.Count);
        foreach (var (key, identity) in sorted)
        {
            var found = Find(identity, out var linkage);
            if (found?.Conflicts(PersonFacts.Of(identity)) == true)
            {
                _conflicting.Add(found.Person);
            }

            var linkedAs = found?.LinkedAs ?? _pseudonyms.PersonOf(CanonicalOf(identity, out linkage));
            Add(identity, _aliases.Resolve(linkedAs)).LinkedAs = linkedAs;
            var link = new LinkedIdentity(key, identity, linkedAs, HouseholdOf(identity, _pseudonyms), linkage);
            _known.Add(key, link);
            linked.Add(link);
        }

        linked.Sort((a, b) => a.Key.CompareTo(b.Key));
        return linked;
    }

    private long FindKnown(Identity identity)
    {
        if (Find(identity, out _) is { } found)
        {
            return found.Person;
        }

        // An opt-out names number and birth date, not sex.
        var facts = PersonFacts.Of(identity);
        var byBirth = _households.GetValueOrDefault(HouseholdKey.Of(identity))?
            .Where(m => facts.BirthDate != 0 && m.Facts.Any(f => f.BirthDate == facts.BirthDate)
                && !m.HasOnlyOtherBranches(facts.Branch))
            .Take(2).ToList() ?? [];
        return byBirth.Count == 1 ? byBirth[0].Person : 0;
    }

    private HouseholdMember? Find(Identity identity, out Linkage linkage)
    {
        linkage = Linkage.Unlinked;
        return _households.TryGetValue(HouseholdKey.Of(identity), out var members)
            ? HouseholdMatch.Find(members, PersonFacts.Of(identity), out linkage)
            : null;
    }

    /// <summary>Canonical id of somebody not seen before (decisions B7), made longer only as far as the household needs
    /// it.</summary>
    private string CanonicalOf(Identity identity, out Linkage linkage)
    {
        var household = HouseholdKey.Of(identity);
        var members = _households.GetValueOrDefault(household) ?? [];
        var facts = PersonFacts.Of(identity);
        var number = $"{household.Insurer}|{household.Symbol}|{household.Number}|{facts.Branch}";
        var birthAndSex = $"{number}|{facts.BirthDate}|{(int)facts.Sex}";
        if (facts.Branch.Length > 0 && !members.Exists(m => m.HasBranch(facts.Branch)))
        {
            linkage = Linkage.Branch;
            return number;
        }

        if (facts.Branch.Length == 0 && facts.BirthDate != 0 && !members.Exists(m => m.SameBirthAndSex(facts)))
        {
            linkage = Linkage.BirthAndSex;
            return birthAndSex;
        }

        linkage = Linkage.GivenName;
        return $"{birthAndSex}|{facts.Name.Distinguishing}";
    }

    private HouseholdMember Add(Identity identity, long person)
    {
        var key = HouseholdKey.Of(identity);
        if (!_households.TryGetValue(key, out var members))
        {
            members = [];
            _households.Add(key, members);
        }

        var member = members.Find(m => m.Person == person);
        if (member is null)
        {
            member = new HouseholdMember(person);
            members.Add(member);
        }

        member.Add(PersonFacts.Of(identity));
        return member;
    }

    private static string IdOf(RosterMember member) => $"{member.Identity.InsurerNumber}|{member.PersonId}";

    private static int CompareMembers(RosterMember a, RosterMember b)
    {
        var order = string.CompareOrdinal(IdOf(a), IdOf(b));
        order = order != 0 ? order : CompareFields(a.Identity, b.Identity);
        return order != 0 ? order : a.AcquiredOn.CompareTo(b.AcquiredOn);
    }

    private static int CompareIdentities(KeyValuePair<IdentityKey, Identity> a, KeyValuePair<IdentityKey, Identity> b)
    {
        var order = (a.Value.Branch.Length == 0).CompareTo(b.Value.Branch.Length == 0);
        order = order != 0 ? order : CompareFields(a.Value, b.Value);
        return order != 0 ? order : a.Key.CompareTo(b.Key);
    }

    private static int CompareFields(Identity a, Identity b)
    {
        var order = string.CompareOrdinal(a.InsurerNumber, b.InsurerNumber);
        order = order != 0 ? order : string.CompareOrdinal(a.Symbol, b.Symbol);
        order = order != 0 ? order : string.CompareOrdinal(a.Number, b.Number);
        order = order != 0 ? order : string.CompareOrdinal(a.Branch, b.Branch);
        order = order != 0 ? order : a.BirthDate.CompareTo(b.BirthDate);
        order = order != 0 ? order : a.Sex.CompareTo(b.Sex);
        return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
    }
}
