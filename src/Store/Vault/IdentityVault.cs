using System.Globalization;
using System.Security.Cryptography;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// The only place with names, addresses and insured numbers. Gives pseudonyms, remembers which identity became which, and hands
/// addresses out for letters. Changes stay in memory until <see cref="StageTo"/>.
/// </summary>
/// <remarks><see cref="TextOf"/>, <see cref="KeyOf"/> and <see cref="HouseholdOf"/> may run on several threads;
/// the rest on one.</remarks>
public sealed class IdentityVault : IPseudonyms
{
    private readonly VaultKey _key;
    private readonly int _personBits;

    // In the order of the file, with what was put since at the side until somebody reads.
    private LinkedIdentities _identities = LinkedIdentities.None;
    private LinkedMembers _members = LinkedMembers.None;
    private readonly List<LinkedIdentities> _newIdentities = [];
    private readonly List<LinkedMembers> _newMembers = [];

    private IdentityVault(VaultKey key, int personBits, AliasMap aliases)
    {
        _key = key;
        _personBits = personBits;
        Aliases = aliases;
    }

    /// <summary>Pseudonyms that stand for others, as the ledger has them; persons asked for are read through it.</summary>
    public AliasMap Aliases { get; }

    /// <inheritdoc/>
    /// <remarks>The version of the file says it: a program that knows one way only refuses the other's file.</remarks>
    public bool KeysReceipts { get; internal set; } = true;

    /// <summary>
    /// Every identity linked so far, in key order, under the pseudonym it was first linked to: what the next delivery is linked
    /// against.
    /// </summary>
    public IReadOnlyList<LinkedIdentity> Known => Identities();

    /// <summary>Every roster entry, by person and 資格取得日.</summary>
    public IReadOnlyList<LinkedMember> Members => Entries();

    /// <summary>
    /// Date of the newest roster, yyyymmdd; 0 if none was read (decisions A2: at most 7 days old on the print day).
    /// </summary>
    public int RosterAsOf => Entries().NewestAsOf();

    /// <summary>Pseudonyms with an identity or a roster entry, ascending.</summary>
    public IEnumerable<long> Persons
    {
        get
        {
            var (identities, entries) = (Identities(), Entries());
            return Enumerable.Range(0, identities.Count).Select(i => Aliases.Resolve(identities.PersonAt(i)))
                .Concat(Enumerable.Range(0, entries.Count).Select(entries.PersonAt)).Distinct().Order();
        }
    }

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
            if (!Tags.TryFind(person, out var tag))
            {
                Tags.Add(person, hash.Low);
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
    public UInt128 TextOf(ReadOnlySpan<byte> text)
    {
        var hash = _key.Hash128("text"u8, text);
        return new UInt128(hash.High, hash.Low);
    }

    /// <summary>
    /// Keyed hash of an address, for households that share one; the text is compared as given, so fold it first.
    /// </summary>
    public long AddressOf(string postalCode, string address) =>
        _key.Hash63("address", postalCode, address);

    /// <summary>Remembers which person an identity is; a later link replaces an earlier one.</summary>
    public void Put(LinkedIdentity linked) => Put(LinkedIdentities.Of([linked]));

    /// <summary>Remembers which persons identities are.</summary>
    public void Put(LinkedIdentities linked) => _newIdentities.Add(linked);

    /// <summary>Keeps a roster entry; of several with one 資格取得日 the one of the newest roster stays.</summary>
    public void Put(LinkedMember linked) => Put(LinkedMembers.Of([linked]));

    /// <summary>Keeps roster entries.</summary>
    public void Put(LinkedMembers linked) => _newMembers.Add(linked);

    /// <summary>Everything known of a person; null if nothing.</summary>
    public VaultPerson? Find(long person)
    {
        person = Aliases.Resolve(person);
        var all = Identities();
        var identities = Enumerable.Range(0, all.Count).Where(i => Aliases.Resolve(all.PersonAt(i)) == person)
            .Select(i => all[i].Identity).ToList();
        var members = MembersOf(person).Select(m => m.Member).ToList();
        return identities.Count == 0 && members.Count == 0 ? null : new VaultPerson(person, identities, members);
    }

    /// <summary>
    /// The roster entry that counts for a person, the last acquired; null if the roster does not know the person.
    /// </summary>
    public LinkedMember? MemberOf(long person) => MembersOf(Aliases.Resolve(person)).LastOrDefault();

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
        [.. Known.Select(k => (Person: Aliases.Resolve(k.Person), k.Identity))
            .Concat(Members.Select(m => (m.Person, m.Member.Identity)))
            .Where(v => v.Identity.InsurerNumber == insurerNumber && v.Identity.Symbol == symbol && v.Identity.Number == number
                && (branch.Length == 0 || v.Identity.Branch.Length == 0 || v.Identity.Branch == branch)
                && (birthDate == 0 || v.Identity.BirthDate == 0 || v.Identity.BirthDate == birthDate))
            .Select(v => v.Person).Distinct().Order()];

    /// <summary>Forgets who a pseudonym is (`erase`, `retention`); the pseudonym stays taken.</summary>
    public void Forget(long person)
    {
        person = Aliases.Resolve(person);
        var (identities, entries) = (Identities(), Entries());
        _identities = new LinkedIdentities(
        [
            .. Enumerable.Range(0, identities.Count).Where(i => Aliases.Resolve(identities.PersonAt(i)) != person)
                .Select(i => identities.Records[i]),
        ]);
        _members = new LinkedMembers(
            [.. Enumerable.Range(0, entries.Count).Where(i => entries.PersonAt(i) != person).Select(i => entries.Records[i])]);
    }

    /// <summary>
    /// Moves roster entries to the person that aliases give: all of a pseudonym that was replaced; of one that was set free,
    /// those under a 記号番号 that only its own claims have.
    /// </summary>
    public void Realias(AliasMap aliases)
    {
        var (identities, entries) = (Identities(), Entries());
        var households = Enumerable.Range(0, identities.Count)
            .ToLookup(identities.HouseholdAt, i => aliases.Resolve(identities.PersonAt(i)));
        var (stay, moved) = (new List<ArraySegment<byte>>(entries.Count), new List<LinkedMember>());
        for (var i = 0; i < entries.Count; i++)
        {
            var person = entries.PersonAt(i);
            var wereOne = Aliases.AllOf(person);
            var by = households[entries.HouseholdAt(i)].Where(wereOne.Contains).Distinct().Take(2).ToList();
            var to = aliases.Resolve(by is [var only] ? only : person);
            if (to == person)
            {
                stay.Add(entries.Records[i]);
            }
            else
            {
                moved.Add(entries[i] with { Person = to });
            }
        }

        _members = new LinkedMembers([.. stay]);
        Put(LinkedMembers.Of(moved));
    }

    /// <summary>Adds the sealed file to a commit.</summary>
    public void StageTo(Commit commit) => commit.Stage(WorkspacePaths.IdentitiesFile, SealTo);

    /// <summary>Writes the sealed file.</summary>
    public void SealTo(Stream output) => SealTo(output, _key);

    /// <summary>Adds the identities under a new seal, and the key that opens it, to a commit; the pseudonyms stay.</summary>
    public void StageRekeyedTo(Commit commit)
    {
        var key = _key.WithNewSeal();
        commit.Stage(WorkspacePaths.KeyFile, key.ToFile());
        commit.Stage(WorkspacePaths.IdentitiesFile, output => SealTo(output, key));
    }

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <summary>Opens the sealed file; an empty vault if there is none.</summary>
    internal static IdentityVault Open(WorkspacePaths paths, VaultKey key, AliasMap aliases)
    {
        var vault = new IdentityVault(key, 63, aliases);
        if (File.Exists(paths.Identities))
        {
            try
            {
                using var file = File.OpenRead(paths.Identities);
                using var content = new SealReader(file, key);
                if (!VaultFile.TryRead(content, vault))
                {
                    throw Texts.VaultOfOtherVersion(paths.Identities);
                }

                content.CopyTo(Stream.Null); // whole to the last byte, needed or not
            }
            catch (CryptographicException)
            {
                throw Texts.VaultRefused(paths.Identities);
            }
        }

        return vault;
    }

    /// <summary>An empty vault; fewer bits make collisions likely enough to test.</summary>
    internal static IdentityVault Empty(VaultKey key, int personBits = 63) => new(key, personBits, AliasMap.None);

    internal PersonTags Tags { get; } = new();

    /// <summary>Takes over what a file holds: identities by key, roster entries by person and 資格取得日, each once.</summary>
    internal void Restore(LinkedIdentities identities, LinkedMembers members) => (_identities, _members) = (identities, members);

    private void SealTo(Stream output, VaultKey key)
    {
        using var content = new SealWriter(output, key);
        VaultFile.Write(this, content);
        content.Finish();
    }

    private LinkedIdentities Identities()
    {
        if (_newIdentities.Count > 0)
        {
            _identities = VaultMerge.Of(_identities, _newIdentities);
            _newIdentities.Clear();
        }

        return _identities;
    }

    private LinkedMembers Entries()
    {
        if (_newMembers.Count > 0)
        {
            _members = VaultMerge.Of(_members, _newMembers);
            _newMembers.Clear();
        }

        return _members;
    }

    private IEnumerable<LinkedMember> MembersOf(long person)
    {
        var entries = Entries();
        for (var i = entries.FirstOf(person); i < entries.Count && entries.PersonAt(i) == person; i++)
        {
            yield return entries[i];
        }
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
