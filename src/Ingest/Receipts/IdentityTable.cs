using System.Runtime.InteropServices;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>A receipt that names nobody.</summary>
internal readonly record struct Nameless(long ReceiptId, Sex Sex, int BirthDate, int Month, bool IsPart);

/// <summary>What must be known of an identity's receipts: claim months, and how many by sex, parts of a 総括 not counted.</summary>
internal struct IdentityReceipts
{
    public int First;
    public int Last;
    public int Unknown;
    public int Male;
    public int Female;
}

/// <summary>
/// Distinct identities of a delivery's claims, each once whatever the number of files, with what must be known of their receipts.
/// The fields are kept only of those that the vault does not know; safe for several threads. Numbers depend on the order of
/// reading: nothing that is written may.
/// </summary>
internal sealed class IdentityTable(LinkedIdentities known, IPseudonyms pseudonyms)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IdentityKey, int> _numbers = [];
    private readonly List<int> _places = [];
    private readonly List<IdentityReceipts> _receipts = [];
    private readonly RecordBlocks _blocks = new();
    private readonly RecordWriter _writer = new();
    private readonly List<ArraySegment<byte>> _unknown = [];
    private readonly List<Nameless> _nameless = [];
    private LinkedIdentities? _unknownTable;

    /// <summary>Keyed hashes of the workspace.</summary>
    public IPseudonyms Pseudonyms { get; } = pseudonyms;

    /// <summary>Numbers by the bytes that a file has of an identity.</summary>
    public RawIdentities Raw { get; } = new();

    /// <summary>How many.</summary>
    public int Distinct => _places.Count;

    /// <summary>Identities that the vault does not know so far, in the order they came.</summary>
    public LinkedIdentities Unknown =>
        _unknownTable?.Count == _unknown.Count ? _unknownTable : _unknownTable = new LinkedIdentities([.. _unknown]);

    /// <summary>Receipts by number.</summary>
    public IReadOnlyList<IdentityReceipts> Receipts => _receipts;

    /// <summary>Receipts of nobody, in an order that depends on threads.</summary>
    public IReadOnlyList<Nameless> OfNobody => _nameless;

    /// <summary>Number of an identity in the delivery.</summary>
    public int NumberOf(Identity identity)
    {
        var key = Pseudonyms.KeyOf(identity); // outside the lock
        lock (_lock)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out var exists);
            if (!exists)
            {
                number = _places.Count;
                _receipts.Add(new IdentityReceipts { First = int.MaxValue });
                var place = known.IndexOf(key);
                _places.Add(place >= 0 ? place : ~_unknown.Count);
                if (place < 0)
                {
                    PersonRecords.Write(_writer, key, identity);
                    _unknown.Add(_blocks.Add(_writer.Written));
                }
            }

            return number;
        }
    }

    /// <summary>
    /// Where the identity of a number is: its position among those known, or the complement of that in <see cref="Unknown"/>.
    /// </summary>
    public int PlaceOf(int number) => _places[number];

    /// <summary>Key of a number given before.</summary>
    public IdentityKey KeyOf(int number)
    {
        lock (_lock)
        {
            var place = _places[number];
            return place >= 0 ? known.KeyAt(place) : PersonRecords.KeyOf(_unknown[~place]);
        }
    }

    /// <summary>When all is read: no identity is looked for any more.</summary>
    public void Close()
    {
        Raw.Wipe();
        _numbers.Clear();
        _numbers.TrimExcess();
    }

    /// <summary>Counts a batch's receipts.</summary>
    public void Count(ReceiptBatch batch)
    {
        lock (_lock)
        {
            var counts = CollectionsMarshal.AsSpan(_receipts);
            foreach (ref readonly var receipt in CollectionsMarshal.AsSpan(batch.Receipts))
            {
                if (receipt.Identity < 0)
                {
                    _nameless.Add(new Nameless(
                        receipt.ReceiptId, receipt.Sex, receipt.BirthDate, receipt.Month.Value,
                        receipt.Status == ReceiptStatus.Part));
                }
                else
                {
                    Count(ref counts[receipt.Identity], receipt);
                }
            }
        }
    }

    private static void Count(ref IdentityReceipts counts, in ReceiptRows receipt)
    {
        counts.First = Math.Min(counts.First, receipt.Month.Value);
        counts.Last = Math.Max(counts.Last, receipt.Month.Value);
        if (receipt.Status == ReceiptStatus.Part)
        {
            return;
        }

        switch (receipt.Sex)
        {
            case Sex.Male:
                counts.Male++;
                break;
            case Sex.Female:
                counts.Female++;
                break;
            default:
                counts.Unknown++;
                break;
        }
    }
}
