using System.Text;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A researcher's OMOP CDM tables, from the four CSV files to ranked candidates.</summary>
public sealed class OmopTests : IDisposable
{
    private const int Months = 8;
    private const int Rising = 4;
    private const int People = 20;
    private readonly string _folder = Claimswatch.NewFolder("omop");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Four_tables_become_receipts_medicines_and_candidates()
    {
        var visits = WriteTables();
        Claimswatch.Run(_folder, "init", "study").Expect(0);
        var mappings = Path.Combine(Claimswatch.Repository, "sample-data", "mappings");

        var ingest = Run(
            "ingest", "visit_occurrence.csv", "person.csv", "drug_exposure.csv", "condition_occurrence.csv",
            Path.Combine(mappings, "omop-drug-codes.csv"), Path.Combine(mappings, "omop-condition-codes.csv"),
            "--mapping", Path.Combine(mappings, "omop-cdm.json"), "--delivery", "2024-10").Expect(0).Json;
        var detect = Run("detect", "--month", "2024-08").Expect(0).Json;

        Assert.Equal(visits, ingest.GetProperty("totals").GetProperty("receipts").GetInt32());
        Assert.Equal(0, ingest.GetProperty("totals").GetProperty("rows_rejected").GetInt32());
        Assert.Equal(People, detect.GetProperty("persons").GetInt32());
        Assert.Equal(Rising, Rule(detect, "R03"));
        Assert.Equal(Rising, Rule(detect, "R07"));
        Assert.Equal(People, Rule(detect, "R13"));
        Assert.Equal("claims", Run("status").Json.GetProperty("data").GetProperty("eligibility").GetString());
        var two = detect.GetProperty("ranking").EnumerateArray().Take(2)
            .Select(c => c.GetProperty("person").GetString()!).ToList();
        Assert.Contains("both are in R2024-08", Run("persons", "merge", two[0], two[1], "--by", "係長").Expect(7).Error,
            StringComparison.Ordinal);
        Assert.Contains(detect.GetProperty("not_evaluable").EnumerateArray(), n => n.GetProperty("id").GetString() == "X02");
    }

    private static int Rule(System.Text.Json.JsonElement detect, string id)
    {
        var persons = detect.GetProperty("by_rule").EnumerateArray().Single(r => r.GetProperty("rule").GetString() == id)
            .GetProperty("persons");
        return persons.GetProperty("male").GetInt32() + persons.GetProperty("female").GetInt32();
    }

    private Called Run(params string[] arguments) =>
        Claimswatch.Run(_folder, [.. arguments, "-w", "study", "--format", "json", "--today", "2024-10-10"]);

    /// <summary>Four people go to one care site more each month, the rest to two;
    /// everybody gets etizolam and has insomnia.</summary>
    private int WriteTables()
    {
        var visit = new StringBuilder(
            "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_end_date,care_site_id\n");
        var person = new StringBuilder("person_id,gender_concept_id,year_of_birth,month_of_birth,birth_datetime\n");
        var drug = new StringBuilder(
            "drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,quantity,days_supply,"
                + "visit_occurrence_id,drug_source_value\n");
        var condition =
            new StringBuilder(
                "condition_occurrence_id,person_id,condition_concept_id,condition_start_date,visit_occurrence_id\n");
        var visits = 0;
        for (var p = 1; p <= People; p++)
        {
            person.Append($"{p},{(p % 2 == 0 ? 8532 : 8507)},1970,5,\n");
            for (var month = 1; month <= Months; month++)
            {
                for (var site = 1; site <= (p <= Rising ? 4 + month : 2); site++)
                {
                    visits++;
                    var day = $"2024-{month:00}-{site:00}";
                    visit.Append($"{visits},{p},9202,{day},{day},{100 + site}\n");
                    drug.Append($"{visits},{p},0,{day},28,14,{visits},LOCAL-0001\n");
                    condition.Append($"{visits},{p},436962,{day},{visits}\n");
                }
            }
        }

        (string Name, StringBuilder Text)[] tables =
            [("visit_occurrence", visit), ("person", person), ("drug_exposure", drug), ("condition_occurrence", condition)];
        foreach (var (name, text) in tables)
        {
            File.WriteAllText(Path.Combine(_folder, $"{name}.csv"), text.ToString());
        }

        return visits;
    }
}
