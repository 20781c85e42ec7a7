using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// The workspace's 32 secret bytes. Pseudonyms are keyed with them, and sub-keys for other uses are derived; whoever has the file
/// can recompute pseudonyms, so it never leaves <c>vault/</c>.
/// </summary>
public sealed class VaultKey
{
    private const int Bytes = 32;
    private readonly byte[] _key;

    private VaultKey(byte[] key) => _key = key;

    /// <summary>Writes a new key file, readable by its owner alone.</summary>
    /// <param name="path">A file that does not exist.</param>
    /// <param name="seed">Seed of a synthetic workspace; none draws a random key.</param>
    public static VaultKey Create(string path, long? seed)
    {
        var key = seed is { } s ? FromSeed(s) : new VaultKey(RandomNumberGenerator.GetBytes(Bytes));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(key._key);
        stream.Flush(flushToDisk: true);
        return key;
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="Core.Diagnostics.UserError">There is none, or it has another length.</exception>
    public static VaultKey Load(string path)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        return bytes.Length == Bytes ? new VaultKey(bytes) : throw Texts.KeyMissing(path);
    }

    /// <summary>The key of synthetic data: no secret, the same for the same seed (decisions B7).</summary>
    public static VaultKey FromSeed(long seed) =>
        new(SHA256.HashData(Encoding.ASCII.GetBytes($"claimswatch synthetic key {seed}")));

    /// <summary>A sub-key for one use.</summary>
    public byte[] Derive(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Bytes, info: Encoding.ASCII.GetBytes(use));

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <summary>HMAC-SHA-256(key, text).</summary>
    internal byte[] Hash(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));

    /// <summary>First 63 bits of HMAC-SHA-256(key, text), a number from 0 to 2⁶³−1 (decisions B7).</summary>
    internal long Hash63(string text) => (long)(BinaryPrimitives.ReadUInt64BigEndian(Hash(text)) >> 1);

    /// <summary>First 128 bits.</summary>
    internal IdentityKey Hash128(string text)
    {
        var hash = Hash(text);
        return new IdentityKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(8)));
    }
}
