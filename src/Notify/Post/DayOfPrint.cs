using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Notify.Post;

/// <summary>What must hold before anything is printed.</summary>
public sealed record DayOfPrintSettings
{
    /// <summary>Oldest list that may be relied upon on the day, in days (decisions A2).</summary>
    public int ListAgeDaysMax { get; init; } = 7;
}

/// <summary>A list that must be fresh on the day: roster, deaths, 支援措置, opt-outs.</summary>
/// <param name="Name">What it is.</param>
/// <param name="AsOf">Its date; null if there is none at all.</param>
public sealed record ListDate(string Name, DateOnly? AsOf);

/// <summary>People of one arm and sex on the day.</summary>
/// <param name="Arm">Arm.</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Allocated">Drawn.</param>
/// <param name="Excluded">Of these, taken out today.</param>
public sealed record PrintDayCount(Arm Arm, Sex Sex, int Allocated, int Excluded);

/// <summary>Who gets a letter today, and who of either arm would be or is taken out.</summary>
/// <param name="Print">People of the letter arm, by pseudonym.</param>
/// <param name="Excluded">Reasons by person, both arms; they stay in the analysis as allocated (decisions D2).</param>
/// <param name="Counts">By arm and sex.</param>
public sealed record PrintDay(
    IReadOnlyList<long> Print, IReadOnlyList<ExcludedToday> Excluded, IReadOnlyList<PrintDayCount> Counts);

/// <summary>The last look before printing, at both arms alike (decisions A1, D2): pure.</summary>
public static class DayOfPrint
{
    /// <summary>Applies the exclusions of detection to everybody drawn, whatever their arm.</summary>
    /// <param name="allocation">The frozen draw.</param>
    /// <param name="today">Day of printing.</param>
    /// <param name="exclusionsOf">Exclusions that apply to a person today; for somebody nothing is known of, one that says
    /// so.</param>
    public static PrintDay Check(
        Allocation allocation, DateOnly today, Func<AllocatedPerson, IReadOnlyList<ExclusionHit>> exclusionsOf)
    {
        var persons = allocation.Persons.OrderBy(person => person.Person).ToList();
        var excluded = new List<ExcludedToday>();
        var print = new List<long>();
        foreach (var person in persons)
        {
            // ROUTE is another way of sending, not a reason to stay silent.
            var hits = exclusionsOf(person).Where(hit => hit.Class != ExclusionClass.Route).ToList();
            excluded.AddRange(hits.Select(hit =>
                new ExcludedToday(allocation.Round, person.Person, person.Arm, hit.Exclusion, hit.Reason, today)));
            if (hits.Count == 0 && person.Arm == Arm.Letter)
            {
                print.Add(person.Person);
            }
        }

        var outToday = excluded.Select(row => row.Person).ToHashSet();
        var counts = persons
            .GroupBy(person => (person.Arm, person.Sex))
            .OrderBy(group => group.Key.Arm).ThenBy(group => group.Key.Sex)
            .Select(group => new PrintDayCount(
                group.Key.Arm, group.Key.Sex, group.Count(), group.Count(person => outToday.Contains(person.Person))));
        return new PrintDay(print, excluded, [.. counts]);
    }

    /// <summary>
    /// Refuses to print (exit 7) when a list is missing or older than allowed; an empty list is a file that says 該当なし.
    /// </summary>
    public static void CheckLists(IReadOnlyList<ListDate> lists, DateOnly today, DayOfPrintSettings settings)
    {
        var bad = lists.Where(
            list => list.AsOf is not { } asOf || today.DayNumber - asOf.DayNumber > settings.ListAgeDaysMax || asOf > today)
                .ToList();
        if (bad.Count > 0)
        {
            throw new UserError(
                ExitCode.Refused, Texts.ListsStale(bad, settings.ListAgeDaysMax),
                string.Join("、", bad.Select(list => list.Name)), Texts.ListsStaleNext);
        }
    }
}
