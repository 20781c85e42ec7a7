using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// Who is who in a delivery: its rosters first, one after the other by date, then all identities of all claim files at once.
/// Rosters need no claims, so they may be linked while claims are still being read.
/// </summary>
internal sealed class PeopleLinking(IngestContext context)
{
    private readonly SortedDictionary<IdentityKey, LinkedIdentity> _former = [];
    private readonly LinkedIdentities _known = LinkedIdentities.Of(context.KnownIdentities);
    private readonly List<PersonMerge> _merges = [];

    /// <summary>ALL members after the rosters linked so far.</summary>
    public LinkedMembers Members { get; private set; } = LinkedMembers.Of(context.Members);

    /// <summary>Members whom the newest roster lacks without a date of loss.</summary>
    public int Vanished { get; private set; }

    /// <summary>Date of the newest roster of the delivery, yyyymmdd; 0 if it has none.</summary>
    public int AsOf { get; private set; }

    /// <summary>Pseudonyms that a roster shows to be one person.</summary>
    public IReadOnlyList<PersonMerge> Merges => _merges;

    /// <summary>Numbers that a roster gave up, each under its person.</summary>
    public IReadOnlyCollection<LinkedIdentity> Former => _former.Values;

    /// <summary>Links the rosters of a delivery; once, before <see cref="Link"/>.</summary>
    public void LinkRosters(IEnumerable<RosterFile> rosters)
    {
        foreach (var group in rosters.GroupBy(r => r.AsOf).OrderBy(g => g.Key))
        {
            var rows = group.Select(r => r.Members).ToList();
            var (linked, merges) = RosterLinker.Link(
                rows.Count == 1 ? rows[0] : new RosterMembers([.. rows.SelectMany(r => r.Records.ToArray())]),
                group.Key, Known(), Members,
                context.Pseudonyms, context.Aliases);
            _merges.AddRange(merges);
            var merged = RosterMerge.Merge(Members, linked);
            KeepFormerNumbers(merged.Former);
            (Members, Vanished, AsOf) = (merged.Members, merged.Vanished, group.Key);
        }
    }

    /// <summary>Links the identities that the vault does not know, and says of all of a delivery who they are.</summary>
    /// <param name="identities">Of the delivery's claims.</param>
    /// <param name="asked">Those whom an opt-out list names.</param>
    /// <returns>The people, and what finds those who are asked for.</returns>
    public (ClaimPeople People, Func<Identity, long> Find) Link(IdentityTable identities, IReadOnlyList<Identity> asked)
    {
        var known = Known();
        var all = identities.Unknown;
        var isFormer = new bool[all.Count];
        for (var i = 0; i < isFormer.Length && _former.Count > 0; i++)
        {
            isFormer[i] = _former.ContainsKey(all.KeyAt(i));
            if (_former.TryGetValue(all.KeyAt(i), out var former))
            {
                all.SetLink(i, former.Person, former.Household, former.Linkage);
            }
        }

        var fresh = !isFormer.Contains(true) ? all
            : new LinkedIdentities([.. Enumerable.Range(0, all.Count).Where(i => !isFormer[i]).Select(i => all.Records[i])]);
        var linked = PersonLinker.Link(fresh, known, Members, asked, context.Pseudonyms, context.Aliases);
        return (new ClaimPeople(linked, known, identities), linked.Find);
    }

    private LinkedIdentities Known() => _former.Count == 0
        ? _known
        : new LinkedIdentities([.. _known.Records, .. LinkedIdentities.Of([.. _former.Values]).Records]);

    /// <summary>
    /// A number that the roster gave up stays known under its person: somebody without 枝番 whose first claim comes late, under the
    /// old number, must not become a second person.
    /// </summary>
    private void KeepFormerNumbers(LinkedMembers former)
    {
        foreach (var member in former)
        {
            var identity = member.Member.Identity;
            var key = context.Pseudonyms.KeyOf(identity);
            if (_known.IndexOf(key) < 0)
            {
                _former.TryAdd(key, new LinkedIdentity(key, identity, member.Person, member.Household, Linkage.Roster));
            }
        }
    }
}

/// <summary>The persons of a delivery's claims, by the numbers of <see cref="IdentityTable"/>.</summary>
internal sealed class ClaimPeople
{
    private readonly LinkedIdentities _known;

    public ClaimPeople(LinkedPeople linked, LinkedIdentities known, IdentityTable identities)
    {
        (New, Conflicts, _known) = (linked.New, linked.Conflicts, known);
        var unknown = identities.Unknown;
        Persons = new long[identities.Distinct];
        Linkages = new Linkage[Persons.Length];
        for (var i = 0; i < Persons.Length; i++)
        {
            var place = identities.PlaceOf(i);
            (Persons[i], Linkages[i]) = place >= 0
                ? (known.PersonAt(place), known.LinkageAt(place))
                : (unknown.PersonAt(~place), unknown.LinkageAt(~place));
        }
    }

    /// <summary>Identities seen for the first time, in the order of their keys.</summary>
    public LinkedIdentities New { get; }

    /// <summary>Persons whose records disagree on sex or birth date.</summary>
    public int Conflicts { get; }

    /// <summary>Identities known and new; 0 if the delivery has none.</summary>
    public int Count => Persons.Length == 0 ? 0 : _known.Count + New.Count;

    /// <summary>Pseudonyms by number, before aliases.</summary>
    public long[] Persons { get; }

    /// <summary>How they were found, by number.</summary>
    public Linkage[] Linkages { get; }

    /// <summary>What everything that is known says of those who have a new identity, after aliases.</summary>
    public ClaimedPerson[] OfNew(AliasMap aliases)
    {
        var persons = new long[New.Count];
        for (var i = 0; i < persons.Length; i++)
        {
            persons[i] = aliases.Resolve(New.PersonAt(i));
        }

        Array.Sort(persons);
        var claimed = new List<ClaimedPerson>(New.Count);
        foreach (var identities in new[] { persons.Length == 0 ? LinkedIdentities.None : _known, New })
        {
            for (var i = 0; i < identities.Count; i++)
            {
                var (person, linkage) = PersonChain.Aliased(identities.PersonAt(i), identities.LinkageAt(i), aliases);
                if (identities == New || Array.BinarySearch(persons, person) >= 0)
                {
                    claimed.Add(new ClaimedPerson(
                        person, identities.SexAt(i), identities.BirthDateAt(i), linkage, identities.HouseholdAt(i)));
                }
            }
        }

        return [.. claimed];
    }
}
