using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats.Glm;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class OutcomesTests
{
    private static readonly Dictionary<string, double> R = Recorded.Values("panels.csv");

    public static TheoryData<string> Panels => [.. PanelFixture.Names];

    [Theory]
    [MemberData(nameof(Panels))]
    public void Every_number_equals_that_of_R(string panel)
    {
        var measured = PanelFixture.Measure(panel).Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var expected = R.Where(r => r.Key.StartsWith(panel + "|", StringComparison.Ordinal)).ToArray();

        foreach (var (name, value) in expected)
        {
            var parts = name[(panel.Length + 1)..].Split(':', 2);
            // Ids with a sex interaction hold no colon, so the last part is the field.
            var field = measured[parts[0]][parts[1]];
            if (double.IsNaN(value))
            {
                Assert.Null(field);
                continue;
            }

            var actual = Convert.ToDouble(field, System.Globalization.CultureInfo.InvariantCulture);
            if (Math.Abs(value) < 1e-11 && Math.Abs(actual) < 1e-11)
            {
                // A difference that is exactly zero is rounding noise in both programs.
                continue;
            }

            var tolerance =
                parts[1] switch { "se" or "se_theta" or "ci_lo" => 1e-6, "p" or "p_chi2" or "p_F" => 1e-4, _ => 1e-8 };
            Recorded.Near(value, actual, tolerance, name);
        }

        Assert.True(expected.Length > 1_500, $"only {expected.Length} numbers recorded");
    }

    [Theory]
    [MemberData(nameof(Panels))]
    public void Difference_in_differences_on_sums_equals_the_fit_on_single_months(string name)
    {
        var panel = PanelFixture.Panel(name);
        var settings = new PanelSettings();
        var measured = Outcomes.Measure(panel, settings);
        var table = PersonTable.Of(panel, settings);
        var rows = table.Persons.SelectMany((p, i) => panel.Rows(i)
            .Select(r => (p, r, Window: settings.WindowOf(p.Episode, r.Month))))
            .Where(x => x.Window is Window.Pre or Window.Post && x.r.DaysAtRisk > 0 && x.p.Episode.Sex != Sex.Unknown).ToArray();
        double[] letter = [.. rows.Select(x => x.p.Letter)];
        double[] post = [.. rows.Select(x => x.Window == Window.Post ? 1.0 : 0)];
        var design = DesignMatrix.Intercept(rows.Length).With("letter", letter).With("post", post)
            .With("letter:post", [.. letter.Zip(post, (a, b) => a * b)]);

        var slow = Poisson.Fit(design, [.. rows.Select(x => x.r.Claims)], [.. rows.Select(x => x.r.Exposure)]);
        long[] clusters = [.. rows.Select(x => x.p.Cluster)];

        foreach (var form in Enum.GetValues<CrForm>())
        {
            var fast = measured.Estimates[$"claims.all.did_poisson.{form}.z"];
            Recorded.Near(slow.Coefficient("letter:post"), fast.Inference.Estimate, 1e-9, "estimate");
            Recorded.Near(ClusterRobust.Of(slow, clusters, form).StandardError("letter:post"), fast.Inference.StandardError,
                1e-9, $"{form}");
        }
    }

    [Fact]
    public void People_who_left_early_do_not_make_a_finished_round_look_unfinished()
    {
        var panel = PanelFixture.Panel("null");
        var last = new ClaimMonth(202505);
        var shortened = new Panel(panel.Episodes.Select((e, i) => (e, panel.Rows(i).Where(r => r.Month < last))));

        var finished = Outcomes.Measure(shortened, new PanelSettings(), new ProgrammeRecords { DataThrough = last });
        var unfinished = Outcomes.Measure(shortened, new PanelSettings(), new ProgrammeRecords { DataThrough = last.Plus(-1) });

        Assert.DoesNotContain(finished.Notes, n => n.Code == "post-not-complete");
        Assert.Contains(unfinished.Notes, n => n.Code == "post-not-complete" && n.Value == panel.Episodes.Count);
    }

    [Fact]
    public void Person_effects_written_out_give_the_same_Poisson_fit_as_absorbed_ones()
    {
        var panel = PanelFixture.Panel("tiny");
        var settings = new PanelSettings();
        var table = PersonTable.Of(panel, settings);
        var rows = table.Persons.SelectMany(p =>
            panel.Rows(p.Index).Select(r => (p, r, Window: settings.WindowOf(p.Episode, r.Month))))
            .Where(x => x.Window is Window.Pre or Window.Post && x.r.DaysAtRisk > 0).ToArray();
        double[] term = [.. rows.Select(x => x.Window == Window.Post ? x.p.Letter : 0)];
        var design = DesignMatrix.Intercept(rows.Length).WithFactor("month", [.. rows.Select(x => x.r.Month.ToString())])
            .WithFactor("person", [.. rows.Select(x => x.p.Episode.Person)]).With("term", term);

        var slow = Poisson.Fit(design, [.. rows.Select(x => x.r.Claims)], [.. rows.Select(x => x.r.Exposure)]);

        var fast = Outcomes.Measure(panel, settings).Estimates["claims.all.twfe_poisson.CR0.z"];
        Recorded.Near(slow.Coefficient("term"), fast.Inference.Estimate, 1e-9, "estimate");
    }

    [Fact]
    public void Counts_that_spread_less_than_Poisson_counts_have_no_negative_binomial_fit()
    {
        var fit = NegativeBinomialFit.Fit(
            DesignMatrix.Intercept(6), [3, 3, 4, 3, 4, 3], [1, 1, 1, 1, 1, 1]);

        Assert.True(fit.IsPoisson);
    }

    [Fact]
    public void The_effect_by_sex_of_the_triple_model_equals_the_separate_fits()
    {
        var measured = PanelFixture.Measure("by-sex");

        foreach (var sex in new[] { "male", "female" })
        {
            Recorded.Near(
                measured.Estimates[$"claims.{sex}.did_poisson.CR0.z"].Inference.Estimate,
                measured.Estimates[$"claims.did_poisson_triple.{sex}.CR1.z"].Inference.Estimate, 1e-9, sex);
        }
    }

    [Fact]
    public void A_sex_without_an_arm_gives_null_numbers_and_says_why()
    {
        var text = PanelCsv.Write(PanelFixture.Panel("null"));
        var onlyMenInTheHoldout = string.Join(
            "\r\n", text.Split("\r\n").Where(l => !l.Contains(",2,holdout,", StringComparison.Ordinal)));

        var measured = Outcomes.Measure(PanelCsv.Read(onlyMenInTheHoldout, "x.csv").Panel, new PanelSettings());
        var women = measured.Results.Single(r => r.Id == "claims.female.poisson_ancova.HC0");

        Assert.Equal("not_identified", women["status"]);
        Assert.Null(women["estimate"]);
        Assert.Null(women["rate_ratio"]);
    }

    [Fact]
    public void An_arm_that_stops_having_claims_is_called_separated()
    {
        var lines = PanelCsv.Write(PanelFixture.Panel("null")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var silenced = lines.Select(l => l.Split(',')).Select(c =>
            c[2] == "letter" && string.CompareOrdinal(c[3], "202412") >= 0 ? [.. c[..5], "0", .. c[6..]] : c)
            .Select(c => string.Join(',', c));

        var measured = Outcomes.Measure(PanelCsv.Read(string.Join('\n', silenced), "x.csv").Panel, new PanelSettings());

        Assert.Equal("separated", measured.Estimates["claims.all.poisson_ancova.HC0"].Status);
        Assert.False(measured.Estimates["claims.all.did_poisson.CR1.z"].IsUsable);
    }

    [Fact]
    public void People_without_any_event_and_columns_that_repeat_others_are_named_in_the_result()
    {
        var panel = PanelFixture.Panel("null");
        var silent = new Panel(panel.Episodes.Select((e, i) => (
            e with { Stratum = i % 2 == 0 ? "a" : "b" },
            panel.Rows(i).Select(r => i < 3 ? r with { Claims = 0 } : r))));
        var one = new Panel(silent.Episodes.Select((e, i) => (
            e with { Stratum = e.Arm == ClaimsWatch.Core.Programme.Arm.Letter ? "a" : "b" }, silent.Rows(i).AsEnumerable())));

        var measured = Outcomes.Measure(silent, new PanelSettings()).Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var repeated = Outcomes.Measure(one, new PanelSettings()).Results.ToDictionary(r => r.Id, StringComparer.Ordinal);

        Assert.True((int)measured["claims.all.twfe_poisson.CR1.z"]["n_all_zero"]! >= 3);
        Assert.Null(measured["claims.all.poisson_ancova.HC0"]["n_all_zero"]);
        Assert.Equal("stratumb", repeated["claims.all.ancova_linear.HC2"]["aliased"]);
    }

    [Fact]
    public void Rows_in_another_order_give_the_same_results()
    {
        var lines = Recorded.Text("panel-clustered.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] reversed = [lines[0], .. lines[1..].Reverse()];

        var there = PanelFixture.Measure("clustered").Results;
        var back = Outcomes.Measure(PanelCsv.Read(string.Join('\n', reversed), "x.csv").Panel, new PanelSettings()).Results;

        Assert.Equal(there.Select(ResultText), back.Select(ResultText));
    }

    [Fact]
    public void People_of_unknown_sex_stay_out_of_all_and_are_reported_apart()
    {
        var measured = PanelFixture.Measure("clustered");
        var unknown = measured.Table.Only(Scope.Unknown).Persons.Count;

        Assert.True(unknown > 0);
        Assert.Equal(measured.Table.Persons.Count - unknown, measured.Table.Only(Scope.All).Persons.Count);
        Assert.Contains(measured.Results, r => r.Id == "claims.rate.unknown.letter.post");
        Assert.Contains(measured.Notes, n => n.Code == "sex-unknown" && n.Value == unknown);
    }

    [Fact]
    public void The_confirmatory_family_has_six_effects_and_three_interactions()
    {
        var measured = PanelFixture.Measure("by-sex");

        Assert.Equal(9, measured.Family.Count);
        Assert.All(measured.Family,
            m => Assert.True(m.Holm >= m.Hochberg && m.Hochberg >= m.BenjaminiHochberg && m.BenjaminiHochberg >= m.P));
        Assert.Equal(6, measured.Results.Single(r => r.Id == "family6.holm").Fields.Count);
    }

    [Fact]
    public void Nothing_of_the_family_is_claimed_unless_the_primary_test_passed()
    {
        var estimates =
            new Dictionary<string, ClaimsWatch.Evaluate.Estimators.Estimate>(PanelFixture.Measure("by-sex").Estimates);
        var primary = estimates["claims.all.poisson_ancova.HC0"];
        estimates[primary.Id] = primary with { Inference = primary.Inference with { P = 0.2 } };

        var closed = Families.Confirmatory(estimates, clustered: false);
        estimates[primary.Id] = primary with { Inference = primary.Inference with { P = double.NaN } };
        var failed = Families.Confirmatory(estimates, clustered: false);

        Assert.Contains(closed, m => m.Holm < 0.05);
        Assert.All(closed, m => Assert.True(m.Gated >= 0.2));
        Assert.All(failed, m => Assert.Equal(1, m.Gated));
    }

    [Fact]
    public void The_change_from_the_selection_month_is_labelled_as_no_effect() =>
        Assert.Equal(Outcomes.NotAnEffect, PanelFixture.Measure("null").Results.Single(r =>
            r.Id == "claims.naive_sel_vs_post_pct.male")["label"]);

    private static string ResultText(Result result) =>
        result.Id + " " + string.Join(' ', result.Fields.Select(f => $"{f.Name}={f.Value:R}"));
}
