namespace ClaimsWatch.Store.Vault;

/// <summary>Seals what is written to it, chunk by chunk; only what was finished can be opened.</summary>
internal sealed class SealWriter : Stream
{
    private readonly Stream _output;
    private readonly Seal _seal;
    private readonly byte[] _chunk = new byte[Seal.ChunkBytes];
    private int _length;

    /// <summary>Begins a sealed file.</summary>
    /// <param name="output">Where it goes; not closed.</param>
    /// <param name="key">The workspace's.</param>
    public SealWriter(Stream output, VaultKey key)
    {
        (_output, _seal) = (output, new Seal(key));
        output.Write(Seal.Magic);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Says that the content is whole.</summary>
    public void Finish() => Put(last: true);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_length == _chunk.Length)
            {
                Put(last: false);
            }

            var part = buffer[..Math.Min(buffer.Length, _chunk.Length - _length)];
            part.CopyTo(_chunk.AsSpan(_length));
            _length += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // A chunk goes when it is full, so that the same content has the same chunks.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

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

    private void Put(bool last)
    {
        Span<byte> head = stackalloc byte[Seal.HeadBytes];
        var chunk = _chunk.AsSpan(0, _length);
        _seal.Close(chunk, last, head);
        _output.Write(head);
        _output.Write(chunk);
        _length = 0;
    }
}
