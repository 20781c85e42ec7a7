using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Finds the receipts of a month that meet another one; most meet none, and nothing is made of them.</summary>
internal static class Contest
{
    /// <summary>New receipts with a 検索番号 or a key that is there twice or was taken back, and receipts of the store that they meet.</summary>
    public static (Dictionary<int, Contender> Fresh, List<Contender> Stored) Find(
        FreshMonth fresh, MonthRows current, Func<long, bool> isTakenBack, IReadOnlyDictionary<long, Withdrawal> withdrawn)
    {
        var met = new bool[fresh.Count];
        MarkSameReceipt(fresh, met);
        MarkSameKey(fresh, met);
        var stored = FindStored(fresh, current, withdrawn, met);
        var contested = new Dictionary<int, Contender>();
        for (var i = 0; i < met.Length; i++)
        {
            if (met[i] || isTakenBack(fresh.Receipts[i].ReceiptId))
            {
                contested.Add(i, Of(fresh, i));
            }
        }

        return (contested, stored);
    }

    private static void MarkSameReceipt(FreshMonth fresh, bool[] met)
    {
        var (ids, at) = (new long[fresh.Count], new int[fresh.Count]);
        for (var i = 0; i < ids.Length; i++)
        {
            (ids[i], at[i]) = (fresh.Receipts[i].ReceiptId, i);
        }

        Array.Sort(ids, at);
        for (var i = 1; i < ids.Length; i++)
        {
            if (ids[i] == ids[i - 1])
            {
                met[at[i]] = met[at[i - 1]] = true;
            }
        }
    }

    // Few receipts a person: each against each.
    private static void MarkSameKey(FreshMonth fresh, bool[] met)
    {
        for (var i = 0; i < fresh.Count; i++)
        {
            for (var j = i + 1; j < fresh.Count && fresh.Persons[j] == fresh.Persons[i]; j++)
            {
                if (KeyOf(fresh, i) == KeyOf(fresh, j))
                {
                    met[i] = met[j] = true;
                }
            }
        }
    }

    private static List<Contender> FindStored(
        FreshMonth fresh, MonthRows current, IReadOnlyDictionary<long, Withdrawal> withdrawn, bool[] met)
    {
        var claims = current.Claims;
        if (claims.Count == 0)
        {
            return [];
        }

        // The last with a 検索番号, and from each the one before it with the same.
        var (last, before) = (new Dictionary<long, int>(fresh.Count), new int[fresh.Count]);
        for (var i = 0; i < fresh.Count; i++)
        {
            before[i] = last.TryGetValue(fresh.Receipts[i].ReceiptId, out var same) ? same : -1;
            last[fresh.Receipts[i].ReceiptId] = i;
        }

        var wanted = new Dictionary<long, int>();
        var persons = claims.Person.Span;
        var receipts = claims.Receipt.Span;
        var first = 0;
        for (var i = 0; i < claims.Count; i++)
        {
            while (first < fresh.Count && fresh.Persons[first] < persons[i])
            {
                first++;
            }

            var meets = withdrawn.ContainsKey(receipts[i]);
            for (var j = last.TryGetValue(receipts[i], out var same) ? same : -1; j >= 0; j = before[j])
            {
                met[j] = meets = true;
            }

            for (var j = first; j < fresh.Count && fresh.Persons[j] == persons[i]; j++)
            {
                if (KeyOf(fresh, j) == KeyOf(claims, i))
                {
                    met[j] = meets = true;
                }
            }

            if (meets)
            {
                wanted[receipts[i]] = i;
            }
        }

        return wanted.Count == 0 ? [] : Stored(current, wanted);
    }

    private static List<Contender> Stored(MonthRows current, Dictionary<long, int> wanted)
    {
        var stored = new List<Contender>(wanted.Count);
        var receipts = current.Receipts;
        for (var i = 0; i < receipts.Count; i++)
        {
            if (receipts.Status.Span[i] != (int)ReceiptStatus.Live || !wanted.TryGetValue(receipts.ReceiptId.Span[i], out var claim))
            {
                continue;
            }

            var row = current.Claims.Row(claim);
            stored.Add(new Contender
            {
                Fresh = -1,
                FileIndex = -1,
                Key = KeyOf(current.Claims, claim),
                ReceiptId = row.Receipt,
                Delivery = row.DeliveryMonth,
                Billed = receipts.BilledMonth.Span[i],
                File = receipts.File.Span[i],
                RowFrom = receipts.RowFrom.Span[i],
                DayMask = receipts.DayMask.Span[i],
                Said = (row.VisitDays, row.PointsBilled, row.Points),
                Flags = (ClaimFlags)row.Flags,
                Status = ReceiptStatus.Live,
            });
        }

        return stored;
    }

    private static Contender Of(FreshMonth fresh, int i)
    {
        ref readonly var r = ref fresh.Receipts[i];
        var status = (ReceiptStatus)r.Status;
        return new Contender
        {
            Fresh = i,
            FileIndex = r.File,
            Key = KeyOf(fresh, i),
            ReceiptId = r.ReceiptId,
            Delivery = r.Delivery,
            Billed = r.Billed,
            File = fresh.Files[r.File],
            RowFrom = r.RowFrom,
            DayMask = r.DayMask,
            Said = (r.VisitDays, r.PointsBilled, r.Points),
            Flags = r.Flags,
            Status = status,
            SupersededIn = status == ReceiptStatus.Live ? 0 : r.Delivery,
        };
    }

    private static ClaimKey KeyOf(FreshMonth fresh, int i)
    {
        ref readonly var r = ref fresh.Receipts[i];
        return new ClaimKey(fresh.Persons[i], r.Kind, r.Institution, r.Prescriber);
    }

    private static ClaimKey KeyOf(ClaimColumns claims, int i) =>
        new(claims.Person.Span[i], claims.Kind.Span[i], claims.Institution.Span[i], claims.PrescriberInstitution.Span[i]);
}
