using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Store.Vault;

/// <summary>Everything the vault knows of one pseudonym.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Identities">Every identity that was linked to it, in key order.</param>
/// <param name="Members">Roster entries, newest 資格取得日 last.</param>
public sealed record VaultPerson(long Person, IReadOnlyList<Identity> Identities, IReadOnlyList<RosterMember> Members)
{
    /// <summary>The roster entry that counts today: the last acquired.</summary>
    public RosterMember? Member => Members.Count == 0 ? null : Members[^1];

    /// <inheritdoc/>
    public override string ToString() => "***";
}
