using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class LetterVersionsTests
{
    private static Allocation Draw(int people, string seed = "ab12") => new(
        "R2026-09", new ClaimMonth(202609), "", seed, "", Samples.Today, new ClaimMonth(202706),
        [
            .. Enumerable.Range(1, people).Select(i => new AllocatedPerson(
                i, 1000 + (i / 3 * 2), i % 2 == 0 ? Sex.Male : Sex.Female, "12-15", i / 3 % 2 == 0 ? "1x12-15" : "2x12-15", 0,
                i % 5 == 0 ? Arm.Holdout : Arm.Letter)),
        ]);

    [Fact]
    public void Everybody_of_the_letter_arm_gets_one_version_and_nobody_of_the_holdout_does()
    {
        var draw = Draw(100);

        var drawn = LetterVersions.Assign(draw, ["a", "b", "c"]);

        Assert.Equal(draw.Persons.Where(p => p.Arm == Arm.Letter).Select(p => p.Person).Order(), drawn.Keys.Order());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Within_a_stratum_versions_differ_by_at_most_one_household_and_a_household_has_one(int count)
    {
        var draw = Draw(200);
        var drawn = LetterVersions.Assign(draw, [.. Enumerable.Range(0, count).Select(i => $"v{i}")]);

        var households = draw.Persons.Where(p => p.Arm == Arm.Letter).GroupBy(p => (p.Stratum, p.Household))
            .Select(g => (g.Key.Stratum, Versions: g.Select(p => drawn[p.Person]).Distinct().ToList())).ToList();

        Assert.All(households, household => Assert.Single(household.Versions));
        foreach (var stratum in households.GroupBy(household => household.Stratum))
        {
            var counts = stratum.CountBy(household => household.Versions[0]).Select(pair => pair.Value).ToList();
            Assert.Equal(count, counts.Count);
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void The_draw_follows_from_the_seed_and_not_from_any_order()
    {
        var draw = Draw(100);
        var turned = draw with { Persons = [.. draw.Persons.Reverse()] };

        Assert.Equal(LetterVersions.Assign(draw, ["a", "b"]).OrderBy(p => p.Key),
            LetterVersions.Assign(turned, ["b", "a"]).OrderBy(p => p.Key));
        Assert.NotEqual(LetterVersions.Assign(draw, ["a", "b"]).OrderBy(p => p.Key),
            LetterVersions.Assign(Draw(100, "cd34"), ["a", "b"]).OrderBy(p => p.Key));
    }

    [Fact]
    public void Each_print_file_holds_one_version_and_the_ledger_says_which()
    {
        var plain = Samples.Composer();
        var set = ShippedTemplates.Find("large")!;
        var large = Samples.Composer(set with { Card = set.Card with { Reviewers = Samples.Reviewers } });
        long[] people = [1, 2, 3, 4];
        var input = new LetterRunInput(
            "R2026-09", people, people.ToDictionary(p => p, _ => LetterFacts.Sample),
            people.ToDictionary(p => p, p => Samples.Person with { Person = p }), []);

        var result = LetterRun.Prepare(person => person % 2 == 0 ? plain : large, new LetterSettings(), input, Samples.Today);

        Assert.Equal([2, 2], result.Batches.Select(batch => batch.LetterIds.Count));
        Assert.Equal([4, 4, 2, 2], result.Mailing.Select(row => row.Pages));
        Assert.Equal([1, 1, 2, 2], result.Mailing.Select(row => row.Bundle));
        Assert.All(result.Records, record =>
            Assert.StartsWith(record.Person % 2 == 0 ? "standard/" : "large/", record.TemplateVersion, StringComparison.Ordinal));
    }
}
