using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Finds the receipts of a month that meet another one; most meet none, and nothing is made of them.</summary>
internal static class Contest
{
    /// <summary>New receipts with a 検索番号 or a key that is there twice or was taken back,
    /// and receipts of the store that they meet.</summary>
    public static (Dictionary<int, Contender> Fresh, List<Contender> Stored) Find(
        FreshMonth fresh, MonthRows current, HashSet<long> takenBack, IReadOnlyDictionary<long, Withdrawal> withdrawn)
    {
        using var index = new ReceiptIndex(fresh);
        var met = new bool[fresh.Count];
        MarkSameReceipt(fresh, index, met);
        MarkSameKey(fresh, met);
        var stored = FindStored(fresh, index, current, withdrawn, met);
        MarkTakenBack(fresh, index, takenBack, met);
        MarkTakenBack(fresh, index, withdrawn.Keys, met);
        var contested = new Dictionary<int, Contender>();
        for (var i = 0; i < met.Length; i++)
        {
            if (met[i])
            {
                contested.Add(i, Of(fresh, i));
            }
        }

        return (contested, stored);
    }

    private static void MarkSameReceipt(FreshMonth fresh, in ReceiptIndex index, bool[] met)
    {
        for (var i = 0; i < fresh.Count; i++)
        {
            if (index.Before(i) is >= 0 and var before)
            {
                met[i] = met[before] = true;
            }
        }
    }

    private static void MarkTakenBack(FreshMonth fresh, in ReceiptIndex index, IEnumerable<long> ids, bool[] met)
    {
        foreach (var id in ids)
        {
            for (var i = index.Last(fresh, id); i >= 0; i = index.Before(i))
            {
                met[i] = true;
            }
        }
    }

    // Few receipts a person: each against each, by a hash first.
    private static void MarkSameKey(FreshMonth fresh, bool[] met)
    {
        var persons = fresh.Persons;
        var hashes = fresh.KeyHashes;
        for (var i = 0; i < persons.Length; i++)
        {
            for (var j = i + 1; j < persons.Length && persons[j] == persons[i]; j++)
            {
                if (hashes[i] == hashes[j] && KeyOf(fresh, i) == KeyOf(fresh, j))
                {
                    met[i] = met[j] = true;
                }
            }
        }
    }

    private static List<Contender> FindStored(
        FreshMonth fresh, in ReceiptIndex index, MonthRows current, IReadOnlyDictionary<long, Withdrawal> withdrawn, bool[] met)
    {
        var claims = current.Claims;
        var wanted = new Dictionary<long, int>();
        var persons = claims.Person.Span;
        var receipts = claims.Receipt.Span;
        var kinds = claims.Kind.Span;
        var institutions = claims.Institution.Span;
        var prescribers = claims.PrescriberInstitution.Span;
        var freshPersons = fresh.Persons;
        var hashes = fresh.KeyHashes;
        var first = 0;
        for (var i = 0; i < claims.Count; i++)
        {
            while (first < freshPersons.Length && freshPersons[first] < persons[i])
            {
                first++;
            }

            var meets = withdrawn.ContainsKey(receipts[i]);
            for (var j = index.Last(fresh, receipts[i]); j >= 0; j = index.Before(j))
            {
                met[j] = meets = true;
            }

            if (first < freshPersons.Length && freshPersons[first] == persons[i])
            {
                var hash = FreshMonth.HashOf(kinds[i], institutions[i], prescribers[i]);
                for (var j = first; j < freshPersons.Length && freshPersons[j] == persons[i]; j++)
                {
                    if (hashes[j] == hash && KeyOf(fresh, j) == KeyOf(claims, i))
                    {
                        met[j] = meets = true;
                    }
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
        var statuses = receipts.Status.Span;
        var ids = receipts.ReceiptId.Span;
        for (var i = 0; i < receipts.Count; i++)
        {
            if (statuses[i] != (int)ReceiptStatus.Live || !wanted.TryGetValue(ids[i], out var claim))
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
        ref readonly var r = ref fresh[i];
        var status = (ReceiptStatus)r.Status;
        return new Contender
        {
            Fresh = i,
            FileIndex = fresh.FileOf(i),
            Key = KeyOf(fresh, i),
            ReceiptId = r.ReceiptId,
            Delivery = r.Delivery,
            Billed = r.Billed,
            File = fresh.Files[fresh.FileOf(i)],
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
        ref readonly var r = ref fresh[i];
        return new ClaimKey(fresh.Persons[i], r.Kind, r.Institution, r.Prescriber);
    }

    private static ClaimKey KeyOf(ClaimColumns claims, int i) =>
        new(claims.Person.Span[i], claims.Kind.Span[i], claims.Institution.Span[i], claims.PrescriberInstitution.Span[i]);
}
