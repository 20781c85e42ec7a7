using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Notify.StaffFiles;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What came back, in numbers: exact and internal, no person.</summary>
public static class ResponsesPages
{
    private static readonly (string Ja, string En, Func<ResponseCounts, int> Of)[] s_rows =
    [
        ("送った人", "lettered", r => r.Lettered), ("返戻", "returned", r => r.Returned), ("連絡のあった人", "contacted", r => r.Contacted),
        ("紹介の希望", "wanted a referral", r => r.WantedReferral), ("つながった人", "connected", r => r.Connected),
        ("送付停止", "opted out", r => r.OptedOut),
        ("苦情", "complained", r => r.Complained), ("有害事象の訴え", "harm reported", r => r.Harmed),
        ("アンケートの回答", "answered the card", r => r.Answered),
        ("うち「届いてよかった」", "of these, glad it came", r => r.Pleased),
    ];

    /// <summary>Counts by sex over the letters of some rounds, their later letters among them.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="rounds">Rounds; null for all.</param>
    public static IReadOnlyList<ResponseCounts> Of(Session session, IReadOnlyCollection<string>? rounds = null)
    {
        var book = session.Book;
        var pulled = book.Pulled;
        var letters = book.Letters.Where(l =>
            !pulled.Contains(l.LetterId) && (rounds is null || rounds.Contains(LaterLetters.RoundOf(l.Round))))
            .ToDictionary(l => l.LetterId, l => l.Person, StringComparer.Ordinal);
        var lettered = letters.Values.ToHashSet();
        HashSet<long> People(IEnumerable<string> ids) => [.. ids.Where(letters.ContainsKey).Select(id => letters[id])];
        HashSet<long> Contacted(Func<Contact, bool> which) => People(book.Contacts.Where(which).Select(c => c.LetterId));
        HashSet<long>[] groups =
        [
            lettered, People(book.Returns.Select(r => r.LetterId)), Contacted(_ => true), Contacted(c => c.WantsReferral),
            Contacted(c => c is { Consent: true, FirstVisitOn: > 0 }),
            [.. book.OptOuts.Select(o => o.Person).Where(lettered.Contains)],
            Contacted(c => c.Outcome == ContactsFile.Complaint), Contacted(c => c.Outcome == ContactsFile.Harm),
            People(book.Surveys.Select(s => s.LetterId)),
            People(book.Surveys.Where(s => s.Feeling == SurveyFile.Pleased).Select(s => s.LetterId)),
        ];
        var sexes = book.Rounds.SelectMany(r => book.Candidates(r.Id)).Where(c => lettered.Contains(c.Person))
            .GroupBy(c => c.Person).ToDictionary(g => g.Key, g => g.First().Sex);
        return
        [
            .. new[] { Sex.Male, Sex.Female, Sex.Unknown }.Select(sex =>
            {
                var n = groups.Select(group => group.Count(person => sexes.GetValueOrDefault(person) == sex)).ToArray();
                return new ResponseCounts(sex, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
            }).Where(counts => counts.Sex != Sex.Unknown || counts.Lettered > 0),
        ];
    }

    /// <summary>Part of <c>status --format json</c>.</summary>
    public static object Json(Session session)
    {
        var counts = Of(session);
        object BySex(Func<ResponseCounts, int> of) => new
        {
            Male = counts.Where(c => c.Sex == Sex.Male).Sum(of),
            Female = counts.Where(c => c.Sex == Sex.Female).Sum(of),
            All = counts.Sum(of),
        };
        return new
        {
            Lettered = BySex(c => c.Lettered),
            Contacted = BySex(c => c.Contacted),
            Connected = BySex(c => c.Connected),
            Complaints = counts.Sum(c => c.Complained),
            HarmReports = counts.Sum(c => c.Harmed),
            Returns = counts.Sum(c => c.Returned),
            OptOuts = session.Book.OptOuts.Select(o => o.Person).Distinct().Count(),
            Surveys = counts.Sum(c => c.Answered),
        };
    }

    /// <summary>A table for people; null while there are no letters.</summary>
    public static ResultTable? Table(Session session)
    {
        var counts = Of(session);
        var ja = session.Context.Japanese;
        return counts.Sum(c => c.Lettered) == 0 ? null : new ResultTable(
            ja ? "戻ってきたもの（人）" : "what came back (people)",
            [ja ? "内容" : "what", .. counts.Select(c => AllocatePages.SexWord(c.Sex, ja))],
            [.. s_rows.Select(row => (IReadOnlyList<string>)[ja ? row.Ja : row.En, .. counts.Select(c => $"{row.Of(c)}")])]);
    }
}
