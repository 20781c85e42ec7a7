using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class DayOfPrintTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DayOfPrintSettings Settings = new();

    private static Allocation Draw(params (long Person, Arm Arm, Sex Sex)[] people) => new(
        "R2026-09", new ClaimMonth(202609), "00", "00", "0", Today, new ClaimMonth(202707),
        [.. people.Select(item => new AllocatedPerson(item.Person, item.Person, item.Sex, "12-15", "2x12-15", 0, item.Arm))]);

    private static ExclusionHit Hit(ExclusionClass kind) => new("X13", kind, "opted-out");

    [Theory]
    [InlineData(ExclusionClass.Hard, false)]
    [InlineData(ExclusionClass.Hold, false)]
    [InlineData(ExclusionClass.Route, true)]
    public void Hard_and_hold_stop_a_letter_and_another_route_does_not(ExclusionClass kind, bool printed)
    {
        var day = DayOfPrint.Check(Draw((1, Arm.Letter, Sex.Female)), Today, _ => [Hit(kind)]);

        Assert.Equal(printed, day.Print.Count == 1);
        Assert.Equal(printed, day.Excluded.Count == 0);
    }

    [Fact]
    public void Both_arms_are_looked_at_alike_and_only_the_letter_arm_is_printed()
    {
        var draw =
            Draw((4, Arm.Holdout, Sex.Male), (1, Arm.Letter, Sex.Female), (3, Arm.Letter, Sex.Male),
                (2, Arm.Holdout, Sex.Female));

        var day = DayOfPrint.Check(draw, Today, person => person.Person is 2 or 3 ? [Hit(ExclusionClass.Hard)] : []);

        Assert.Equal([1], day.Print);
        Assert.Equal([(2, Arm.Holdout), (3, Arm.Letter)], day.Excluded.Select(row => (row.Person, row.Arm)));
        Assert.Contains(new PrintDayCount(Arm.Holdout, Sex.Female, 1, 1), day.Counts);
        Assert.Contains(new PrintDayCount(Arm.Letter, Sex.Female, 1, 0), day.Counts);
    }

    [Theory]
    [InlineData("2026-11-15", true)]
    [InlineData("2026-11-14", false)]
    [InlineData("2026-11-23", false)]
    [InlineData(null, false)]
    public void Lists_are_at_most_seven_days_old(string? asOf, bool fresh)
    {
        var list = new ListDate("支援措置", asOf is null ? null : DateOnly.Parse(asOf));

        var error = Record.Exception(() => DayOfPrint.CheckLists([list], Today, Settings));

        Assert.Equal(fresh, error is null);
        Assert.True(fresh || error is UserError { ExitCode: ExitCode.Refused });
    }
}
