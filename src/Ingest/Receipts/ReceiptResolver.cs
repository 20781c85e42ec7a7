using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>One receipt that is not, or no longer, live.</summary>
/// <param name="FileIndex">File of this delivery that the count belongs to: its own, or that of the receipt replacing it.</param>
/// <param name="Status">Superseded, duplicate, part, transferred.</param>
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
/// insurance change, 公費), which is flagged. Nothing is lost: what does not stand goes to history.
/// </summary>
public static class ReceiptResolver
{
    /// <summary>Resolves current rows and new receipts of one month; the result does not depend on the order of
    /// <paramref name="fresh"/>.</summary>
    public static ResolvedMonth Resolve(ClaimMonth month, MonthRows current, IReadOnlyList<NewReceipt> fresh)
    {
        var items = Contenders(current, fresh);
        DecideByReceipt(items, current);
        var splits = DecideByKey(items);
        return Build(month, current, items, splits);
    }

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

    private static List<Contender> Contenders(MonthRows current, IReadOnlyList<NewReceipt> fresh)
    {
        var items = new List<Contender>(fresh.Count);
        var ids = new HashSet<long>(fresh.Count);
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

    private static bool DaysDiffer(Contender a, Contender b) => a.DayMask != 0 && b.DayMask != 0 && a.DayMask != b.DayMask;

    /// <summary>Groups of two and more, each in the order of 請求年月, delivery, file, line.</summary>
    private static IEnumerable<List<Contender>> Groups<TKey>(IEnumerable<Contender> items, Func<Contender, TKey> keyOf)
        where TKey : notnull
    {
        var groups = new Dictionary<TKey, List<Contender>>();
        foreach (var item in items)
        {
            var key = keyOf(item);
            if (!groups.TryGetValue(key, out var group))
            {
                group = new List<Contender>(1);
                groups.Add(key, group);
            }

            group.Add(item);
        }

        foreach (var group in groups.Values.Where(g => g.Count > 1))
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

    private static ResolvedMonth Build(ClaimMonth month, MonthRows current, List<Contender> items, int splits)
    {
        var live = new RowSet();
        var history = new SortedDictionary<int, RowSet>();
        foreach (var item in items.Where(i => i.New is not null).OrderBy(i => i.New!,
            Comparer<NewReceipt>.Create(RowSet.CompareByReceipt)))
        {
            SetOf(live, history, item).AddNew(item.New!, item.Flags);
        }

        var removed = new Dictionary<long, Contender>();
        var reflagged = new Dictionary<long, ClaimFlags>();
        foreach (var item in items.Where(i => i.CurrentRow >= 0))
        {
            if (item.Status == ReceiptStatus.Live)
            {
                reflagged[item.ReceiptId] = item.Flags;
            }
            else
            {
                removed.Add(item.ReceiptId, item);
                _ = SetOf(live, history, item);
            }
        }

        foreach (var (supersededIn, set) in history)
        {
            if (removed.Values.Any(r => r.SupersededIn == supersededIn))
            {
                set.AddCurrent(current, id => removed.TryGetValue(id, out var item) && item.SupersededIn == supersededIn);
            }
        }

        live.AddCurrent(Reflag(current, reflagged), id => !removed.ContainsKey(id));
        return new ResolvedMonth(
            live.ToMonthRows(month, Provenance(current, items, removed)),
            [.. history.Select(h => new SupersededRows(h.Key, h.Value.ToMonthRows(month, ReceiptColumns.Empty)))],
            [.. items.Where(i => i.Status != ReceiptStatus.Live).Select(i => new NotLive(i.New?.FileIndex ?? i.ReplacedByFile,
                i.Status))],
            splits);
    }

    private static RowSet SetOf(RowSet live, SortedDictionary<int, RowSet> history, Contender item)
    {
        if (item.Status == ReceiptStatus.Live)
        {
            return live;
        }

        if (!history.TryGetValue(item.SupersededIn, out var set))
        {
            set = new RowSet();
            history.Add(item.SupersededIn, set);
        }

        return set;
    }

    private static MonthRows Reflag(MonthRows current, Dictionary<long, ClaimFlags> reflagged)
    {
        if (reflagged.Count == 0)
        {
            return current;
        }

        var flags = current.Claims.Flags.ToArray();
        for (var i = 0; i < flags.Length; i++)
        {
            if (reflagged.TryGetValue(current.Claims.Receipt.Span[i], out var flag))
            {
                flags[i] = (int)flag;
            }
        }

        return current with { Claims = current.Claims with { Flags = flags } };
    }

    private static ReceiptColumns Provenance(MonthRows current, List<Contender> items, Dictionary<long, Contender> removed)
    {
        var rows = new List<ReceiptRow>(current.Receipts.Count + items.Count);
        for (var i = 0; i < current.Receipts.Count; i++)
        {
            var row = current.Receipts.Row(i);
            var changed = row.Status == (int)ReceiptStatus.Live && removed.TryGetValue(row.ReceiptId, out var item) ? item : null;
            rows.Add(changed is null ? row : row with { Status = (int)changed.Status });
        }

        foreach (var item in items.Where(i => i.New is not null))
        {
            var r = item.New!.Rows;
            rows.Add(new ReceiptRow(
                item.New.Person, r.ReceiptId, r.Month.Value, r.Delivery.Value, r.Billed.Value, r.SearchNumber, item.File,
                    r.RowFrom,
                r.RowTo, (int)item.Status, r.DayMask, r.Public.First, r.Public.Second, r.Public.Third, r.Public.Fourth));
        }

        rows.Sort(CompareProvenance);
        return ReceiptColumns.FromRows(rows);
    }

    private static int CompareProvenance(ReceiptRow a, ReceiptRow b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.ReceiptId.CompareTo(b.ReceiptId);
        order = order != 0 ? order : a.DeliveryMonth.CompareTo(b.DeliveryMonth);
        order = order != 0 ? order : string.CompareOrdinal(a.File, b.File);
        return order != 0 ? order : a.RowFrom.CompareTo(b.RowFrom);
    }
}
