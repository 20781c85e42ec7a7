using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>One receipt that is not, or no longer, live.</summary>
/// <param name="FileIndex">File of this delivery that the count belongs to: its own, or that of the receipt replacing it.</param>
/// <param name="Status">Superseded, duplicate, part, transferred, withdrawn.</param>
public readonly record struct NotLive(int FileIndex, ReceiptStatus Status);

/// <summary>What the dedupe ladder decided on one claim month.</summary>
/// <param name="Fresh">This delivery's receipts.</param>
/// <param name="Contested">Those of them that the ladder looked at, by position; all others stand as they were read.</param>
/// <param name="Stored">Receipts of the store that it looked at, by person.</param>
/// <param name="SplitForReview">Groups of receipts with one key and different days:
/// kept, flagged, to be looked at by a person.</param>
internal sealed record MonthDecision(
    FreshMonth Fresh, IReadOnlyDictionary<int, Contender> Contested, IReadOnlyList<Contender> Stored, int SplitForReview)
{
    /// <summary>For the counts of the files.</summary>
    public IEnumerable<NotLive> NotLive()
    {
        for (var i = 0; i < Fresh.Count; i++)
        {
            if (Fresh.StatusOf(i) != ReceiptStatus.Live && !Contested.ContainsKey(i))
            {
                yield return new NotLive(Fresh.FileOf(i), Fresh.StatusOf(i));
            }
        }

        foreach (var item in Contested.Values.Concat(Stored).Where(i => i.Status != ReceiptStatus.Live))
        {
            yield return new NotLive(
                item.Status == ReceiptStatus.Withdrawn && item.ReplacedByFile >= 0
                    ? item.ReplacedByFile
                    : item.FileIndex >= 0 ? item.FileIndex : item.ReplacedByFile,
                item.Status);
        }
    }
}

/// <summary>
/// The dedupe ladder for one claim month; pure. 1: same 検索番号 → the same content again is a duplicate, other content replaces.
/// 2: parts and 振替 never count.
/// 3: same person, institution, kind, prescriber and month → the latest 請求年月 stands, unless the days differ (a legitimate split:
/// insurance change, 公費), which is flagged. 4: receipts that a 過誤一覧 names are withdrawn. Nothing is lost: what does not stand
/// goes to history.
/// </summary>
internal static class ReceiptResolver
{
    /// <summary>Decides on a month; the result does not depend on the order in which receipts came.</summary>
    /// <param name="fresh">Receipts of this delivery.</param>
    /// <param name="current">What is true so far: claims and receipts, no lines.</param>
    /// <param name="linesOf">Gives the <see cref="LineHash"/> of receipts of the store, asked for with their persons.</param>
    /// <param name="withdrawn">Receipts of the month that a 過誤一覧 takes back, by surrogate.</param>
    public static MonthDecision Decide(
        FreshMonth fresh, MonthRows current, Func<IReadOnlyList<Contender>, IReadOnlyDictionary<long, long>> linesOf,
        IReadOnlyDictionary<long, Withdrawal> withdrawn)
    {
        var earlier = Withdrawn(current.Receipts);
        var (contested, stored) = Contest.Find(fresh, current, earlier, withdrawn);
        List<Contender> items = [.. contested.Values, .. stored];
        DecideByReceipt(items, fresh, linesOf);
        var splits = DecideByKey(items);
        Withdraw(items, withdrawn, earlier);
        return new MonthDecision(fresh, contested, stored, splits);
    }

    /// <summary>
    /// Step 1: the same 検索番号 more than once. The same content again is a duplicate and the first delivery stands, so that a
    /// repeated file does not look like late billing; other content (a restatement, 振替) takes the place of the earlier.
    /// </summary>
    private static void DecideByReceipt(
        List<Contender> items, FreshMonth fresh, Func<IReadOnlyList<Contender>, IReadOnlyDictionary<long, long>> linesOf)
    {
        var groups = Groups(items.Where(i => i.Status != ReceiptStatus.Part), i => i.ReceiptId).ToList();
        if (groups.Count == 0)
        {
            return;
        }

        var stored = linesOf([.. groups.SelectMany(g => g).Where(i => i.Fresh < 0)]);
        bool SaysTheSame(Contender a, Contender b) => a.Key with { Person = 0 } == b.Key with { Person = 0 }
            && a.Said == b.Said && a.DayMask == b.DayMask && LinesOf(a) == LinesOf(b);
        long LinesOf(Contender item) => item.Fresh >= 0 ? fresh[item.Fresh].LineHash : stored.GetValueOrDefault(item.ReceiptId);
        foreach (var group in groups)
        {
            var standing = group[0];
            foreach (var later in group.Skip(1))
            {
                if (standing.Status == later.Status && SaysTheSame(standing, later))
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

    private static HashSet<long> Withdrawn(ReceiptColumns receipts)
    {
        var withdrawn = new HashSet<long>();
        var status = receipts.Status.Span;
        var ids = receipts.ReceiptId.Span;
        for (var i = 0; i < status.Length; i++)
        {
            if (status[i] == (int)ReceiptStatus.Withdrawn)
            {
                withdrawn.Add(ids[i]);
            }
        }

        return withdrawn;
    }

    /// <summary>
    /// Step 4: a receipt taken back counts no more, and stays so when its file comes again. Whatever it had replaced was taken
    /// back before it and does not return.
    /// </summary>
    private static void Withdraw(List<Contender> items, IReadOnlyDictionary<long, Withdrawal> withdrawn, HashSet<long> earlier)
    {
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
        foreach (var group in items.GroupBy(keyOf).Select(g => g.ToList()).Where(g => g.Count > 1))
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
