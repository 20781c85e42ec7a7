using System.Globalization;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// The only place with names, addresses and insured numbers. Gives pseudonyms, remembers which identity became which, and hands
/// addresses out for letters. Changes stay in memory until <see cref="StageTo"/>.
/// </summary>
/// <remarks><see cref="TextOf"/>, <see cref="KeyOf"/> and <see cref="HouseholdOf"/> may run on several threads; the rest on one.</remarks>
public sealed class IdentityVault : IPseudonyms
{
    private readonly VaultKey _key;
    private readonly int _personBits;
    private readonly Dictionary<IdentityKey, LinkedIdentity> _identities = [];
    private readonly Dictionary<MemberKey, LinkedMember> _members = [];

    // 63 bits of the hash are the pseudonym; 64 more tell two canonical ids with the same pseudonym apart.
    private readonly Dictionary<long, ulong> _tags = [];
    private LinkedIdentity[]? _sortedIdentities;
    private LinkedMember[]? _sortedMembers;

    private IdentityVault(VaultKey key, int personBits, AliasMap aliases)
    {
        _key = key;
        _personBits = personBits;
        Aliases = aliases;
    }

    private readonly record struct MemberKey(long Person, int AcquiredOn);

    /// <summary>Pseudonyms that stand for others, as the ledger has them; persons asked for are read through it.</summary>
    public AliasMap Aliases { get; }

    /// <summary>
    /// Every identity linked so far, in key order, under the pseudonym it was first linked to: what the next delivery is linked against.
    /// </summary>
    public IReadOnlyList<LinkedIdentity> Known =>
        _sortedIdentities ??= Sorted(_identities.Values, (a, b) => a.Key.CompareTo(b.Key));

    /// <summary>Every roster entry, by person and 資格取得日.</summary>
    public IReadOnlyList<LinkedMember> Members => _sortedMembers ??= Sorted(_members.Values, Compare);

    /// <summary>
    /// Date of the newest roster, yyyymmdd; 0 if none was read (decisions A2: at most 7 days old on the print day).
    /// </summary>
    public int RosterAsOf => Members.Select(m => m.AsOf).DefaultIfEmpty().Max();

    /// <summary>Pseudonyms with an identity or a roster entry, ascending.</summary>
    public IEnumerable<long> Persons =>
        Known.Select(k => Aliases.Resolve(k.Person)).Concat(Members.Select(m => m.Person)).Distinct().Order();

    /// <inheritdoc/>
    public IdentityKey KeyOf(Identity identity) => _key.Hash128(
        "identity", identity.InsurerNumber, identity.Symbol, identity.Number, identity.Branch, identity.Name, identity.Kana,
        Invariant((int)identity.Sex), Invariant(identity.BirthDate));

    /// <inheritdoc/>
    /// <remarks>
    /// A canonical id whose 63 bits are taken by another one is hashed again with a counter; the vault remembers who came
    /// first.
    /// </remarks>
    public long PersonOf(string canonicalId)
    {
        for (var attempt = 0; ; attempt++)
        {
            var hash = attempt == 0 ? _key.Hash128(canonicalId) : _key.Hash128(canonicalId, Invariant(attempt));
            var person = (long)(hash.High >> (64 - _personBits));
            if (!_tags.TryGetValue(person, out var tag))
            {
                _tags.Add(person, hash.Low);
                return person;
            }

            if (tag == hash.Low)
            {
                return person;
            }
        }
    }

    /// <inheritdoc/>
    public long HouseholdOf(string insurerNumber, string symbol, string number) =>
        _key.Hash63("household", insurerNumber, symbol, number);

    /// <inheritdoc/>
    public UInt128 TextOf(string text)
    {
        var hash = _key.Hash128("text", text);
        return new UInt128(hash.High, hash.Low);
    }

    /// <summary>
    /// Keyed hash of an address, for households that share one; the text is compared as given, so fold it first.
    /// </summary>
    public long AddressOf(string postalCode, string address) =>
        _key.Hash63("address", postalCode, address);

    /// <summary>Remembers which person an identity is; a later link replaces an earlier one.</summary>
    public void Put(LinkedIdentity linked)
    {
        _identities[linked.Key] = linked;
        _sortedIdentities = null;
    }

    /// <summary>Keeps a roster entry; of several with one 資格取得日 the one of the newest roster stays.</summary>
    public void Put(LinkedMember linked)
    {
        var key = new MemberKey(linked.Person, linked.Member.AcquiredOn);
        if (!_members.TryGetValue(key, out var old) || IsNewer(linked, old))
        {
            _members[key] = linked;
            _sortedMembers = null;
        }
    }

    /// <summary>Everything known of a person; null if nothing.</summary>
    public VaultPerson? Find(long person)
    {
        person = Aliases.Resolve(person);
        var identities = Known.Where(k => Aliases.Resolve(k.Person) == person).Select(k => k.Identity).ToList();
        var members = MembersOf(person).ToArray().Select(m => m.Member).ToList();
        return identities.Count == 0 && members.Count == 0 ? null : new VaultPerson(person, identities, members);
    }

    /// <summary>
    /// The roster entry that counts for a person, the last acquired; null if the roster does not know the person.
    /// </summary>
    public LinkedMember? MemberOf(long person) => MembersOf(Aliases.Resolve(person)) is [.., var last] ? last : null;

    /// <summary>Where to send a letter; null when the roster gives no address.</summary>
    public Addressee? AddresseeOf(long person)
    {
        var member = MemberOf(person)?.Member;
        return member is null || member.Address.Length == 0
            ? null
            : new Addressee(
                person, member.Identity.Name, member.PostalCode, member.Address, member.AddressSource, member.RecipientIsPerson)
            { OfficeBranch = member.OfficeBranch };
    }

    /// <summary>
    /// Pseudonyms whose insured number matches, ascending; an empty 枝番 or a birth date of 0 matches any (opt-out lists,
    /// decisions E3).
    /// </summary>
    public IReadOnlyList<long> FindByNumber(string insurerNumber, string symbol, string number, string branch, int birthDate) =>
        [.. Known.Select(k => (Person: Aliases.Resolve(k.Person), k.Identity)).Concat(Members.Select(m => (m.Person, m.Member.Identity)))
            .Where(v => v.Identity.InsurerNumber == insurerNumber && v.Identity.Symbol == symbol && v.Identity.Number == number
                && (branch.Length == 0 || v.Identity.Branch.Length == 0 || v.Identity.Branch == branch)
                && (birthDate == 0 || v.Identity.BirthDate == 0 || v.Identity.BirthDate == birthDate))
            .Select(v => v.Person).Distinct().Order()];

    /// <summary>Forgets who a pseudonym is (`erase`, `retention`); the pseudonym stays taken.</summary>
    public void Forget(long person)
    {
        person = Aliases.Resolve(person);
        foreach (var key in Known.Where(k => Aliases.Resolve(k.Person) == person).Select(k => k.Key).ToList())
        {
            _identities.Remove(key);
        }

        foreach (var member in MembersOf(person))
        {
            _members.Remove(new MemberKey(person, member.Member.AcquiredOn));
        }

        (_sortedIdentities, _sortedMembers) = (null, null);
    }

    /// <summary>
    /// Moves roster entries to the person that aliases give: all of a pseudonym that was replaced; of one that was set free, those under a
    /// 記号番号 that only its own claims have.
    /// </summary>
    public void Realias(AliasMap aliases)
    {
        var households = Known.ToLookup(k => k.Household, k => aliases.Resolve(k.Person));
        foreach (var linked in Members.ToList())
        {
            var wereOne = Aliases.AllOf(linked.Person);
            var by = households[linked.Household].Where(wereOne.Contains).Distinct().Take(2).ToList();
            var to = aliases.Resolve(by is [var only] ? only : linked.Person);
            if (to != linked.Person)
            {
                _members.Remove(new MemberKey(linked.Person, linked.Member.AcquiredOn));
                _sortedMembers = null;
                Put(linked with { Person = to });
            }
        }
    }

    /// <summary>Adds the sealed file to a commit.</summary>
    public void StageTo(Commit commit) => StageTo(commit, ToSealed());

    /// <summary>Adds what <see cref="ToSealed"/> gave to a commit.</summary>
    public static void StageTo(Commit commit, ReadOnlyMemory<byte> content) => commit.Stage(WorkspacePaths.IdentitiesFile, content);

    /// <summary>The sealed file; takes a while, so that a caller may have something else done meanwhile, but for changing the vault.</summary>
    public ReadOnlyMemory<byte> ToSealed() => Seal.Close(VaultFile.Write(this), _key);

    /// <summary>Adds the identities under a new seal, and the key that opens it, to a commit; the pseudonyms stay.</summary>
    public void StageRekeyedTo(Commit commit)
    {
        var key = _key.WithNewSeal();
        commit.Stage(WorkspacePaths.KeyFile, key.ToFile());
        commit.Stage(WorkspacePaths.IdentitiesFile, Seal.Close(VaultFile.Write(this), key));
    }

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <summary>Opens the sealed file; an empty vault if there is none.</summary>
    internal static IdentityVault Open(WorkspacePaths paths, VaultKey key, AliasMap aliases)
    {
        var vault = new IdentityVault(key, 63, aliases);
        if (File.Exists(paths.Identities))
        {
            var plain = Seal.Open(File.ReadAllBytes(paths.Identities), key) ?? throw Texts.VaultRefused(paths.Identities);
            if (!VaultFile.TryRead(plain, vault))
            {
                throw Texts.VaultOfOtherVersion(paths.Identities);
            }
        }

        return vault;
    }

    /// <summary>An empty vault; fewer bits make collisions likely enough to test.</summary>
    internal static IdentityVault Empty(VaultKey key, int personBits = 63) => new(key, personBits, AliasMap.None);

    internal IReadOnlyList<KeyValuePair<long, ulong>> Tags => Sorted(_tags, (a, b) => a.Key.CompareTo(b.Key));

    internal void Restore(long person, ulong tag) => _tags.Add(person, tag);

    private ReadOnlySpan<LinkedMember> MembersOf(long person)
    {
        var members = (LinkedMember[])Members;
        var first = FirstOf(members, person);
        var end = first;
        while (end < members.Length && members[end].Person == person)
        {
            end++;
        }

        return members.AsSpan(first, end - first);
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FirstOf(LinkedMember[] members, long person)
    {
        int low = 0, high = members.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (members[middle].Person < person)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int Compare(LinkedMember a, LinkedMember b)
    {
        var order = a.Person.CompareTo(b.Person);
        return order != 0 ? order : a.Member.AcquiredOn.CompareTo(b.Member.AcquiredOn);
    }

    // What was read from the file is in order already: one pass then.
    private static T[] Sorted<T>(IReadOnlyCollection<T> items, Comparison<T> order)
    {
        T[] sorted = [.. items];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (order(sorted[i - 1], sorted[i]) > 0)
            {
                Array.Sort(sorted, order);
                break;
            }
        }

        return sorted;
    }

    // Two rows of one roster that contradict each other: the choice must not depend on the order of rows.
    private static bool IsNewer(LinkedMember candidate, LinkedMember old) =>
        candidate.AsOf != old.AsOf
            ? candidate.AsOf > old.AsOf
            : string.CompareOrdinal(VaultFile.TextOf(candidate), VaultFile.TextOf(old)) > 0;
}
