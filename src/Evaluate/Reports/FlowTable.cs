using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The CONSORT flow of one sex and arm; every count is of people drawn, intention to treat.</summary>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Letter">Arm.</param>
/// <param name="Allocated">People drawn.</param>
/// <param name="ExcludedOnDay">People taken out on the day of printing (当日除外), looked for in both arms alike; they stay in
/// their arm.</param>
/// <param name="NotDelivered">Letter arm only: no letter reached them (taken out on the day, or returned); still
/// analysed.</param>
/// <param name="Lost">Not at risk in PRE or in POST: left out of person-level estimates.</param>
/// <param name="Analysed">In the person-level estimates.</param>
public sealed record FlowCell(Sex Sex, bool Letter, int Allocated, int ExcludedOnDay, int NotDelivered, int Lost, int Analysed)
{
    /// <summary>The named object.</summary>
    public Result ToResult() => new($"consort.sex{(int)Sex}.letter{(Letter ? 1 : 0)}",
    [
        ("allocated", Allocated), ("excluded_on_day", ExcludedOnDay), ("not_delivered", NotDelivered), ("lost", Lost),
        ("analysed_person_level", Analysed),
    ]);
}

/// <summary>Counts the flow by sex and arm.</summary>
public static class FlowTable
{
    /// <summary>One cell a sex (unknown only when there is someone) and arm.</summary>
    public static IReadOnlyList<FlowCell> Count(PersonTable table, IReadOnlyCollection<ExcludedToday> excludedOnDay)
    {
        ArgumentNullException.ThrowIfNull(table);
        var excluded = excludedOnDay.Select(e => (e.Round, Person: e.Person.ToString())).ToHashSet();
        var cells = new List<FlowCell>();
        foreach (var sex in (Sex[])[Sex.Male, Sex.Female, Sex.Unknown])
        {
            foreach (var letter in (bool[])[true, false])
            {
                var people = table.Persons.Where(p => p.Episode.Sex == sex && p.Letter > 0 == letter).ToArray();
                if (sex != Sex.Unknown || table.Only(Scope.Unknown).Persons.Count > 0)
                {
                    var analysed = people.Count(p => p.Complete);
                    var notDelivered = letter ? people.Count(p => !p.Episode.Delivered) : 0;
                    var onDay = people.Count(p => excluded.Contains((p.Episode.Round, p.Episode.Person)));
                    cells.Add(new FlowCell(sex, letter, people.Length, onDay, notDelivered, people.Length - analysed, analysed));
                }
            }
        }

        return cells;
    }
}
