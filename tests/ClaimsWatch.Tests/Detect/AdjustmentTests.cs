using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Detect.Exclusions;

namespace ClaimsWatch.Tests.Detect;

/// <summary>Adjustments of the count: every row of their specifications, and that both counts are shown.</summary>
public sealed class AdjustmentTests
{
    private const long Person = 42;

    public static TheoryData<string> Files => [.. SpecTable.Files("Adjustments").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_of_the_specification_holds(string file)
    {
        var rows = SpecTable.Rows(Path.Combine(SpecTable.Folder("Adjustments"), file));

        var wrong = rows.Select(row => (row.Place, Found: $"{CountOf(row)}", Expected: row["count"]))
            .Where(r => r.Found != r.Expected).Select(r => $"{r.Place}: {r.Found}, expected {r.Expected}").ToList();

        Assert.True(wrong.Count == 0 && rows.Count > 5, string.Join("\n", wrong));
    }

    [Fact]
    public void Adjustments_are_off_by_default() => Assert.All(
        AdjustmentCatalog.Create(new ExclusionSettings(), ImportedTables.None), a => Assert.False(a.IsOn));

    [Fact]
    public void With_an_adjustment_on_both_counts_are_shown_and_the_scope_says_so()
    {
        var rows = Referred();
        var settings = On();

        var plain = Requests.Run(rows);
        var adjusted = Detector.Run(rows.Store(), Requests.Plain, settings);

        Assert.Null(plain.Unadjusted);
        Assert.Equal(plain.Totals, adjusted.Unadjusted!.Totals);
        Assert.Equal(plain.Totals.Receipts - 1, adjusted.Totals.Receipts);
        var candidate = adjusted.Candidates.Single();
        Assert.Equal((15, 16), (candidate.Facts.Claims, adjusted.Unadjusted.Receipts[$"{candidate.Person}"]));
        Assert.Contains("X16", adjusted.Scope.Ja);
        Assert.DoesNotContain("X16", plain.Scope.Ja);
    }

    [Fact]
    public void Both_members_of_every_rule_agree_when_everything_is_adjusted()
    {
        var rows = RandomHistories.Make(41, 400);
        var tables = RandomHistories.Tables with
        {
            InstitutionGroups = Enumerable.Range(0, 4)
                .ToDictionary(i => Histories.Clinic(100 + i), i => Histories.Clinic(100 + (i / 2 * 2))),
        };
        var settings = new DetectSettings
        {
            Season = new() { ReceiptsMin = 100 },
            Exclusions = new()
            {
                X16 = new() { On = true },
                X17 = new() { On = true },
                X18 = new() { Departments = [2] },
                X20 = new() { On = true },
            },
        };

        var result = Detector.Run(new ShardedStore(rows, 3), Requests.Plain with { Tables = tables }, settings);

        Assert.NotEmpty(result.Candidates);
        Assert.True(result.Totals.Receipts < result.Unadjusted!.Totals.Receipts);
    }

    [Fact]
    public void A_switched_on_adjustment_without_its_table_cannot_be_judged()
    {
        var settings = new DetectSettings
        {
            Exclusions = new() { X18 = new() { Departments = [26] }, X20 = new() { On = true } },
        };

        var found = Detector.Run(Referred().Store(), Requests.Plain, settings).NotEvaluable;

        Assert.Equal(["X18", "X20"], found.Where(n => n.Code == "no-table" && n.Id[0] == 'X').Select(n => n.Id));
    }

    [Fact]
    public void An_explanation_counts_as_the_detection_does()
    {
        var explanation = Explainer.Explain(Referred().Store(), Person, Requests.Plain, On());

        Assert.Equal(15, explanation.Months[^1].Receipts);
        Assert.Equal("eligible", explanation.Outcome);
    }

    private static DetectSettings On() => new() { Exclusions = new() { X16 = new() { On = true } } };

    private static Histories Referred()
    {
        var rows = Histories.WithEveryMonth().Person(Person).Receipts(Person, 9, 10, 11, 12, 13, 14);
        rows.Claim(Person, 0, ClaimKind.Outpatient, Histories.Clinic(300));
        rows.Claim(Person, 0, ClaimKind.Outpatient, Histories.Clinic(301));
        return rows.Act(Person, 0, Histories.Clinic(300), 180016110).Act(Person, 0, Histories.Clinic(301), 111000110);
    }

    private static long CountOf(SpecRow row)
    {
        var rows = RuleSpecTests.Build(row);
        var table = Detector.Count(
            rows.Store(), Histories.T0, AsOf.Now, row.Settings, KeptRows.Only(Person), 1, RuleSpecTests.TablesOf(row)).Table;
        return table.Row(0, 0)[table.Plan.IndexOf("receipts.t0")];
    }
}
