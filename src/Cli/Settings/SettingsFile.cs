using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Evaluate.Measures;

namespace ClaimsWatch.Cli.Settings;

/// <summary>Reads and checks <c>claimswatch.json</c>: comments allowed, unknown keys are errors (exit 5).</summary>
public static class SettingsFile
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = new SettingNames(),
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        RespectRequiredConstructorParameters = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new MonthConverter() },
    };

    /// <summary>Reads settings from text.</summary>
    /// <param name="text">JSON with comments.</param>
    /// <param name="where">File name for messages.</param>
    /// <exception cref="UserError">Not JSON, an unknown key, or a value out of range (exit 5).</exception>
    public static WorkspaceSettings Parse(string text, string where)
    {
        WorkspaceSettings settings;
        try
        {
            settings = JsonSerializer.Deserialize<WorkspaceSettings>(text, s_strict) ?? new WorkspaceSettings();
        }
        catch (JsonException problem)
        {
            throw new UserError(
                ExitCode.Settings, problem.Message.Split(" Path:")[0], $"{where}: line {problem.LineNumber + 1}, {problem.Path}",
                "correct the key or value; docs/settings.md lists every key");
        }

        return Check(settings, where);
    }

    /// <summary>The settings as JSON, every key written out: what runs record and what their hash is made of.</summary>
    public static string Write(WorkspaceSettings settings) => JsonSerializer.Serialize(settings, s_strict) + "\n";

    /// <summary>SHA-256 of the resolved settings.</summary>
    public static string Hash(WorkspaceSettings settings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(settings))));

    private static WorkspaceSettings Check(WorkspaceSettings settings, string where)
    {
        settings = settings with { Allocate = settings.Allocate with { HoldoutShare = settings.Detect.HoldoutShare } };
        if ((IReadOnlyList<SettingProblem>)[.. settings.Detect.Problems(), .. settings.Score.Problems()] is [var first, ..])
        {
            throw new UserError(
                ExitCode.Settings, $"detect.{first.Key} is {first.Found}", where,
                $"write {first.Expected}; docs/settings.md lists every key");
        }

        settings.Allocate.LettersPerBlock();
        Require(settings.Schedule.EveryMonths >= 1, "schedule.everyMonths", "1 or more");
        Require(settings.Schedule.HistoryMonthsMin >= 1, "schedule.historyMonthsMin", "1 or more");
        Require(settings.MaxRejectedShare is >= 0 and <= 1, "maxRejectedShare", "from 0 to 1");
        Require(settings.MemoryMiB >= WorkspaceSettings.MemoryMiBMin, "memoryMiB", $"{WorkspaceSettings.MemoryMiBMin} or more");
        Require(settings.Power.TargetRatio is > 0 and < 1, "power.targetRatio", "above 0 and below 1");
        Require(settings.Plan.HarmLimits.All(l => l.DifferenceMax is >= 0 and <= 1
            && (l.Measure == Evaluate.Reports.Harms.ZeroClaimsId || MeasureCatalog.All.Any(m => m.Id == l.Measure && m.IsHarm))),
            "plan.harmLimits", $"a harm ({string.Join(", ", MeasureCatalog.All.Where(m => m.IsHarm).Select(m => m.Id))}, "
                + $"{Evaluate.Reports.Harms.ZeroClaimsId}) and a difference from 0 to 1");
        Require(settings.Cost is { YenPerLetter: >= 0, StaffMinutesPerLetter: >= 0, StaffYenPerHour: >= 0 }, "cost", "0 or more");
        Require(settings.Panel is { PreMonths: >= 1, PostMonths: >= 1 }, "panel.preMonths, panel.postMonths", "1 or more");
        Require(
            settings.Letters.SurveyUrl.Length == 0 || Uri.TryCreate(settings.Letters.SurveyUrl, UriKind.Absolute, out var url)
                && url.Scheme == Uri.UriSchemeHttps && settings.Letters.SurveyUrl.Length <= 150,
            "letters.surveyUrl", "an address that begins https://, of at most 150 characters");
        if (settings.Synthetic is { Today.Length: > 0 } synthetic)
        {
            Require(DateOnly.TryParseExact(synthetic.Today, "yyyy-MM-dd", out _), "synthetic.today", "a day, YYYY-MM-DD");
        }

        return settings;

        void Require(bool good, string key, string expected)
        {
            if (!good)
            {
                throw new UserError(ExitCode.Settings, $"{key} is out of range", where,
                    $"write {expected}; docs/settings.md lists every key");
            }
        }
    }

    // Rules and exclusions keep their ids as keys: rules.R06.institutionsMin.
    private sealed class SettingNames : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            name.Length == 3 && char.IsAsciiDigit(name[1]) && char.IsAsciiDigit(name[2]) ? name : CamelCase.ConvertName(name);
    }

    private sealed class MonthConverter : JsonConverter<ClaimMonth>
    {
        public override ClaimMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString();
            return string.IsNullOrEmpty(text) ? ClaimMonth.None
                : ClaimMonth.TryParse(text, out var month) ? month
                : throw new JsonException($"'{text}' is not a month: write YYYY-MM");
        }

        public override void Write(Utf8JsonWriter writer, ClaimMonth value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
