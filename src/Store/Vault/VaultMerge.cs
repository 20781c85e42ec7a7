using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Store.Vault;

/// <summary>Puts new records of people among those that are there, both in the vault's order.</summary>
internal static class VaultMerge
{
    /// <summary>Identities by key; of several with one key the last that was put stays.</summary>
    public static LinkedIdentities Of(LinkedIdentities there, IReadOnlyList<LinkedIdentities> put)
    {
        var added = put.Count == 1 ? put[0].Sorted()
            : new LinkedIdentities([.. put.SelectMany(p => p.Records.ToArray())]).Sorted();
        var merged = new List<ArraySegment<byte>>(there.Count + added.Count);
        var (i, j) = (0, 0);
        while (i < there.Count || j < added.Count)
        {
            var order = i == there.Count ? 1 : j == added.Count ? -1 : there.KeyAt(i).CompareTo(added.KeyAt(j));
            if (order < 0)
            {
                merged.Add(there.Records[i++]);
                continue;
            }

            i += order == 0 ? 1 : 0;
            for (j++; j < added.Count && added.KeyAt(j) == added.KeyAt(j - 1); j++)
            {
            }

            merged.Add(added.Records[j - 1]); // those with one key are in the order in which they were put
        }

        return new LinkedIdentities([.. merged]);
    }

    /// <summary>Roster entries by person and 資格取得日; of several with both the same the one of the newest roster stays.</summary>
    public static LinkedMembers Of(LinkedMembers there, IReadOnlyList<LinkedMembers> put)
    {
        var added = put.Count == 1 ? put[0] : new LinkedMembers([.. put.SelectMany(p => p.Records.ToArray())]);
        if (added.Records.SequenceEqual(there.Records))
        {
            return there; // nobody came
        }

        added = added.Sorted(static (a, b) => Compare(a, b));
        var merged = new List<ArraySegment<byte>>(Math.Max(there.Count, added.Count) + 16);
        var (i, j) = (0, 0);
        while (i < there.Count || j < added.Count)
        {
            var fromThere = j == added.Count || (i < there.Count && Compare(there.Records[i], added.Records[j]) <= 0);
            var next = fromThere ? there.Records[i++] : added.Records[j++];
            if (merged.Count == 0 || Compare(merged[^1], next) != 0)
            {
                merged.Add(next);
            }
            else if (IsNewer(next, merged[^1]))
            {
                merged[^1] = next;
            }
        }

        return new LinkedMembers([.. merged]);
    }

    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var order = PersonRecords.PersonOf(left).CompareTo(PersonRecords.PersonOf(right));
        return order != 0 ? order : new MemberView(left).AcquiredOn.CompareTo(new MemberView(right).AcquiredOn);
    }

    // Two rows of one roster that contradict each other: the choice must not depend on the order of rows.
    private static bool IsNewer(ArraySegment<byte> candidate, ArraySegment<byte> old)
    {
        if (candidate.AsSpan().SequenceEqual(old))
        {
            return true; // the older one may be let go
        }

        var a = new MemberView(candidate);
        var b = new MemberView(old);
        return a.AsOf != b.AsOf
            ? a.AsOf > b.AsOf
            : string.CompareOrdinal(VaultFile.TextOf(a.ToLinked()), VaultFile.TextOf(b.ToLinked())) > 0;
    }
}
