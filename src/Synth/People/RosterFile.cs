using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth.Bytes;

namespace ClaimsWatch.Synth.People;

/// <summary>
/// The roster and the opt-out list as CP932 CSV with the English headers of decisions E3: full snapshots as of a day.
/// </summary>
internal static class RosterFile
{
    private const string RosterHeader =
        "person_id,insurer_number,symbol,number,branch,name,kana,sex,birth_date,acquired_on,lost_on,end_reason,relationship,"
        + "postal_code,address,address_source,shielded,office_branch";

    private const string OptOutHeader = "insurer_number,symbol,number,branch,birth_date,from";

    /// <summary>
    /// Everybody insured on the day or in the twelve months before; ends of insurance that are not known yet are not told.
    /// </summary>
    public static byte[] Roster(SynthSettings settings, IEnumerable<Person> people, DateOnly asOf)
    {
        var text = new StringBuilder(RosterHeader).Append("\r\n");
        foreach (var person in people)
        {
            var insurance = person.Insurance;
            if (insurance.AcquiredOn <= asOf && (insurance.LostOn is not { } lost || lost > asOf.AddYears(-1)))
            {
                AppendPerson(text, settings, person, asOf);
            }
        }

        return Cp932.Bytes(text.ToString());
    }

    /// <summary>Everybody who by then did not want letters; 「該当なし」 if nobody.</summary>
    public static byte[] OptOuts(SynthSettings settings, IEnumerable<Person> people, DateOnly asOf)
    {
        var month = ClaimMonth.Of(asOf);
        var text = new StringBuilder(OptOutHeader).Append("\r\n");
        var any = false;
        foreach (var person in people.Where(p => !p.OptedOutFrom.IsNone && p.OptedOutFrom <= month))
        {
            any = true;
            var from = JapaneseDate.ToNumber(person.OptedOutFrom.FirstDay);
            text.Append(Number(settings, person, month)).Append(JapaneseDate.ToNumber(person.BirthDate)).Append(',')
                .Append(from).Append("\r\n");
        }

        return Cp932.Bytes(any ? text.ToString() : text.Append(Texts.NothingToList).Append("\r\n").ToString());
    }

    private static string Number(SynthSettings settings, Person person, ClaimMonth month) =>
        $"{settings.InsurerNumber.Trim()},{person.Household.Symbol},{person.Household.NumberIn(month)},{person.Branch:00},";

    private static void AppendPerson(StringBuilder text, SynthSettings settings, Person person, DateOnly asOf)
    {
        var household = person.Household;
        var month = ClaimMonth.Of(asOf);
        var moved = !household.MovedOn.IsNone && household.MovedOn <= month;
        var knownDays = person.Insurance.LostOn == person.BirthDate.AddYears(75) ? 60 : 0;
        var lost = person.Insurance.LostOn is { } end && end <= asOf.AddDays(knownDays) ? end : (DateOnly?)null;
        text.Append(person.Key).Append(',').Append(Number(settings, person, month))
            .Append(household.Family.Text).Append('　').Append(person.Given.Text).Append(',')
            .Append(household.Family.Kana).Append('　').Append(person.Given.Kana).Append(',')
            .Append((int)person.Sex).Append(',').Append(JapaneseDate.ToNumber(person.BirthDate)).Append(',')
            .Append(JapaneseDate.ToNumber(person.Insurance.AcquiredOn)).Append(',')
            .Append(lost is { } day ? JapaneseDate.ToNumber(day) : "").Append(',')
            .Append(lost is null ? "" : Reason(person.Insurance.Reason)).Append(',')
            .Append(person.Relationship).Append(',').Append(household.PostalCode).Append(',')
            .Append(moved ? household.LaterAddress : household.Address).Append(',').Append(household.AddressSource).Append(',')
            .Append(person.Shielded ? '1' : '0').Append(",1\r\n");
    }

    private static string Reason(EndReason reason) => reason switch
    {
        EndReason.Death => "死亡",
        EndReason.Moved => "転出",
        _ => "資格喪失",
    };
}
