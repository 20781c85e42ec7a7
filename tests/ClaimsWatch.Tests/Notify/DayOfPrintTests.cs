using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class DayOfPrintTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly Allocation Draw = new(
        "R2026-09", new ClaimMonth(202609), "00", "00", "0", Today, new ClaimMonth(202707),
        [
            Person(4, Arm.Holdout, Sex.Male), Person(1, Arm.Letter, Sex.Female), Person(3, Arm.Letter, Sex.Male),
            Person(2, Arm.Holdout, Sex.Female),
        ]);

    private static AllocatedPerson Person(long id, Arm arm, Sex sex) => new(id, id, sex, "12-15", "2x12-15", 0, arm);

    private static PrintDay Check(params (long Person, string Exclusion, ExclusionClass Class)[] hits) => DayOfPrint.Check(
        Draw, Today, person =>
            [.. hits.Where(hit => hit.Person == person.Person)
                .Select(hit => new ExclusionHit(hit.Exclusion, hit.Class, "because"))]);

    [Fact]
    public void Without_an_exclusion_exactly_the_letter_arm_is_printed_in_person_order()
    {
        var day = Check();

        Assert.Equal([1, 3], day.Print);
        Assert.Empty(day.Excluded);
    }

    [Theory]
    [InlineData(ExclusionClass.Hard, false)]
    [InlineData(ExclusionClass.Hold, false)]
    [InlineData(ExclusionClass.Route, true)]
    public void Hard_and_hold_keep_a_letter_back_and_route_does_not(ExclusionClass kind, bool printed) =>
        Assert.Equal(printed, Check((3, "X12", kind)).Print.Contains(3));

    [Fact]
    public void Both_arms_are_looked_at_alike_and_every_reason_is_recorded()
    {
        var day = Check((2, "X13", ExclusionClass.Hard), (3, "X10", ExclusionClass.Hard), (3, "X13", ExclusionClass.Hard));

        Assert.Equal([1], day.Print);
        Assert.Equal(
            [(2, Arm.Holdout, "X13"), (3, Arm.Letter, "X10"), (3, Arm.Letter, "X13")],
            day.Excluded.Select(row => (row.Person, row.Arm, row.Exclusion)));
        Assert.All(day.Excluded, row => Assert.Equal(("R2026-09", "because", Today), (row.Round, row.Reason, row.On)));
    }

    [Fact]
    public void Counts_are_of_people_by_arm_and_sex()
    {
        var day = Check((2, "X13", ExclusionClass.Hard), (3, "X10", ExclusionClass.Hard), (3, "X13", ExclusionClass.Hard));

        Assert.Equal(
            [
                new PrintDayCount(Arm.Letter, Sex.Male, 1, 1), new PrintDayCount(Arm.Letter, Sex.Female, 1, 0),
                new PrintDayCount(Arm.Holdout, Sex.Male, 1, 0), new PrintDayCount(Arm.Holdout, Sex.Female, 1, 1),
            ],
            day.Counts);
    }

    [Theory]
    [InlineData("2026-11-15", true)]
    [InlineData("2026-11-14", false)]
    [InlineData("2026-11-23", false)]
    [InlineData(null, false)]
    public void Lists_are_at_most_seven_days_old(string? asOf, bool fresh)
    {
        var list = new ListDate("支援措置", asOf is null ? null : DateOnly.Parse(asOf));

        var error = Record.Exception(() => DayOfPrint.CheckLists([list], Today, new DayOfPrintSettings()));

        Assert.Equal(fresh, error is null);
        Assert.True(fresh || error is UserError { ExitCode: ExitCode.Refused });
    }
}
