using System.Buffers;
using System.Numerics;
using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Receipts;

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
/// This delivery's receipts of one claim month, their persons known, by person, receipt, delivery, file and row: the order that keeps the
/// line tables sorted. The receipts stay where they lie; what the dedupe ladder asks of all of them is kept beside.
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

    private FreshMonth(SegmentReceipts[] segments, ReceiptPersons personOf, IReadOnlyList<string> files)
    {
        (_segments, Files) = (segments, files);
        foreach (var segment in segments)
        {
            Count += segment.Count;
        }

        var unsorted = new Columns(Count);
        _linkedAs = Read(unsorted, personOf);
        var order = Rent<int>(Count);
        Order(unsorted, order.AsSpan(0, Count));
        _at = Sorted(unsorted.At, order);
        _persons = Sorted(unsorted.Persons, order);
        _ids = Sorted(unsorted.Ids, order);
        _keys = Sorted(unsorted.Keys, order);
        _statuses = Sorted(unsorted.Statuses, order);
        _linkedAs = _linkedAs is null ? null : Sorted(_linkedAs, order);
        Return(order);
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
    /// <param name="segments">Receipts of each segment, in the order of files and parts; they must stay until the month is disposed of.</param>
    /// <param name="personOf">Persons of receipts.</param>
    /// <param name="files">Names by the number of a file.</param>
    public static FreshMonth Of(SegmentReceipts[] segments, ReceiptPersons personOf, IReadOnlyList<string> files) =>
        new(segments, personOf, files);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Return(_at);
        Return(_persons);
        Return(_ids);
        Return(_keys);
        Return(_statuses);
        if (_linkedAs is not null)
        {
            Return(_linkedAs);
        }
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
                    linkedAs ??= Cleared(Count);
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
        var ends = Rent<int>((1 << bits) + 1);
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

        Return(ends);
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

    private T[] Sorted<T>(T[] unsorted, int[] order)
    {
        var sorted = Rent<T>(Count);
        for (var i = 0; i < Count; i++)
        {
            sorted[i] = unsorted[order[i]];
        }

        Return(unsorted);
        return sorted;
    }

    private static long[] Cleared(int count)
    {
        var array = Rent<long>(count);
        array.AsSpan(0, count).Clear();
        return array;
    }

    private static T[] Rent<T>(int count) => ArrayPool<T>.Shared.Rent(count);

    private static void Return<T>(T[] array) => ArrayPool<T>.Shared.Return(array);

    private readonly record struct Columns(long[] At, long[] Persons, long[] Ids, int[] Keys, byte[] Statuses)
    {
        public Columns(int count)
            : this(Rent<long>(count), Rent<long>(count), Rent<long>(count), Rent<int>(count), Rent<byte>(count))
        {
        }
    }
}
