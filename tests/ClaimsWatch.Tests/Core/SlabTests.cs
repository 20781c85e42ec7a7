using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Tests.Core;

public sealed class SlabTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_walk_gives_every_person_exactly_the_rows_a_filter_gives(int seed)
    {
        var random = new Random(seed);
        var persons = Enumerable.Range(0, 40).Select(_ => random.NextInt64(1, 1000)).Distinct()
            .Select(p => new PersonRow(p, 1, 198001, 202401, 202403, 1, p)).ToList();
        ClaimMonth[] months = [new(202401), new(202402), new(202403)];
        var claims = Enumerable.Range(0, 300).Select(i => new ClaimRow(
            persons[random.Next(persons.Count)].PersonId, i, 1, random.Next(1, 9), 0, 1, 100, 100, 0,
            months[random.Next(3)].Value, 202405)).ToList();
        var atRisk = persons.Where(_ => random.Next(3) > 0)
            .Select(p => new EnrolmentRow(p.PersonId, 202402, 29, 29, 0, 0)).ToList();
        var store = new ArrayClaimStore(persons, atRisk, claims);

        using var slab = store.Open(0, months, AsOf.Now);
        var seen = new List<long>();
        foreach (var history in slab)
        {
            var person = history.Person;
            seen.Add(person);
            for (var m = 0; m < months.Length; m++)
            {
                var expected = claims.Where(c => c.Person == person && c.ClaimMonth == months[m].Value)
                    .Select(c => c.Receipt).Order();
                Assert.Equal(expected, history.Claims(m).Receipt.ToArray().Order());
            }

            var days = atRisk.Any(e => e.Person == person) ? 29 : 0;
            Assert.Equal(days, history.AtRisk(new ClaimMonth(202402)).DaysAtRisk);
        }

        Assert.Equal(persons.Select(p => p.PersonId).Order(), seen);
    }
}
