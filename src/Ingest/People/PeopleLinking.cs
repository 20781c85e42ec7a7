using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// Who is who in a delivery: its rosters first, one after the other by date, then all identities of all claim files at once. Rosters
/// need no claims, so they may be linked while claims are still being read.
/// </summary>
internal sealed class PeopleLinking(IngestContext context)
{
    private readonly SortedDictionary<IdentityKey, LinkedIdentity> _aliases = [];
    private readonly List<PersonMerge> _merges = [];

    /// <summary>ALL members after the rosters linked so far.</summary>
    public IReadOnlyList<LinkedMember> Members { get; private set; } = context.Members;

    /// <summary>Members whom the newest roster lacks without a date of loss.</summary>
    public int Vanished { get; private set; }

    /// <summary>Date of the newest roster of the delivery, yyyymmdd; 0 if it has none.</summary>
    public int AsOf { get; private set; }

    /// <summary>Pseudonyms that a roster shows to be one person.</summary>
    public IReadOnlyList<PersonMerge> Merges => _merges;

    /// <summary>Numbers that a roster gave up, each under its person.</summary>
    public IReadOnlyCollection<LinkedIdentity> Former => _aliases.Values;

    /// <summary>Links the rosters of a delivery; once, before <see cref="Link"/>.</summary>
    public void LinkRosters(IEnumerable<RosterFile> rosters)
    {
        foreach (var group in rosters.GroupBy(r => r.AsOf).OrderBy(g => g.Key))
        {
            var linked = PersonLinker.Link(
                [], [.. group.SelectMany(r => r.Members)], group.Key, Known(), Members, context.Pseudonyms, context.Aliases, asked: []);
            _merges.AddRange(linked.Merges);
            var merged = RosterMerge.Merge(Members, linked.Members);
            KeepFormerNumbers(merged.Former);
            (Members, Vanished, AsOf) = (merged.Members, merged.Vanished, group.Key);
        }
    }

    /// <summary>Links identities that the vault does not know.</summary>
    /// <param name="unknown">By key.</param>
    /// <param name="asked">Those whom an opt-out list names.</param>
    /// <param name="findsKnown">Whether the result is asked for identities known before, too.</param>
    public LinkedPeople Link(
        IReadOnlyCollection<KeyValuePair<IdentityKey, Identity>> unknown, IReadOnlyList<Identity> asked, bool findsKnown) =>
        PersonLinker.Link(
            [.. unknown.Select(u => u.Value)], [], 0, Known(), Members, context.Pseudonyms, context.Aliases,
            [.. unknown.Select(u => u.Key)], asked, findsKnown);

    private IReadOnlyList<LinkedIdentity> Known() =>
        _aliases.Count == 0 ? context.KnownIdentities : [.. context.KnownIdentities, .. _aliases.Values];

    /// <summary>
    /// A number that the roster gave up stays known under its person: somebody without 枝番 whose first claim comes late, under the
    /// old number, must not become a second person.
    /// </summary>
    private void KeepFormerNumbers(IReadOnlyList<LinkedMember> former)
    {
        if (former.Count == 0)
        {
            return;
        }

        var known = context.KnownIdentities.Select(i => i.Key).ToHashSet();
        foreach (var member in former)
        {
            var identity = member.Member.Identity;
            var key = context.Pseudonyms.KeyOf(identity);
            if (!known.Contains(key))
            {
                _aliases.TryAdd(key, new LinkedIdentity(key, identity, member.Person, member.Household, Linkage.Roster));
            }
        }
    }
}
