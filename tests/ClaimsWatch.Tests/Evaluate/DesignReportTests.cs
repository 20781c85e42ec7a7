using System.Text.RegularExpressions;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate;
using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Evaluate;

public sealed partial class DesignReportTests
{
    private static readonly ReportContext Context =
        new("panel.csv", new DateOnly(2025, 9, 1), ["synthetic"], [("version", "0.1.0"), ("panel SHA-256", "abc")]);

    public static TheoryData<string> Designs => ["waitlist", "observational", "eventstudy", "its", "itssex"];

    [Theory]
    [MemberData(nameof(Designs))]
    public void Every_design_has_a_page_in_both_languages_with_the_same_numbers(string design)
    {
        var files = Files(design);
        var japanese = Text(files, "report.html");
        var english = Text(files, "report.en.html");

        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        Assert.Equal(Numbers().Count(Body(japanese)), Numbers().Count(Body(english)));
        Assert.DoesNotMatch("[\\u3040-\\u30ff\\u4e00-\\u9fff]", Body(english).Replace("見本", "", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 11), Headings().Matches(japanese).Select(m => int.Parse(m.Groups["n"].Value)));
        Assert.All(files, f => Assert.DoesNotContain("‖", f.Text, StringComparison.Ordinal));
        Assert.All([japanese, english], page => Assert.DoesNotMatch(Fetching(), page));
        Assert.All([japanese, english], page => Assert.DoesNotContain("NaN", page, StringComparison.Ordinal));
        Assert.Equal(japanese, Text(Files(design), "report.html"));
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void Every_table_of_a_design_is_released_with_the_mask_of_the_page(string design)
    {
        var files = Files(design);
        var tables = DesignFiles.Tables(DesignTests.Measure(design), new GateSettings());
        var book = WorkbookReader.Read(new MemoryStream(files.Single(f => f.Path == "release/tables.xlsx").Bytes.ToArray()));

        Assert.Equal([.. tables.All.Select(t => t.Id), "checklist"], book.Select(s => s.Name));
        Assert.Equal(
            tables.All.Select(t => $"release/{t.Id}.csv")
                .Concat(["release/checklist.csv", "release/csv-metadata.json", "release/tables.xlsx"]),
            files.Where(f => f.Path.StartsWith("release/", StringComparison.Ordinal)).Select(f => f.Path));
        foreach (var table in tables.All)
        {
            Assert.Equal(table.HiddenCount,
                Regex.Count(Text(files, $"release/{table.Id}.csv"), SafeTable.HiddenText, RegexOptions.None,
                    TimeSpan.FromSeconds(1)));
        }
    }

    [Theory]
    [InlineData("waitlist", "CONSORT 2025", "TREND")]
    [InlineData("observational", "TREND", "CONSORT 2025")]
    [InlineData("eventstudy", "RECORD", "CONSORT 2025")]
    [InlineData("its", "TREND", "CONSORT 2025")]
    public void The_checklist_is_that_of_the_design(string design, string has, string lacks)
    {
        var checklist = Text(Files(design), "release/checklist.csv");

        Assert.Contains(has, checklist, StringComparison.Ordinal);
        Assert.Contains("SAGER", checklist, StringComparison.Ordinal);
        Assert.DoesNotContain(lacks, checklist, StringComparison.Ordinal);
        Assert.Contains("担当者が記入", checklist, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_draw_a_smaller_number_is_never_called_the_letters_effect()
    {
        var page = Text(Files("observational"), "report.html");

        Assert.Matches("全体：送付した人の件数の変化は、似た条件の送付していない人の0\\.\\d+倍.*少ない結果でした。くじで分けていないため、お知らせの効果とは断定できません", page);
        Assert.DoesNotContain("少なくなりました", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_design_that_shows_nothing_claims_nothing()
    {
        var panel = PanelFixture.Panel("tiny");
        var found = EventStudyDesign.Measure(panel, new PanelSettings());
        var tables = DesignFiles.Tables(found, new GateSettings());
        var page = Text(DesignFiles.All(found, [], Context, new GateSettings()), "report.html");

        Assert.All(tables["effects"].Rows, r => Assert.Null(r[3].Value));
        Assert.All(tables["course"].Rows, r => Assert.Null(r[3].Value));
        Assert.Contains("人数が少ないため、結果を表示しません", page, StringComparison.Ordinal);
        Assert.DoesNotContain("少ない結果でした", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_of_people_by_month_of_posting_and_sex_are_none_or_ten()
    {
        var tables = DesignFiles.Tables(DesignTests.Measure("waitlist"), new GateSettings());

        Assert.All(
            tables["people"].Rows.Concat(tables["flow"].Rows).SelectMany(r => r.Skip(1)),
            c => Assert.True(c.Value is null or 0 or >= 10, c.Text));
    }

    [Fact]
    public void A_waitlist_of_a_thousand_people_shows_courses_by_sex_and_finds_the_planted_difference()
    {
        var found = WaitlistDesign.Measure(Waitlist(ratio: 0.8));
        var tables = DesignFiles.Tables(found, new GateSettings()).In(Language.Japanese);
        var row = tables["effects"].Rows[0];

        // Levels are 8 a month on average and the letter takes a fifth: 1.6 fewer.
        Assert.InRange(row[3].Value!.Value, -1.9, -1.3);
        Assert.Equal(Verdict.Lower, Conclusion.Of(row, isDifference: true).Verdict);
        Assert.All(tables["trend"].Rows.SelectMany(r => r.Skip(1)), c => Assert.NotNull(c.Value));
        Assert.Equal(Verdict.Inconclusive, Conclusion.Of(tables["sex_interaction"].Rows[0], isDifference: true).Verdict);
        Assert.Equal(
            Verdict.Inconclusive,
            Conclusion.Of(DesignFiles.Tables(WaitlistDesign.Measure(Waitlist(ratio: 1)), new GateSettings())["effects"].Rows[0],
                isDifference: true).Verdict);
    }

    // Everybody's level is drawn once; months are Poisson around it; the month of posting goes round by turns.
    private static Panel Waitlist(double ratio)
    {
        var random = new SplitMix(77);
        int[] starts = [202411, 202501, 202503, 0];
        var months = ClaimMonth.Range(new(202407), new(202506)).ToArray();
        return new Panel(Enumerable.Range(0, 1200).Select(i =>
        {
            var letter = starts[i % 4] == 0 ? ClaimMonth.None : new ClaimMonth(starts[i % 4]);
            var level = random.NextGamma(8, 1);
            var sex = i / 4 % 2 == 0 ? Sex.Male : Sex.Female;
            PanelRow[] rows =
            [
                .. months.Select(m => random.NextPoisson(level * (!letter.IsNone && m >= letter ? ratio : 1)))
                    .Zip(months, (y, m) => new PanelRow(m, y, Math.Min(y, 3), 10 * y, m.Days, [])),
            ];
            return (new PanelEpisode($"w{i:0000}", "", sex, letter.IsNone ? Arm.Holdout : Arm.Letter, letter, new(202410), "", "",
                "", !letter.IsNone), rows.AsEnumerable());
        }));
    }

    private static IReadOnlyList<OutputFile> Files(string design) =>
        DesignFiles.All(DesignTests.Measure(design), [], Context, new GateSettings());

    private static string Text(IReadOnlyList<OutputFile> files, string path) => files.Single(f => f.Path == path).Text;

    private static string Body(string page) => page[page.IndexOf("<body", StringComparison.Ordinal)..]
        .Replace("IPAexゴシック", "", StringComparison.Ordinal);

    [GeneratedRegex("\\d\\.\\d{3,4}(?!\\d)")]
    private static partial Regex Numbers();

    [GeneratedRegex("<h2>(?<n>\\d+)\\. ")]
    private static partial Regex Headings();

    [GeneratedRegex("(src|href)=\"(?!#)|url\\((?!#)|@import|<script")]
    private static partial Regex Fetching();
}
