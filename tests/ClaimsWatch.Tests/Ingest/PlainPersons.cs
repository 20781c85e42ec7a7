using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>The obvious way to put a roster on top of another: looks every row up.</summary>
internal static class PlainMerge
{
    public static (IReadOnlyList<LinkedMember> Members, int Vanished,
        IReadOnlyList<LinkedMember> Former) Merge(IReadOnlyList<LinkedMember> earlier, IReadOnlyList<LinkedMember> newer)
    {
        if (newer.Count == 0)
        {
            return (earlier, 0, []);
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
        return (merged, vanished.Count, former);
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

/// <summary>The obvious way to make the persons table: a row in a dictionary for everybody.</summary>
internal static class PlainPersons
{
    public static PersonColumns Merge(
        PersonColumns old, IEnumerable<LinkedIdentity> identities, IReadOnlyList<LinkedMember> members,
        IEnumerable<UnlinkedPerson> unlinked, IEnumerable<(long Person, int Month)> seen, EnrolmentColumns eligibility)
    {
        var rows = new Dictionary<long, PersonRow>(old.Count);
        for (var i = 0; i < old.Count; i++)
        {
            rows[old.PersonId.Span[i]] = old.Row(i);
        }

        AddIdentities(rows, identities);
        AddMembers(rows, members);
        foreach (var person in unlinked)
        {
            rows.TryAdd(person.Person, new PersonRow(
                person.Person, (int)person.Sex, person.BirthDate / 100, 0, 0, (int)Linkage.Unlinked, person.Person));
        }

        foreach (var (person, month) in seen)
        {
            Widen(rows, person, month);
        }

        WidenRuns(rows, eligibility.Person.Span, eligibility.ClaimMonth.Span);

        return PersonColumns.FromRows([.. rows.Values.OrderBy(r => r.PersonId)]);
    }

    private static void AddIdentities(Dictionary<long, PersonRow> rows, IEnumerable<LinkedIdentity> identities)
    {
        foreach (var group in identities.GroupBy(i => i.Person))
        {
            var sexes = group.Select(i => i.Identity.Sex).Where(s => s != Sex.Unknown).Distinct().ToList();
            var births = group.Select(i => i.Identity.BirthDate).Where(b => b != 0).ToList();
            var old = rows.TryGetValue(group.Key, out var row) ? row : default;
            rows[group.Key] = new PersonRow(
                group.Key,
                sexes.Count == 1 ? (int)sexes[0] : (int)Sex.Unknown,
                births.Count == 0 ? 0 : births.Min() / 100,
                old.FirstMonth, old.LastMonth,
                Math.Min(group.Min(i => (int)i.Linkage), old.Linkage == 0 ? (int)Linkage.Unlinked : old.Linkage),
                group.Min(i => i.Household));
        }
    }

    private static void AddMembers(Dictionary<long, PersonRow> rows, IReadOnlyList<LinkedMember> members)
    {
        // The current row, that is the one not ended, else the one that began last.
        var standing = new Dictionary<long, LinkedMember>(members.Count);
        foreach (var member in members)
        {
            ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(standing, member.Person, out _);
            best = best is null || CompareStanding(member, best) >= 0 ? member : best;
        }

        foreach (var (person, member) in standing)
        {
            var old = rows.TryGetValue(person, out var row) ? row : default;
            var sex = member.Member.Identity.Sex;
            rows[person] = new PersonRow(
                person, sex == Sex.Unknown ? old.Sex : (int)sex, member.Member.Identity.BirthDate / 100, old.FirstMonth,
                    old.LastMonth,
                (int)Linkage.Roster, member.Household);
        }
    }

    private static int CompareStanding(LinkedMember a, LinkedMember b)
    {
        var order = (a.Member.LostOn == 0).CompareTo(b.Member.LostOn == 0);
        order = order != 0 ? order : a.Member.AcquiredOn.CompareTo(b.Member.AcquiredOn);
        return order != 0 ? order : a.Household.CompareTo(b.Household);
    }

    // Sorted by person and month, so the first and the last month of a run say all.
    private static void WidenRuns(Dictionary<long, PersonRow> rows, ReadOnlySpan<long> persons, ReadOnlySpan<int> months)
    {
        for (var (start, end) = (0, 0); start < persons.Length; start = end)
        {
            for (end = start + 1; end < persons.Length && persons[end] == persons[start]; end++)
            {
            }

            Widen(rows, persons[start], months[start]);
            Widen(rows, persons[start], months[end - 1]);
        }
    }

    private static void Widen(Dictionary<long, PersonRow> rows, long person, int month)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrNullRef(rows, person);
        if (!Unsafe.IsNullRef(ref row))
        {
            row = row with
            {
                FirstMonth = row.FirstMonth == 0 ? month : Math.Min(row.FirstMonth, month),
                LastMonth = Math.Max(row.LastMonth, month),
            };
        }
    }
}
