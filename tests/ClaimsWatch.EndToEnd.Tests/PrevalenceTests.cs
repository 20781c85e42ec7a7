using System.Text.Json;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>Duplicate prescriptions as KDB counts them are as common among invented people, none of them multiplied,
/// as among the insured.</summary>
public sealed class PrevalenceTests : IDisposable
{
    // The month that was published is a March: 2021, per 100,000 insured: the lowest and the highest prefecture (MHLW,
    // wic-net.com document 916/112).
    private const double LowestPrefecture = 418.5;
    private const double HighestPrefecture = 991.8;
    private readonly string _folder = Claimswatch.NewFolder("prevalence");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_KDB_list_on_people_who_are_not_enriched_lies_between_the_prefectures()
    {
        var office = Deliveries.Make(_folder, members: 12_000, months: 3);
        Claimswatch.Run(_folder, "ingest", "-w", office, "--quiet").Expect(0);

        var found = Claimswatch.Run(_folder, "detect", "--compare", "kdb,sendai", "--month", "2024-03", "-w", office, "--format",
            "json").Expect(0).Json;
        var judged = Everyone(found.GetProperty("persons"));
        var listed = Everyone(found.GetProperty("lists")[0].GetProperty("persons"));

        Assert.InRange(judged, 10_000, 12_000);
        Assert.InRange(100_000.0 * listed / judged, LowestPrefecture, HighestPrefecture);
    }

    private static int Everyone(JsonElement counts) => counts.EnumerateObject().Sum(sex => sex.Value.GetInt32());
}
