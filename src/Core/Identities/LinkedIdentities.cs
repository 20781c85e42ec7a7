using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Identities;

/// <summary>Identities of claims as records, with or without the persons they have found; found by key.</summary>
public sealed class LinkedIdentities : PackedList<LinkedIdentity>
{
    // The first half of the keys in their order, and where in the list each is; no places if that is the list's own order. Made
    // when somebody looks for a key.
    private readonly Lazy<(ulong[] Keys, int[]? Places)> _index;

    /// <summary>A list of records, which are not copied.</summary>
    public LinkedIdentities(ArraySegment<byte>[] records)
        : base(records) => _index = new(Index);

    /// <summary>Nobody.</summary>
    public static LinkedIdentities None { get; } = new([]);

    /// <summary>The same identities as records; themselves if they are.</summary>
    public static LinkedIdentities Of(IReadOnlyList<LinkedIdentity> identities) =>
        identities as LinkedIdentities ?? new(LinkedMembers.Pack(identities, PersonRecords.Write));

    /// <summary>In the order of keys; itself if it is already. The first of those with the same key comes first.</summary>
    public LinkedIdentities Sorted()
    {
        if (_index.Value.Places is not { } places)
        {
            return this;
        }

        var records = new ArraySegment<byte>[Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = Records[places[i]];
        }

        return new LinkedIdentities(records);
    }

    /// <summary>Fields of an identity.</summary>
    public IdentityView View(int index) => IdentityView.Of(At(index)[PersonRecords.KeyBytes..]);

    /// <summary>The identity itself, from the first text on.</summary>
    public ArraySegment<byte> IdentityAt(int index) => Records[index][PersonRecords.KeyBytes..];

    /// <summary>Its key.</summary>
    public IdentityKey KeyAt(int index) => PersonRecords.KeyOf(At(index));

    /// <summary>Its pseudonym, 0 before linking.</summary>
    public long PersonAt(int index) => PersonRecords.LongFromEnd(At(index), PersonRecords.PersonFromEnd);

    /// <summary>Its keyed household.</summary>
    public long HouseholdAt(int index) => PersonRecords.LongFromEnd(At(index), PersonRecords.HouseholdFromEnd);

    /// <summary>How its person was found.</summary>
    public Linkage LinkageAt(int index) => (Linkage)PersonRecords.IntFromEnd(At(index), PersonRecords.LastFromEnd);

    /// <summary>男女区分.</summary>
    public Sex SexAt(int index) => (Sex)PersonRecords.IntFromEnd(At(index), PersonRecords.SexFromEnd);

    /// <summary>生年月日 yyyymmdd, 0 unknown.</summary>
    public int BirthDateAt(int index) => PersonRecords.IntFromEnd(At(index), PersonRecords.BirthFromEnd);

    /// <summary>Fills in what linking found, where the record lies: for the one who made it.</summary>
    public void SetLink(int index, long person, long household, Linkage linkage) =>
        PersonRecords.SetLink(At(index), person, household, (int)linkage);

    /// <summary>Position of the first identity with a key, −1 if there is none.</summary>
    public int IndexOf(IdentityKey key)
    {
        var (keys, places) = _index.Value;
        for (var i = FirstOf(keys, key.High); i < keys.Length && keys[i] == key.High; i++)
        {
            var place = places?[i] ?? i;
            if (KeyAt(place) == key)
            {
                return place;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    protected override LinkedIdentity Read(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        var key = new IdentityKey(reader.ULong(), reader.ULong());
        return new LinkedIdentity(
            key, new IdentityView(ref reader).ToIdentity(), reader.Long(), reader.Long(), (Linkage)reader.Int());
    }

    private static int FirstOf(ulong[] keys, ulong high)
    {
        int low = 0, end = keys.Length;
        while (low < end)
        {
            var middle = (low + end) >>> 1;
            (low, end) = keys[middle] < high ? (middle + 1, end) : (low, middle);
        }

        return low;
    }

    private (ulong[] Keys, int[]? Places) Index()
    {
        var keys = new ulong[Count];
        var sorted = true;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = KeyAt(i).High;
            sorted = sorted && (i == 0 || KeyAt(i - 1) <= KeyAt(i));
        }

        if (sorted)
        {
            return (keys, null);
        }

        // Keys are spread evenly: the other half of them, and the order in the list, hardly ever have to tell two apart.
        var places = new int[keys.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        Array.Sort(keys, places);
        for (var (start, end) = (0, 0); start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }

            if (end > start + 1)
            {
                places.AsSpan(start, end - start)
                    .Sort((a, b) => KeyAt(a).CompareTo(KeyAt(b)) is var o and not 0 ? o : a.CompareTo(b));
            }
        }

        return (keys, places);
    }
}
