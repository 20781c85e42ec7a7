namespace ClaimsWatch.Store.Vault;

/// <summary>Seals what is written to it, chunk by chunk; only what was finished can be opened.</summary>
internal sealed class SealWriter : WriteOnlyStream
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
    public override void Flush()
    {
        // A chunk goes when it is full, so that the same content has the same chunks.
    }

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
