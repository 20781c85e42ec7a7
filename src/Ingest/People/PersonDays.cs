using System.Numerics;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Ingest.People;

/// <summary>Months at risk (<see cref="Schema.Eligibility"/>): from the roster, else from claims, which is said.</summary>
public static class PersonDays
{
    private struct Risk
    {
        public int Days;
        public EndReason End;
        public int EndedOn;
        public int Branch;
    }

    /// <summary>
    /// First and last month of eligibility: from the first month known, at most <paramref name="monthsMax"/> up to the newest claim month,
    /// to the newest month of claims or roster. Counted from claims, because a roster is two or three months ahead of them and would
    /// take as many off a three-year history.
    /// </summary>
    /// <param name="claims">Claim months, stored and new.</param>
    /// <param name="known">Months of eligibility so far.</param>
    /// <param name="asOf">Month of the newest roster.</param>
    /// <param name="monthsMax">Months kept, 1 or more.</param>
    public static (ClaimMonth First, ClaimMonth Last) Window(
        IEnumerable<ClaimMonth> claims, IEnumerable<ClaimMonth> known, ClaimMonth asOf, int monthsMax)
    {
        var months = claims.ToList();
        var newest = months.Append(ClaimMonth.None).Max();
        var earliest = (newest.IsNone ? asOf : newest).Plus(1 - monthsMax);
        var first = months.Concat(known).Append(asOf).Min();
        return (first < earliest ? earliest : first, months.Append(asOf).Max());
    }

    /// <summary>
    /// Insured days by month between <paramref name="first"/> and <paramref name="last"/>, both included. Overlapping rows of
    /// a person
    /// count once. A member absent from a newer roster without a date of loss counts until the day of the older one.
    /// </summary>
    public static EnrolmentColumns FromRoster(IReadOnlyList<LinkedMember> members, ClaimMonth first, ClaimMonth last)
    {
        var newest = members.Count == 0 ? 0 : members.Max(m => m.AsOf);
        var sorted = members.OrderBy(m => m.Person).ToArray();
        var risks = new Risk[Math.Max(0, last.MonthsSince(first) + 1)];
        var rows = new List<EnrolmentRow>(members.Count * Math.Min(risks.Length, 16));
        for (var (start, end) = (0, 0); start < sorted.Length; start = end)
        {
            for (end = start; end < sorted.Length && sorted[end].Person == sorted[start].Person; end++)
            {
                AddMember(risks, sorted[end], newest, first, last);
            }

            TakeRows(rows, sorted[start].Person, risks, first);
        }

        return EnrolmentColumns.FromRows(rows);
    }

    private static void TakeRows(List<EnrolmentRow> rows, long person, Span<Risk> risks, ClaimMonth first)
    {
        var month = first;
        foreach (ref var risk in risks)
        {
            if (risk.Days != 0)
            {
                rows.Add(new EnrolmentRow(
                    person, month.Value, BitOperations.PopCount(unchecked((uint)risk.Days)), month.Days, (int)risk.End, risk.Branch));
                risk = default;
            }

            month = month.Plus(1);
        }
    }

    /// <summary>Full months from each person's first to last claim month; used only where there is no roster at all.</summary>
    public static EnrolmentColumns FromClaims(PersonColumns persons)
    {
        var rows = new List<EnrolmentRow>();
        for (var i = 0; i < persons.Count; i++)
        {
            var row = persons.Row(i);
            if (row.Linkage == (int)Linkage.Unlinked || row.FirstMonth == 0)
            {
                continue;
            }

            foreach (var month in ClaimMonth.Range(new ClaimMonth(row.FirstMonth), new ClaimMonth(row.LastMonth)))
            {
                rows.Add(new EnrolmentRow(row.PersonId, month.Value, month.Days, month.Days, (int)EndReason.None, 0));
            }
        }

        return Sorted(rows);
    }

    /// <summary>First day not insured: the roster's, or the day after the last roster that still had the member; 0 still
    /// insured.</summary>
    public static int EndOf(LinkedMember member, int newestAsOf)
    {
        if (member.Member.LostOn != 0 || member.AsOf == newestAsOf)
        {
            return member.Member.LostOn;
        }

        return JapaneseDate.ToNumber(JapaneseDate.ToDate(member.AsOf).AddDays(1));
    }

    private static void AddMember(Span<Risk> risks, LinkedMember member, int newest, ClaimMonth first, ClaimMonth last)
    {
        var (acquired, end) = (member.Member.AcquiredOn, EndOf(member, newest));
        if (end != 0 && end <= acquired)
        {
            return;
        }

        var lastDay = end == 0 ? 0 : JapaneseDate.ToNumber(JapaneseDate.ToDate(end).AddDays(-1));
        var from = acquired == 0 || ClaimMonth.OfDate(acquired) < first ? first : ClaimMonth.OfDate(acquired);
        var to = end == 0 || ClaimMonth.OfDate(lastDay) > last ? last : ClaimMonth.OfDate(lastDay);
        for (var month = from; month <= to; month = month.Plus(1))
        {
            var firstDay = ClaimMonth.OfDate(acquired) == month ? acquired % 100 : 1;
            var endsHere = end != 0 && ClaimMonth.OfDate(lastDay) == month;
            var mask = DayMask(firstDay, endsHere ? lastDay % 100 : month.Days);
            ref var risk = ref risks[month.MonthsSince(first)];
            risk.Days |= mask;
            risk.Branch = Math.Max(risk.Branch, member.Member.OfficeBranch);
            if (endsHere && lastDay > risk.EndedOn)
            {
                risk.EndedOn = lastDay;
                risk.End = member.Member.EndReason == EndReason.None ? EndReason.Loss : member.Member.EndReason;
            }
        }
    }

    private static int DayMask(int from, int to) =>
        unchecked((int)((uint.MaxValue >> (32 - to)) & (uint.MaxValue << (from - 1))));

    private static EnrolmentColumns Sorted(IEnumerable<EnrolmentRow> rows)
    {
        var sorted = rows.ToList();
        sorted.Sort((a, b) => a.Person != b.Person ? a.Person.CompareTo(b.Person) : a.ClaimMonth.CompareTo(b.ClaimMonth));
        return EnrolmentColumns.FromRows(sorted);
    }
}
