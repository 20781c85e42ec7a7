namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Numbers of identities by the bytes that files have of them, so that text is decoded and hashed once a person and delivery.
/// Safe for several threads: the bytes say which of a few indexes is looked into, under a lock of its own.
/// </summary>
internal sealed class RawIdentities
{
    private const int Shards = 16;
    private readonly RawIndex[] _indexes = [.. Enumerable.Range(0, Shards).Select(_ => new RawIndex())];

    /// <summary>Finds the number of a byte string; −1 if it was not added.</summary>
    public bool TryFind(ReadOnlySpan<byte> raw, out int value)
    {
        var hash = RawIndex.HashOf(raw);
        var index = IndexOf(hash);
        lock (index)
        {
            return index.TryFind(raw, hash, out value);
        }
    }

    /// <summary>Adds a byte string, unless another thread just did.</summary>
    public void Add(ReadOnlySpan<byte> raw, int value)
    {
        var hash = RawIndex.HashOf(raw);
        var index = IndexOf(hash);
        lock (index)
        {
            if (!index.TryFind(raw, hash, out _))
            {
                index.Add(raw, hash, value);
            }
        }
    }

    /// <summary>Wipes names and numbers from memory; nothing is found any more.</summary>
    public void Wipe()
    {
        foreach (var index in _indexes)
        {
            index.Wipe();
        }
    }

    // The low bits choose the slot inside an index.
    private RawIndex IndexOf(int hash) => _indexes[(hash >>> 24) % Shards];
}
