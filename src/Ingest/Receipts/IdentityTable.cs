using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>A receipt that names nobody.</summary>
internal readonly record struct Nameless(long ReceiptId, Sex Sex, int BirthDate, int Month, bool IsPart);

/// <summary>
/// Distinct identities of a delivery's claims, each once whatever the number of files, with what must be known of their receipts. The fields
/// are kept only of those that the vault does not know; safe for several threads.
/// </summary>
internal sealed class IdentityTable
{
    private readonly Lock _lock = new();
    private readonly Lazy<HashSet<IdentityKey>> _known;
    private readonly Dictionary<IdentityKey, int> _numbers = [];
    private readonly List<IdentityKey> _keys = [];
    private readonly List<(int First, int Last)> _months = [];
    private readonly List<(int Unknown, int Male, int Female)> _receipts = [];
    private readonly Dictionary<IdentityKey, Identity> _unknown = [];
    private readonly List<Nameless> _nameless = [];

    public IdentityTable(IReadOnlyList<LinkedIdentity> known) => _known = new(() => [.. known.Select(k => k.Key)]);

    /// <summary>Keys by number.</summary>
    public IReadOnlyList<IdentityKey> Keys => _keys;

    /// <summary>Identities that the vault does not know.</summary>
    public IReadOnlyDictionary<IdentityKey, Identity> Unknown => _unknown;

    /// <summary>First and last claim month by number.</summary>
    public IReadOnlyList<(int First, int Last)> Months => _months;

    /// <summary>Receipts by number and sex, parts of a 総括 not counted.</summary>
    public IReadOnlyList<(int Unknown, int Male, int Female)> Receipts => _receipts;

    /// <summary>Receipts of nobody, in an order that depends on threads.</summary>
    public IReadOnlyList<Nameless> OfNobody => _nameless;

    /// <summary>Gives each identity of a batch its number in the delivery, and counts the batch's receipts.</summary>
    public int[] Add(ReceiptBatch batch, IPseudonyms pseudonyms)
    {
        var known = _known.Value;
        var numbers = new int[batch.Identities.Count];
        lock (_lock)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                var key = batch.KeyOf(i, pseudonyms);
                if (!_numbers.TryGetValue(key, out numbers[i]))
                {
                    _numbers.Add(key, numbers[i] = _keys.Count);
                    _keys.Add(key);
                    _months.Add((int.MaxValue, 0));
                    _receipts.Add(default);
                    if (!known.Contains(key))
                    {
                        _unknown.Add(key, batch.Identities[i]);
                    }
                }
            }

            foreach (var receipt in batch.Receipts)
            {
                Count(receipt, receipt.Identity < 0 ? -1 : numbers[receipt.Identity]);
            }
        }

        return numbers;
    }

    private void Count(ReceiptRows receipt, int number)
    {
        var (month, isPart) = (receipt.Month.Value, receipt.Status == ReceiptStatus.Part);
        if (number < 0)
        {
            _nameless.Add(new Nameless(receipt.ReceiptId, receipt.Sex, receipt.BirthDate, month, isPart));
            return;
        }

        var (first, last) = _months[number];
        _months[number] = (Math.Min(first, month), Math.Max(last, month));
        var (unknown, male, female) = _receipts[number];
        _receipts[number] = isPart ? (unknown, male, female) : receipt.Sex switch
        {
            Sex.Male => (unknown, male + 1, female),
            Sex.Female => (unknown, male, female + 1),
            _ => (unknown + 1, male, female),
        };
    }
}
