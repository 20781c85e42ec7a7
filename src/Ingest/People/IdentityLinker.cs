using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// Links identities of claims that nobody knows yet, household by household: only those of somebody new are put together, and
/// each for as long as it is looked at.
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
    private readonly Comparison<int> _compare;

    /// <param name="fresh">Not known, without persons yet, each once.</param>
    /// <param name="known">All that are known.</param>
    /// <param name="members">All members.</param>
    /// <param name="asked">Who will be looked for by <see cref="Find"/>; null for anybody.</param>
    /// <param name="pseudonyms">Keyed hashes.</param>
    /// <param name="aliases">Pseudonyms that stand for others.</param>
    public IdentityLinker(
        LinkedIdentities fresh, LinkedIdentities known, LinkedMembers members, IReadOnlyList<Identity>? asked,
        IPseudonyms pseudonyms,
        AliasMap aliases)
    {
        (_fresh, _known, _members, _pseudonyms, _aliases, _compare) = (fresh, known, members, pseudonyms, aliases, Compare);
        var households = new int[fresh.Count];
        for (var i = 0; i < households.Length; i++)
        {
            households[i] = _index.NumberOf(fresh.View(i));
        }

        var freshHouseholds = _index.Count;
        foreach (var one in asked ?? [])
        {
            _index.NumberOf(IdentityView.Of(PersonRecords.Of(one)));
        }

        var knownHouseholds = new int[known.Count];
        for (var i = 0; i < knownHouseholds.Length; i++)
        {
            knownHouseholds[i] = asked is null ? _index.NumberOf(known.View(i)) : _index.Find(known.View(i));
        }

        var memberHouseholds = new int[members.Count];
        for (var i = 0; i < memberHouseholds.Length; i++)
        {
            memberHouseholds[i] = asked is null ? _index.NumberOf(members.View(i).Identity)
                : _index.Find(members.View(i).Identity);
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
        var number = _index.Find(IdentityView.Of(PersonRecords.Of(identity)));
        if (number < 0)
        {
            return 0;
        }

        Build(number);
        foreach (var i in _freshBy.Of(number))
        {
            Add(PersonFacts.Of(_fresh.IdentityAt(i)), _fresh.PersonAt(i)); // in the order in which they were linked
        }

        return _household.FindPerson(PersonFacts.Of(identity));
    }

    private void Link(int number)
    {
        Build(number);
        var fresh = _freshBy.Of(number);
        if (fresh.Length > 1)
        {
            fresh.Sort(_compare);
        }

        var household = HouseholdOf(number, fresh[0]);
        foreach (var i in fresh)
        {
            Link(i, PersonFacts.Of(_fresh.IdentityAt(i)), household);
        }
    }

    // With 枝番 first: a record without one then finds its person instead of founding another. The key breaks ties.
    private int Compare(int a, int b)
    {
        var order = IdentityOrder.Compare(_fresh.View(a), _fresh.View(b));
        return order != 0 ? order : _fresh.KeyAt(a).CompareTo(_fresh.KeyAt(b));
    }

    private void Link(int index, PersonFacts facts, long household)
    {
        var found = _household.Find(facts, out var linkage);
        if (found?.Conflicts(facts) == true)
        {
            _conflicting.Add(found.Person);
        }

        var linkedAs = found?.LinkedAs ?? _pseudonyms.PersonOf(_household.CanonicalOf(facts, out linkage));
        Add(facts, linkedAs);
        _fresh.SetLink(index, linkedAs, household, linkage);
    }

    private void Build(int number)
    {
        _household.Clear();
        foreach (var i in _membersBy.Of(number))
        {
            _household.Add(PersonFacts.Of(_members.IdentityAt(i)), _members.PersonAt(i)).OnRoster = true;
        }

        foreach (var i in _knownBy.Of(number))
        {
            Add(PersonFacts.Of(_known.IdentityAt(i)), _known.PersonAt(i));
        }
    }

    private void Add(PersonFacts facts, long linkedAs) => _household.Add(facts, _aliases.Resolve(linkedAs)).LinkedAs = linkedAs;

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
    public static int Compare(IdentityView a, IdentityView b)
    {
        var order = a.Branch.IsEmpty.CompareTo(b.Branch.IsEmpty);
        return order != 0 ? order : CompareFields(a, b);
    }

    /// <summary>By their fields but for カナ氏名.</summary>
    public static int CompareFields(IdentityView a, IdentityView b)
    {
        var order = CompareText(a.InsurerNumber, b.InsurerNumber);
        order = order != 0 ? order : CompareText(a.Symbol, b.Symbol);
        order = order != 0 ? order : CompareText(a.Number, b.Number);
        order = order != 0 ? order : CompareText(a.Branch, b.Branch);
        order = order != 0 ? order : a.BirthDate.CompareTo(b.BirthDate);
        order = order != 0 ? order : a.Sex.CompareTo(b.Sex);
        return order != 0 ? order : CompareText(a.Name, b.Name);
    }

    /// <summary>Texts in UTF-8 in the order that <see cref="string.CompareOrdinal(string, string)"/> gives them:
    /// by UTF-16.</summary>
    public static int CompareText(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        // begins what is two surrogates in UTF-16, which come before U+E000, whose first byte is this:
        const byte fourBytes = 0xF0;
        const byte afterSurrogates = 0xEE;
        var same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        var (x, y) = (a[same], b[same]);
        return x >= fourBytes != y >= fourBytes && Math.Min(x, y) >= afterSurrogates ? y.CompareTo(x) : x.CompareTo(y);
    }
}
