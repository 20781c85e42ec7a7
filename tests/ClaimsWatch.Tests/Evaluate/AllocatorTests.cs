using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class AllocatorTests
{
    private static readonly ClaimMonth Selection = new(202411);
    private static readonly ClaimMonth Letter = new(202412);
    private static readonly DateOnly Today = new(2024, 12, 3);

    [Fact]
    public void Each_full_block_sends_the_letter_to_its_share()
    {
        var drawn = Draw(Singles(400), new DrawSettings { BlockSize = 4 });

        var blocks = drawn.Allocation.Persons.GroupBy(p => (p.Stratum, p.Block)).Where(g => g.Count() == 4).ToArray();

        Assert.True(blocks.Length > 80);
        Assert.All(blocks, b => Assert.Equal(2, b.Count(p => p.Arm == Arm.Letter)));
    }

    [Fact]
    public void Other_shares_are_met_in_each_full_block()
    {
        var drawn = Draw(Singles(400), new DrawSettings { BlockSize = 10, HoldoutShare = 0.3 });

        Assert.All(
            drawn.Allocation.Persons.GroupBy(p => (p.Stratum, p.Block)).Where(g => g.Count() == 10),
            b => Assert.Equal(7, b.Count(p => p.Arm == Arm.Letter)));
    }

    [Fact]
    public void A_share_that_does_not_fit_the_block_is_a_settings_error()
    {
        var error = Assert.Throws<UserError>(() => Draw(Singles(4), new DrawSettings { BlockSize = 4, HoldoutShare = 0.3 }));

        Assert.Equal(ExitCode.Settings, error.ExitCode);
    }

    [Fact]
    public void A_share_of_zero_sends_to_everyone() =>
        Assert.All(Draw(Singles(9), new DrawSettings { HoldoutShare = 0 }).Allocation.Persons, p =>
            Assert.Equal(Arm.Letter, p.Arm));

    [Fact]
    public void A_household_is_never_divided()
    {
        var people = Singles(300).Select((p, i) => p with { Household = 1000 + (i / 3) });

        var drawn = Draw(people, new DrawSettings());

        Assert.All(drawn.Allocation.Persons.GroupBy(p => p.Household), h => Assert.Single(h.Select(p => p.Arm).Distinct()));
        Assert.All(drawn.Allocation.Persons.GroupBy(p => p.Household), h => Assert.Single(h.Select(p => p.Stratum).Distinct()));
    }

    [Fact]
    public void The_order_of_the_list_changes_nothing()
    {
        var people = Singles(101);

        var there = Draw(people, new DrawSettings()).Allocation;
        var back = Draw(people.AsEnumerable().Reverse(), new DrawSettings()).Allocation;

        Assert.Equal(there.ListHash, back.ListHash);
        Assert.Equal(there.Persons, back.Persons);
    }

    [Fact]
    public void The_last_block_gives_everyone_the_same_chance_as_a_full_one()
    {
        // One household alone in its stratum: without filled-up places it would always get the letter.
        var letters = 0;
        const int Draws = 4000;
        for (var i = 0; i < Draws; i++)
        {
            var drawn = Allocator.Draw(
                new FrozenList("R", Singles(1)), $"public {i}", Selection, Letter, Today, new DrawSettings());
            letters += drawn.Allocation.Persons[0].Arm == Arm.Letter ? 1 : 0;
        }

        // Four Monte-Carlo standard errors.
        Assert.InRange(letters / (double)Draws, 0.5 - (4 * 0.5 / Math.Sqrt(Draws)), 0.5 + (4 * 0.5 / Math.Sqrt(Draws)));
    }

    [Fact]
    public void Every_place_in_a_block_has_the_same_chance()
    {
        var counts = new int[6];
        const int Draws = 3000;
        for (var i = 0; i < Draws; i++)
        {
            var drawn = Allocator.Draw(
                new FrozenList("R", Singles(6, oneStratum: true)), $"public {i}", Selection, Letter, Today, new DrawSettings());
            for (var p = 0; p < 6; p++)
            {
                counts[p] += drawn.Allocation.Persons[p].Arm == Arm.Letter ? 1 : 0;
            }
        }

        Assert.All(counts, c => Assert.InRange(c / (double)Draws, 0.46, 0.54));
    }

    [Fact]
    public void Seed_and_list_hash_are_those_of_a_recorded_draw()
    {
        var drawn = Draw(Singles(3), new DrawSettings());

        // printf 'R\n1|1|1|8-11|0\n2|2|2|12-15|0\n3|3|1|8-11|0\n' | sha256sum; printf '%s' "<hash>12345" | sha256sum
        Assert.Equal("7ccf09d98ee5aad512c8e8a78bfbc1def664600d499380f79e2a3cbcb10dd769", drawn.Allocation.ListHash);
        Assert.Equal("830dd987cdb9dc4756eb79a311a85b444ec27b23b4046f54009b67048ab8ba4c", drawn.Allocation.Seed);
    }

    [Fact]
    public void A_household_with_someone_who_may_not_wait_is_not_drawn()
    {
        var people = Singles(4).Select(p => p with { Household = 9 + (p.Person / 3) }).ToArray();
        people[0] = people[0] with { Randomise = Randomise.Never };

        var drawn = Draw(people, new DrawSettings());

        Assert.Equal([1L, 2L], drawn.AlwaysLetter.Select(p => p.Person));
        Assert.Equal([3L, 4L], drawn.Allocation.Persons.Select(p => p.Person));
    }

    [Fact]
    public void People_who_may_wait_three_months_have_strata_of_their_own()
    {
        var people = Singles(8, oneStratum: true).Select(p => p.Person <= 4 ? p with { Randomise = Randomise.DelayThreeMonths }
            : p);

        var drawn = Draw(people, new DrawSettings());

        Assert.Equal(["1x8-11d3", "1x8-11"], drawn.Allocation.Persons.Select(p => p.Stratum).Distinct());
    }

    [Fact]
    public void Both_arms_are_locked_until_seven_months_after_the_letter() =>
        Assert.Equal(new ClaimMonth(202507), Draw(Singles(2), new DrawSettings()).Allocation.ReleaseMonth);

    [Fact]
    public void A_changed_arm_is_found_by_verification()
    {
        var list = new FrozenList("R", Singles(20));
        var settings = new DrawSettings();
        var allocation = Allocator.Draw(list, "12345", Selection, Letter, Today, settings).Allocation;
        var first = allocation.Persons[0];
        var changed = allocation with
        {
            Persons = [first with { Arm = first.Arm == Arm.Letter ? Arm.Holdout : Arm.Letter }, .. allocation.Persons.Skip(1)],
        };

        Assert.True(Allocator.Verify(allocation, list, settings));
        Assert.False(Allocator.Verify(changed, list, settings));
        Assert.False(Allocator.Verify(allocation, new FrozenList("R", Singles(19)), settings));
    }

    [Fact]
    public void The_same_person_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => new FrozenList("R", [.. Singles(2), Singles(1)[0]]));

    [Theory]
    [InlineData(100, 0.5, 200)]
    [InlineData(100, 0, 100)]
    [InlineData(100, 0.3, 143)]
    public void People_selected_are_letters_over_one_minus_the_share(int letters, double share, int selected) =>
        Assert.Equal(selected, new DrawSettings { HoldoutShare = share }.SelectedFor(letters));

    [Fact]
    public void Counts_add_up_to_the_people_drawn()
    {
        var drawn = Draw(Singles(57), new DrawSettings());

        Assert.Equal(57, drawn.Counts.Sum(c => c.N));
        Assert.Equal(drawn.Counts.Count, drawn.Counts.DistinctBy(c => (c.Arm, c.Sex, c.Band)).Count());
    }

    private static DrawResult Draw(IEnumerable<FrozenPerson> people, DrawSettings settings) =>
        Allocator.Draw(new FrozenList("R", people), "12345", Selection, Letter, Today, settings);

    private static FrozenPerson[] Singles(int count, bool oneStratum = false)
    {
        var random = new SplitMix(4);
        return [.. Enumerable.Range(1, count).Select(i => oneStratum || count < 10
            ? new FrozenPerson(i, i, oneStratum || i % 2 == 1 ? Sex.Male : Sex.Female, oneStratum || i % 2 == 1 ? "8-11"
                : "12-15", Randomise.Yes)
            : new FrozenPerson(i, i, (Sex)(1 + random.NextBelow(2)), random.NextBelow(2) == 0 ? "8-11" : "12-15",
                Randomise.Yes))];
    }
}
