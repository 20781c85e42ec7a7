using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// AES-256-GCM in chunks, so that neither writing nor reading needs the whole content in memory (docs/design/0013). Layout:
/// magic, then chunks of nonce 12, tag 16, length 4 (the highest bit says last), ciphertext.
/// </summary>
/// <remarks>
/// What stands before a chunk is authenticated with it: the tag of the chunk before, its length, whether it is the last. So no
/// chunk can be left out, repeated, moved, or taken from another vault. A nonce is made from all that it is used with: the same
/// content under the same key gives the same bytes, so a workspace is reproducible, and two contents never share a nonce.
/// </remarks>
internal sealed class Seal : IDisposable
{
    /// <summary>Most bytes of a chunk.</summary>
    public const int ChunkBytes = 1 << 20;

    /// <summary>Bytes before a chunk's ciphertext.</summary>
    public const int HeadBytes = NonceBytes + TagBytes + sizeof(int);

    /// <summary>Bytes of the magic.</summary>
    public const int MagicBytes = 4;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Last = int.MinValue;
    private readonly AesGcm _aes;
    private readonly IncrementalHash _nonces;

    // Magic, tag of the chunk before, length: what is authenticated beside a chunk.
    private readonly byte[] _beside = new byte[MagicBytes + TagBytes + sizeof(int)];

    public Seal(VaultKey key)
    {
        _aes = new AesGcm(key.DeriveSeal("vault-seal-chunks"), TagBytes);
        _nonces = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.DeriveSeal("vault-nonce-chunks"));
        Magic.CopyTo(_beside);
    }

    /// <summary>What a sealed file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "CWV2"u8;

    /// <summary>Seals the next chunk where it lies.</summary>
    /// <param name="chunk">Content, then ciphertext.</param>
    /// <param name="last">Whether the content ends here.</param>
    /// <param name="head">Filled with <see cref="HeadBytes"/> bytes that come before the chunk.</param>
    public void Close(Span<byte> chunk, bool last, Span<byte> head)
    {
        var length = chunk.Length | (last ? Last : 0);
        BinaryPrimitives.WriteInt32LittleEndian(head[(NonceBytes + TagBytes)..], length);
        BinaryPrimitives.WriteInt32LittleEndian(_beside.AsSpan(MagicBytes + TagBytes), length);
        Span<byte> nonce = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _nonces.AppendData(_beside);
        _nonces.AppendData(chunk);
        _nonces.GetHashAndReset(nonce);
        nonce[..NonceBytes].CopyTo(head);
        var tag = head.Slice(NonceBytes, TagBytes);
        _aes.Encrypt(nonce[..NonceBytes], chunk, chunk, tag, _beside);
        tag.CopyTo(_beside.AsSpan(MagicBytes));
    }

    /// <summary>Length of the chunk that a head announces, and whether it is the last.</summary>
    /// <exception cref="CryptographicException">Longer than chunks are.</exception>
    public static (int Length, bool Last) Announced(ReadOnlySpan<byte> head)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[(NonceBytes + TagBytes)..]);
        return (length & ~Last) <= ChunkBytes ? (length & ~Last, length < 0) : throw new CryptographicException("no chunk");
    }

    /// <summary>Opens the next chunk where it lies.</summary>
    /// <exception cref="CryptographicException">The key is another's, a bit was changed, or a chunk is not where it
    /// was.</exception>
    public void Open(ReadOnlySpan<byte> head, Span<byte> chunk)
    {
        var tag = head.Slice(NonceBytes, TagBytes);
        head[(NonceBytes + TagBytes)..HeadBytes].CopyTo(_beside.AsSpan(MagicBytes + TagBytes));
        _aes.Decrypt(head[..NonceBytes], chunk, tag, chunk, _beside);
        tag.CopyTo(_beside.AsSpan(MagicBytes));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _aes.Dispose();
        _nonces.Dispose();
    }
}
