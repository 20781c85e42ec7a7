using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Tests.Detect;

public sealed class JudgeabilityTests
{
    private static Histories Town() => Histories.WithEveryMonth().Person(1).Medicine(1, 611170513, Histories.Clinic(100), 14);

    private static IReadOnlyList<NotEvaluable> Of(Histories rows, ListDates? lists = null) =>
        Detector.Run(rows.Store(), Requests.With(lists: lists), new DetectSettings()).NotEvaluable;

    [Fact]
    public void With_everything_there_nothing_is_listed() => Assert.Empty(Of(Town()));

    [Fact]
    public void Without_medicine_rows_the_medicine_rules_cannot_be_judged()
    {
        var rows = Town();
        rows.Medications.Clear();

        var found = Of(rows);

        Assert.Equal([("R13", Verdict.Cannot), ("R18", Verdict.Cannot)], found.Select(n => (n.Id, n.Verdict)));
        Assert.All(found, n => Assert.Equal(new SexCounts(1, 1, 0), n.Persons));
    }

    [Fact]
    public void A_dispensing_receipt_without_lines_is_partly_judged_for_that_person()
    {
        var found = Of(Town().Person(2, Sex.Female).Receipts(2, 1));

        Assert.Equal([("R13", Verdict.Partly), ("R18", Verdict.Partly)], found.Select(n => (n.Id, n.Verdict)));
        Assert.All(found, n => Assert.Equal(new SexCounts(0, 1, 0), n.Persons));
    }

    [Fact]
    public void A_missing_list_cannot_be_judged_and_blocks_letters()
    {
        var found = Of(Town(), new ListDates(null, null, null, null, false));

        Assert.Equal(["X10", "X10", "X11", "X12", "X13", "X14"], found.Select(n => n.Id));
        Assert.All(found.Take(5), n => Assert.True(n is { Verdict: Verdict.Cannot, BlocksLetters: true }));
        Assert.False(found[^1].BlocksLetters);
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 0)]
    [InlineData(8, 5)]
    public void A_list_may_be_seven_days_old(int days, int expected) =>
        Assert.Equal(expected, Of(Town(), ListDates.AllOn(Requests.Today.AddDays(-days))).Count);

    [Fact]
    public void Every_reason_has_words_in_both_languages() =>
        Assert.All(Texts.Codes, code => Assert.True(Texts.Of(code) is { Ja.Length: > 0, En.Length: > 0 }));
}
