using System.Runtime.InteropServices;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>What <see cref="PlainLinker"/> found; as <see cref="LinkedPeople"/>.</summary>
internal sealed record PlainPeople(
    IReadOnlyDictionary<IdentityKey, LinkedIdentity> ByKey, IReadOnlyList<LinkedIdentity> New,
    IReadOnlyList<LinkedMember> Members,
    int Conflicts, IReadOnlyList<PersonMerge> Merges, Func<Identity, long> Find);

/// <summary>The obvious linker: every household is an object and stands in memory;
/// what <see cref="PersonLinker"/> has to find, too.</summary>
internal sealed class PlainLinker
{
    private readonly IPseudonyms _pseudonyms;
    private readonly Dictionary<HouseholdKey, List<HouseholdMember>> _households = [];
    private readonly Dictionary<HouseholdKey, long> _householdNumbers = [];
    private readonly Dictionary<RosterId, Rostered> _byPersonId = [];
    private readonly Dictionary<IdentityKey, LinkedIdentity> _known = [];
    private readonly HashSet<long> _conflicting = [];
    private readonly AliasMap _aliases;
    private readonly List<PersonMerge> _merges = [];

    private PlainLinker(IPseudonyms pseudonyms, AliasMap aliases) => (_pseudonyms, _aliases) = (pseudonyms, aliases);

    public static PlainPeople Link(
        IReadOnlyList<Identity> identities, IReadOnlyList<RosterMember> roster, int rosterAsOf,
        IReadOnlyList<LinkedIdentity> known, IReadOnlyList<LinkedMember> knownMembers, IPseudonyms pseudonyms,
        AliasMap? aliases = null)
    {
        var linker = new PlainLinker(pseudonyms, aliases ?? AliasMap.None);
        linker.Know(known, roster.Count > 0 ? knownMembers : []);
        var unknown = linker.Unknown(identities);
        linker.Remember(known, knownMembers);
        var members = linker.LinkRoster(roster, rosterAsOf);
        var fresh = linker.LinkIdentities(unknown);
        return new PlainPeople(linker._known, fresh, members, linker._conflicting.Count, linker._merges,
            linker.FindKnown);
    }

    /// <summary>A household keeps its keyed number, so it is hashed once:
    /// members of earlier deliveries bring it with them.</summary>
    private long HouseholdOf(Identity identity)
    {
        ref var household =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_householdNumbers, HouseholdKey.Of(identity), out var known);
        return known ? household : household = PersonLinker.HouseholdOf(identity, _pseudonyms);
    }

    private void Know(IReadOnlyList<LinkedIdentity> known, IReadOnlyList<LinkedMember> knownMembers)
    {
        _byPersonId.EnsureCapacity(knownMembers.Count);
        foreach (var member in knownMembers)
        {
            if (member.Member.PersonId.Length > 0)
            {
                ref var rostered =
                    ref CollectionsMarshal.GetValueRefOrAddDefault(_byPersonId, RosterId.Of(member.Member), out var again);
                rostered = new Rostered(again ? rostered.Person : member.Person, member);
            }
        }

        foreach (var identity in known)
        {
            _known.TryAdd(identity.Key, identity);
        }
    }

    private void Remember(IReadOnlyList<LinkedIdentity> known, IReadOnlyList<LinkedMember> knownMembers)
    {
        foreach (var member in knownMembers)
        {
            AddMember(member.Member.Identity, member.Person);
        }

        foreach (var identity in known)
        {
            Add(HouseholdKey.Of(identity.Identity), identity.Identity, _aliases.Resolve(identity.Person))
                .LinkedAs = identity.Person;
        }
    }

    private void AddMember(Identity identity, long person) => Add(HouseholdKey.Of(identity), identity, person).OnRoster = true;

    private List<LinkedMember> LinkRoster(IReadOnlyList<RosterMember> roster, int asOf)
    {
        var sorted = new RosterEntry[roster.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = new RosterEntry(RosterId.Of(roster[i]), roster[i], i);
        }

        Array.Sort(sorted, CompareMembers);
        FindPersonIds(sorted);
        var linked = new LinkedMember[roster.Count];
        foreach (var (id, member, index) in sorted)
        {
            var (person, before) = member.PersonId.Length > 0 ? _byPersonId[id] : new Rostered(PersonOfMember(member), null);
            var household = before is not null && SameNumber(before.Member.Identity, member.Identity) ? before.Household
                : HouseholdOf(member.Identity);
            AddMember(member.Identity, person);
            linked[index] = new LinkedMember(member, person, household, asOf);
        }

        return [.. linked];
    }

    // The person of a roster id, with a row that the id had before: as a rule the same number as today.
    private readonly record struct Rostered(long Person, LinkedMember? Before);

    private static bool SameNumber(Identity a, Identity b) =>
        a.InsurerNumber == b.InsurerNumber && a.Symbol == b.Symbol && a.Number == b.Number;

    private readonly record struct RosterEntry(RosterId Id, RosterMember Member, int Index);

    private readonly record struct RosterId(string Insurer, string Person)
    {
        public static RosterId Of(RosterMember member) => new(member.Identity.InsurerNumber, member.PersonId);
    }

    /// <summary>
    /// Gives each new roster id its pseudonym before any row is placed: that of claims seen earlier under any of its numbers,
    /// else that of the id itself. A person who changed number has several rows, and claims may have come under the new number
    /// before the roster said so.
    /// </summary>
    private void FindPersonIds(ReadOnlySpan<RosterEntry> sorted)
    {
        for (var (start, end) = (0, 0); start < sorted.Length; start = end)
        {
            var id = sorted[start].Id;
            for (end = start + 1; end < sorted.Length && sorted[end].Id == id; end++)
            {
            }

            if (sorted[start].Member.PersonId.Length == 0)
            {
                continue;
            }

            var seen = new List<long>(0);
            foreach (var entry in sorted[start..(_households.Count == 0 ? start : end)])
            {
                var found = HasClaimsOnly(entry.Member) ? Find(entry.Member.Identity, out _) : null;
                if (found is { OnRoster: false } && !seen.Contains(found.Person))
                {
                    seen.Add(found.Person);
                }
            }

            if (!_byPersonId.TryGetValue(id, out var known))
            {
                known = new Rostered(seen.Count > 0 ? seen[0]
                    : _aliases.Resolve(_pseudonyms.PersonOf(sorted[start].Member.PersonId)), null);
                _byPersonId.Add(id, known);
            }

            var person = known.Person;
            if (seen.Count > 0)
            {
                _merges.AddRange(seen.Where(other => other != person).Select(other => new PersonMerge(other, person)));
            }
        }
    }

    /// <summary>Whether somebody known from claims alone has the number; most households have nobody.</summary>
    private bool HasClaimsOnly(RosterMember member) =>
        _households.TryGetValue(HouseholdKey.Of(member.Identity), out var members) && members.Exists(m => !m.OnRoster);

    private long PersonOfMember(RosterMember member) =>
        Find(member.Identity, out _)?.Person ?? _aliases.Resolve(_pseudonyms.PersonOf(CanonicalOf(member.Identity, out _)));

    private Dictionary<IdentityKey, Identity> Unknown(IReadOnlyList<Identity> identities)
    {
        var unknown = new Dictionary<IdentityKey, Identity>();
        for (var i = 0; i < identities.Count; i++)
        {
            var key = _pseudonyms.KeyOf(identities[i]);
            if (!_known.ContainsKey(key))
            {
                unknown.TryAdd(key, identities[i]);
            }
        }

        return unknown;
    }

    private List<LinkedIdentity> LinkIdentities(Dictionary<IdentityKey, Identity> unknown)
    {
        // With 枝番 first: a record without one then finds its person instead of founding another. The key breaks ties.
        var sorted = unknown.ToList();
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
            Add(HouseholdKey.Of(identity), identity, _aliases.Resolve(linkedAs)).LinkedAs = linkedAs;
            var link = new LinkedIdentity(key, identity, linkedAs, HouseholdOf(identity), linkage);
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

    private HouseholdMember Add(HouseholdKey household, Identity identity, long person)
    {
        ref var members = ref CollectionsMarshal.GetValueRefOrAddDefault(_households, household, out _);
        members ??= new List<HouseholdMember>(1);
        var facts = PersonFacts.Of(identity);
        foreach (var known in members)
        {
            if (known.Person == person)
            {
                known.Add(facts);
                return known;
            }
        }

        var member = new HouseholdMember(person);
        members.Add(member);
        member.Add(facts);
        return member;
    }

    private static int CompareMembers(RosterEntry a, RosterEntry b)
    {
        var order = string.CompareOrdinal(a.Id.Insurer, b.Id.Insurer);
        order = order != 0 ? order : string.CompareOrdinal(a.Id.Person, b.Id.Person);
        order = order != 0 ? order : CompareFields(a.Member.Identity, b.Member.Identity);
        return order != 0 ? order : a.Member.AcquiredOn.CompareTo(b.Member.AcquiredOn);
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
