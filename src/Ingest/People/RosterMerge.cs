using System.Runtime.InteropServices;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Ingest.People;

/// <summary>All members after a new roster, and how many vanished without a date of loss.</summary>
/// <param name="Former">
/// Rows left out whose 記号番号 or 枝番 no remaining row of the person has: late claims still carry it, so it has to be kept as an
/// alias.
/// </param>
public sealed record MergedRoster(IReadOnlyList<LinkedMember> Members, int Vanished, IReadOnlyList<LinkedMember> Former);

/// <summary>Puts a new full roster on top of earlier ones.</summary>
public static class RosterMerge
{
    /// <summary>
    /// New rows replace earlier rows of the same person, except earlier rows that ended (a former number); persons who are not
    /// on the new
    /// roster stay with their earlier rows and its earlier date. An older roster that comes late adds only persons not known.
    /// </summary>
    public static MergedRoster Merge(IReadOnlyList<LinkedMember> earlier, IReadOnlyList<LinkedMember> newer)
    {
        if (newer.Count == 0)
        {
            return new MergedRoster(earlier, 0, []);
        }

        var newestKnown = earlier.Count == 0 ? 0 : earlier.Max(m => m.AsOf);
        if (newer[0].AsOf < newestKnown)
        {
            (earlier, newer) = (newer, earlier);
        }

        List<LinkedMember> present = [.. newer];
        present.Sort(Compare);
        List<LinkedMember> merged = [.. present];
        var left = new List<LinkedMember>();
        var vanished = new HashSet<long>();
        foreach (var member in earlier)
        {
            var rows = RowsOf(present, member.Person);
            if (rows.IsEmpty)
            {
                merged.Add(member);
                if (member.Member.LostOn == 0)
                {
                    vanished.Add(member.Person);
                }
            }
            else if (member.Member.LostOn != 0 && !Any(rows, member, static (a, b) => SpanOf(a) == SpanOf(b)))
            {
                merged.Add(member);
            }
            else
            {
                left.Add(member);
            }
        }

        merged.Sort(Compare);
        var former = left.FindAll(m => !Any(RowsOf(merged, m.Person), m, static (a, b) => NumberOf(a) == NumberOf(b)));
        former.Sort(Compare);
        return new MergedRoster(merged, vanished.Count, former);
    }

    private static bool Any(ReadOnlySpan<LinkedMember> rows, LinkedMember member, Func<LinkedMember, LinkedMember, bool> same)
    {
        foreach (var row in rows)
        {
            if (same(row, member))
            {
                return true;
            }
        }

        return false;
    }

    // Sorted by person, so a person's rows lie together.
    private static ReadOnlySpan<LinkedMember> RowsOf(List<LinkedMember> sorted, long person)
    {
        var rows = CollectionsMarshal.AsSpan(sorted);
        int low = 0, high = rows.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = rows[middle].Person < person ? (middle + 1, high) : (low, middle);
        }

        var end = low;
        while (end < rows.Length && rows[end].Person == person)
        {
            end++;
        }

        return rows[low..end];
    }

    private static (long Person, HouseholdKey Household, string Branch) NumberOf(LinkedMember member) =>
        (member.Person, HouseholdKey.Of(member.Member.Identity), member.Member.Identity.Branch);

    private static (HouseholdKey Household, int AcquiredOn) SpanOf(LinkedMember member) =>
        (HouseholdKey.Of(member.Member.Identity), member.Member.AcquiredOn);

    private static int Compare(LinkedMember a, LinkedMember b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.Member.AcquiredOn.CompareTo(b.Member.AcquiredOn);
        order = order != 0 ? order : a.AsOf.CompareTo(b.AsOf);
        order = order != 0 ? order : string.CompareOrdinal(a.Member.Identity.Symbol, b.Member.Identity.Symbol);
        order = order != 0 ? order : string.CompareOrdinal(a.Member.Identity.Number, b.Member.Identity.Number);
        order = order != 0 ? order : string.CompareOrdinal(a.Member.Identity.Branch, b.Member.Identity.Branch);
        return order != 0 ? order : a.Member.LostOn.CompareTo(b.Member.LostOn);
    }
}
