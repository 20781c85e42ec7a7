using System.Numerics;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Arrays of a month, which the next month uses again; for one thread at a time.</summary>
internal sealed class MonthRoom
{
    public ArrayShelf<long> Longs { get; } = new();

    public ArrayShelf<int> Ints { get; } = new();

    public ArrayShelf<byte> Bytes { get; } = new();

    public ArrayShelf<PackedReceipt> Receipts { get; } = new();

    public ArrayShelf<PackedMedication> Medications { get; } = new();

    public ArrayShelf<PackedDiagnosis> Diagnoses { get; } = new();

    public ArrayShelf<PackedAct> Acts { get; } = new();
}

/// <summary>Receipts of a segment of a month: a stretch of an array.</summary>
/// <param name="Array">Where they lie.</param>
/// <param name="Start">First of them.</param>
/// <param name="Count">How many.</param>
/// <param name="File">File of the delivery that they are from.</param>
internal readonly record struct SegmentReceipts(PackedReceipt[] Array, int Start, int Count, int File)
{
    /// <summary>The receipts.</summary>
    public Span<PackedReceipt> Span => Array.AsSpan(Start, Count);
}

/// <summary>
/// This delivery's receipts of one claim month, their persons known, by person, receipt, delivery, file and row: the order that
/// keeps the line tables sorted. The receipts stay where they lie; what the dedupe ladder asks of all of them is kept beside.
/// </summary>
internal sealed class FreshMonth : IDisposable
{
    // Buckets of persons are this small, as a rule: pseudonyms are uniform.
    private const int BucketMax = 32;

    private readonly SegmentReceipts[] _segments;
    private readonly long[] _at; // segment and position in it
    private readonly long[] _persons;
    private readonly long[] _ids;
    private readonly int[] _keys;
    private readonly byte[] _statuses;
    private readonly long[]? _linkedAs; // most months have no alias

    private FreshMonth(SegmentReceipts[] segments, ReceiptPersons personOf, IReadOnlyList<string> files, MonthRoom room)
    {
        (_segments, Files, Room) = (segments, files, room);
        foreach (var segment in segments)
        {
            Count += segment.Count;
        }

        var (longs, ints, bytes) = (room.Longs, room.Ints, room.Bytes);
        var unsorted = new Columns(longs.Take(Count), longs.Take(Count), longs.Take(Count), ints.Take(Count), bytes.Take(Count));
        var linkedAs = Read(unsorted, personOf);
        var order = ints.Take(Count);
        Order(unsorted, order.AsSpan(0, Count));
        _at = Sorted(unsorted.At, order, longs);
        _persons = Sorted(unsorted.Persons, order, longs);
        _ids = Sorted(unsorted.Ids, order, longs);
        _keys = Sorted(unsorted.Keys, order, ints);
        _statuses = Sorted(unsorted.Statuses, order, bytes);
        _linkedAs = linkedAs is null ? null : Sorted(linkedAs, order, longs);
        ints.Return(order);
    }

    public int Count { get; }

    /// <summary>Pseudonyms.</summary>
    public ReadOnlySpan<long> Persons => _persons.AsSpan(0, Count);

    /// <summary>Surrogates.</summary>
    public ReadOnlySpan<long> Ids => _ids.AsSpan(0, Count);

    /// <summary>A hash of what makes two receipts of a person the same claim.</summary>
    public ReadOnlySpan<int> KeyHashes => _keys.AsSpan(0, Count);

    /// <summary>Names by the number of a file.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Where its arrays are from.</summary>
    public MonthRoom Room { get; }

    /// <summary>A receipt.</summary>
    public ref readonly PackedReceipt this[int i]
    {
        get
        {
            ref readonly var segment = ref _segments[SegmentOf(i)];
            return ref segment.Array[segment.Start + unchecked((int)_at[i])];
        }
    }

    /// <summary>The segment that a receipt lies in.</summary>
    public int SegmentOf(int i) => (int)(_at[i] >> 32);

    /// <summary>Number of its file.</summary>
    public int FileOf(int i) => _segments[SegmentOf(i)].File;

    /// <summary>Status as it was read.</summary>
    public ReceiptStatus StatusOf(int i) => (ReceiptStatus)_statuses[i];

    /// <summary>Pseudonym that an alias has replaced; 0 where none has.</summary>
    public long LinkedAs(int i) => _linkedAs is null ? 0 : _linkedAs[i];

    /// <summary>Puts segments together.</summary>
    /// <param name="segments">Receipts of each segment, in the order of files and parts; they must stay until the month is
    /// disposed of.</param>
    /// <param name="personOf">Persons of receipts.</param>
    /// <param name="files">Names by the number of a file.</param>
    /// <param name="room">Arrays for it.</param>
    public static FreshMonth Of(SegmentReceipts[] segments, ReceiptPersons personOf, IReadOnlyList<string> files,
        MonthRoom room) =>
        new(segments, personOf, files, room);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Room.Longs.Return(_at);
        Room.Longs.Return(_persons);
        Room.Longs.Return(_ids);
        Room.Longs.Return(_linkedAs ?? []);
        Room.Ints.Return(_keys);
        Room.Bytes.Return(_statuses);
    }

    // What is asked of every receipt, in the order of segments.
    private long[]? Read(Columns unsorted, ReceiptPersons personOf)
    {
        long[]? linkedAs = null;
        var n = 0;
        for (var s = 0; s < _segments.Length; s++)
        {
            var receipts = _segments[s].Span;
            for (var i = 0; i < receipts.Length; i++, n++)
            {
                ref readonly var receipt = ref receipts[i];
                var (person, replaced) = personOf.Of(receipt);
                if (replaced != 0)
                {
                    linkedAs ??= Cleared();
                    linkedAs[n] = replaced;
                }

                unsorted.At[n] = ((long)s << 32) | (uint)i;
                unsorted.Persons[n] = person;
                unsorted.Ids[n] = receipt.ReceiptId;
                unsorted.Keys[n] = HashOf(receipt.Kind, receipt.Institution, receipt.Prescriber);
                unsorted.Statuses[n] = receipt.Status;
            }
        }

        return linkedAs;
    }

    /// <summary>The hash of a claim's key without its person.</summary>
    public static int HashOf(int kind, long institution, long prescriber) => unchecked(
        (int)((((ulong)institution * 0x9E3779B97F4A7C15UL) ^ ((ulong)prescriber * 0xC2B2AE3D27D4EB4FUL) ^ (ulong)kind) >> 20));

    // Pseudonyms are uniform, so their first bits cut them into buckets of a few receipts.
    private void Order(Columns unsorted, Span<int> order)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)Count | 1) - 1, 0, 16);
        var ends = Room.Ints.Take((1 << bits) + 1);
        ends.AsSpan(0, (1 << bits) + 1).Clear();
        var persons = unsorted.Persons.AsSpan(0, Count);
        foreach (var person in persons)
        {
            ends[Bucket(person, bits) + 1]++;
        }

        for (var b = 0; b < 1 << bits; b++)
        {
            ends[b + 1] += ends[b];
        }

        for (var n = 0; n < persons.Length; n++)
        {
            order[ends[Bucket(persons[n], bits)]++] = n;
        }

        var start = 0;
        for (var b = 0; b < 1 << bits; start = ends[b], b++)
        {
            var bucket = order[start..ends[b]];
            if (bucket.Length > BucketMax)
            {
                bucket.Sort((a, c) => Compare(unsorted, a, c));
            }
            else
            {
                Insert(unsorted, bucket);
            }
        }

        Room.Ints.Return(ends);
    }

    private void Insert(Columns unsorted, Span<int> bucket)
    {
        for (var k = 1; k < bucket.Length; k++)
        {
            var next = bucket[k];
            var at = k;
            for (; at > 0 && Compare(unsorted, bucket[at - 1], next) > 0; at--)
            {
                bucket[at] = bucket[at - 1];
            }

            bucket[at] = next;
        }
    }

    // Receipts that came twice are few.
    private int Compare(Columns unsorted, int x, int y)
    {
        var order = unsorted.Persons[x].CompareTo(unsorted.Persons[y]);
        order = order != 0 ? order : unsorted.Ids[x].CompareTo(unsorted.Ids[y]);
        return order != 0 || x == y ? order : CompareRest(unsorted.At[x], unsorted.At[y]);
    }

    private int CompareRest(long x, long y)
    {
        var (left, right) = (_segments[(int)(x >> 32)], _segments[(int)(y >> 32)]);
        ref readonly var a = ref left.Span[unchecked((int)x)];
        ref readonly var b = ref right.Span[unchecked((int)y)];
        var order = a.Delivery.CompareTo(b.Delivery);
        order = order != 0 || left.File == right.File ? order : string.CompareOrdinal(Files[left.File], Files[right.File]);
        order = order != 0 ? order : a.RowFrom.CompareTo(b.RowFrom);
        return order != 0 ? order : left.File.CompareTo(right.File);
    }

    private static int Bucket(long person, int bits) => (int)((ulong)Math.Max(person, 0) >> (63 - bits));

    private T[] Sorted<T>(T[] unsorted, int[] order, ArrayShelf<T> shelf)
    {
        var sorted = shelf.Take(Count);
        for (var i = 0; i < Count; i++)
        {
            sorted[i] = unsorted[order[i]];
        }

        shelf.Return(unsorted);
        return sorted;
    }

    private long[] Cleared()
    {
        var array = Room.Longs.Take(Count);
        array.AsSpan(0, Count).Clear();
        return array;
    }

    private readonly record struct Columns(long[] At, long[] Persons, long[] Ids, int[] Keys, byte[] Statuses);
}
