using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Tests.Detect;

public sealed class JudgeabilityTests
{
    private static Histories Town() => Histories.WithEveryMonth().Person(1)
        .Medicine(1, 611170513, Histories.Clinic(100), 14).Diagnosis(1, 0, Histories.Clinic(100), "G470")
        .Act(1, 0, Histories.Clinic(900), 111000110);

    private static readonly string[] s_ofMedicines =
        ["R13", "R14", "R15", "R16", "R17", "R18", "R19", "R20", "R21", "R22", "R23", "R26"];

    private static IReadOnlyList<NotEvaluable> Of(Histories rows, ListDates? lists = null) =>
        Detector.Run(rows.Store(), Requests.With(lists: lists) with { Tables = RandomHistories.Tables },
            new DetectSettings()).NotEvaluable;

    [Fact]
    public void With_everything_there_nothing_is_listed() => Assert.Empty(Of(Town()));

    [Fact]
    public void Without_medicine_rows_the_medicine_rules_cannot_be_judged()
    {
        var rows = Town();
        rows.Medications.Clear();

        var found = Of(rows);

        Assert.Equal(s_ofMedicines.Select(r => (r, Verdict.Cannot)), found.Select(n => (n.Id, n.Verdict)));
        Assert.All(found, n => Assert.Equal(new SexCounts(1, 1, 0), n.Persons));
    }

    [Fact]
    public void A_dispensing_receipt_without_lines_is_partly_judged_for_that_person()
    {
        var found = Of(Town().Person(2, Sex.Female).Receipts(2, 1));

        Assert.Equal(s_ofMedicines.Select(r => (r, Verdict.Partly)), found.Select(n => (n.Id, n.Verdict)));
        Assert.All(found, n => Assert.Equal(new SexCounts(0, 1, 0), n.Persons));
    }

    [Fact]
    public void Without_diagnoses_and_imported_tables_their_rules_cannot_be_judged()
    {
        var rows = Town();
        rows.Diagnoses.Clear();
        rows.Acts.Clear();

        var found = Detector.Run(rows.Store(), Requests.Plain, new DetectSettings()).NotEvaluable;

        Assert.Equal(
            [
                ("R07", "no-diagnosis-rows"), ("R08", "no-table"), ("R22", "no-table"), ("X01", "no-diagnosis-rows"),
                ("X02", "no-act-rows"), ("X04", "no-act-rows"), ("X06", "no-act-rows"), ("X07", "no-diagnosis-rows"),
                ("X09", "no-diagnosis-rows"), ("X15", "no-staff-list"), ("X22", "no-staff-list"), ("X23", "no-diagnosis-rows"),
            ],
            found.Where(n => n.Verdict == Verdict.Cannot).Select(n => (n.Id, n.Code)));
    }

    [Fact]
    public void A_missing_list_cannot_be_judged_and_blocks_letters()
    {
        var found = Of(Town(), new ListDates(null, null, null, null, false));

        Assert.Equal(["X05", "X10", "X10", "X11", "X12", "X13", "X14", "X21"], found.Select(n => n.Id));
        Assert.All(found.Where(n => n.Id != "X14"), n => Assert.True(n is { Verdict: Verdict.Cannot, BlocksLetters: true }));
        Assert.False(found.Single(n => n.Id == "X14").BlocksLetters);
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
