using System.Security.Cryptography;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// Opens a sealed file chunk by chunk, and lets go of no byte that is not authentic. Every read may throw a
/// <see cref="CryptographicException"/>: the key is another's, or the file was altered or cut.
/// </summary>
internal sealed class SealReader : Stream
{
    // Until chunks came, all was one: magic, nonce 12, tag 16, ciphertext.
    private const int WholeHeadBytes = NonceBytes + TagBytes;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly Stream _input;
    private readonly VaultKey _key;
    private readonly Seal _seal;
    private byte[] _chunk = [];
    private int _read;
    private int _length;
    private bool _last;

    /// <summary>Begins to open a sealed file.</summary>
    /// <param name="input">The file; not closed.</param>
    /// <param name="key">The workspace's.</param>
    /// <exception cref="CryptographicException">No sealed file.</exception>
    public SealReader(Stream input, VaultKey key)
    {
        (_input, _key, _seal) = (input, key, new Seal(key));
        Span<byte> magic = stackalloc byte[Seal.MagicBytes];
        if (input.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(WholeMagic))
        {
            OpenWhole();
        }
        else if (!magic.SequenceEqual(Seal.Magic))
        {
            throw new CryptographicException("no sealed file");
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private static ReadOnlySpan<byte> WholeMagic => "CWV1"u8;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_read == _length && !_last)
        {
            Next();
        }

        var part = _chunk.AsSpan(_read, Math.Min(buffer.Length, _length - _read));
        part.CopyTo(buffer);
        _read += part.Length;
        return part.Length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _seal.Dispose();
            Array.Clear(_chunk);
        }

        base.Dispose(disposing);
    }

    private void Next()
    {
        Span<byte> head = stackalloc byte[Seal.HeadBytes];
        Fill(head);
        (_length, _last) = Seal.Announced(head);
        _chunk = _chunk.Length > 0 ? _chunk : new byte[Seal.ChunkBytes];
        Fill(_chunk.AsSpan(0, _length));
        _seal.Open(head, _chunk.AsSpan(0, _length));
        _read = 0;
        if (_last && _input.ReadByte() >= 0)
        {
            throw new CryptographicException("more than was sealed");
        }
    }

    private void Fill(Span<byte> bytes)
    {
        if (_input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new CryptographicException("cut off");
        }
    }

    private void OpenWhole()
    {
        Span<byte> head = stackalloc byte[WholeHeadBytes];
        Fill(head);
        using var rest = new MemoryStream();
        _input.CopyTo(rest);
        _chunk = rest.ToArray();
        (_length, _last) = (_chunk.Length, true);
        using var aes = new AesGcm(_key.DeriveSeal("vault-seal"), TagBytes);
        aes.Decrypt(head[..NonceBytes], _chunk, head[NonceBytes..], _chunk, WholeMagic);
    }
}
