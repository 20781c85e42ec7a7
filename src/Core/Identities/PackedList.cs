using System.Collections;

namespace ClaimsWatch.Core.Identities;

/// <summary>People as records, read as a list of objects that are made when asked for: fine for one person, dear for all of
/// them.</summary>
/// <param name="records">One each; not copied.</param>
public abstract class PackedList<T>(ArraySegment<byte>[] records) : IReadOnlyList<T>
{
    /// <inheritdoc/>
    public int Count => records.Length;

    /// <inheritdoc/>
    public T this[int index] => Read(records[index]);

    /// <summary>The records themselves.</summary>
    public ReadOnlySpan<ArraySegment<byte>> Records => records;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var record in records)
        {
            yield return Read(record);
        }
    }

    /// <summary>Prints no secret.</summary>
    public override string ToString() => $"{Count} people";

    /// <summary>A record as an object.</summary>
    protected abstract T Read(ReadOnlySpan<byte> record);

    /// <summary>A record.</summary>
    protected Span<byte> At(int index) => records[index];

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Members of a roster as read.</summary>
public sealed class RosterMembers(ArraySegment<byte>[] records) : PackedList<RosterMember>(records)
{
    /// <summary>Nobody.</summary>
    public static RosterMembers None { get; } = new([]);

    /// <summary>The same members as records; themselves if they are.</summary>
    public static RosterMembers Of(IReadOnlyList<RosterMember> members) =>
        members as RosterMembers ?? new(LinkedMembers.Pack(members, PersonRecords.Write));

    /// <inheritdoc/>
    protected override RosterMember Read(ReadOnlySpan<byte> record) => new MemberView(record).ToMember();
}

/// <summary>Roster members with their persons, as records.</summary>
public sealed class LinkedMembers(ArraySegment<byte>[] records) : PackedList<LinkedMember>(records)
{
    /// <summary>Nobody.</summary>
    public static LinkedMembers None { get; } = new([]);

    /// <summary>The same members as records; themselves if they are.</summary>
    public static LinkedMembers Of(IReadOnlyList<LinkedMember> members) =>
        members as LinkedMembers ?? new(Pack(members, PersonRecords.Write));

    /// <summary>Fields of a member.</summary>
    public MemberView View(int index) => new(At(index));

    /// <summary>Its identity, from the first text on.</summary>
    public ArraySegment<byte> IdentityAt(int index)
    {
        var reader = new RecordReader(At(index));
        reader.TrySkip(1, 0);
        return Records[index][reader.Position..];
    }

    /// <summary>Its pseudonym.</summary>
    public long PersonAt(int index) => PersonRecords.LongFromEnd(At(index), PersonRecords.PersonFromEnd);

    /// <summary>Its keyed household.</summary>
    public long HouseholdAt(int index) => PersonRecords.LongFromEnd(At(index), PersonRecords.HouseholdFromEnd);

    /// <summary>Date of its roster, yyyymmdd.</summary>
    public int AsOfAt(int index) => PersonRecords.IntFromEnd(At(index), PersonRecords.LastFromEnd);

    /// <summary>Date of the newest roster, yyyymmdd; 0 of nobody.</summary>
    public int NewestAsOf()
    {
        var newest = 0;
        for (var i = 0; i < Count; i++)
        {
            newest = Math.Max(newest, AsOfAt(i));
        }

        return newest;
    }

    /// <summary>Fills in what linking found, where the record lies: for the one who made it.</summary>
    public void SetLink(int index, long person, long household, int asOf) =>
        PersonRecords.SetLink(At(index), person, household, asOf);

    /// <summary>Position of the first member of a person, or of who follows it; of members in the order of persons.</summary>
    public int FirstOf(long person)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = PersonAt(middle) < person ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// The members by person and then by <paramref name="order"/>, itself if they are already; those that are the same in both
    /// keep the order they have.
    /// </summary>
    public LinkedMembers Sorted(RecordOrder order)
    {
        var from = Records;
        var persons = new long[Count];
        var sorted = true;
        for (var i = 0; i < persons.Length; i++)
        {
            persons[i] = PersonAt(i);
            sorted = sorted && (i == 0 || persons[i - 1] < persons[i]
                || (persons[i - 1] == persons[i] && order(from[i - 1], from[i]) <= 0));
        }

        if (sorted)
        {
            return this;
        }

        // Persons first, as plain numbers; only the few rows of one person need their texts looked at.
        var places = new int[Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        Array.Sort(persons, places);
        var result = new ArraySegment<byte>[Count];
        for (var (start, end) = (0, 0); start < persons.Length; start = end)
        {
            for (end = start + 1; end < persons.Length && persons[end] == persons[start]; end++)
            {
            }

            var run = places.AsSpan(start, end - start);
            if (run.Length > 1)
            {
                run.Sort((a, b) => order(At(a), At(b)) is var o and not 0 ? o : a.CompareTo(b));
            }

            for (var i = start; i < end; i++)
            {
                result[i] = from[places[i]];
            }
        }

        return new LinkedMembers(result);
    }

    /// <inheritdoc/>
    protected override LinkedMember Read(ReadOnlySpan<byte> record) => new MemberView(record).ToLinked();

    internal static ArraySegment<byte>[] Pack<TItem>(IReadOnlyList<TItem> items, Action<RecordWriter, TItem> write)
    {
        var (blocks, writer) = (new RecordBlocks(), new RecordWriter());
        var records = new ArraySegment<byte>[items.Count];
        for (var i = 0; i < records.Length; i++)
        {
            write(writer, items[i]);
            records[i] = blocks.Add(writer.Written);
        }

        return records;
    }
}

/// <summary>An order of records.</summary>
public delegate int RecordOrder(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);
