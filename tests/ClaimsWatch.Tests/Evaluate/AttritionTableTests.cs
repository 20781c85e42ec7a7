using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

/// <summary>Who was taken out before the draw, by reason and sex, in the report and in <c>release/</c>:
/// only through the gate.</summary>
public sealed class AttritionTableTests
{
    private static readonly ReportContext s_context = new("R2024-11", new DateOnly(2025, 9, 1), [], [("version", "0.1.0")]);

    private static readonly SelectionStep[] s_steps =
    [
        new("no-rule", "ルールに当てはまらない‖no rule fires", 9000, 9500),
        new("X01", "X01 がんの治療‖X01 cancer treatment", 3, 41),
        new("X08", "X08 未成年‖X08 minors", 27, 33),
        new("X11", "X11 支援措置‖X11 shielded", 0, 0),
        new("selected", "選ばれた人‖selected", 60, 70),
    ];

    private static OutcomeResults Results(IReadOnlyList<SelectionStep> steps)
    {
        var results = PanelFixture.Measure("clustered");
        return results with { Records = results.Records with { Attrition = steps } };
    }

    private static string Text(string path, OutcomeResults results) =>
        OutcomeFiles.All(results, s_context, new GateSettings()).Single(f => f.Path == path).Text;

    [Fact]
    public void The_report_says_how_many_of_each_sex_every_reason_took_out()
    {
        var page = Text("report.html", Results(s_steps));

        Assert.Contains("選定の各段階で外れた人", page, StringComparison.Ordinal);
        Assert.Contains("X08 未成年", page, StringComparison.Ordinal);
        Assert.DoesNotContain("X11", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_count_is_hidden_with_one_more_that_would_betray_it()
    {
        var rows = CsvText.Read(Text("release/attrition.csv", Results(s_steps))).Skip(1).Select(r => r.Fields).ToList();
        var cancer = rows.Single(r => r[0].Contains("X01", StringComparison.Ordinal));
        var men = rows.SkipLast(1).Count(r => !char.IsAsciiDigit(r[1][0]));

        Assert.Equal("＊", cancer[1]);
        Assert.True(men >= 2, "one hidden cell could be found by subtraction");
        Assert.Contains(rows, r => r[1] == "9,000" && r[2] == "9,500");
    }

    [Fact]
    public void Without_a_detection_of_its_own_the_report_has_no_such_table()
    {
        var files = OutcomeFiles.All(Results([]), s_context, new GateSettings());

        Assert.DoesNotContain(files, f => f.Path == "release/attrition.csv");
        Assert.DoesNotContain("選定の各段階で外れた人", files.Single(f => f.Path == "report.html").Text, StringComparison.Ordinal);
    }
}
