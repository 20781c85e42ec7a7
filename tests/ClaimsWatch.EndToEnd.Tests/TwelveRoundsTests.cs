using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A year and more of monthly rounds on invented people:
/// who waits really waits, and nobody is written to too often.</summary>
public sealed class TwelveRoundsTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("year");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void In_twelve_monthly_rounds_no_control_gets_a_letter_before_release_and_nobody_more_than_the_limits_allow()
    {
        Claimswatch.Run(_folder, "demo", "--out", "demo", "--members", "400", "--months", "20", "--enrich", "400",
            "--quiet").Expect(0);
        var context = new CommandContext(
            Path.Combine(_folder, "demo"), OutputFormat.Json, "ja", null, 1, false, true, true, TextWriter.Null,
            TextWriter.Null, _ => null);
        using var session = Session.Open(context, write: false);
        var book = session.Book;
        var allocations = book.Allocations.ToList();
        var letters = book.LetterMonths();
        var posted = allocations.Select(a => book.PostingOf(a.Round)).OfType<Posting>()
            .ToDictionary(p => p.Round, p => p.Month, StringComparer.Ordinal);

        var delayed = allocations.ToDictionary(
            a => a.Round, a => book.DelayedHoldouts(a.Round).Select(p => p.Person).ToHashSet(), StringComparer.Ordinal);
        var reminded = book.Letters.Where(l => LaterLetters.KindOf(l.Round) == LaterKind.Reminder)
            .Select(l => (l.Person, Round: LaterLetters.RoundOf(l.Round), Month: book.PostingOf(l.Round)!.Month)).ToHashSet();

        Assert.True(posted.Count >= 12, $"only {posted.Count} rounds were posted");
        Assert.True(reminded.Count > 20, $"only {reminded.Count} reminders");
        foreach (var allocation in allocations)
        {
            foreach (var person in allocation.Persons)
            {
                // Who may wait three months at most has a release of their own (decisions A4).
                var start = posted.GetValueOrDefault(allocation.Round, Core.Claims.ClaimMonth.None);
                var isDelayed = person.Arm == Arm.Holdout && delayed[allocation.Round].Contains(person.Person);
                var release = isDelayed ? start.Plus(Due.DelayMonths) : allocation.ReleaseMonth;
                var during = start.IsNone ? []
                    : letters[person.Person].Where(month => month >= start && month < release).ToList();
                var most = person.Arm == Arm.Holdout ? 0
                    : reminded.Contains((person.Person, allocation.Round, start.Plus(Due.DelayMonths))) ? 2 : 1;
                Assert.True(during.Count <= most,
                    $"{allocation.Round}: {during.Count} letters in the comparison period of a {person.Arm}");
            }

            Assert.Equal(allocation.Persons.Count, allocation.Persons.Select(p => p.Person).Distinct().Count());
        }

        foreach (var group in letters)
        {
            // A reminder is exempt from the six months and comes three after its own letter;
            // it counts in two in twelve (decisions A3).
            var months = group.Order().ToList();
            var reminders = reminded.Where(r => r.Person == group.Key).Select(r => r.Month).ToHashSet();
            Assert.All(months.Zip(months.Skip(1)), pair => Assert.True(
                pair.Second >= pair.First.Plus(reminders.Contains(pair.Second) ? Due.DelayMonths : 6),
                "two letters within six months"));
            Assert.All(months,
                start => Assert.True(months.Count(m => m >= start && m < start.Plus(12)) <= 2, "more than two in twelve months"));
        }

        // Nobody is drawn again while a comparison they are in still runs.
        var draws = allocations.SelectMany(a => a.Persons.Select(p => (p.Person, a.DrawnOn, a.ReleaseMonth)))
            .ToLookup(d => d.Person);
        Assert.All(draws, own => Assert.All(own.OrderBy(d => d.DrawnOn).Zip(own.OrderBy(d => d.DrawnOn).Skip(1)),
            pair => Assert.True(Core.Claims.ClaimMonth.Of(pair.Second.DrawnOn) >= pair.First.ReleaseMonth,
                "drawn again before release")));
    }
}
