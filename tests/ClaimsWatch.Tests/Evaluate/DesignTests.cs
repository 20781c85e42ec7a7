using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class DesignTests
{
    private static readonly (string Case, string Field, double Value)[] R = [.. Recorded.Text("designs.csv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parse)];

    [Theory]
    [InlineData("waitlist", 200)]
    [InlineData("observational", 25)]
    [InlineData("its", 28)]
    [InlineData("itssex", 12)]
    [InlineData("eventstudy", 8)]
    public void Every_number_equals_that_of_R(string design, int atLeast)
    {
        var measured = Measure(design).Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var expected = R.Where(r => r.Case.StartsWith(design + "|", StringComparison.Ordinal)).ToArray();

        foreach (var (name, field, value) in expected)
        {
            var actual =
                Convert.ToDouble(measured[name[(design.Length + 1)..]][field], System.Globalization.CultureInfo.InvariantCulture);
            if (Math.Abs(value) < 1e-11 && Math.Abs(actual) < 1e-11)
            {
                continue;
            }

            Recorded.Near(value, actual, field == "se" ? 1e-6 : 1e-8, $"{name}:{field}");
        }

        Assert.True(expected.Length >= atLeast, $"only {expected.Length} numbers recorded");
    }

    [Fact]
    public void A_waitlist_prints_no_two_way_fixed_effects() =>
        Assert.DoesNotContain(Measure("waitlist").Results, r => r.Id.Contains("twfe", StringComparison.Ordinal));

    [Fact]
    public void A_waitlist_without_anyone_to_compare_with_is_refused()
    {
        var all = PanelFixture.Panel("null");
        var letters = new Panel(Enumerable.Range(0, all.Episodes.Count)
            .Where(i => all.Episodes[i].Arm == Arm.Letter).Select(i => (all.Episodes[i], all.Rows(i).AsEnumerable())));

        Assert.Equal(ExitCode.Refused, Assert.Throws<UserError>(() => WaitlistDesign.Measure(letters)).ExitCode);
    }

    [Fact]
    public void Letters_by_judgement_without_the_month_people_were_chosen_by_are_refused()
    {
        var all = PanelFixture.Panel("null");
        var blind = new Panel(all.Episodes.Select((e, i) => (e, all.Rows(i).Where(r => r.Month.Value != 202411))));

        Assert.Equal(
            ExitCode.Refused, Assert.Throws<UserError>(() => ObservationalDesign.Measure(blind, new PanelSettings())).ExitCode);
    }

    [Fact]
    public void Imbalance_left_after_weighting_is_said() =>
        Assert.Contains(Measure("observational").Warnings, w => w.Contains("0.15", StringComparison.Ordinal));

    [Fact]
    public void A_series_with_less_than_a_year_before_the_letter_is_refused() =>
        Assert.Equal(ExitCode.Refused, Assert.Throws<UserError>(
            () => SeriesDesign.Measure(Recorded.Text("series.csv"), "series.csv", new ClaimMonth(202212))).ExitCode);

    [Fact]
    public void A_month_that_stands_twice_in_a_series_is_refused_with_its_line()
    {
        var lines = Recorded.Text("series.csv").Split('\n');

        var error = Assert.Throws<UserError>(() => SeriesDesign.Measure(
            string.Join('\n', [lines[0], lines[1], lines[1]]), "series.csv", new ClaimMonth(202501)));

        Assert.Equal("series.csv:3", error.Where);
    }

    [Fact]
    public void Branches_are_put_together_from_their_results_by_sex()
    {
        var context = new ReportContext("x", new DateOnly(2025, 9, 1), [], []);
        var branches = new[] { "null", "by-sex", "clustered" }.Select(name => (name, OutcomeFiles.All(
            PanelFixture.Measure(name), context, new GateSettings()).Single(f => f.Path == "internal/results.csv").Text))
                .ToArray();

        var rows = MetaAnalysis.Of(branches).ToDictionary(r => r.Id, StringComparer.Ordinal);

        Assert.Equal(12, rows.Count);
        var row = rows["meta.claims.male.poisson_ancova"];
        Assert.Equal(3, row["n_obs"]);
        Assert.InRange((double)row["rate_ratio"]!, 0.6, 1.1);
        Assert.Equal(ExitCode.Usage, Assert.Throws<UserError>(() => MetaAnalysis.Of(branches[..1])).ExitCode);
    }

    [Fact]
    public void A_series_that_counts_people_twice_is_refused()
    {
        var twice = Recorded.Text("series-by-sex.csv").TrimEnd() + "\n202501,100,100,own,\n";

        Assert.Equal(ExitCode.Input, Assert.Throws<UserError>(
            () => SeriesDesign.Measure(twice, "series.csv", new ClaimMonth(202501))).ExitCode);
    }

    [Fact]
    public void An_event_study_of_one_group_is_refused()
    {
        var all = PanelFixture.Panel("null");
        var letters = new Panel(Enumerable.Range(0, all.Episodes.Count)
            .Where(i => all.Episodes[i].Arm == Arm.Letter).Select(i => (all.Episodes[i], all.Rows(i).AsEnumerable())));

        Assert.Equal(ExitCode.Refused,
            Assert.Throws<UserError>(() => EventStudyDesign.Measure(letters, new PanelSettings())).ExitCode);
    }

    internal static DesignResults Measure(string design) => design switch
    {
        "eventstudy" => EventStudyDesign.Measure(PanelFixture.Panel("by-sex"), new PanelSettings()),
        "itssex" => SeriesDesign.Measure(Recorded.Text("series-by-sex.csv"), "series-by-sex.csv", new ClaimMonth(202501)),
        "waitlist" => WaitlistDesign.Measure(Panel("panel-waitlist.csv")),
        "observational" => ObservationalDesign.Measure(Panel("panel-observational.csv"), new PanelSettings()),
        _ => SeriesDesign.Measure(Recorded.Text("series.csv"), "series.csv", new ClaimMonth(202501)),
    };

    private static Panel Panel(string name) => PanelCsv.Read(Recorded.Text(name), name).Panel;

    // A case may hold a comma of its own: the value stands after the last one, the field after the last colon.
    private static (string Case, string Field, double Value) Parse(string line)
    {
        var comma = line.LastIndexOf(',');
        var colon = line.LastIndexOf(':', comma);
        return (line[..colon], line[(colon + 1)..comma],
            double.Parse(line[(comma + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
