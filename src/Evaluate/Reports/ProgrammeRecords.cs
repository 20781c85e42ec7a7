using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>What the programme knows beside the panel; a researcher's panel has none of it.</summary>
public sealed record ProgrammeRecords
{
    /// <summary>People taken out on the day of printing; they only enter the flow.</summary>
    public IReadOnlyCollection<ExcludedToday> ExcludedOnDay { get; init; } = [];

    /// <summary>Who was taken out before the draw, by reason and sex.</summary>
    public IReadOnlyList<SelectionStep> Attrition { get; init; } = [];

    /// <summary>Newest month the data hold whole; none takes the last month with a row. People who left early have no rows, so
    /// rows alone can't say how far the data reach.</summary>
    public ClaimMonth DataThrough { get; init; }

    /// <summary>Contacts, connections, opt-outs, stated harms.</summary>
    public IReadOnlyCollection<PersonFact> Facts { get; init; } = [];

    /// <summary>Limits written down before posting.</summary>
    public IReadOnlyList<HarmLimit> HarmLimits { get; init; } = Measures.HarmLimits.Default;

    /// <summary>What the letters cost; null when the office sets no prices.</summary>
    public ProgrammeCost? Cost { get; init; }
}

/// <summary>What sending letters cost.</summary>
/// <param name="Letters">Letters posted.</param>
/// <param name="PostageYen">Postage and printing of all, yen.</param>
/// <param name="StaffHours">Hours of staff.</param>
/// <param name="StaffYen">Their cost, yen.</param>
public sealed record ProgrammeCost(int Letters, decimal PostageYen, double StaffHours, decimal StaffYen)
{
    /// <summary>Both together, yen.</summary>
    public decimal TotalYen => PostageYen + StaffYen;
}

/// <summary>People of one sex and arm with a recorded fact, once each.</summary>
public sealed record FactCell(string Kind, Sex Sex, bool Letter, int Persons, int With)
{
    /// <summary>One cell a kind that anybody has, sex and arm.</summary>
    public static IReadOnlyList<FactCell> Count(PersonTable table, IReadOnlyCollection<PersonFact> facts)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            .. from kind in PersonFact.Kinds
               let known = facts.Where(f => f.Kind == kind).Select(f => (f.Round, Person: f.Person.ToString())).ToHashSet()
               where known.Count > 0
               from sex in (Sex[])[Sex.Male, Sex.Female]
               from letter in (bool[])[true, false]
               let people = table.Persons.Where(p => p.Episode.Sex == sex && p.Letter > 0 == letter).ToArray()
               select new FactCell(kind, sex, letter, people.Length,
                   people.Count(p => known.Contains((p.Episode.Round, p.Episode.Person)))),
        ];
    }

    /// <summary>The named object.</summary>
    public Result ToResult() =>
        new($"response.{Kind}.sex{(int)Sex}.letter{(Letter ? 1 : 0)}", [("n_persons", Persons), ("n_with", With)]);
}
