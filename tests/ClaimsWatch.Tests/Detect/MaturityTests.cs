using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect.Maturity;

namespace ClaimsWatch.Tests.Detect;

public sealed class MaturityTests
{
    // Every month brings 900 claims two months later, then 80 and 20 late ones; months 2023-01 … last delivery given.
    private static RunOffTriangle Regular(int months, long late = 80, long later = 20)
    {
        var triangle = new RunOffTriangle();
        var first = new ClaimMonth(202301);
        var newest = first.Plus(months + 1);
        for (var i = 0; i < months; i++)
        {
            var month = first.Plus(i);
            foreach (var (delay, claims) in new[] { (2, 900L), (3, late), (4, later) })
            {
                if (month.Plus(delay) <= newest)
                {
                    triangle.Add(month, month.Plus(delay), claims);
                }
            }
        }

        return triangle;
    }

    [Fact]
    public void T0_is_the_latest_month_with_two_later_deliveries()
    {
        var result = MaturityResult.Of(Regular(4), new MaturitySettings());

        Assert.Equal(202302, result.T0.Value);
        Assert.Equal([3, 2, 1, 0], result.Months.Select(m => m.LaterDeliveries));
        Assert.All(result.Months, m => Assert.True(double.IsNaN(m.Completeness)));
    }

    [Fact]
    public void Nothing_is_mature_before_two_later_deliveries()
    {
        var result = MaturityResult.Of(Regular(2), new MaturitySettings());

        Assert.True(result.T0.IsNone);
        Assert.Equal(ExitCode.Input, Assert.Throws<UserError>(() => result.RequireT0()).ExitCode);
        Assert.Equal(202301, MaturityResult.Of(Regular(3), new MaturitySettings()).RequireT0().Value);
    }

    [Fact]
    public void The_chain_ladder_is_asked_from_six_deliveries_on()
    {
        Assert.True(double.IsNaN(MaturityResult.Of(Regular(5), new MaturitySettings()).Months[0].Completeness));
        Assert.False(double.IsNaN(MaturityResult.Of(Regular(6), new MaturitySettings()).Months[0].Completeness));
    }

    [Fact]
    public void Completeness_is_the_share_that_has_come()
    {
        var months = MaturityResult.Of(Regular(8), new MaturitySettings()).Months;

        Assert.Equal([1, 1, 1, 1, 1, 1, 0.98, 0.9], months.Select(m => Math.Round(m.Completeness, 12)));
        Assert.Equal(202306, months.Last(m => m.IsMature).Month.Value);
    }

    [Fact]
    public void Completeness_is_what_R_makes_of_the_same_triangle()
    {
        var data = Recorded.Columns("chain-ladder-data.csv");
        var first = new ClaimMonth(202301);
        var triangle = new RunOffTriangle();
        for (var i = 0; i < data["claims"].Length; i++)
        {
            var month = first.Plus((int)data["month"][i] - 1);
            triangle.Add(month, month.Plus((int)data["delay"][i]), (long)data["claims"][i]);
        }

        var expected = Recorded.Values("chain-ladder.csv");
        var months = MaturityResult.Of(triangle, new MaturitySettings()).Months;

        Assert.Equal(expected.Count, months.Count);
        Assert.All(months.Select((m, i) => (m, i)),
            p => Recorded.Near(expected[$"month.{p.i + 1}"], p.m.Completeness, 1e-12, $"{p.m.Month}"));
    }

    [Fact]
    public void A_row_of_the_triangle_counts_claims_by_months_of_delay_up_to_the_newest_delivery()
    {
        var months = MaturityResult.Of(Regular(8), new MaturitySettings()).Months;

        Assert.Equal([0, 0, 900, 80, 20, 0, 0, 0, 0, 0], months[0].ByDelay);
        Assert.Equal([0, 0, 900], months[^1].ByDelay);
    }

    [Fact]
    public void A_month_below_the_completeness_wanted_waits()
    {
        // A third late delivery of 5 %: two later deliveries bring 95 %, three bring all.
        var triangle = new RunOffTriangle();
        for (var i = 0; i < 9; i++)
        {
            var month = new ClaimMonth(202301).Plus(i);
            foreach (var (delay, claims) in new[] { (2, 900L), (3, 30L), (4, 20L), (5, 50L) })
            {
                if (month.Plus(delay) <= new ClaimMonth(202311))
                {
                    triangle.Add(month, month.Plus(delay), claims);
                }
            }
        }

        var result = MaturityResult.Of(triangle, new MaturitySettings());

        Assert.Equal(0.95, result.Months.Single(m => m.Month.Value == 202307).Completeness, 12);
        Assert.Equal(202306, result.T0.Value);
    }

    [Fact]
    public void Stray_early_rows_do_not_make_a_month_older_than_its_main_delivery()
    {
        var triangle = Regular(4);
        triangle.Add(new ClaimMonth(202304), new ClaimMonth(202303), 1);

        Assert.Equal(202302, MaturityResult.Of(triangle, new MaturitySettings()).T0.Value);
    }

    [Fact]
    public void The_triangle_of_a_store_is_its_rows_by_month_and_delivery()
    {
        var rows = RandomHistories.Make(5, 60);
        rows.Claims[0] = rows.Claims[0] with { DeliveryMonth = rows.Claims[0].DeliveryMonth + 1 };

        var triangle = RunOffTriangle.Count(new ShardedStore(rows, 3), AsOf.Now);

        var expected = rows.Claims.GroupBy(c => (c.ClaimMonth, c.DeliveryMonth)).ToList();
        Assert.All(expected, g => Assert.Equal(g.Count(),
            triangle.At(new ClaimMonth(g.Key.ClaimMonth), new ClaimMonth(g.Key.DeliveryMonth))));
        Assert.Equal(expected.Select(g => g.Key.ClaimMonth).Distinct().Count(), triangle.ClaimMonths.Count);
    }

    [Fact]
    public void An_empty_store_has_no_mature_month() =>
        Assert.True(MaturityResult.Of(new RunOffTriangle(), new MaturitySettings()).T0.IsNone);
}
