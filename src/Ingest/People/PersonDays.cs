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
        var sorted = LinkedMembers.Of(members).Sorted(static (_, _) => 0);
        ClaimMonth[] months = [.. ClaimMonth.Range(first, last)];
        var newest = sorted.NewestAsOf();
        var rows = new Rows(Persons(sorted, newest, months, null));
        Persons(sorted, newest, months, rows);
        return rows.ToColumns();
    }

    // Twice the same walk, first to count: a list that grows would be as large again as what it becomes.
    private static int Persons(LinkedMembers sorted, int newest, ClaimMonth[] months, Rows? into)
    {
        var risks = new Risk[months.Length];
        var count = 0;
        for (var (start, end) = (0, 0); start < sorted.Count; start = end)
        {
            var (from, to) = (months.Length, -1);
            for (end = start; end < sorted.Count && sorted.PersonAt(end) == sorted.PersonAt(start); end++)
            {
                AddMember(risks, sorted.View(end), newest, months, ref from, ref to);
            }

            for (var i = from; i <= to; i++)
            {
                if (risks[i].Days != 0)
                {
                    into?.Add(sorted.PersonAt(start), months[i], risks[i]);
                    count++;
                }

                risks[i] = default;
            }
        }

        return count;
    }

    private sealed class Rows(int count)
    {
        private readonly long[] _person = new long[count];
        private readonly int[] _month = new int[count];
        private readonly int[] _days = new int[count];
        private readonly int[] _daysInMonth = new int[count];
        private readonly int[] _end = new int[count];
        private readonly int[] _branch = new int[count];
        private int _next;

        public void Add(long person, ClaimMonth month, Risk risk)
        {
            _person[_next] = person;
            _month[_next] = month.Value;
            _days[_next] = BitOperations.PopCount(unchecked((uint)risk.Days));
            _daysInMonth[_next] = month.Days;
            _end[_next] = (int)risk.End;
            _branch[_next] = risk.Branch;
            _next++;
        }

        public EnrolmentColumns ToColumns() => new(count, _person, _month, _days, _daysInMonth, _end, _branch);
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
    public static int EndOf(MemberView member, int newestAsOf)
    {
        if (member.LostOn != 0 || member.AsOf == newestAsOf)
        {
            return member.LostOn;
        }

        return JapaneseDate.ToNumber(JapaneseDate.ToDate(member.AsOf).AddDays(1));
    }

    private static void AddMember(Span<Risk> risks, MemberView member, int newest, ClaimMonth[] months, ref int first, ref int last)
    {
        var (acquired, end) = (member.AcquiredOn, EndOf(member, newest));
        if (months.Length == 0 || (end != 0 && end <= acquired))
        {
            return;
        }

        var lastDay = end == 0 ? 0 : JapaneseDate.ToNumber(JapaneseDate.ToDate(end).AddDays(-1));
        var (begins, ends) = (ClaimMonth.OfDate(acquired), ClaimMonth.OfDate(lastDay));
        var from = acquired == 0 || begins < months[0] ? 0 : begins.MonthsSince(months[0]);
        var to = end == 0 || ends > months[^1] ? months.Length - 1 : ends.MonthsSince(months[0]);
        var office = member.OfficeBranch;
        for (var i = from; i <= to; i++)
        {
            var month = months[i];
            var endsHere = end != 0 && ends == month;
            ref var risk = ref risks[i];
            risk.Days |= DayMask(begins == month ? acquired % 100 : 1, endsHere ? lastDay % 100 : month.Days);
            risk.Branch = Math.Max(risk.Branch, office);
            if (endsHere && lastDay > risk.EndedOn)
            {
                risk.EndedOn = lastDay;
                risk.End = member.EndReason == EndReason.None ? EndReason.Loss : member.EndReason;
            }
        }

        if (from <= to)
        {
            (first, last) = (Math.Min(first, from), Math.Max(last, to));
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
