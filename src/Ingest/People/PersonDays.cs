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
    /// First and last month of eligibility: from the first month known, at most <paramref name="monthsMax"/> up to the newest
    /// claim month, to the newest month of claims or roster. Counted from claims, because a roster is two or three months ahead
    /// of them and would take as many off a three-year history.
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
    /// a person count once. A member absent from a newer roster without a date of loss counts until the day of the older one.
    /// </summary>
    public static MonthsAtRisk FromRoster(IReadOnlyList<LinkedMember> members, ClaimMonth first, ClaimMonth last)
    {
        var sorted = LinkedMembers.Of(members).Sorted(static (_, _) => 0);
        ClaimMonth[] months = [.. ClaimMonth.Range(first, last)];
        var newest = sorted.NewestAsOf();
        var spans = new List<RiskSpan>(sorted.Count);
        var count = 0;
        Walk(sorted, 0, sorted.Count, newest, months, (person, month, _) =>
        {
            count++;
            var begins = spans.Count == 0 || spans[^1].Person != person;
            var span = begins ? new RiskSpan(person, month.Value, month.Value) : spans[^1] with { Last = month.Value };
            if (begins)
            {
                spans.Add(span);
            }
            else
            {
                spans[^1] = span;
            }
        });
        return new MonthsAtRisk(count, [.. spans], (low, high) =>
        {
            var (from, to) = (sorted.FirstOf(low), high == long.MaxValue ? sorted.Count : sorted.FirstOf(high + 1));
            var rows = new Rows((to - from) * months.Length);
            Walk(sorted, from, to, newest, months, rows.Add);
            return rows.ToColumns();
        });
    }

    private static void Walk(
        LinkedMembers sorted, int from, int to, int newest, ClaimMonth[] months, Action<long, ClaimMonth, Risk> add)
    {
        var risks = new Risk[months.Length];
        for (var (start, end) = (from, from); start < to; start = end)
        {
            var (first, last) = (months.Length, -1);
            for (end = start; end < to && sorted.PersonAt(end) == sorted.PersonAt(start); end++)
            {
                AddMember(risks, sorted.View(end), newest, months, ref first, ref last);
            }

            for (var i = first; i <= last; i++)
            {
                if (risks[i].Days != 0)
                {
                    add(sorted.PersonAt(start), months[i], risks[i]);
                }

                risks[i] = default;
            }
        }
    }

    /// <summary>Full months from each person's first to last claim month; used only where there is no roster at all.</summary>
    public static MonthsAtRisk FromClaims(PersonColumns persons) => new(MonthsOf(persons, 0, persons.Count), [], (low, high) =>
    {
        var ids = persons.PersonId.Span[..persons.Count];
        var (from, to) = (SlabCuts.LowerBound(ids, low), high == long.MaxValue ? ids.Length : SlabCuts.LowerBound(ids, high + 1));
        var rows = new Rows(MonthsOf(persons, from, to));
        for (var i = from; i < to; i++)
        {
            foreach (var month in MonthsOf(persons, i))
            {
                rows.Add(ids[i], month, new Risk { Days = DayMask(1, month.Days) });
            }
        }

        return rows.ToColumns();
    });

    private static int MonthsOf(PersonColumns persons, int from, int to)
    {
        var count = 0;
        for (var i = from; i < to; i++)
        {
            count += MonthsOf(persons, i).Count();
        }

        return count;
    }

    private static IEnumerable<ClaimMonth> MonthsOf(PersonColumns persons, int at)
    {
        var row = persons.Row(at);
        return row.Linkage == (int)Linkage.Unlinked || row.FirstMonth == 0
            ? []
            : ClaimMonth.Range(new ClaimMonth(row.FirstMonth), new ClaimMonth(row.LastMonth));
    }

    private sealed class Rows(int most)
    {
        private readonly long[] _person = new long[most];
        private readonly int[] _month = new int[most];
        private readonly int[] _days = new int[most];
        private readonly int[] _daysInMonth = new int[most];
        private readonly int[] _end = new int[most];
        private readonly int[] _branch = new int[most];
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

        public EnrolmentColumns ToColumns() => new(
            _next, Used(_person), Used(_month), Used(_days), Used(_daysInMonth), Used(_end), Used(_branch));

        private ReadOnlyMemory<T> Used<T>(T[] column) => column.AsMemory(0, _next);
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

    private static void AddMember(Span<Risk> risks, MemberView member, int newest, ClaimMonth[] months,
        ref int first, ref int last)
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
}
