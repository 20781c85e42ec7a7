using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// The workspace's secret bytes: 32 that key the pseudonyms and give sub-keys, and, after <c>vault rekey</c>, 32 more that the
/// identities are sealed with. Whoever has the file can recompute pseudonyms, so it never leaves <c>vault/</c>.
/// </summary>
[SuppressMessage("Design", "CA1001",
    Justification = "A key lives as long as the program; its hashes hold no handle of the system.")]
public sealed class VaultKey
{
    private const int Bytes = 32;
    private const int TextBytesOnStack = 512;
    private const int BytesPerCharMax = 3;
    private const byte Separator = 0x1F;
    private readonly byte[] _key;
    private readonly byte[] _sealKey;

    // One a thread, kept with the key it is for: setting one up costs several times what hashing a short text does.
    [ThreadStatic]
    private static (VaultKey? Key, IncrementalHash? Hash) t_hmac;

    private VaultKey(byte[] key, byte[] sealKey)
    {
        _key = key;
        _sealKey = sealKey;
    }

    private VaultKey(byte[] key)
        : this(key, key)
    {
    }

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
        return bytes.Length switch
        {
            Bytes => new VaultKey(bytes),
            2 * Bytes => new VaultKey(bytes[..Bytes], bytes[Bytes..]),
            _ => throw Texts.KeyMissing(path),
        };
    }

    /// <summary>The key of synthetic data: no secret, the same for the same seed (decisions B7).</summary>
    public static VaultKey FromSeed(long seed) =>
        new(SHA256.HashData(Encoding.ASCII.GetBytes($"claimswatch synthetic key {seed}")));

    /// <summary>A sub-key for one use.</summary>
    public byte[] Derive(string use) => Derive(_key, use);

    /// <summary>
    /// The same pseudonyms under a new random seal: a pseudonym in the ledger never changes (decisions B7), so only what the
    /// identities are sealed with can.
    /// </summary>
    public VaultKey WithNewSeal() => new(_key, RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A sub-key for sealing.</summary>
    internal byte[] DeriveSeal(string use) => Derive(_sealKey, use);

    /// <summary>What the key file holds.</summary>
    internal byte[] ToFile() => [.. _key, .. _sealKey];

    /// <inheritdoc/>
    public override string ToString() => "***";

    /// <summary>First 63 bits of HMAC-SHA-256(key, text), a number from 0 to 2⁶³−1 (decisions B7).</summary>
    internal long Hash63(params ReadOnlySpan<string> parts) => (long)(Hash128(parts).High >> 1);

    /// <summary>First 128 bits of HMAC-SHA-256(key, text), the text being parts with a unit separator (U+001F) between
    /// them.</summary>
    internal IdentityKey Hash128(params ReadOnlySpan<string> parts)
    {
        var chars = parts.Length - 1;
        foreach (var part in parts)
        {
            chars += part.Length;
        }

        Span<byte> local = stackalloc byte[TextBytesOnStack];
        var bytes = chars <= TextBytesOnStack / BytesPerCharMax ? local : new byte[Encoding.UTF8.GetMaxByteCount(chars)];
        var length = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                bytes[length++] = Separator;
            }

            length += Encoding.UTF8.GetBytes(parts[i], bytes[length..]);
        }

        var hash = HashOf(bytes[..length]);
        CryptographicOperations.ZeroMemory(bytes[..length]);
        return hash;
    }

    /// <summary>The same of two parts, both in UTF-8 already.</summary>
    internal IdentityKey Hash128(ReadOnlySpan<byte> use, ReadOnlySpan<byte> text)
    {
        var length = use.Length + 1 + text.Length;
        Span<byte> local = stackalloc byte[TextBytesOnStack];
        var bytes = length <= TextBytesOnStack ? local : new byte[length];
        use.CopyTo(bytes);
        bytes[use.Length] = Separator;
        text.CopyTo(bytes[(use.Length + 1)..]);
        var hash = HashOf(bytes[..length]);
        CryptographicOperations.ZeroMemory(bytes[..length]);
        return hash;
    }

    private IdentityKey HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (t_hmac.Key != this)
        {
            t_hmac.Hash?.Dispose();
            t_hmac = (this, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key));
        }

        t_hmac.Hash!.AppendData(bytes);
        t_hmac.Hash.GetHashAndReset(hash);
        return new IdentityKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    private static byte[] Derive(byte[] key, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Bytes, info: Encoding.ASCII.GetBytes(use));
}
