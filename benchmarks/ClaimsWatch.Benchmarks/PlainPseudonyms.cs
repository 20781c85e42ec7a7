using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Benchmarks;

/// <summary>Hashing without a key, for invented people only.</summary>
internal sealed class PlainPseudonyms : IPseudonyms
{
    /// <inheritdoc/>
    public IdentityKey KeyOf(Identity identity)
    {
        var h = Hash(
            $"{identity.InsurerNumber}|{identity.Symbol}|{identity.Number}|{identity.Branch}|{identity.Name}|{identity.Kana}|"
                + $"{identity.Sex}|{identity.BirthDate}");
        return new IdentityKey(BitConverter.ToUInt64(h), BitConverter.ToUInt64(h, 8));
    }

    /// <inheritdoc/>
    public long PersonOf(string canonicalId) => (long)(BitConverter.ToUInt64(Hash("p" + canonicalId)) >> 1);

    /// <inheritdoc/>
    public long HouseholdOf(string insurerNumber, string symbol, string number) =>
        (long)(BitConverter.ToUInt64(Hash($"h{insurerNumber}|{symbol}|{number}")) >> 1);

    /// <inheritdoc/>
    public UInt128 TextOf(ReadOnlySpan<byte> text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(text));

    /// <inheritdoc/>
    public bool KeysReceipts => true;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
