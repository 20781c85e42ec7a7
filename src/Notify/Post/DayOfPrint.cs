using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Notify.Post;

/// <summary>When somebody may not get a letter although the lot gave one.</summary>
public sealed record DayOfPrintSettings
{
    /// <summary>Months between two letters to a person (X14).</summary>
    public int MonthsBetweenLetters { get; init; } = 6;

    /// <summary>Most letters to a person in twelve months (X14).</summary>
    public int LettersInTwelveMonthsMax { get; init; } = 2;

    /// <summary>Days until a letter has surely arrived: who is 75 or has left by then gets none (X10).</summary>
    public int DaysToArrival { get; init; } = 14;

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
    /// <summary>Applies X10–X14 and the staff hold to everybody drawn.</summary>
    /// <param name="allocation">The frozen draw.</param>
    /// <param name="standing">What is known on the day; somebody without an entry is taken out, never printed.</param>
    /// <param name="today">Day of printing.</param>
    /// <param name="settings">Limits.</param>
    public static PrintDay Check(
        Allocation allocation, IReadOnlyDictionary<long, Standing> standing, DateOnly today, DayOfPrintSettings settings)
    {
        var persons = allocation.Persons.OrderBy(person => person.Person).ToList();
        var excluded = new List<ExcludedToday>();
        var print = new List<long>();
        foreach (var person in persons)
        {
            var reasons = standing.TryGetValue(person.Person, out var known)
                ? Reasons(known, today, settings).ToList()
                : [("X10", "standing-unknown")];
            excluded.AddRange(reasons.Select(reason =>
                new ExcludedToday(allocation.Round, person.Person, person.Arm, reason.Exclusion, reason.Reason, today)));
            if (reasons.Count == 0 && person.Arm == Arm.Letter)
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

    private static IEnumerable<(string Exclusion, string Reason)> Reasons(
        Standing known, DateOnly today, DayOfPrintSettings settings)
    {
        var arrival = JapaneseDate.ToNumber(today.AddDays(settings.DaysToArrival));
        if (known.EndReason == EndReason.Death)
        {
            yield return ("X10", "dead");
        }
        else if (known.LeftOn != 0 && known.LeftOn <= arrival)
        {
            yield return ("X10", known.EndReason == EndReason.Moved ? "moved" : "insurance-ended");
        }

        if (known.Turns75On != 0 && known.Turns75On <= arrival)
        {
            yield return ("X10", "turns-75");
        }

        if (known.Shielded)
        {
            yield return ("X11", "shielded");
        }

        if (known.AddressSource == AddressRules.Employer)
        {
            yield return ("X12", "address-of-employer");
        }

        if (known.OptedOut)
        {
            yield return ("X13", "opted-out");
        }

        var month = ClaimMonth.Of(today);
        if (known.LetterMonths.Any(letter => month.MonthsSince(letter) < settings.MonthsBetweenLetters))
        {
            yield return ("X14", "letter-too-recent");
        }
        else if (known.LetterMonths.Count(letter => month.MonthsSince(letter) < 12) >= settings.LettersInTwelveMonthsMax)
        {
            yield return ("X14", "letters-in-twelve-months");
        }

        if (known.StaffHold)
        {
            yield return ("X22", "staff-hold");
        }
    }
}
