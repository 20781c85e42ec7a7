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

    private static IReadOnlyList<string> Reasons(Standing standing)
    {
        var day = DayOfPrint.Check(
            Draw((1, Arm.Letter, Sex.Female)), new Dictionary<long, Standing> { [1] = standing }, Today, Settings);
        Assert.Equal(day.Excluded.Count == 0, day.Print.Count == 1);
        return [.. day.Excluded.Select(row => $"{row.Exclusion} {row.Reason}")];
    }

    [Fact]
    public void Somebody_nothing_speaks_against_is_printed() => Assert.Empty(Reasons(Standing.Of(1)));

    [Fact]
    public void Death_shielding_opt_out_employers_address_and_staff_hold_exclude()
    {
        var nobody = Standing.Of(1);

        Assert.Equal(["X10 dead"], Reasons(nobody with { EndReason = EndReason.Death, LeftOn = 20261101 }));
        Assert.Equal(["X11 shielded"], Reasons(nobody with { Shielded = true }));
        Assert.Equal(["X12 address-of-employer"], Reasons(nobody with { AddressSource = "事業所" }));
        Assert.Equal(["X13 opted-out"], Reasons(nobody with { OptedOut = true }));
        Assert.Equal(["X22 staff-hold"], Reasons(nobody with { StaffHold = true }));
        Assert.Equal(["X11 shielded", "X13 opted-out"], Reasons(nobody with { Shielded = true, OptedOut = true }));
    }

    [Theory]
    [InlineData(20261205, true)]
    [InlineData(20261206, true)]
    [InlineData(20261207, false)]
    public void Who_leaves_or_turns_75_before_the_letter_arrives_gets_none(int day, bool excluded)
    {
        Assert.Equal(excluded, Reasons(Standing.Of(1) with { LeftOn = day, EndReason = EndReason.Moved }).Count == 1);
        Assert.Equal(excluded, Reasons(Standing.Of(1) with { Turns75On = day }).Count == 1);
    }

    [Theory]
    [InlineData(202605, false)]
    [InlineData(202606, true)]
    public void Six_months_lie_between_letters(int month, bool excluded) =>
        Assert.Equal(
            excluded, Reasons(Standing.Of(1) with { LetterMonths = [new ClaimMonth(month)] }).Contains("X14 letter-too-recent"));

    [Theory]
    [InlineData(202511, false)]
    [InlineData(202512, true)]
    public void Two_letters_in_twelve_months_are_the_most(int first, bool excluded)
    {
        var reasons = Reasons(Standing.Of(1) with { LetterMonths = [new ClaimMonth(first), new ClaimMonth(202605)] });

        Assert.Equal(excluded, reasons.Contains("X14 letters-in-twelve-months"));
    }

    [Fact]
    public void Both_arms_are_looked_at_alike_and_only_the_letter_arm_is_printed()
    {
        var draw =
            Draw((4, Arm.Holdout, Sex.Male), (1, Arm.Letter, Sex.Female), (3, Arm.Letter, Sex.Male),
                (2, Arm.Holdout, Sex.Female));
        var standing = new Dictionary<long, Standing>
        {
            [1] = Standing.Of(1),
            [2] = Standing.Of(2) with { OptedOut = true },
            [3] = Standing.Of(3) with { OptedOut = true },
            [4] = Standing.Of(4),
        };

        var day = DayOfPrint.Check(draw, standing, Today, Settings);

        Assert.Equal([1], day.Print);
        Assert.Equal([(2, Arm.Holdout), (3, Arm.Letter)], day.Excluded.Select(row => (row.Person, row.Arm)));
        Assert.Contains(new PrintDayCount(Arm.Holdout, Sex.Female, 1, 1), day.Counts);
        Assert.Contains(new PrintDayCount(Arm.Letter, Sex.Female, 1, 0), day.Counts);
    }

    [Fact]
    public void Somebody_of_whom_nothing_is_known_is_never_printed()
    {
        var day = DayOfPrint.Check(Draw((1, Arm.Letter, Sex.Female)), new Dictionary<long, Standing>(), Today, Settings);

        Assert.Empty(day.Print);
        Assert.Equal("standing-unknown", Assert.Single(day.Excluded).Reason);
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
