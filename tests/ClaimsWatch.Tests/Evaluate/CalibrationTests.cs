using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class CalibrationTests
{
    private const int Replicates = 200;

    [Fact]
    public void Without_an_effect_the_estimators_cry_wolf_about_one_time_in_twenty()
    {
        var rows = Calibration.Run(new SimulatorSettings { Persons = 120 }, 20_261_122, Replicates).Rows;

        Assert.Equal(38, rows.Count);
        Assert.All(rows, r =>
        {
            Assert.Equal(Replicates, r.Replicates);
            // Small sandwich intervals are known to be a little short, hence the .02 above three Monte-Carlo errors.
            Assert.True(Math.Abs(r.RejectionRate - 0.05) < (3 * r.MonteCarloError) + 0.02, $"{r.Id}: {r.RejectionRate}");
            Assert.True(Math.Abs(r.Bias) < 3.5 * r.BiasError, $"{r.Id}: bias {r.Bias} ± {r.BiasError}");
        });
    }

    [Fact]
    public void Reports_on_nothing_claim_something_no_more_often_than_one_test_does()
    {
        var report = Calibration.Run(new SimulatorSettings { Persons = 120 }, 20_261_122, Replicates);

        var primary = report.Rows.Single(r => r.Id == "claims.all.poisson_ancova.HC0");
        Assert.Equal((int)Math.Round(primary.RejectionRate * Replicates), report.ReportsThatClaim);
    }

    [Fact]
    public void Intervals_hold_a_planted_effect_that_differs_by_sex()
    {
        var rows = Calibration.Run(
            new SimulatorSettings { Persons = 240, LetterRatio = (0.75, 0.9) }, 7_000, Replicates).Rows;

        Assert.Equal(16, rows.Count);
        Assert.All(rows, r => Assert.InRange(r.Coverage, 0.89, 1));
        Assert.All(rows, r => Assert.True(Math.Abs(r.Bias) < 3.5 * r.BiasError, $"{r.Id}: bias {r.Bias} ± {r.BiasError}"));
        Assert.True(rows.Single(r => r.Id == "claims.male.poisson_ancova.HC0").RejectionRate > 0.6);
    }

    [Fact]
    public void Threads_do_not_change_the_calibration()
    {
        var settings = new SimulatorSettings { Persons = 60 };

        var (there, back) = (Calibration.Run(settings, 5, 6), Calibration.Run(settings, 5, 6));

        Assert.Equal(there.Rows, back.Rows);
        Assert.Equal(there.ReportsThatClaim, back.ReportsThatClaim);
    }

    [Fact]
    public void The_seed_decides_the_panel()
    {
        var settings = new SimulatorSettings { Persons = 20 };

        Assert.Equal(PanelCsv.Write(PanelSimulator.Simulate(settings, 1)), PanelCsv.Write(PanelSimulator.Simulate(settings, 1)));
        Assert.NotEqual(PanelCsv.Write(PanelSimulator.Simulate(settings, 1)),
            PanelCsv.Write(PanelSimulator.Simulate(settings, 2)));
    }

    [Fact]
    public void A_letter_that_does_nothing_still_looks_like_a_success_before_and_after()
    {
        var results = Outcomes.Measure(PanelSimulator.Simulate(new SimulatorSettings { Persons = 1200 }, 3), new PanelSettings());

        var letter = (double)results.Results.Single(r => r.Id == "claims.naive_sel_vs_post_pct.all")["value"]!;
        var holdout = (double)results.Results.Single(r => r.Id == "claims.naive_sel_vs_post_pct.all.control")["value"]!;

        Assert.True(letter < -15, $"{letter}");
        Assert.InRange(letter - holdout, -6, 6);
    }
}
