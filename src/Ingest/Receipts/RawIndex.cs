namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Numbers by byte strings, compared byte by byte: one look-up and no object for a receipt of somebody already seen.</summary>
internal sealed class RawIndex
{
    private readonly record struct Entry(int Start, int Length, int Hash, int Value);

    private readonly List<Entry> _entries = [];
    private int[] _slots = new int[1 << 10];
    private byte[] _bytes = new byte[1 << 14];
    private int _length;

    /// <summary>Finds the number of a byte string; −1 if it was not added.</summary>
    public bool TryFind(ReadOnlySpan<byte> raw, int hash, out int value)
    {
        var entry = _slots[Slot(raw, hash)] - 1;
        value = entry < 0 ? -1 : _entries[entry].Value;
        return entry >= 0;
    }

    /// <summary>Adds a byte string that is not there yet.</summary>
    public void Add(ReadOnlySpan<byte> raw, int hash, int value)
    {
        if (_length + raw.Length > _bytes.Length)
        {
            var larger = new byte[Math.Max(_bytes.Length * 2, _length + raw.Length)];
            _bytes.AsSpan(0, _length).CopyTo(larger);
            Array.Clear(_bytes);
            _bytes = larger;
        }

        raw.CopyTo(_bytes.AsSpan(_length));
        _entries.Add(new Entry(_length, raw.Length, hash, value));
        _length += raw.Length;
        if (_entries.Count * 2 > _slots.Length)
        {
            Grow();
        }
        else
        {
            _slots[Slot(raw, hash)] = _entries.Count;
        }
    }

    /// <summary>Wipes the byte strings from memory; nothing is found any more.</summary>
    public void Wipe()
    {
        Array.Clear(_bytes);
        (_bytes, _slots, _length) = ([], new int[1], 0);
        _entries.Clear();
        _entries.TrimExcess();
    }

    /// <summary>Hash of a byte string, which the other methods ask for; another in every process.</summary>
    public static int HashOf(ReadOnlySpan<byte> raw)
    {
        var hash = new HashCode();
        hash.AddBytes(raw);
        return hash.ToHashCode();
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _entries.Count; i++)
        {
            _slots[Slot(_bytes.AsSpan(_entries[i].Start, _entries[i].Length), _entries[i].Hash)] = i + 1;
        }
    }

    private int Slot(ReadOnlySpan<byte> raw, int hash)
    {
        var slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            var entry = _entries[_slots[slot] - 1];
            if (entry.Hash == hash && raw.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                break;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }
}
