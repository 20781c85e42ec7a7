using System.Text.Json;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

/// <summary>A CSV has its header in row 1 and no room for words: the <c>csv-metadata.json</c> beside it speaks for it.</summary>
public sealed class CsvMetadataTests
{
    private static readonly ReportContext s_context =
        new("R2024-11", new DateOnly(2025, 9, 1), ["synthetic"], [("version", "0.1.0")])
        {
            Counted = "医科・調剤を数えています。調剤を除くと 2 件。‖Receipts counted: medical. 2 without 調剤.",
        };

    public static TheoryData<string> Reports => ["holdout", .. DesignReportTests.Designs];

    [Theory]
    [MemberData(nameof(Reports))]
    public void Every_csv_of_a_report_is_described_with_its_header_and_what_one_claim_is(string report)
    {
        var files = report == "holdout"
            ? OutcomeFiles.All(PanelFixture.Measure("by-sex"), s_context, new GateSettings())
            : DesignFiles.All(DesignTests.Measure(report), [], s_context, new GateSettings());
        var described = 0;
        foreach (var folder in new[] { "release/", "internal/" })
        {
            using var json = JsonDocument.Parse(files.Single(f => f.Path == folder + "csv-metadata.json").Text);
            var root = json.RootElement;
            var csv = files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal)
                && f.Path.EndsWith(".csv", StringComparison.Ordinal)).ToList();

            Assert.Equal("http://www.w3.org/ns/csvw", root.GetProperty("@context").GetString());
            Assert.Equal(folder.TrimEnd('/'), root.GetProperty("dc:rights").GetString());
            Assert.Equal(s_context.Counted.Replace('‖', ' '), root.GetProperty("dc:description").GetString());
            Assert.Equal(csv.Select(f => f.Path[folder.Length..]),
                root.GetProperty("tables").EnumerateArray().Select(t => t.GetProperty("url").GetString()));
            foreach (var (file, table) in csv.Zip(root.GetProperty("tables").EnumerateArray()))
            {
                Assert.Equal(CsvText.Read(file.Text)[0].Fields, Titles(table));
                Assert.NotEqual("", table.GetProperty("dc:title").GetString());
                described++;
            }
        }

        Assert.True(described > 5, $"{described} tables");
    }

    [Fact]
    public void A_report_of_which_nobody_knows_what_was_counted_does_not_make_something_up()
    {
        var files = OutcomeFiles.All(PanelFixture.Measure("tiny"), s_context with { Counted = "" }, new GateSettings());

        using var json = JsonDocument.Parse(files.Single(f => f.Path == "release/csv-metadata.json").Text);
        Assert.False(json.RootElement.TryGetProperty("dc:description", out _));
    }

    private static IEnumerable<string> Titles(JsonElement table) =>
        table.GetProperty("tableSchema").GetProperty("columns").EnumerateArray()
            .Select(c => c.GetProperty("titles").GetString()!);
}
