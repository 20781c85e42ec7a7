using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Ingest.People;

/// <summary>A receipt that nobody could be linked to, under a pseudonym of its own.</summary>
public readonly record struct UnlinkedPerson(long Person, Sex Sex, int BirthDate);

/// <summary>Makes <see cref="Schema.Persons"/>: the roster speaks first on sex and birth, else all records must agree.</summary>
public static class PersonTable
{
    /// <summary>
    /// Old rows updated by what this delivery says. <paramref name="seen"/> are (person, claim month) of its receipts;
    /// <paramref name="eligibility"/>, sorted as the schema says, widens the months of members.
    /// </summary>
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

    /// <summary>
    /// Both tables after aliases changed who <paramref name="persons"/> are: their rows are made anew from everything known of them.
    /// </summary>
    /// <param name="old">Persons so far.</param>
    /// <param name="atRisk">Months at risk so far.</param>
    /// <param name="persons">Everybody whom a changed alias names.</param>
    /// <param name="known">All identities, as the vault has them.</param>
    /// <param name="members">All members after the change.</param>
    /// <param name="seen">Claim months of <paramref name="persons"/> after the change.</param>
    /// <param name="aliases">All aliases after the change.</param>
    public static (PersonColumns Persons, EnrolmentColumns Eligibility) Realias(
        PersonColumns old, EnrolmentColumns atRisk, IReadOnlySet<long> persons, IEnumerable<LinkedIdentity> known,
        IReadOnlyList<LinkedMember> members, IReadOnlyList<(long Person, int Month)> seen, AliasMap aliases)
    {
        var others = PersonColumns.FromRows(
            [.. Enumerable.Range(0, old.Count).Select(old.Row).Where(row => !persons.Contains(row.PersonId))]);
        if (members.Count > 0 && atRisk.Count > 0)
        {
            var months = atRisk.ClaimMonth.ToArray();
            atRisk = PersonDays.FromRoster(members, new ClaimMonth(months.Min()), new ClaimMonth(months.Max()));
        }

        var table = Merge(
            others, known.Select(i => PersonChain.Aliased(i, aliases)).Where(i => persons.Contains(i.Person)),
            [.. members.Where(m => persons.Contains(m.Person))], [], seen, members.Count > 0 ? atRisk : EnrolmentColumns.Empty);
        return (table, members.Count > 0 ? atRisk : PersonDays.FromClaims(table));
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
