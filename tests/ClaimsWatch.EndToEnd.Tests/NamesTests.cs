using System.Text.Json;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>Names that scripts and notebooks rely on: verbs, columns and fields may be added to,
/// never renamed or taken away.</summary>
public sealed class NamesTests(SampleRun sample) : IClassFixture<SampleRun>
{
    [Theory]
    [InlineData("claims",
        "person,receipt,kind,institution,prescriber_institution,visit_days,points_billed,points,flags,"
            + "claim_month,delivery_month,search_number,file,row_from,status")]
    [InlineData("medications",
        "person,receipt,institution,prescriber_institution,drug,ingredient,drug_class,legal_class,"
            + "route,quantity,supply_days,dispensed_on,claim_month,delivery_month")]
    [InlineData("diagnoses", "person,receipt,institution,disease,icd10,started_on,suspected,main,claim_month,delivery_month")]
    [InlineData("persons", "person,sex,birth_month,first_month,last_month,linkage")]
    [InlineData("panel",
        "person_id,sex,arm,month,letter_month,claims,institutions,dispensed_quantity,person_days_at_risk,"
            + "risk_band,stratum,delivered,round,selection_month,household")]
    public void Exported_tables_have_their_columns(string table, string columns)
    {
        var path = Path.Combine(sample.Folder, $"{table}-names.csv");
        Claimswatch.Run(sample.Folder, "export", table, "--out", path, "-w", sample.Workspace).Expect(0);

        var header = File.ReadLines(path).First().Split(',');

        Assert.Equal(columns.Split(','), header.Where(columns.Split(',').Contains));
    }

    [Fact]
    public void A_receipt_that_does_not_count_has_one_of_the_reasons()
    {
        var path = Path.Combine(sample.Folder, "claims-status.csv");
        Claimswatch.Run(sample.Folder, "export", "claims", "--out", path, "-w", sample.Workspace).Expect(0);

        var found = File.ReadLines(path).Skip(1).Select(line => line.Split(',')[^1]).Distinct().ToList();

        Assert.Subset(new HashSet<string> { "live", "superseded", "duplicate", "part", "transferred", "withdrawn" },
            found.ToHashSet());
        Assert.True(found.Count >= 4, string.Join(' ', found));
    }

    [Theory]
    [InlineData("ingest", "schema,files,totals")]
    [InlineData("detect", "month,persons,candidates,by_rule,excluded_by_reason,not_evaluable,by_sex")]
    [InlineData("allocate", "counts")]
    [InlineData("letters", "rendered,blocked_by_lint,excluded_today,pages")]
    public void A_run_leaves_the_fields_of_its_verb(string verb, string fields)
    {
        var results =
            Directory.EnumerateFiles(Path.Combine(sample.Workspace, "runs"), "results.json", SearchOption.AllDirectories)
            .Where(path => path.Contains($"-{verb}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement).ToList();

        Assert.NotEmpty(results);
        Assert.All(results, result => AssertFields(result, fields));
        if (verb == "ingest")
        {
            Assert.All(results.SelectMany(r => r.GetProperty("files").EnumerateArray()), file => AssertFields(
                file, "file,kind,encoding,receipts,rows,rows_rejected,corrections_applied,superseded,duplicates,seconds"));
        }
        else if (verb == "allocate")
        {
            Assert.All(results.SelectMany(r => r.GetProperty("counts").EnumerateArray()),
                count => AssertFields(count, "arm,sex,band,n"));
        }
        else if (verb == "detect")
        {
            AssertFields(results[0].GetProperty("by_sex"), "male,female,unknown");
        }
    }

    [Theory]
    [InlineData("steps,waiting", "run")]
    [InlineData("rows", "export", "persons", "--out", "names.csv")]
    [InlineData("holdout,rows", "outcomes", "plan")]
    [InlineData("results", "outcomes")]
    public void What_is_printed_has_the_fields_of_its_verb(string fields, params string[] call) =>
        AssertFields(Claimswatch.Run(sample.Folder, [.. call, "-w", sample.Workspace, "--format", "json", "--quiet"])
            .Expect(0).Json, fields);

    [Fact]
    public void A_result_of_outcomes_has_its_inference_in_full()
    {
        var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(sample.Out, "internal", "results.json")))
            .RootElement.GetProperty("results");

        AssertFields(
            results.EnumerateArray().First(r => r.GetProperty("id").GetString() == "claims.all.poisson_ancova.CR1"),
            "id,estimate,se,vcov,dist,df,stat,p,ci_lo,ci_hi,rate_ratio,n_obs,n_clusters");
    }

    [Fact]
    public void The_store_is_a_folder_a_table_and_a_file_a_month()
    {
        foreach (var table in new[] { "claims", "medications", "diagnoses", "acts", "receipts" })
        {
            Assert.True(File.Exists(Path.Combine(sample.Workspace, "store", table, "month=2025-02", "part-0.parquet")), table);
        }

        Assert.All(new[] { "persons", "eligibility" },
            table => Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(sample.Workspace, "store", table), "*.parquet")));
    }

    private static void AssertFields(JsonElement node, string fields) =>
        Assert.All(fields.Split(','),
            name => Assert.True(node.TryGetProperty(name, out _),
                $"no '{name}' in {node.GetRawText()[..Math.Min(400, node.GetRawText().Length)]}"));
}
