using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>A receipt taken back by a list of this delivery.</summary>
/// <param name="Delivery">Month the list arrived in, yyyymm.</param>
/// <param name="FileIndex">Position of the list in the delivery, for its counts.</param>
public readonly record struct Withdrawal(int Delivery, int FileIndex);

/// <summary>Finds the claim month of each receipt taken back; a list need not say it.</summary>
internal sealed class WithdrawalSearch
{
    private readonly SortedDictionary<ClaimMonth, Dictionary<long, Withdrawal>> _byMonth = [];

    /// <summary>Receipts taken back, by claim month.</summary>
    public IReadOnlyDictionary<ClaimMonth, Dictionary<long, Withdrawal>> ByMonth => _byMonth;

    /// <summary>Entries by file whose receipt is neither in the store nor in this delivery.</summary>
    public Dictionary<int, int> NotFound { get; } = [];

    /// <summary>Looks among this delivery's receipts first, then in the month named, then in all months of the store.</summary>
    public static WithdrawalSearch Run(
        IReadOnlyList<FileContent> contents, ReceiptSpool fresh, IReadOnlyList<ClaimMonth> known, IStoredRows stored)
    {
        var search = new WithdrawalSearch();
        if (contents.All(c => c.Withdrawals is null))
        {
            return search;
        }

        var entries = contents.Where(c => c.Withdrawals is not null).SelectMany(c => c.Withdrawals!.Entries).ToList();
        var monthOf = MonthsOf(fresh, entries.Select(e => e.ReceiptId).ToHashSet());
        var missing = entries.Where(e => !monthOf.ContainsKey(e.ReceiptId)).ToList();
        var wanted = missing.Select(e => e.ReceiptId).ToHashSet();
        var named = missing.Any(e => e.Month.IsNone) ? known : [.. known.Intersect(missing.Select(e => e.Month))];
        foreach (var month in named)
        {
            foreach (var id in stored.ReadForDedupe(month).Receipts.ReceiptId.Span)
            {
                if (wanted.Contains(id))
                {
                    monthOf.TryAdd(id, month);
                }
            }
        }

        for (var file = 0; file < contents.Count; file++)
        {
            foreach (var entry in contents[file].Withdrawals?.Entries ?? [])
            {
                search.Place(entry, monthOf, new Withdrawal(contents[file].Delivery.Value, file));
            }
        }

        return search;
    }

    private static Dictionary<long, ClaimMonth> MonthsOf(ReceiptSpool fresh, HashSet<long> named)
    {
        var monthOf = new Dictionary<long, ClaimMonth>();
        foreach (var (month, segments) in fresh.ByMonth())
        {
            var room = new PackedReceipt[segments.Max(s => s.Size.Receipts)];
            foreach (var segment in segments)
            {
                foreach (ref readonly var receipt in fresh.Receipts(segment, room, 0).Span)
                {
                    if (named.Contains(receipt.ReceiptId))
                    {
                        monthOf.TryAdd(receipt.ReceiptId, new ClaimMonth(month));
                    }
                }
            }
        }

        return monthOf;
    }

    private void Place(WithdrawalEntry entry, Dictionary<long, ClaimMonth> monthOf, Withdrawal withdrawal)
    {
        if (!monthOf.TryGetValue(entry.ReceiptId, out var month))
        {
            NotFound[withdrawal.FileIndex] = NotFound.GetValueOrDefault(withdrawal.FileIndex) + 1;
            return;
        }

        if (!_byMonth.TryGetValue(month, out var receipts))
        {
            _byMonth.Add(month, receipts = []);
        }

        receipts.TryAdd(entry.ReceiptId, withdrawal);
    }
}
