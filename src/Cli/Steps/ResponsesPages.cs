using ClaimsWatch.Core.Claims;
using ClaimsWatch.Notify.StaffFiles;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What came back, in numbers: exact and internal, no person.</summary>
public static class ResponsesPages
{
    /// <summary>Part of <c>status --format json</c>; people are counted once each.</summary>
    public static object Json(Session session)
    {
        var persons = session.Book.Letters.ToDictionary(l => l.LetterId, l => l.Person, StringComparer.Ordinal);
        var sexes = session.Book.Allocations.SelectMany(a => a.Persons).GroupBy(p => p.Person).ToDictionary(g => g.Key, g => g.First().Sex);
        var contacts = session.Book.Contacts.Where(c => persons.ContainsKey(c.LetterId)).ToList();
        object BySex(IEnumerable<string> letters)
        {
            var people = letters.Select(id => persons[id]).Distinct().Select(p => sexes.GetValueOrDefault(p)).ToList();
            return new { Male = people.Count(s => s == Sex.Male), Female = people.Count(s => s == Sex.Female), All = people.Count };
        }

        return new
        {
            Contacted = BySex(contacts.Select(c => c.LetterId)),
            // つながった人数: referred with consent and seen there.
            Connected = BySex(contacts.Where(c => c is { Consent: true, FirstVisitOn: > 0 }).Select(c => c.LetterId)),
            Complaints = contacts.Count(c => c.Outcome == ContactsFile.Complaint),
            HarmReports = contacts.Count(c => c.Outcome == ContactsFile.Harm),
            Returns = session.Book.Returns.Select(r => r.LetterId).Distinct(StringComparer.Ordinal).Count(),
            OptOuts = session.Book.OptOuts.Select(o => o.Person).Distinct().Count(),
            Surveys = session.Book.Surveys.Count(),
        };
    }
}
