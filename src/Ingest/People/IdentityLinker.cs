using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// Links identities of claims that nobody knows yet, household by household: only those of somebody new are put together, and each for as
/// long as it is looked at.
/// </summary>
internal sealed class IdentityLinker
{
    private readonly LinkedIdentities _fresh;
    private readonly LinkedIdentities _known;
    private readonly LinkedMembers _members;
    private readonly IPseudonyms _pseudonyms;
    private readonly AliasMap _aliases;
    private readonly HouseholdIndex _index = new();
    private readonly Groups _freshBy;
    private readonly Groups _knownBy;
    private readonly Groups _membersBy;
    private readonly HashSet<long> _conflicting = [];
    private readonly Household _household = new();

    /// <param name="fresh">Not known, without persons yet, each once.</param>
    /// <param name="known">All that are known.</param>
    /// <param name="members">All members.</param>
    /// <param name="asked">Who will be looked for by <see cref="Find"/>; null for anybody.</param>
    /// <param name="pseudonyms">Keyed hashes.</param>
    /// <param name="aliases">Pseudonyms that stand for others.</param>
    public IdentityLinker(
        LinkedIdentities fresh, LinkedIdentities known, LinkedMembers members, IReadOnlyList<Identity>? asked, IPseudonyms pseudonyms,
        AliasMap aliases)
    {
        (_fresh, _known, _members, _pseudonyms, _aliases) = (fresh, known, members, pseudonyms, aliases);
        var households = new int[fresh.Count];
        for (var i = 0; i < households.Length; i++)
        {
            households[i] = _index.NumberOf(fresh.View(i));
        }

        var freshHouseholds = _index.Count;
        foreach (var one in PackedOf(asked ?? []))
        {
            _index.NumberOf(new MemberView(one).Identity);
        }

        var knownHouseholds = new int[known.Count];
        for (var i = 0; i < knownHouseholds.Length; i++)
        {
            knownHouseholds[i] = asked is null ? _index.NumberOf(known.View(i)) : _index.Find(known.View(i));
        }

        var memberHouseholds = new int[members.Count];
        for (var i = 0; i < memberHouseholds.Length; i++)
        {
            memberHouseholds[i] = asked is null ? _index.NumberOf(members.View(i).Identity) : _index.Find(members.View(i).Identity);
        }

        (_freshBy, _knownBy, _membersBy) =
            (new(households, _index.Count), new(knownHouseholds, _index.Count), new(memberHouseholds, _index.Count));
        for (var i = 0; i < freshHouseholds; i++)
        {
            Link(i);
        }
    }

    /// <summary>Persons whose records disagree on sex or birth date.</summary>
    public int Conflicts => _conflicting.Count;

    /// <summary>Pseudonym of somebody known or new, 0 if nobody or more than one fits.</summary>
    public long Find(Identity identity)
    {
        var number = _index.Find(new MemberView(PackedOf([identity])[0]).Identity);
        if (number < 0)
        {
            return 0;
        }

        Build(number);
        foreach (var i in _freshBy.Of(number))
        {
            Add(_fresh[i].Identity, _fresh.PersonAt(i)); // in the order in which they were linked
        }

        return _household.FindPerson(identity);
    }

    private static ReadOnlySpan<ArraySegment<byte>> PackedOf(IReadOnlyList<Identity> identities) => RosterMembers.Of(
        [.. identities.Select(i => new RosterMember("", i, 0, 0, EndReason.None, "", "", "", "", false, false, 0))]).Records;

    private void Link(int number)
    {
        Build(number);
        var fresh = _freshBy.Of(number);
        var household = HouseholdOf(number, fresh[0]);
        if (fresh.Length == 1)
        {
            Link(fresh[0], _fresh[fresh[0]].Identity, household);
            return;
        }

        // With 枝番 first: a record without one then finds its person instead of founding another. The key breaks ties.
        var identities = new (int Index, IdentityKey Key, Identity Identity)[fresh.Length];
        for (var i = 0; i < identities.Length; i++)
        {
            identities[i] = (fresh[i], _fresh.KeyAt(fresh[i]), _fresh[fresh[i]].Identity);
        }

        Array.Sort(identities, static (a, b) =>
        {
            var order = IdentityOrder.Compare(a.Identity, b.Identity);
            return order != 0 ? order : a.Key.CompareTo(b.Key);
        });
        for (var i = 0; i < identities.Length; i++)
        {
            fresh[i] = identities[i].Index;
            Link(fresh[i], identities[i].Identity, household);
        }
    }

    private void Link(int index, Identity identity, long household)
    {
        var found = _household.Find(identity, out var linkage);
        if (found?.Conflicts(PersonFacts.Of(identity)) == true)
        {
            _conflicting.Add(found.Person);
        }

        var linkedAs = found?.LinkedAs ?? _pseudonyms.PersonOf(_household.CanonicalOf(identity, out linkage));
        Add(identity, linkedAs);
        _fresh.SetLink(index, linkedAs, household, linkage);
    }

    private void Build(int number)
    {
        _household.Clear();
        foreach (var i in _membersBy.Of(number))
        {
            _household.Add(_members.View(i).Identity.ToIdentity(), _members.PersonAt(i)).OnRoster = true;
        }

        foreach (var i in _knownBy.Of(number))
        {
            Add(_known.View(i).ToIdentity(), _known.PersonAt(i));
        }
    }

    private void Add(Identity identity, long linkedAs) => _household.Add(identity, _aliases.Resolve(linkedAs)).LinkedAs = linkedAs;

    // Whoever is known brings the keyed number along: hashed only where the whole household is new.
    private long HouseholdOf(int number, int fresh) =>
        _membersBy.Of(number) is [var member, ..] ? _members.HouseholdAt(member)
        : _knownBy.Of(number) is [var known, ..] ? _known.HouseholdAt(known)
        : PersonLinker.HouseholdOf(_fresh.View(fresh).ToIdentity(), _pseudonyms);
}

/// <summary>The order in which identities are linked.</summary>
internal static class IdentityOrder
{
    /// <summary>Those with 枝番 first, then by their fields but for カナ氏名.</summary>
    public static int Compare(Identity a, Identity b)
    {
        var order = (a.Branch.Length == 0).CompareTo(b.Branch.Length == 0);
        return order != 0 ? order : CompareFields(a, b);
    }

    /// <summary>By their fields but for カナ氏名.</summary>
    public static int CompareFields(Identity a, Identity b)
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
