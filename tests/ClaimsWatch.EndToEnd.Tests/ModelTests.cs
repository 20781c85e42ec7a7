using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>Two offices with forty months of invented claims, far more of them rising than anywhere, so that a score has
/// something to learn.</summary>
public sealed class ModelOffices : IDisposable
{
    public ModelOffices()
    {
        Folder = Claimswatch.NewFolder("model");
        First = Make("first", members: 400, seed: 5);
        Second = Make("second", members: 320, seed: 6);
    }

    public string Folder { get; }

    public string First { get; }

    public string Second { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Make(string name, int members, int seed)
    {
        Claimswatch.Run(
            Folder, "synth", "--out", name, "--members", $"{members}", "--months", "40", "--seed", $"{seed}",
            "--start", "2022-01",
            "--enrich", "1000", "--quiet").Expect(0);
        var office = Path.Combine(Folder, name);
        var path = Path.Combine(office, "claimswatch.json");
        var settings = JsonNode.Parse(File.ReadAllText(path))!;
        settings["synthetic"]!["sample"] = false;
        settings["detect"] =
            JsonNode.Parse("""{ "lettersMax": 20, "bandStarts": [0, 8, 12], "rules": { "R01": { "receiptsMin": 15 } } }""");
        settings["score"] = JsonNode.Parse(
            """
            {
              "eventsMin": 2, "replicates": 100, "lettersMax": 10, "testMonths": 2,
              "calibrationMonths": 2, "gapMonths": 2, "horizonMonths": 4
            }
            """);
        File.WriteAllText(path, settings.ToJsonString());
        Deliveries.Init(Folder, office);
        Claimswatch.Run(Folder, "ingest", "-w", office, "--quiet").Expect(0);
        return office;
    }
}

/// <summary>model train, evaluate, card and compare as an office calls them.</summary>
public sealed class ModelTests(ModelOffices offices) : IClassFixture<ModelOffices>
{
    private static readonly string[] s_scorers =
    [
        "B0", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "hazard", "nb2", "boosting", "hazard+sex",
        "nb2+sex", "boosting+sex",
    ];

    [Fact]
    public void Training_is_the_same_at_any_number_of_threads_and_what_it_wrote_ranks_explains_and_is_watched()
    {
        var trained = Model(offices.First, "train", "--outcome", "once", "--threads", "1").Expect(0);
        var file = Bytes("score.json");
        Model(offices.First, "train", "--outcome", "once", "--threads", "3").Expect(0);

        Assert.Equal(s_scorers, trained.Json.GetProperty("outcomes")[0].GetProperty("scorers").EnumerateArray()
            .Select(s => s.GetProperty("id").GetString()));
        Assert.Equal(file, Bytes("score.json"));
        Assert.Contains("20件到達", Text("card.ja.md"), StringComparison.Ordinal);
        Assert.Contains("who will reach 20", Text("card.en.md"), StringComparison.Ordinal);
        Assert.Contains("調剤を除くと", Text("card.ja.md"), StringComparison.Ordinal);
        Assert.Contains("without 調剤", Text("card.en.md"), StringComparison.Ordinal);
        Assert.All(new[] { "ja", "en" }, lang =>
            Assert.Equal(27,
                Text($"tripod-ai.{lang}.md").Split('\n').Count(l => l.StartsWith("| ", StringComparison.Ordinal)) - 1));
        AssertManifest();

        var card = Model(offices.First, "card").Expect(0).Json;
        var scorer = card.GetProperty("scorer").GetString()!;
        Assert.Contains(scorer, s_scorers);
        var compared = Model(offices.First, "compare").Expect(0).Json.GetProperty("drift");
        Assert.Equal(43, compared.GetProperty("features").GetArrayLength());
        Assert.Equal(6, compared.GetProperty("months").GetArrayLength());

        var found = Run(offices.First, "detect").Expect(0).Json;
        var ranked = found.GetProperty("ranking").EnumerateArray().ToList();
        Assert.StartsWith(scorer, found.GetProperty("ranked_by").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(ranked);
        Assert.All(ranked, c => Assert.InRange(c.GetProperty("score").GetDouble(), 0, 1));
        Assert.True(scorer == "B6" || ranked.All(c => c.GetProperty("reasons").GetArrayLength() > 0));
        var explained = Run(offices.First, "explain", ranked[0].GetProperty("person").GetString()!).Expect(0).Json;
        Assert.Equal(ranked[0].GetProperty("score").GetDouble(), explained.GetProperty("score").GetDouble(), 6);
        Assert.Equal(ranked[0].GetProperty("reasons").GetArrayLength(), explained.GetProperty("reasons").GetArrayLength());
        var watched = Run(offices.First, "status").Expect(0).Json.GetProperty("model");
        Assert.Equal(scorer, watched.GetProperty("scorer").GetString());
        Assert.Equal(compared.GetRawText(), watched.GetProperty("drift").GetRawText(), ignoreAllWhiteSpace: true);
    }

    [Fact]
    public void Another_office_can_judge_what_this_one_taught_but_not_use_it_unless_told_to()
    {
        var judged = Model(offices.First, "evaluate", "--train-on", offices.First, "--test-on", offices.Second).Expect(0).Json;
        Assert.True(judged.GetProperty("external").GetBoolean());
        var all = judged.GetProperty("outcomes")[0];
        Assert.Equal(s_scorers, all.GetProperty("scorers").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        var sexes = all.GetProperty("scorers")[10].GetProperty("by_sex").EnumerateArray()
            .Sum(s => s.GetProperty("rows").GetInt32());
        Assert.Equal(all.GetProperty("test_rows").GetInt32(), sexes);
        Assert.Contains("--test-on", Model(offices.First, "evaluate", "--test-on", offices.First).Expect(2).Error,
            StringComparison.Ordinal);

        var path = Path.Combine(offices.Second, "model", "score.json");
        Assert.Contains("model train", Model(offices.Second, "card").Expect(3).Error, StringComparison.Ordinal);
        Model(offices.First, "train", "--outcome", "once").Expect(0);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(Path.Combine(offices.First, "model", "score.json"), path);
        Assert.Contains("score.adapt", Run(offices.Second, "detect").Expect(7).Error, StringComparison.Ordinal);
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(offices.Second, "claimswatch.json")))!;
        settings["score"]!["adapt"] = true;
        File.WriteAllText(Path.Combine(offices.Second, "claimswatch.json"), settings.ToJsonString());
        Run(offices.Second, "detect").Expect(0);

        File.WriteAllText(path, "{}");
        Assert.Contains("model train", Run(offices.Second, "status").Expect(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_eighteen_months_nothing_is_trained_and_the_ranking_says_that_there_is_no_model()
    {
        var folder = Path.Combine(offices.Folder, "young");
        Directory.CreateDirectory(folder);
        var office = Deliveries.Make(folder, members: 60, months: 14, enrich: 600);
        Run(office, "ingest").Expect(0);

        var trained = Claimswatch.Run(folder, "model", "train", "-w", office, "--lang", "en").Expect(0);

        Assert.Contains("rules rank alone", trained.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(office, "model", "score.json")));
        Assert.Contains("予測モデルなし", Run(office, "detect").Expect(0).Json.GetProperty("ranked_by").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Run(office, "status").Expect(0).Json.GetProperty("model").ValueKind);
    }

    private Called Model(string office, params string[] arguments) => Run(office, ["model", .. arguments]);

    private Called Run(string office, params string[] arguments) =>
        Claimswatch.Run(offices.Folder, [.. arguments, "-w", office, "--format", "json", "--quiet"]);

    private byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(offices.First, "model", name));

    private string Text(string name) => File.ReadAllText(Path.Combine(offices.First, "model", name));

    private void AssertManifest()
    {
        var run = Directory.EnumerateDirectories(Path.Combine(offices.First, "runs"), "*model-train*")
            .Order(StringComparer.Ordinal).Last();
        var inputs = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "manifest.json"))).RootElement.GetProperty("inputs")
            .EnumerateArray().ToList();
        Assert.Contains(inputs,
            i => i.GetProperty("path").GetString()!.StartsWith("store/claims/month=", StringComparison.Ordinal));
        Assert.All(inputs, i => Assert.Equal(
            Convert.ToHexStringLower(
                SHA256.HashData(File.ReadAllBytes(Path.Combine(offices.First, i.GetProperty("path").GetString()!)))),
            i.GetProperty("sha256").GetString()));
    }
}
