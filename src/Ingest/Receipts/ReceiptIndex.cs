using System.Numerics;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Positions by surrogate: the last with one, and from each the one before it with the same.</summary>
internal readonly struct ReceiptIndex : IDisposable
{
    private readonly int[] _slots; // position + 1, open-addressed
    private readonly int[] _before;
    private readonly int _bits;
    private readonly MonthRoom _room;

    /// <summary>Of the receipts of a month.</summary>
    public ReceiptIndex(FreshMonth fresh)
    {
        var ids = fresh.Ids;
        _room = fresh.Room;
        _bits = BitOperations.Log2((uint)ids.Length | 1) + 2; // a quarter to a half full
        _slots = _room.Ints.Take(1 << _bits);
        _slots.AsSpan(0, 1 << _bits).Clear();
        _before = _room.Ints.Take(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            ref var slot = ref _slots[SlotOf(ids, ids[i])];
            _before[i] = slot - 1;
            slot = i + 1;
        }
    }

    /// <summary>Last position with a surrogate; −1 if there is none.</summary>
    public int Last(FreshMonth fresh, long id) => _slots[SlotOf(fresh.Ids, id)] - 1;

    /// <summary>Position before this one with the same surrogate; −1 if there is none.</summary>
    public int Before(int position) => _before[position];

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _room.Ints.Return(_slots);
        _room.Ints.Return(_before);
    }

    private int SlotOf(ReadOnlySpan<long> ids, long id)
    {
        var slot = (int)(unchecked((ulong)id * 0x9E3779B97F4A7C15UL) >> (64 - _bits));
        while (_slots[slot] != 0 && ids[_slots[slot] - 1] != id)
        {
            slot = (slot + 1) & ((1 << _bits) - 1);
        }

        return slot;
    }
}
