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
    /// <paramref name="eligibility"/> widens the months of members.
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

        for (var i = 0; i < eligibility.Count; i++)
        {
            Widen(rows, eligibility.Person.Span[i], eligibility.ClaimMonth.Span[i]);
        }

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
        foreach (var group in members.GroupBy(m => m.Person))
        {
            // The current row, that is the one not ended, else the one that began last.
            var member = group.OrderBy(m => m.Member.LostOn == 0).ThenBy(m => m.Member.AcquiredOn).ThenBy(m => m.Household)
                .Last();
            var old = rows.TryGetValue(group.Key, out var row) ? row : default;
            var sex = member.Member.Identity.Sex;
            rows[group.Key] = new PersonRow(
                group.Key, sex == Sex.Unknown ? old.Sex : (int)sex, member.Member.Identity.BirthDate / 100, old.FirstMonth,
                    old.LastMonth,
                (int)Linkage.Roster, member.Household);
        }
    }

    private static void Widen(Dictionary<long, PersonRow> rows, long person, int month)
    {
        if (rows.TryGetValue(person, out var row))
        {
            rows[person] = row with
            {
                FirstMonth = row.FirstMonth == 0 ? month : Math.Min(row.FirstMonth, month),
                LastMonth = Math.Max(row.LastMonth, month),
            };
        }
    }
}
