using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// Members of earlier rosters by what their rows say. A roster is full: nearly every row repeats one of a month ago, and is not
/// kept a second time but is the earlier member's record, which <see cref="RosterLinker"/> then gives the newer date.
/// </summary>
internal sealed class RepeatedRows
{
    private readonly LinkedMembers _members;
    private readonly int[] _slots; // place + 1 of a member, 0 free

    /// <summary>Knows members.</summary>
    public RepeatedRows(LinkedMembers members)
    {
        _members = members;
        _slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(members.Count * 2) + 2)];
        for (var i = 0; i < members.Count; i++)
        {
            var slot = SlotOf(PersonRecords.Unlinked(members.Records[i]));
            _slots[slot] = _slots[slot] == 0 ? i + 1 : _slots[slot];
        }
    }

    /// <summary>The record of the member that says the same; false if there is none.</summary>
    /// <param name="record">A row's record, not linked yet.</param>
    /// <param name="member">The earlier record.</param>
    public bool TryFind(ReadOnlySpan<byte> record, out ArraySegment<byte> member)
    {
        var place = _slots[SlotOf(PersonRecords.Unlinked(record))];
        member = place == 0 ? default : _members.Records[place - 1];
        return place != 0;
    }

    private int SlotOf(ReadOnlySpan<byte> row)
    {
        var slot = RawIndex.HashOf(row) & (_slots.Length - 1);
        while (_slots[slot] != 0 && !row.SequenceEqual(PersonRecords.Unlinked(_members.Records[_slots[slot] - 1])))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }
}
