using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Office;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class MonthFiguresTests
{
    private static readonly ClaimMonth[] Year = [.. ClaimMonth.Range(new(202404), new(202503))];

    [Fact]
    public void Someone_who_reached_the_threshold_in_three_months_is_one_person_of_the_year()
    {
        var store = Store((1, 202405), (1, 202406), (1, 202412), (2, 202501));

        Assert.Equal((1, 1), MonthFigures.ReachedInAny(store, Year, [ClaimKind.Outpatient], 20));
        Assert.Equal((1, 0), MonthFigures.ReachedInAny(store, Year[..3], [ClaimKind.Outpatient], 20));
        Assert.Equal((0, 0), MonthFigures.ReachedInAny(store, Year, [ClaimKind.Dental], 20));
    }

    [Fact]
    public void The_parts_of_a_split_receipt_are_one()
    {
        var store = new ArrayClaimStore(
            [new PersonRow(1, 1, 195001, 202404, 202503, 1, 1)],
            from m in Year select new EnrolmentRow(1, m.Value, m.Days, m.Days, 0, 0),
            [
                .. from i in Enumerable.Range(0, 19)
                   from part in Enumerable.Range(0, i == 0 ? 2 : 1)
                   select new ClaimRow(
                       1, (10 * i) + part, (int)ClaimKind.Outpatient, 900 + i, 0, 1, 1, 1,
                       i == 0 ? (int)ClaimFlags.Split : 0, 202405, 202407),
            ]);

        var figures = MonthFigures.Count(store, [new ClaimMonth(202405)], [ClaimKind.Outpatient], 20)
            .Single(f => f.Sex == Sex.Male);

        Assert.Equal((19L, 0), (figures.Claims, figures.Reached));
        Assert.Equal((0, 0), MonthFigures.ReachedInAny(store, Year, [ClaimKind.Outpatient], 20));
    }

    [Fact]
    public void A_year_without_a_complete_month_says_so_and_a_part_of_one_names_its_months()
    {
        string Page(KpiCount count) => KpiPage.Build(
            KpiForm.Default(2025), [count], null, new ReportContext("x", new DateOnly(2025, 6, 1), [], []), new GateSettings());

        Assert.Contains("確定した月がまだない", Page(new KpiCount("reached_20", null, null)), StringComparison.Ordinal);
        Assert.Contains("実人数) [2025-04～2025-05]</td><td class=\"number\">12<",
            Page(new KpiCount("reached_20", 12, 30) { Period = "2025-04～2025-05" }), StringComparison.Ordinal);
    }

    // Person 1 is a man, person 2 a woman; in the months named they have twenty receipts, else one.
    private static ArrayClaimStore Store(params (long Person, int Month)[] reached)
    {
        long receipt = 0;
        return new ArrayClaimStore(
            [new PersonRow(1, 1, 195001, 202404, 202503, 1, 1), new PersonRow(2, 2, 195001, 202404, 202503, 1, 2)],
            from person in (long[])[1, 2] from m in Year select new EnrolmentRow(person, m.Value, m.Days, m.Days, 0, 0),
            [
                .. from person in (long[])[1, 2]
                   from m in Year
                   from i in Enumerable.Range(0, reached.Contains((person, m.Value)) ? 20 : 1)
                   select new ClaimRow(person, ++receipt, (int)ClaimKind.Outpatient, 900 + i, 0, 1, 1, 1, 0,
                       m.Value, m.Plus(2).Value),
            ]);
    }
}
