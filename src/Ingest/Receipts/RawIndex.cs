using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Numbers by byte strings, compared byte by byte: one look-up and no object for a receipt of somebody already seen. A slot holds
/// the hash beside the place of its record, and a record its number beside its bytes: each look-up goes to memory twice.
/// </summary>
internal sealed class RawIndex
{
    private const int HeaderBytes = 2 * sizeof(int);
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;
    private static readonly ulong s_seed = BinaryPrimitives.ReadUInt64LittleEndian(Guid.NewGuid().ToByteArray());
    private ulong[] _slots = new ulong[1 << 10];
    private byte[] _records = new byte[1 << 14];
    private int _length;
    private int _count;

    /// <summary>Finds the number of a byte string; −1 if it was not added.</summary>
    public bool TryFind(ReadOnlySpan<byte> raw, int hash, out int value)
    {
        var record = PlaceOf(_slots[Slot(raw, hash)]);
        value = record < 0 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(_records.AsSpan(record + sizeof(int)));
        return record >= 0;
    }

    /// <summary>Adds a byte string that is not there yet.</summary>
    public void Add(ReadOnlySpan<byte> raw, int hash, int value)
    {
        var needed = _length + HeaderBytes + raw.Length;
        if (needed > _records.Length)
        {
            var larger = new byte[Math.Max(_records.Length * 2, needed)];
            _records.AsSpan(0, _length).CopyTo(larger);
            Array.Clear(_records);
            _records = larger;
        }

        if (++_count * 2 > _slots.Length)
        {
            Grow();
        }

        _slots[Slot(raw, hash)] = (unchecked((ulong)hash) << 32) | ((uint)_length + 1);
        BinaryPrimitives.WriteInt32LittleEndian(_records.AsSpan(_length), raw.Length);
        BinaryPrimitives.WriteInt32LittleEndian(_records.AsSpan(_length + sizeof(int)), value);
        raw.CopyTo(_records.AsSpan(_length + HeaderBytes));
        _length = needed;
    }

    /// <summary>Wipes the byte strings from memory; nothing is found any more.</summary>
    public void Wipe()
    {
        Array.Clear(_records);
        (_records, _slots, _length, _count) = ([], new ulong[1], 0, 0);
    }

    /// <summary>Hash of a byte string, which the other methods ask for; another in every process.</summary>
    public static int HashOf(ReadOnlySpan<byte> raw)
    {
        var hash = s_seed ^ (uint)raw.Length;
        for (; raw.Length >= sizeof(ulong); raw = raw[sizeof(ulong)..])
        {
            hash = Mixed(hash, MemoryMarshal.Read<ulong>(raw));
        }

        foreach (var b in raw)
        {
            hash = Mixed(hash, b);
        }

        return unchecked((int)(hash >> 32));
    }

    private static ulong Mixed(ulong hash, ulong word)
    {
        hash = unchecked((hash ^ word) * Odd);
        return hash ^ (hash >> 29);
    }

    private static int PlaceOf(ulong slot) => unchecked((int)(uint)slot) - 1;

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                var slot = Home(unchecked((int)(entry >> 32)));
                while (_slots[slot] != 0)
                {
                    slot = (slot + 1) & (_slots.Length - 1);
                }

                _slots[slot] = entry;
            }
        }
    }

    private int Home(int hash) => hash & (_slots.Length - 1);

    private int Slot(ReadOnlySpan<byte> raw, int hash)
    {
        var slot = Home(hash);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (unchecked((int)(_slots[slot] >> 32)) == hash && IsAt(PlaceOf(_slots[slot]), raw))
            {
                break;
            }
        }

        return slot;
    }

    private bool IsAt(int record, ReadOnlySpan<byte> raw) =>
        BinaryPrimitives.ReadInt32LittleEndian(_records.AsSpan(record)) == raw.Length
            && raw.SequenceEqual(_records.AsSpan(record + HeaderBytes, raw.Length));
}
