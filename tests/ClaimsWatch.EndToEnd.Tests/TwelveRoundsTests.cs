using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A year and more of monthly rounds on invented people: who waits really waits, and nobody is written to too often.</summary>
public sealed class TwelveRoundsTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("year");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void In_twelve_monthly_rounds_no_control_gets_a_letter_before_release_and_nobody_more_than_the_limits_allow()
    {
        Claimswatch.Run(_folder, "demo", "--out", "demo", "--members", "400", "--months", "20", "--enrich", "400", "--quiet").Expect(0);
        var context = new CommandContext(
            Path.Combine(_folder, "demo"), OutputFormat.Json, "ja", null, 1, false, true, true, TextWriter.Null, TextWriter.Null, _ => null);
        using var session = Session.Open(context, write: false);
        var book = session.Book;
        var allocations = book.Allocations.ToList();
        var letters = book.LetterMonths();
        var posted = allocations.Select(a => book.PostingOf(a.Round)).OfType<Posting>().ToDictionary(p => p.Round, p => p.Month, StringComparer.Ordinal);

        Assert.True(posted.Count >= 12, $"only {posted.Count} rounds were posted");
        foreach (var allocation in allocations)
        {
            foreach (var person in allocation.Persons)
            {
                var during = letters[person.Person].Where(month => month < allocation.ReleaseMonth && month >= posted.GetValueOrDefault(allocation.Round, month)).ToList();
                Assert.True(during.Count <= (person.Arm == Arm.Letter ? 1 : 0), $"{allocation.Round}: {during.Count} letters in the comparison period of a {person.Arm}");
            }

            Assert.Equal(allocation.Persons.Count, allocation.Persons.Select(p => p.Person).Distinct().Count());
        }

        foreach (var months in letters.Select(group => group.Order().ToList()))
        {
            Assert.All(months.Zip(months.Skip(1)), pair => Assert.True(pair.Second >= pair.First.Plus(6), "two letters within six months"));
            Assert.All(months, start => Assert.True(months.Count(m => m >= start && m < start.Plus(12)) <= 2, "more than two in twelve months"));
        }

        // Nobody is drawn again while a comparison they are in still runs.
        var draws = allocations.SelectMany(a => a.Persons.Select(p => (p.Person, a.DrawnOn, a.ReleaseMonth))).ToLookup(d => d.Person);
        Assert.All(draws, own => Assert.All(own.OrderBy(d => d.DrawnOn).Zip(own.OrderBy(d => d.DrawnOn).Skip(1)),
            pair => Assert.True(Core.Claims.ClaimMonth.Of(pair.Second.DrawnOn) >= pair.First.ReleaseMonth, "drawn again before release")));
    }
}
