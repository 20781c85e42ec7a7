using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Notify.StaffFiles;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What the ledger knows of some rounds beside the claims.</summary>
public static class OutcomeRecords
{
    /// <summary>Exclusions of the day, responses, limits of the newest plan, cost.</summary>
    public static ProgrammeRecords Of(Session session, IReadOnlyList<string> rounds, ClaimMonth mature) => new()
    {
        ExcludedOnDay = [.. rounds.SelectMany(session.Book.ExcludedToday)],
        Attrition = AttritionSteps.Of(session, rounds),
        DataThrough = mature,
        Facts = [.. Facts(session, rounds)],
        HarmLimits = rounds.Select(session.Book.PlanOf).OfType<RegisteredPlan>().LastOrDefault()?.Plan.Purpose.HarmLimits
            ?? session.Settings.Plan.HarmLimits,
        Cost = Cost(session, rounds),
    };

    /// <summary>How this analysis differs from the plans registered.</summary>
    public static IReadOnlyList<string> Deviations(Session session, IReadOnlyList<RegisteredPlan> plans) =>
    [
        .. plans.SelectMany(p => p.Plan.Deviations(
            session.Settings.Panel, session.Settings.Detect.CountScope,
            plans[^1].Plan.Purpose.HarmLimits, session.Settings.PoolId, ProgramVersion.Text)),
    ];

    // A contact belongs to the round of its letter; an opt-out to every round the person was drawn in that was posted by then.
    private static IEnumerable<PersonFact> Facts(Session session, IReadOnlyList<string> rounds)
    {
        var letters = session.Book.Letters.Where(l => rounds.Contains(LaterLetters.RoundOf(l.Round)))
            .ToDictionary(l => l.LetterId, l => (Round: LaterLetters.RoundOf(l.Round), l.Person), StringComparer.Ordinal);
        foreach (var contact in session.Book.Contacts)
        {
            if (letters.TryGetValue(contact.LetterId, out var letter))
            {
                yield return new PersonFact(PersonFact.Contacted, letter.Round, letter.Person);
                if (contact is { Consent: true, FirstVisitOn: > 0 })
                {
                    yield return new PersonFact(PersonFact.Connected, letter.Round, letter.Person);
                }

                if (contact.Outcome == ContactsFile.Harm)
                {
                    yield return new PersonFact(PersonFact.HarmStated, letter.Round, letter.Person);
                }
            }
        }

        foreach (var reply in session.Book.Surveys.Where(s => letters.ContainsKey(s.LetterId)))
        {
            var (round, person) = letters[reply.LetterId];
            foreach (var kind in KindsOf(reply))
            {
                yield return new PersonFact(kind, round, person);
            }
        }

        var stopped = session.Book.OptOuts.ToLookup(o => o.Person, o => o.From);
        foreach (var allocation in session.Book.Allocations.Where(a => rounds.Contains(a.Round)))
        {
            if (session.Book.PostingOf(allocation.Round) is { } posting)
            {
                foreach (var person in allocation.Persons.Where(p => stopped[p.Person].Any(from => from >= posting.On)))
                {
                    yield return new PersonFact(PersonFact.OptedOut, allocation.Round, person.Person);
                }
            }
        }
    }

    // Only people with a letter have a card, so the other arm's zeros say nothing about it;
    // they stand there because every table has both.
    private static IEnumerable<string> KindsOf(SurveyReply reply)
    {
        yield return PersonFact.Answered;
        if (reply.Understood == SurveyFile.Understandings[0])
        {
            yield return PersonFact.FoundClear;
        }

        if (reply.Feeling == SurveyFile.Pleased)
        {
            yield return PersonFact.Pleased;
        }

        if (reply.Feeling == SurveyFile.Displeased)
        {
            yield return PersonFact.Displeased;
        }

        if (SurveyFile.ToProfessionals.Contains(reply.Showed))
        {
            yield return PersonFact.ShowedIt;
        }
    }

    private static ProgrammeCost? Cost(Session session, IReadOnlyList<string> rounds)
    {
        var prices = session.Settings.Cost;
        if (prices.YenPerLetter == 0 && prices.StaffMinutesPerLetter == 0)
        {
            return null;
        }

        var pulled = session.Book.Pulled;
        var letters =
            session.Book.Letters.Count(l => rounds.Contains(LaterLetters.RoundOf(l.Round)) && !pulled.Contains(l.LetterId));
        var hours = letters * prices.StaffMinutesPerLetter / 60;
        return new ProgrammeCost(letters, (decimal)(letters * prices.YenPerLetter), hours,
            (decimal)Math.Round(hours * prices.StaffYenPerHour));
    }
}
