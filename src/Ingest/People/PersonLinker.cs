using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Ingest.People;

/// <summary>Two pseudonyms that are one person.</summary>
/// <param name="From">The one to be replaced.</param>
/// <param name="To">The one that stays.</param>
public readonly record struct PersonMerge(long From, long To);

/// <summary>Identities by key, known and new.</summary>
public sealed class IdentitiesByKey
{
    private readonly LinkedIdentities _known;
    private readonly LinkedIdentities _fresh;

    internal IdentitiesByKey(LinkedIdentities known, LinkedIdentities fresh) => (_known, _fresh) = (known, fresh);

    /// <summary>How many.</summary>
    public int Count => _known.Count + _fresh.Count;

    /// <summary>The one with a key.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public LinkedIdentity this[IdentityKey key] =>
        _known.IndexOf(key) is var known and >= 0 ? _known[known]
        : _fresh.IndexOf(key) is var fresh and >= 0 ? _fresh[fresh]
        : throw new KeyNotFoundException();
}

/// <summary>What linking found.</summary>
/// <param name="ByKey">Identity of every key of this delivery, known or new, before aliases.</param>
/// <param name="New">Identities seen for the first time, in the order of their keys; for the vault.</param>
/// <param name="Members">Members of the new roster with their pseudonyms, in the order given.</param>
/// <param name="Conflicts">Persons whose records disagree on sex or birth date.</param>
/// <param name="Merges">Pseudonyms of claims that turn out to be a roster id's with another one: kept apart until an alias is
/// recorded.</param>
/// <param name="Find">Pseudonym of somebody already known by number with 枝番 or birth date, 0 if nobody or more than one
/// fits.</param>
public sealed record LinkedPeople(
    IdentitiesByKey ByKey, LinkedIdentities New, LinkedMembers Members, int Conflicts, IReadOnlyList<PersonMerge> Merges,
    Func<Identity, long> Find);

/// <summary>
/// Finds the person behind an identity; pure. Order: the roster's person id, 枝番, birth and sex inside the number, given name
/// (decisions B7). Never by name alone and never across households, so families and twins stay apart. An identity or a roster id
/// once linked keeps its pseudonym for ever.
/// </summary>
public static class PersonLinker
{
    /// <summary>
    /// Links the roster members and then the identities of a delivery; the result does not depend on their order.
    /// </summary>
    /// <param name="identities">Of claims; those that are known are left alone.</param>
    /// <param name="roster">Rows of a roster.</param>
    /// <param name="rosterAsOf">Its date, yyyymmdd.</param>
    /// <param name="known">Identities of earlier deliveries.</param>
    /// <param name="knownMembers">Members of earlier rosters.</param>
    /// <param name="pseudonyms">Keyed hashes.</param>
    /// <param name="aliases">Pseudonyms that stand for others.</param>
    public static LinkedPeople Link(
        IReadOnlyList<Identity> identities, IReadOnlyList<RosterMember> roster, int rosterAsOf,
        IReadOnlyList<LinkedIdentity> known, IReadOnlyList<LinkedMember> knownMembers, IPseudonyms pseudonyms,
        AliasMap? aliases = null)
    {
        var (packed, before) = (LinkedIdentities.Of(known), LinkedMembers.Of(knownMembers));
        var (members, merges) = RosterLinker.Link(
            RosterMembers.Of(roster), rosterAsOf, packed, before, pseudonyms, aliases ?? AliasMap.None);
        var fresh = identities.Select(i => new LinkedIdentity(pseudonyms.KeyOf(i), i, 0, 0, default)).DistinctBy(i => i.Key)
            .Where(i => packed.IndexOf(i.Key) < 0);
        LinkedMembers all = before.Count == 0 ? members : new([.. before.Records, .. members.Records]);
        var people = Link(LinkedIdentities.Of([.. fresh]), packed, all, null, pseudonyms, aliases ?? AliasMap.None);
        return people with { Members = members, Merges = merges };
    }

    /// <summary>Links identities that are not known, whose records get their persons.</summary>
    internal static LinkedPeople Link(
        LinkedIdentities fresh, LinkedIdentities known, LinkedMembers members, IReadOnlyList<Identity>? asked,
        IPseudonyms pseudonyms,
        AliasMap aliases)
    {
        var sorted = fresh.Sorted(); // first: should two hash to one pseudonym, who keeps it must not depend on threads
        var linker = new IdentityLinker(sorted, known, members, asked, pseudonyms, aliases);
        return new LinkedPeople(new IdentitiesByKey(known, sorted), sorted, members, linker.Conflicts, [], linker.Find);
    }

    /// <summary>Keyed household of an identity.</summary>
    public static long HouseholdOf(Identity identity, IPseudonyms pseudonyms)
    {
        var key = HouseholdKey.Of(identity);
        return pseudonyms.HouseholdOf(key.Insurer, key.Symbol, key.Number);
    }
}
