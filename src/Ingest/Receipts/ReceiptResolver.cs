using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>One receipt that is not, or no longer, live.</summary>
/// <param name="FileIndex">File of this delivery that the count belongs to: its own, or that of the receipt replacing it.</param>
/// <param name="Status">Superseded, duplicate, part, transferred, withdrawn.</param>
public readonly record struct NotLive(int FileIndex, ReceiptStatus Status);

/// <summary>A month after a delivery.</summary>
/// <param name="Rows">The new current truth, with every receipt's provenance.</param>
/// <param name="Superseded">What goes to history, by the delivery that took it out, ascending.</param>
/// <param name="NotLive">For the counts of the files.</param>
/// <param name="SplitForReview">Groups of receipts with one key and different days: kept, flagged, to be looked at by a
/// person.</param>
public sealed record ResolvedMonth(
    MonthRows Rows, IReadOnlyList<SupersededRows> Superseded, IReadOnlyList<NotLive> NotLive, int SplitForReview);

/// <summary>
/// The dedupe ladder for one claim month; pure. 1: same 検索番号 → the same content again is a duplicate, other content replaces.
/// 2: parts and 振替 never count.
/// 3: same person, institution, kind, prescriber and month → the latest 請求年月 stands, unless the days differ (a legitimate split:
/// insurance change, 公費), which is flagged. 4: receipts that a 過誤一覧 names are withdrawn. Nothing is lost: what does not stand
/// goes to history.
/// </summary>
public static partial class ReceiptResolver
{
    /// <summary>Resolves current rows and new receipts of one month; the result does not depend on the order of
    /// <paramref name="fresh"/>.</summary>
    /// <param name="month">The month.</param>
    /// <param name="current">What is true so far.</param>
    /// <param name="fresh">Receipts of this delivery.</param>
    /// <param name="withdrawn">Receipts of the month that a 過誤一覧 takes back, by surrogate.</param>
    public static ResolvedMonth Resolve(
        ClaimMonth month, MonthRows current, IReadOnlyList<NewReceipt> fresh,
        IReadOnlyDictionary<long, Withdrawal>? withdrawn = null)
    {
        var taken = withdrawn ?? s_none;
        var items = Contenders(current, fresh, taken.Keys);
        DecideByReceipt(items, current);
        var splits = DecideByKey(items);
        Withdraw(items, current, taken);
        return Build(current with { Month = month }, items, splits);
    }

    private static readonly IReadOnlyDictionary<long, Withdrawal> s_none = new Dictionary<long, Withdrawal>();

    private sealed class Contender
    {
        public NewReceipt? New { get; init; }

        public int CurrentRow { get; init; } = -1;

        public required Key Key { get; init; }

        public required long ReceiptId { get; init; }

        public required int Delivery { get; init; }

        public required int Billed { get; init; }

        public required string File { get; init; }

        public required int RowFrom { get; init; }

        public required int DayMask { get; init; }

        public required ClaimFlags Flags { get; set; }

        public required ReceiptStatus Status { get; set; }

        public int SupersededIn { get; set; }

        public int ReplacedByFile { get; set; } = -1;

        /// <summary>Says what <paramref name="earlier"/> said already; never visible in any as-of view.</summary>
        public void Repeat(Contender earlier)
        {
            Status = ReceiptStatus.Duplicate;
            SupersededIn = Math.Max(Delivery, earlier.Delivery);
            ReplacedByFile = earlier.New?.FileIndex ?? -1;
        }

        public void ReplaceBy(Contender later, ReceiptStatus status)
        {
            Status = status;
            var taken = Math.Max(Delivery, later.Delivery);
            SupersededIn = SupersededIn == 0 ? taken : Math.Min(SupersededIn, taken);
            ReplacedByFile = ReplacedByFile >= 0 ? ReplacedByFile : later.New?.FileIndex ?? -1;
        }
    }

    private readonly record struct Key(long Person, int Kind, long Institution, long Prescriber);

    private static List<Contender> Contenders(MonthRows current, IReadOnlyList<NewReceipt> fresh, IEnumerable<long> withdrawn)
    {
        var items = new List<Contender>(fresh.Count);
        var ids = new HashSet<long>(withdrawn);
        var keys = new HashSet<Key>(fresh.Count);
        foreach (var item in fresh)
        {
            var r = item.Rows;
            var key = new Key(item.Person, (int)r.Kind, r.Institution, r.Prescriber);
            ids.Add(r.ReceiptId);
            keys.Add(key);
            items.Add(new Contender
            {
                New = item,
                Key = key,
                ReceiptId = r.ReceiptId,
                Delivery = r.Delivery.Value,
                Billed = r.Billed.Value,
                File = item.File,
                RowFrom = r.RowFrom,
                DayMask = r.DayMask,
                Flags = r.Flags,
                Status = r.Status,
                SupersededIn = r.Status == ReceiptStatus.Live ? 0 : r.Delivery.Value,
            });
        }

        AddCurrent(current, items, ids, keys);
        return items;
    }

    private static void AddCurrent(MonthRows current, List<Contender> items, HashSet<long> ids, HashSet<Key> keys)
    {
        var claims = current.Claims;
        if (claims.Count == 0)
        {
            return;
        }

        var wanted = new Dictionary<long, int>();
        for (var i = 0; i < claims.Count; i++)
        {
            var key = new Key(
                claims.Person.Span[i], claims.Kind.Span[i], claims.Institution.Span[i], claims.PrescriberInstitution.Span[i]);
            if (ids.Contains(claims.Receipt.Span[i]) || keys.Contains(key))
            {
                wanted[claims.Receipt.Span[i]] = i;
            }
        }

        for (var i = 0; wanted.Count > 0 && i < current.Receipts.Count; i++)
        {
            var id = current.Receipts.ReceiptId.Span[i];
            if (current.Receipts.Status.Span[i] != (int)ReceiptStatus.Live || !wanted.TryGetValue(id, out var claim))
            {
                continue;
            }

            var row = claims.Row(claim);
            items.Add(new Contender
            {
                CurrentRow = claim,
                Key = new Key(row.Person, row.Kind, row.Institution, row.PrescriberInstitution),
                ReceiptId = id,
                Delivery = row.DeliveryMonth,
                Billed = current.Receipts.BilledMonth.Span[i],
                File = current.Receipts.File.Span[i],
                RowFrom = current.Receipts.RowFrom.Span[i],
                DayMask = current.Receipts.DayMask.Span[i],
                Flags = (ClaimFlags)row.Flags,
                Status = ReceiptStatus.Live,
            });
        }
    }

    /// <summary>
    /// Step 1: the same 検索番号 more than once. The same content again is a duplicate and the first delivery stands, so that a
    /// repeated
    /// file does not look like late billing; other content (a restatement, 振替) takes the place of the earlier.
    /// </summary>
    private static void DecideByReceipt(List<Contender> items, MonthRows current)
    {
        var groups = Groups(items.Where(i => i.Status != ReceiptStatus.Part), i => i.ReceiptId).ToList();
        if (groups.Count == 0)
        {
            return;
        }

        var lines = LineHashes(current, [.. groups.Select(g => g[0].ReceiptId)]);
        foreach (var group in groups)
        {
            var standing = group[0];
            foreach (var later in group.Skip(1))
            {
                if (Content(standing, current, lines) == Content(later, current, lines) && standing.Status == later.Status)
                {
                    later.Repeat(standing);
                }
                else
                {
                    standing.ReplaceBy(later, ReceiptStatus.Superseded);
                    standing = later;
                }
            }
        }
    }

    private static (ClaimRow Claim, int DayMask, long Lines) Content(Contender item, MonthRows current, Dictionary<long,
        long> lines)
    {
        var claim = item.New is { } fresh ? RowSet.ClaimOf(fresh, ClaimFlags.None) : current.Claims.Row(item.CurrentRow);
        var hash = item.New is { } added ? RowSet.LineHash(added) : lines.GetValueOrDefault(item.ReceiptId);
        return (claim with { Person = 0, DeliveryMonth = 0, Flags = 0 }, item.DayMask, hash);
    }

    private static Dictionary<long, long> LineHashes(MonthRows current, HashSet<long> receipts)
    {
        var hashes = new Dictionary<long, long>();
        void Add(long receipt, long hash) => hashes[receipt] = unchecked(hashes.GetValueOrDefault(receipt) + hash);
        Visit(current.Medications.Receipt, receipts, i => Add(current.Medications.Receipt.Span[i],
            RowSet.HashOf(current.Medications.Row(i))));
        Visit(current.Diagnoses.Receipt, receipts, i => Add(current.Diagnoses.Receipt.Span[i],
            RowSet.HashOf(current.Diagnoses.Row(i))));
        Visit(current.Acts.Receipt, receipts, i => Add(current.Acts.Receipt.Span[i], RowSet.HashOf(current.Acts.Row(i))));
        return hashes;
    }

    private static void Visit(ReadOnlyMemory<long> column, HashSet<long> receipts, Action<int> visit)
    {
        for (var i = 0; i < column.Length; i++)
        {
            if (receipts.Contains(column.Span[i]))
            {
                visit(i);
            }
        }
    }

    /// <summary>Step 3: the same key under different 検索番号. Returns the number of groups with different days.</summary>
    private static int DecideByKey(List<Contender> items)
    {
        var splits = 0;
        foreach (var item in items.Where(i => i.Status == ReceiptStatus.Live))
        {
            item.Flags &= ~ClaimFlags.Split;
        }

        foreach (var group in Groups(items.Where(i => i.Status == ReceiptStatus.Live), i => i.Key))
        {
            for (var i = 0; i < group.Count; i++)
            {
                for (var later = i + 1; later < group.Count; later++)
                {
                    if (!DaysDiffer(group[i], group[later]))
                    {
                        group[i].ReplaceBy(group[later], ReceiptStatus.Superseded);
                    }
                }
            }

            var standing = group.FindAll(i => i.Status == ReceiptStatus.Live);
            splits += standing.Count > 1 ? 1 : 0;
            if (standing.Count > 1)
            {
                standing.ForEach(i => i.Flags |= ClaimFlags.Split);
            }
        }

        return splits;
    }

    /// <summary>
    /// Step 4: a receipt taken back counts no more, and stays so when its file comes again. Whatever it had replaced was taken
    /// back before it and does not return.
    /// </summary>
    private static void Withdraw(List<Contender> items, MonthRows current, IReadOnlyDictionary<long, Withdrawal> withdrawn)
    {
        var earlier = new HashSet<long>();
        for (var i = 0; i < current.Receipts.Count; i++)
        {
            if (current.Receipts.Status.Span[i] == (int)ReceiptStatus.Withdrawn)
            {
                earlier.Add(current.Receipts.ReceiptId.Span[i]);
            }
        }

        if (withdrawn.Count == 0 && earlier.Count == 0)
        {
            return;
        }

        foreach (var item in items.Where(i => i.Status == ReceiptStatus.Live))
        {
            if (withdrawn.TryGetValue(item.ReceiptId, out var list))
            {
                item.Status = ReceiptStatus.Withdrawn;
                item.SupersededIn = Math.Max(item.Delivery, list.Delivery);
                item.ReplacedByFile = list.FileIndex;
            }
            else if (earlier.Contains(item.ReceiptId))
            {
                item.Status = ReceiptStatus.Withdrawn;
                item.SupersededIn = item.Delivery;
            }
        }
    }

    private static bool DaysDiffer(Contender a, Contender b) => a.DayMask != 0 && b.DayMask != 0 && a.DayMask != b.DayMask;

    /// <summary>Groups of two and more, each in the order of 請求年月, delivery, file, line.</summary>
    private static IEnumerable<List<Contender>> Groups<TKey>(IEnumerable<Contender> items, Func<Contender, TKey> keyOf)
        where TKey : notnull
    {
        var firsts = new Dictionary<TKey, Contender>();
        var groups = new Dictionary<TKey, List<Contender>>();
        foreach (var item in items)
        {
            var key = keyOf(item);
            if (firsts.TryAdd(key, item))
            {
                continue;
            }

            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = [firsts[key]]);
            }

            group.Add(item);
        }

        foreach (var group in groups.Values)
        {
            group.Sort(Compare);
            yield return group;
        }
    }

    private static int Compare(Contender a, Contender b)
    {
        var order = a.Billed.CompareTo(b.Billed);
        order = order != 0 ? order : a.Delivery.CompareTo(b.Delivery);
        order = order != 0 ? order : string.CompareOrdinal(a.File, b.File);
        order = order != 0 ? order : a.RowFrom.CompareTo(b.RowFrom);
        return order != 0 ? order : a.ReceiptId.CompareTo(b.ReceiptId);
    }
}
