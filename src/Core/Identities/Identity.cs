using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Identities;

/// <summary>
/// Name, number and birth date as a claim or the roster gives them. Travels from Ingest to the vault and nowhere else;
/// <see cref="ToString"/> prints <c>***</c>.
/// </summary>
/// <param name="InsurerNumber">保険者番号, digits only, without padding.</param>
/// <param name="Symbol">記号, width-folded, without hyphens; may be empty.</param>
/// <param name="Number">番号, width-folded, without hyphens; may be empty.</param>
/// <param name="Branch">枝番, two digits, or empty.</param>
/// <param name="Name">氏名 as written; may be empty.</param>
/// <param name="Kana">カタカナ氏名 as written; may be empty.</param>
/// <param name="Sex">男女区分.</param>
/// <param name="BirthDate">生年月日 yyyymmdd, 0 unknown.</param>
public sealed record Identity(
    string InsurerNumber, string Symbol, string Number, string Branch, string Name, string Kana, Sex Sex, int BirthDate)
{
    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>Keyed 128-bit hash of all fields of an <see cref="Identity"/>: rows carry it until they are linked.</summary>
public readonly record struct IdentityKey(ulong High, ulong Low) : IComparable<IdentityKey>
{
    /// <inheritdoc/>
    public int CompareTo(IdentityKey other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    /// <summary>Ordinal comparison.</summary>
    public static bool operator <(IdentityKey left, IdentityKey right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator >(IdentityKey left, IdentityKey right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator <=(IdentityKey left, IdentityKey right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator >=(IdentityKey left, IdentityKey right) => left.CompareTo(right) >= 0;
}

/// <summary>One member of the roster (資格 file), decisions E3. Vault only.</summary>
/// <param name="PersonId">The insurer's own person id (個人番号ではなく、内部の個人ID); empty if it has none.</param>
/// <param name="Identity">Number, name, sex, birth date.</param>
/// <param name="AcquiredOn">資格取得日 yyyymmdd, 0 unknown.</param>
/// <param name="LostOn">資格喪失日 yyyymmdd (first day NOT insured), 0 still insured.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="Relationship">続柄 as written.</param>
/// <param name="PostalCode">7 digits, may be empty.</param>
/// <param name="Address">住所 as written, may be empty.</param>
/// <param name="AddressSource">住基, 本人届, 被保険者, 事業所, 居所届 (decisions A8); may be empty.</param>
/// <param name="RecipientIsPerson">Whether post to this address reaches the person and not the insured.</param>
/// <param name="Shielded">支援措置: never send.</param>
/// <param name="OfficeBranch">支部, 0 none.</param>
public sealed record RosterMember(
    string PersonId, Identity Identity, int AcquiredOn, int LostOn, EndReason EndReason, string Relationship, string PostalCode,
    string Address, string AddressSource, bool RecipientIsPerson, bool Shielded, int OfficeBranch)
{
    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>Where to send a letter. From the vault to Notify/Letters and Notify/Post only.</summary>
public sealed record Addressee(
    long Person, string Name, string PostalCode, string Address, string AddressSource, bool RecipientIsPerson)
{
    /// <summary>支部 of the insurer, 0 none: which of its windows is near.</summary>
    public int OfficeBranch { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>Keyed hashing of the workspace; implemented by the vault's key.</summary>
public interface IPseudonyms
{
    /// <summary>Key of all fields of an identity.</summary>
    IdentityKey KeyOf(Identity identity);

    /// <summary>First 63 bits of HMAC-SHA-256(key, canonical id) (decisions B7).</summary>
    long PersonOf(string canonicalId);

    /// <summary>Keyed hash of 保険者番号|記号|番号, the household.</summary>
    long HouseholdOf(string insurerNumber, string symbol, string number);

    /// <summary>Keyed hash of a text in UTF-8: 128 bits, which 検索番号 is stored as in hexadecimal digits.</summary>
    UInt128 TextOf(ReadOnlySpan<byte> text);

    /// <summary>
    /// Whether receipts are named by keyed hashes. A store that was begun with hashes without a key goes on with them, or no
    /// receipt would be found again.
    /// </summary>
    bool KeysReceipts { get; }
}

/// <summary>An identity that has found its person; kept in the vault so that the same fields find the same person
/// again.</summary>
/// <param name="Key">Keyed hash of the identity's fields.</param>
/// <param name="Identity">The fields.</param>
/// <param name="Person">Pseudonym.</param>
/// <param name="Household">Keyed household.</param>
/// <param name="Linkage">How it was found.</param>
public sealed record LinkedIdentity(IdentityKey Key, Identity Identity, long Person, long Household, Linkage Linkage)
{
    /// <inheritdoc/>
    public override string ToString() => $"person {Person}";
}

/// <summary>A roster member with its pseudonym; kept in the vault.
/// <paramref name="AsOf"/> is the roster's date, yyyymmdd.</summary>
public sealed record LinkedMember(RosterMember Member, long Person, long Household, int AsOf)
{
    /// <inheritdoc/>
    public override string ToString() => $"person {Person}";
}
