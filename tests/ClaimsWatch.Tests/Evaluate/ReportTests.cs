using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

public sealed partial class ReportTests
{
    private static readonly ReportContext Context = new(
        "R2024-11", new DateOnly(2025, 9, 1), ["synthetic"], [("version", "0.1.0"), ("list hash", "abc")]);

    [Fact]
    public void A_panel_whose_interval_holds_one_is_called_inconclusive_and_no_effect_is_claimed()
    {
        var page = Page("clustered");

        Assert.Contains("全体では、効果は判定できません", page, StringComparison.Ordinal);
        Assert.DoesNotContain("少なくなりました", page, StringComparison.Ordinal);
        Assert.DoesNotContain("多くなりました", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_planted_effect_in_men_and_its_difference_by_sex_are_told()
    {
        var page = Page("by-sex");

        Assert.Matches("男性では、送付群の件数は対照群の0\\.\\d+倍\\(95%信頼区間 0\\.\\d+～0\\.\\d+\\)で、約\\d+%少なくなりました", page);
        Assert.Contains("女性では、効果は判定できません", page, StringComparison.Ordinal);
        Assert.Contains("影響は男性のほうが減る向きに大きい", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_power_for_a_difference_by_sex_stands_beside_it_and_is_hidden_with_it()
    {
        var se = PanelFixture.Measure("by-sex").PrimaryInteraction(Outcome.Claims).Inference.StandardError;

        Assert.Contains($"女性の率比が男性の{Math.Exp(-2.8016 * se):0.00}倍以下", Page("by-sex"), StringComparison.Ordinal);
        Assert.DoesNotContain("男女差の検出力", Page("tiny"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tiny_panel_shows_no_number_of_people_below_ten()
    {
        var files = OutcomeFiles.All(PanelFixture.Measure("tiny"), Context, new GateSettings());
        var drawn = files.Single(f => f.Path == "release/drawn.csv").Text;

        Assert.Contains("人数が少ないため、結果を表示しません", files.Single(f => f.Path == "report.html").Text, StringComparison.Ordinal);
        Assert.All(
            CsvText.Read(drawn).Skip(1).SelectMany(r => r.Fields.Skip(1)).Where(f => int.TryParse(f, out _)),
            f => Assert.True(int.Parse(f) is 0 or >= 10));
    }

    [Fact]
    public void The_spreadsheet_shows_what_the_released_CSV_files_show()
    {
        var results = PanelFixture.Measure("clustered");
        var tables = ReleaseTables.Of(results, new GateSettings());
        var files = OutcomeFiles.Release(tables, Context);

        var book = WorkbookReader.Read(new MemoryStream(files.Single(f => f.Path == "release/tables.xlsx").Bytes.ToArray()));

        Assert.Equal([.. tables.All.Select(t => t.Id), "checklist"], book.Select(s => s.Name));
        foreach (var table in tables.All)
        {
            var shown = book.Single(s => s.Name == table.Id).Rows.SelectMany(r => r)
                .Count(c => c.Contains(SafeTable.HiddenText, StringComparison.Ordinal));
            Assert.Equal(table.HiddenCount + 1, shown);
        }
    }

    [Fact]
    public void What_a_program_cannot_know_is_left_to_staff()
    {
        var consort = Checklists.Randomised.Where(i => i.Standard == "CONSORT 2025").ToArray();

        Assert.Equal(Enumerable.Range(1, 30), consort.Select(i => int.Parse(i.Item.TrimEnd('a', 'b', 'c', 'd'))).Distinct());
        Assert.Equal(Checklists.ByStaff, consort.Single(i => i.Item == "2").Where);
        Assert.Contains("担当者が記入", Page("null"), StringComparison.Ordinal);
    }

    [Fact]
    public void Small_counts_are_in_no_release_table_of_any_panel()
    {
        foreach (var name in PanelFixture.Names)
        {
            var tables = ReleaseTables.Of(PanelFixture.Measure(name), new GateSettings());
            string[] counts = ["drawn", "flow", "excluded_on_day", "delivery", "zero_claims", "baseline_band"];

            Assert.All(
                counts.SelectMany(id => tables[id].Rows).SelectMany(r => r.Skip(1)),
                c => Assert.True(c.Value is null or 0 or >= 10, $"{name}: {c.Text}"));
        }
    }

    [Fact]
    public void Rates_of_a_hidden_arm_are_hidden_in_table_and_trend()
    {
        var tables = ReleaseTables.Of(PanelFixture.Measure("tiny"), new GateSettings());

        Assert.All(tables["rates"].Rows.SelectMany(r => r.Skip(3)), c => Assert.Equal(SafeTable.HiddenText, c.Text));
        Assert.All(tables["trend"].Rows.SelectMany(r => r.Skip(1)), c => Assert.Null(c.Value));
    }

    [Fact]
    public void Effects_are_shown_only_when_both_arms_have_ten_people()
    {
        var table = ReleaseTables.Of(PanelFixture.Measure("tiny"), new GateSettings())["effects"];

        Assert.All(table.Rows, r => Assert.Null(r[3].Value));
    }

    [Theory]
    [InlineData(0.8, 0.9, 1.0, double.NaN, Verdict.Inconclusive)]
    [InlineData(0.8, 0.9, 0.9999, double.NaN, Verdict.Lower)]
    [InlineData(1.0, 1.1, 1.2, double.NaN, Verdict.Inconclusive)]
    [InlineData(1.0001, 1.1, 1.2, double.NaN, Verdict.Higher)]
    [InlineData(0.8, 0.9, 0.95, 0.0499, Verdict.Lower)]
    [InlineData(0.8, 0.9, 0.95, 0.05, Verdict.NotAfterAdjustment)]
    public void No_effect_is_claimed_when_the_interval_holds_one(double low, double ratio, double high, double holm,
        Verdict verdict)
    {
        SafeCell[] row =
        [
            new(""), new(""), new("shown"), new("", ratio), new("", low), new("", high), new("", 0.01),
            new("", double.IsNaN(holm) ? null : holm),
        ];

        Assert.Equal(verdict, Conclusion.Of(row).Verdict);
    }

    [Fact]
    public void The_page_says_that_before_and_after_is_not_an_effect_and_that_less_medicine_is_not_by_itself_good()
    {
        var page = Page("by-sex");

        Assert.Contains("効果ではありません", page, StringComparison.Ordinal);
        Assert.Contains("調剤数量の減少は、それだけでは良い結果とはいえません", page, StringComparison.Ordinal);
        Assert.Contains("見本", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_English_page_is_English_and_says_what_the_Japanese_one_says()
    {
        var files = OutcomeFiles.All(PanelFixture.Measure("by-sex"), Context, new GateSettings());
        var english = files.Single(f => f.Path == "report.en.html").Text;
        var japanese = files.Single(f => f.Path == "report.html").Text;

        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        Assert.Matches("Among men: claims of the letter arm were 0\\.\\d+ \\(95 % CI 0\\.\\d+ to 0\\.\\d+\\) times", english);
        Assert.Contains("NOT an effect", english, StringComparison.Ordinal);
        Assert.Equal(Numbers().Count(Body(japanese)), Numbers().Count(Body(english)));
        // Fonts have Japanese names; nothing else is Japanese, and no page shows the mark between languages.
        Assert.DoesNotMatch("[\\u3040-\\u30ff\\u4e00-\\u9fff]",
            Body(english).Replace("IPAexゴシック", "", StringComparison.Ordinal).Replace("見本", "", StringComparison.Ordinal));
        Assert.All(files, f => Assert.DoesNotContain("‖", f.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Rounds_added_one_by_one_end_at_the_pooled_estimate()
    {
        var results = PanelFixture.Measure("clustered");
        var two = new Panel(results.Panel.Episodes.Select((e, i) => (
            e with { Round = i % 2 == 0 ? "R1" : "R2" }, results.Panel.Rows(i).AsEnumerable())));

        var rows = Outcomes.Measure(two, new PanelSettings()).Rounds;

        Assert.Equal(["R1", "R2"], rows.Select(r => r.Round));
        Assert.Equal(results.Primary(Outcome.Claims, Scope.All).Inference.Estimate, rows[1].Estimate.Inference.Estimate, 9);
        Assert.Empty(results.Rounds);
    }

    [Fact]
    public void The_page_fetches_nothing_and_is_the_same_each_time()
    {
        var page = Page("clustered");

        Assert.Equal(page, Page("clustered"));
        Assert.DoesNotMatch(Fetching(), page);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains("準備", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_id_of_a_person_is_in_anything_released()
    {
        var panel = PanelFixture.Panel("clustered");
        var files = OutcomeFiles.All(Outcomes.Measure(panel, new PanelSettings()), Context, new GateSettings());

        Assert.All(files, f => Assert.DoesNotMatch("p0\\d\\d|h0\\d\\d", f.Text));
    }

    [Fact]
    public void The_exact_json_is_marked_internal_and_has_every_result()
    {
        var results = PanelFixture.Measure("by-sex");
        using var json = JsonDocument.Parse(OutcomeFiles.Json(results, Context));

        Assert.Equal("internal", json.RootElement.GetProperty("disclosure").GetString());
        var written = json.RootElement.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(results.Results.Select(r => r.Id), written.Select(r => r.GetProperty("id").GetString()));
        var primary = written.Single(r => r.GetProperty("id").GetString() == "claims.male.poisson_ancova.HC0");
        Assert.Equal(results.Primary(Outcome.Claims, Scope.Male).RateRatio, primary.GetProperty("rate_ratio").GetDouble());
    }

    [Fact]
    public void People_taken_out_on_the_day_are_counted_in_their_arm_and_stay_in_the_analysis()
    {
        var panel = new Panel(Enumerable.Range(1, 4).Select(i => (
            new PanelEpisode(
                $"{i}", "R", Sex.Male, i % 2 == 0 ? Arm.Letter : Arm.Holdout, new ClaimMonth(202412), new ClaimMonth(202411),
                "8-11",
                "1x8-11", "", i == 4),
            ClaimMonth.Range(new ClaimMonth(202406), new ClaimMonth(202505)).Select(m => new PanelRow(m, i, 1, 0, m.Days, [])))));

        var flow = Outcomes.Measure(panel, new PanelSettings(),
            new ProgrammeRecords
            {
                ExcludedOnDay =
                [new ExcludedToday("R", 2, Arm.Letter, "X01", "r", new DateOnly(2024, 12, 1))]
            }).Flow;

        var letter = flow.Single(c => c is { Sex: Sex.Male, Letter: true });
        Assert.Equal((2, 1, 1, 2), (letter.Allocated, letter.ExcludedOnDay, letter.NotDelivered, letter.Analysed));
    }

    [Theory]
    [InlineData(0.9, 0.7, 1.2, "0.90 (0.70～1.20)")]
    [InlineData(0.9, 0.86, 0.95, "0.900 (0.860～0.950)")]
    [InlineData(0.9, 0.7, 0.998, "0.900 (0.700～0.998)")]
    [InlineData(double.NaN, 0.7, 0.998, "－")]
    public void Ratios_never_round_onto_one(double ratio, double low, double high, string text) =>
        Assert.Equal(text, RatioText(ratio, low, high));

    [GeneratedRegex("(src|href)=\"(?!#)|url\\((?!#)|@import|<script")]
    private static partial Regex Fetching();

    [GeneratedRegex("0\\.\\d{4}")]
    private static partial Regex Numbers();

    private static string Body(string page) => page[page.IndexOf("<body", StringComparison.Ordinal)..];

    private static string RatioText(double ratio, double low, double high) => Figures.Ratio(ratio, low, high);

    private static string Page(string panel)
    {
        var results = PanelFixture.Measure(panel);
        return OutcomeFiles.Page(results, ReleaseTables.Of(results, new GateSettings()), Context);
    }
}
