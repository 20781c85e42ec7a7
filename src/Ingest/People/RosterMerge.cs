using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Ingest.People;

/// <summary>All members after a new roster, and how many vanished without a date of loss.</summary>
/// <param name="Members">By person.</param>
/// <param name="Vanished">Members whom the new roster lacks without a date of loss.</param>
/// <param name="Former">
/// Rows left out whose 記号番号 or 枝番 no remaining row of the person has: late claims still carry it, so it has to be kept as an
/// alias.
/// </param>
public sealed record MergedRoster(LinkedMembers Members, int Vanished, LinkedMembers Former);

/// <summary>Puts a new full roster on top of earlier ones.</summary>
public static class RosterMerge
{
    /// <summary>
    /// New rows replace earlier rows of the same person, except earlier rows that ended (a former number); persons who are not
    /// on the new roster stay with their earlier rows and its earlier date. An older roster that comes late adds only persons not
    /// known.
    /// </summary>
    public static MergedRoster Merge(IReadOnlyList<LinkedMember> earlier, IReadOnlyList<LinkedMember> newer)
    {
        var (there, come) = (LinkedMembers.Of(earlier), LinkedMembers.Of(newer));
        if (come.Count == 0)
        {
            return new MergedRoster(there, 0, LinkedMembers.None);
        }

        if (come.AsOfAt(0) < there.NewestAsOf())
        {
            (there, come) = (come, there);
        }

        come = come.Sorted(Compare);
        return there.Count == 0 ? new MergedRoster(come, 0, LinkedMembers.None) : Walk(there.Sorted(Compare), come);
    }

    // Both by person: one pass over the two.
    private static MergedRoster Walk(LinkedMembers there, LinkedMembers come)
    {
        var merged = new List<ArraySegment<byte>>(come.Count + 16);
        var former = new List<ArraySegment<byte>>();
        var (vanished, i, j) = (0, 0, 0);
        while (i < there.Count || j < come.Count)
        {
            var person = j == come.Count || (i < there.Count && there.PersonAt(i) <= come.PersonAt(j)) ? there.PersonAt(i)
                : come.PersonAt(j);
            var earlier = RunOf(there, ref i, person);
            var newer = RunOf(come, ref j, person);
            if (newer.IsEmpty)
            {
                merged.AddRange(earlier);
                vanished += Any(earlier, static m => m.LostOn == 0) ? 1 : 0;
            }
            else if (earlier.IsEmpty)
            {
                merged.AddRange(newer);
            }
            else
            {
                Merge(earlier, newer, merged, former);
            }
        }

        return new MergedRoster(new LinkedMembers([.. merged]), vanished, new LinkedMembers([.. former]));
    }

    private static void Merge(
        ReadOnlySpan<ArraySegment<byte>> earlier, ReadOnlySpan<ArraySegment<byte>> newer, List<ArraySegment<byte>> merged,
        List<ArraySegment<byte>> former)
    {
        var first = merged.Count;
        merged.AddRange(newer);
        foreach (var row in earlier)
        {
            if (new MemberView(row).LostOn != 0 && !AnyWith(newer, row, static (a, b) => HasSpanOf(a, b)))
            {
                merged.Add(row);
            }
        }

        var rows = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(merged)[first..];
        if (rows.Length > 1)
        {
            rows.Sort((a, b) => Compare(a, b));
        }

        foreach (var row in earlier)
        {
            var left = new MemberView(row).LostOn == 0 || AnyWith(newer, row, static (a, b) => HasSpanOf(a, b));
            if (left && !AnyWith(rows, row, static (a, b) => HasNumberOf(a, b)))
            {
                former.Add(row);
            }
        }
    }

    private delegate bool Says(MemberView row);

    private delegate bool Agrees(MemberView a, MemberView b);

    private static bool Any(ReadOnlySpan<ArraySegment<byte>> rows, Says says)
    {
        foreach (var row in rows)
        {
            if (says(new MemberView(row)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyWith(ReadOnlySpan<ArraySegment<byte>> rows, ArraySegment<byte> member, Agrees agree)
    {
        foreach (var row in rows)
        {
            if (agree(new MemberView(row), new MemberView(member)))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<ArraySegment<byte>> RunOf(LinkedMembers sorted, ref int at, long person)
    {
        var start = at;
        while (at < sorted.Count && sorted.PersonAt(at) == person)
        {
            at++;
        }

        return sorted.Records[start..at];
    }

    private static bool HasNumberOf(MemberView a, MemberView b) =>
        HouseholdIndex.AreSame(a.Identity, b.Identity) && a.Identity.Branch.SequenceEqual(b.Identity.Branch);

    private static bool HasSpanOf(MemberView a, MemberView b) =>
        HouseholdIndex.AreSame(a.Identity, b.Identity) && a.AcquiredOn == b.AcquiredOn;

    // Of one person. The bytes at last, so that the order of rows that say nearly the same does not depend on their order in the
    // file.
    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var a = new MemberView(left);
        var b = new MemberView(right);
        var order = a.AcquiredOn.CompareTo(b.AcquiredOn);
        order = order != 0 ? order : a.AsOf.CompareTo(b.AsOf);
        order = order != 0 ? order : IdentityOrder.CompareText(a.Identity.Symbol, b.Identity.Symbol);
        order = order != 0 ? order : IdentityOrder.CompareText(a.Identity.Number, b.Identity.Number);
        order = order != 0 ? order : IdentityOrder.CompareText(a.Identity.Branch, b.Identity.Branch);
        order = order != 0 ? order : a.LostOn.CompareTo(b.LostOn);
        return order != 0 ? order : left.SequenceCompareTo(right);
    }
}
