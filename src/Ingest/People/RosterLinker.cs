using System.Runtime.InteropServices;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// Gives the rows of a roster their persons. Nearly all have an id, and most ids are those of a month ago: households are put
/// together only for rows without an id, and where somebody is known from claims alone.
/// </summary>
internal sealed class RosterLinker
{
    private const int RecentHouseholds = 1 << 10;
    private readonly ArraySegment<byte>[] _rows;
    private readonly LinkedMembers _roster;
    private readonly LinkedIdentities _known;
    private readonly LinkedMembers _before;
    private readonly IPseudonyms _pseudonyms;
    private readonly AliasMap _aliases;

    // Numbers of roster ids: those of earlier rows first, with their first and last row, then new ones with the person they get.
    private readonly RawIndex _ids = new();
    private readonly RecordWriter _key = new();
    private readonly List<Rostered> _rostered = [];
    private readonly Dictionary<HouseholdKey, Household> _households = [];
    private readonly HouseholdIndex _claimsOnly = new();
    private readonly (int Row, long Household)[] _recent = new (int, long)[RecentHouseholds];

    private RosterLinker(RosterMembers roster, LinkedIdentities known, LinkedMembers before,
        IPseudonyms pseudonyms, AliasMap aliases)
    {
        (_rows, _known, _before, _pseudonyms, _aliases) = (roster.Records.ToArray(), known, before, pseudonyms, aliases);
        _roster = new LinkedMembers(_rows);
    }

    /// <summary>Pseudonyms of claims that turn out to be a roster id's with another one.</summary>
    public List<PersonMerge> Merges { get; } = [];

    /// <summary>Links rows, whose records get their persons; the result does not depend on their order.</summary>
    /// <param name="roster">Rows; they become the members.</param>
    /// <param name="asOf">Date of the roster, yyyymmdd.</param>
    /// <param name="known">Identities of claims.</param>
    /// <param name="before">Members of earlier rosters.</param>
    /// <param name="pseudonyms">Keyed hashes.</param>
    /// <param name="aliases">Pseudonyms that stand for others.</param>
    public static (LinkedMembers Members, IReadOnlyList<PersonMerge> Merges) Link(
        RosterMembers roster, int asOf, LinkedIdentities known, LinkedMembers before, IPseudonyms pseudonyms, AliasMap aliases)
    {
        var linker = new RosterLinker(roster, known, before, pseudonyms, aliases);
        linker.KnowIds();
        var numbers = linker.Number(out var withoutId);
        linker.BuildHouseholds(withoutId);
        linker.FindPersons(numbers);
        linker.Place(numbers, asOf);
        linker.PlaceWithoutId(withoutId, asOf);
        return (linker._roster, linker.Merges);
    }

    // First: who has the id. Last: the number it had before, as a rule the same as today. −1 for an id that is new.
    private record struct Rostered(int First, int Last, long Person);

    private void KnowIds()
    {
        for (var i = 0; i < _before.Count; i++)
        {
            var view = _before.View(i);
            if (!view.PersonId.IsEmpty)
            {
                var number = NumberOf(view);
                ref var rostered = ref CollectionsMarshal.AsSpan(_rostered)[number];
                rostered = rostered.First < 0 ? new Rostered(i, i, _before.PersonAt(i)) : rostered with { Last = i };
            }
        }
    }

    private int[] Number(out List<int> withoutId)
    {
        withoutId = [];
        var numbers = new int[_roster.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var view = _roster.View(i);
            numbers[i] = view.PersonId.IsEmpty ? -1 : NumberOf(view);
            if (numbers[i] < 0)
            {
                withoutId.Add(i);
            }
        }

        return numbers;
    }

    private int NumberOf(MemberView view)
    {
        _key.Clear();
        _key.Text(view.Identity.InsurerNumber);
        _key.Text(view.PersonId);
        var hash = RawIndex.HashOf(_key.Written);
        if (!_ids.TryFind(_key.Written, hash, out var number))
        {
            number = _rostered.Count;
            _ids.Add(_key.Written, hash, number);
            _rostered.Add(new Rostered(-1, -1, -1));
        }

        return number;
    }

    private void BuildHouseholds(List<int> withoutId)
    {
        var wanted =
            withoutId.Select(i => PersonLinker.HouseholdOf(_roster.View(i).Identity.ToIdentity(), _pseudonyms)).ToHashSet();
        WantClaimsOnly(wanted);
        if (wanted.Count == 0)
        {
            return;
        }

        for (var i = 0; i < _before.Count; i++)
        {
            if (wanted.Contains(_before.HouseholdAt(i)))
            {
                AddMember(_before.IdentityAt(i), _before.PersonAt(i));
            }
        }

        for (var i = 0; i < _known.Count; i++)
        {
            if (wanted.Contains(_known.HouseholdAt(i)))
            {
                var facts = PersonFacts.Of(_known.IdentityAt(i));
                Of(facts).Add(facts, _aliases.Resolve(_known.PersonAt(i))).LinkedAs = _known.PersonAt(i);
                _claimsOnly.NumberOf(_known.View(i));
            }
        }
    }

    // Somebody whom the roster has under another number, or not at all: a new roster may say that two are one.
    private void WantClaimsOnly(HashSet<long> wanted)
    {
        if (_known.Count == 0)
        {
            return;
        }

        var rostered = new Dictionary<long, long>(_before.Count);
        for (var i = 0; i < _before.Count; i++)
        {
            rostered.TryAdd(_before.PersonAt(i), _before.HouseholdAt(i));
        }

        for (var i = 0; i < _known.Count; i++)
        {
            if (!rostered.TryGetValue(_aliases.Resolve(_known.PersonAt(i)), out var of) || of != _known.HouseholdAt(i))
            {
                wanted.Add(_known.HouseholdAt(i));
            }
        }
    }

    /// <summary>
    /// Gives each new roster id its pseudonym before any row is placed: that of claims seen earlier under any of its numbers,
    /// else that of the id itself. A person who changed number has several rows, and claims may have come under the new number
    /// before the roster said so.
    /// </summary>
    private void FindPersons(int[] numbers)
    {
        var seen = _claimsOnly.Count == 0 ? [] : SeenInClaims(numbers);
        var fresh = new List<int>();
        for (var (i, given) = (0, new bool[_rostered.Count]); i < numbers.Length; i++)
        {
            if (numbers[i] >= 0 && _rostered[numbers[i]].First < 0 && !given[numbers[i]])
            {
                given[numbers[i]] = true;
                fresh.Add(i);
            }
        }

        // In the order of ids: should two hash to one pseudonym, the first of them keeps it, whatever the order of rows.
        for (var i = 1; i < fresh.Count; i++)
        {
            if (CompareIds(fresh[i - 1], fresh[i]) > 0)
            {
                fresh.Sort(CompareIds);
                break;
            }
        }

        foreach (var i in fresh)
        {
            ref var rostered = ref CollectionsMarshal.AsSpan(_rostered)[numbers[i]];
            rostered.Person = seen.TryGetValue(numbers[i], out var persons)
                ? persons[0]
                : _aliases.Resolve(_pseudonyms.PersonOf(System.Text.Encoding.UTF8.GetString(_roster.View(i).PersonId)));
        }

        foreach (var (number, persons) in seen)
        {
            var person = _rostered[number].Person;
            Merges.AddRange(persons.Where(other => other != person).Select(other => new PersonMerge(other, person)));
        }
    }

    private int CompareIds(int a, int b)
    {
        var left = _roster.View(a);
        var right = _roster.View(b);
        var order = IdentityOrder.CompareText(left.Identity.InsurerNumber, right.Identity.InsurerNumber);
        return order != 0 ? order : IdentityOrder.CompareText(left.PersonId, right.PersonId);
    }

    // Persons known from claims alone whom an id's rows fit, by the id's number; in the order of ids.
    private Dictionary<int, List<long>> SeenInClaims(int[] numbers)
    {
        var rows = new List<int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >= 0 && _claimsOnly.Find(_roster.View(i).Identity) >= 0)
            {
                rows.Add(i);
            }
        }

        rows.Sort(CompareMembers);
        var seen = new Dictionary<int, List<long>>();
        foreach (var i in rows)
        {
            var facts = PersonFacts.Of(_roster.IdentityAt(i));
            var household = Of(facts);
            if (household.HasClaimsOnly && household.Find(facts, out _) is { OnRoster: false } found)
            {
                ref var persons = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, numbers[i], out _);
                persons ??= [];
                if (!persons.Contains(found.Person))
                {
                    persons.Add(found.Person);
                }
            }
        }

        return seen;
    }

    private void Place(int[] numbers, int asOf)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >= 0)
            {
                var rostered = _rostered[numbers[i]];
                var view = _roster.View(i);
                var household = rostered.Last >= 0 && IsSameNumber(_before.View(rostered.Last).Identity, view.Identity)
                    ? _before.HouseholdAt(rostered.Last)
                    : HouseholdOf(i, view.Identity);
                Link(i, rostered.Person, household, asOf);
            }
        }
    }

    // They come before those with an id, who therefore make no difference to them.
    private void PlaceWithoutId(List<int> rows, int asOf)
    {
        rows.Sort(CompareMembers);
        foreach (var i in rows)
        {
            var facts = PersonFacts.Of(_roster.IdentityAt(i));
            var household = Of(facts);
            var person = household.Find(facts, out _)?.Person
                ?? _aliases.Resolve(_pseudonyms.PersonOf(household.CanonicalOf(facts, out _)));
            household.Add(facts, person).OnRoster = true;
            Link(i, person, HouseholdOf(i, _roster.View(i).Identity), asOf);
        }
    }

    // A row that repeats an earlier member's is its record (RepeatedRows): it becomes newer, but nobody else.
    private void Link(int row, long person, long household, int asOf)
    {
        var there = _roster.PersonAt(row);
        if (there != 0 && (there != person || _roster.HouseholdAt(row) != household))
        {
            _rows[row] = _rows[row].ToArray();
        }

        _roster.SetLink(row, person, household, asOf);
    }

    // A household's rows lie together as a rule, so its keyed number is hashed once.
    private long HouseholdOf(int row, IdentityView identity)
    {
        ref var recent = ref _recent[RawIndex.HashOf(identity.Number) & (RecentHouseholds - 1)];
        if (recent.Household == 0 || !IsSameNumber(_roster.View(recent.Row).Identity, identity))
        {
            recent = (row, PersonLinker.HouseholdOf(identity.ToIdentity(), _pseudonyms));
        }

        return recent.Household;
    }

    private static bool IsSameNumber(IdentityView a, IdentityView b) =>
        a.Number.SequenceEqual(b.Number) && a.Symbol.SequenceEqual(b.Symbol) && a.InsurerNumber.SequenceEqual(b.InsurerNumber);

    private Household Of(PersonFacts facts)
    {
        ref var household =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_households, HouseholdKey.Of(facts.ToIdentity()), out _);
        return household ??= new Household();
    }

    private void AddMember(ArraySegment<byte> identity, long person)
    {
        var facts = PersonFacts.Of(identity);
        Of(facts).Add(facts, person).OnRoster = true;
    }

    private int CompareMembers(int a, int b)
    {
        var left = _roster.View(a);
        var right = _roster.View(b);
        var order = IdentityOrder.CompareText(left.Identity.InsurerNumber, right.Identity.InsurerNumber);
        order = order != 0 ? order : IdentityOrder.CompareText(left.PersonId, right.PersonId);
        order = order != 0 ? order : IdentityOrder.CompareFields(left.Identity, right.Identity);
        order = order != 0 ? order : left.AcquiredOn.CompareTo(right.AcquiredOn);
        return order != 0 ? order : a.CompareTo(b);
    }
}
