using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Ingest.People;

/// <summary>A receipt that nobody could be linked to, under a pseudonym of its own.</summary>
public readonly record struct UnlinkedPerson(long Person, Sex Sex, int BirthDate);

/// <summary>What one identity says of its person.</summary>
public readonly record struct ClaimedPerson(long Person, Sex Sex, int BirthDate, Linkage Linkage, long Household);

/// <summary>Makes <see cref="Schema.Persons"/>: the roster speaks first on sex and birth, else all records must agree.</summary>
public static class PersonTable
{
    /// <summary>
    /// Old rows updated by what this delivery says. <paramref name="seen"/> are (person, claim month) of its receipts;
    /// <paramref name="atRisk"/>, ascending, widens the months of members.
    /// </summary>
    public static PersonColumns Merge(
        PersonColumns old, IEnumerable<ClaimedPerson> identities, IReadOnlyList<LinkedMember> members,
        IEnumerable<UnlinkedPerson> unlinked, IEnumerable<(long Person, int Month)> seen, IReadOnlyList<RiskSpan> atRisk)
    {
        var claimed = identities as ClaimedPerson[] ?? [.. identities];
        Array.Sort(Array.ConvertAll(claimed, c => c.Person), claimed);
        var roster = LinkedMembers.Of(members).Sorted(static (_, _) => 0);
        List<UnlinkedPerson> alone = [.. unlinked];
        var (persons, rows) = RowsOf(old, claimed, roster, alone);
        AddIdentities(persons, rows, claimed);
        AddMembers(persons, rows, roster);
        foreach (var person in alone)
        {
            ref var row = ref rows[Array.BinarySearch(persons, person.Person)];
            if (row.Linkage == 0)
            {
                row = new PersonRow(
                    person.Person, (int)person.Sex, person.BirthDate / 100, 0, 0, (int)Linkage.Unlinked, person.Person);
            }
        }

        foreach (var (person, month) in seen)
        {
            if (Array.BinarySearch(persons, person) is var place and >= 0)
            {
                Widen(ref rows[place], month);
            }
        }

        WidenSpans(persons, rows, atRisk);
        return PersonColumns.FromRows(rows);
    }

    /// <summary>
    /// Both tables after aliases changed who <paramref name="persons"/> are: their rows are made anew from everything known of
    /// them.
    /// </summary>
    /// <param name="old">Persons so far.</param>
    /// <param name="atRisk">First and last month at risk so far, none if there is none.</param>
    /// <param name="persons">Everybody whom a changed alias names.</param>
    /// <param name="known">All identities, as the vault has them.</param>
    /// <param name="members">All members after the change.</param>
    /// <param name="seen">Claim months of <paramref name="persons"/> after the change.</param>
    /// <param name="aliases">All aliases after the change.</param>
    public static (PersonColumns Persons, MonthsAtRisk Eligibility) Realias(
        PersonColumns old, (ClaimMonth First, ClaimMonth Last) atRisk, IReadOnlySet<long> persons,
        IEnumerable<LinkedIdentity> known,
        IReadOnlyList<LinkedMember> members, IReadOnlyList<(long Person, int Month)> seen, AliasMap aliases)
    {
        var others = PersonColumns.FromRows(
            [.. Enumerable.Range(0, old.Count).Select(old.Row).Where(row => !persons.Contains(row.PersonId))]);
        var rostered = members.Count > 0 && !atRisk.First.IsNone ? PersonDays.FromRoster(members, atRisk.First, atRisk.Last)
            : MonthsAtRisk.None;
        var table = Merge(
            others, known.Select(i => PersonChain.Aliased(i, aliases)).Where(i => persons.Contains(i.Person)).Select(Claimed),
            [.. members.Where(m => persons.Contains(m.Person))], [], seen, rostered.Spans);
        return (table, members.Count > 0 ? rostered : PersonDays.FromClaims(table));
    }

    private static ClaimedPerson Claimed(LinkedIdentity linked) =>
        new(linked.Person, linked.Identity.Sex, linked.Identity.BirthDate, linked.Linkage, linked.Household);

    // Everybody once, ascending, with the old rows in place; a row that nobody has written to has no linkage yet.
    private static (long[] Persons, PersonRow[] Rows) RowsOf(
        PersonColumns old, ClaimedPerson[] claimed, LinkedMembers roster, List<UnlinkedPerson> alone)
    {
        var all = new long[old.Count + claimed.Length + roster.Count + alone.Count];
        old.PersonId.Span.CopyTo(all);
        var at = old.Count;
        foreach (var person in claimed)
        {
            all[at++] = person.Person;
        }

        for (var i = 0; i < roster.Count; i++)
        {
            all[at++] = roster.PersonAt(i);
        }

        foreach (var person in alone)
        {
            all[at++] = person.Person;
        }

        Array.Sort(all);
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
            {
                all[count++] = all[i];
            }
        }

        Array.Resize(ref all, count);
        var rows = new PersonRow[count];
        for (int i = 0, place = 0; i < old.Count; i++)
        {
            place = PlaceFrom(all, place, old.PersonId.Span[i]);
            rows[place] = old.Row(i);
        }

        return (all, rows);
    }

    // The sources are in the order of persons: the next one is a few steps on.
    private static int PlaceFrom(long[] persons, int from, long person)
    {
        from = from < persons.Length && persons[from] <= person ? from : 0;
        while (persons[from] != person)
        {
            from++;
        }

        return from;
    }

    private static void AddIdentities(long[] persons, PersonRow[] rows, ReadOnlySpan<ClaimedPerson> claimed)
    {
        var place = 0;
        for (var (start, end) = (0, 0); start < claimed.Length; start = end)
        {
            var (person, sex, sexes, birth, linkage, household) =
                (claimed[start].Person, Sex.Unknown, 0, 0, int.MaxValue, long.MaxValue);
            for (end = start; end < claimed.Length && claimed[end].Person == person; end++)
            {
                ref readonly var says = ref claimed[end];
                sexes += says.Sex != Sex.Unknown && says.Sex != sex ? 1 : 0;
                sex = says.Sex != Sex.Unknown ? says.Sex : sex;
                birth = says.BirthDate != 0 && (birth == 0 || says.BirthDate < birth) ? says.BirthDate : birth;
                linkage = Math.Min(linkage, (int)says.Linkage);
                household = Math.Min(household, says.Household);
            }

            place = PlaceFrom(persons, place, person);
            var old = rows[place];
            rows[place] = new PersonRow(
                person, sexes == 1 ? (int)sex : (int)Sex.Unknown, birth / 100, old.FirstMonth, old.LastMonth,
                Math.Min(linkage, old.Linkage == 0 ? (int)Linkage.Unlinked : old.Linkage), household);
        }
    }

    private static void AddMembers(long[] persons, PersonRow[] rows, LinkedMembers roster)
    {
        var place = 0;
        for (var (start, end) = (0, 0); start < roster.Count; start = end)
        {
            // The current row, that is the one not ended, else the one that began last.
            var (person, best) = (roster.PersonAt(start), start);
            for (end = start + 1; end < roster.Count && roster.PersonAt(end) == person; end++)
            {
                best = CompareStanding(roster.View(end), roster.View(best)) >= 0 ? end : best;
            }

            place = PlaceFrom(persons, place, person);
            var member = roster.View(best).Identity;
            var old = rows[place];
            rows[place] = new PersonRow(
                person, member.Sex == Sex.Unknown ? old.Sex : (int)member.Sex, member.BirthDate / 100,
                old.FirstMonth, old.LastMonth,
                (int)Linkage.Roster, roster.HouseholdAt(best));
        }
    }

    private static int CompareStanding(MemberView a, MemberView b)
    {
        var order = (a.LostOn == 0).CompareTo(b.LostOn == 0);
        order = order != 0 ? order : a.AcquiredOn.CompareTo(b.AcquiredOn);
        return order != 0 ? order : a.Household.CompareTo(b.Household);
    }

    private static void WidenSpans(long[] persons, PersonRow[] rows, IReadOnlyList<RiskSpan> atRisk)
    {
        var place = 0;
        foreach (var span in atRisk)
        {
            while (place < persons.Length && persons[place] < span.Person)
            {
                place++;
            }

            if (place < persons.Length && persons[place] == span.Person)
            {
                Widen(ref rows[place], span.First);
                Widen(ref rows[place], span.Last);
            }
        }
    }

    private static void Widen(ref PersonRow row, int month) => row = row with
    {
        FirstMonth = row.FirstMonth == 0 ? month : Math.Min(row.FirstMonth, month),
        LastMonth = Math.Max(row.LastMonth, month),
    };
}
