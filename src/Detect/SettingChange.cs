using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Detect;

/// <summary>
/// Changes one setting by its dotted key, for profiles and what-if: a number, a switch (1 or 0, on or off), or a list
/// (<c>outpatient,dental</c>, <c>0,8,12,16</c>; 支部 budgets as <c>1:100,2:50</c>).
/// </summary>
public static class SettingChange
{
    private const int SuggestionsMax = 3;

    private static readonly JsonSerializerOptions s_json = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNamingPolicy = new SettingNames(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Every key that can be changed, as in docs/settings.md without <c>detect.</c>.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. KeysOf(Root(new DetectSettings()), "")];

    /// <summary>The settings with one of them changed.</summary>
    /// <param name="settings">Settings.</param>
    /// <param name="key">Such as <c>rules.R06.institutionsMin</c> or <c>lettersMax</c>.</param>
    /// <param name="value">The value, as a person writes it.</param>
    /// <exception cref="UserError">There is no such setting, or it cannot hold the value (exit 5).</exception>
    public static DetectSettings Apply(DetectSettings settings, string key, string value)
    {
        var root = Root(settings);
        var (node, property) = Find(root, key);
        node[property] = Parse(node[property]!, key, value);
        try
        {
            return root.Deserialize<DetectSettings>(s_json)!;
        }
        catch (JsonException)
        {
            throw Refused(key, value,
                node[property]!.GetValueKind() == JsonValueKind.Number ? "a whole number" : $"like {Read(settings, key)}");
        }
    }

    /// <summary>The value as it is, written as <see cref="Apply"/> reads it.</summary>
    /// <exception cref="UserError">There is no such setting (exit 5).</exception>
    public static string Read(DetectSettings settings, string key)
    {
        var (node, property) = Find(Root(settings), key);
        return node[property] switch
        {
            JsonArray list => string.Join(',', list.Select(Plain)),
            JsonObject named => string.Join(',', named.Select(p => $"{p.Key}:{Plain(p.Value)}")),
            var one => Plain(one),
        };
    }

    private static JsonObject Root(DetectSettings settings) => JsonSerializer.SerializeToNode(settings, s_json)!.AsObject();

    private static string Plain(JsonNode? value) => value!.GetValueKind() switch
    {
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    private static JsonNode Parse(JsonNode now, string key, string value)
    {
        switch (now.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                return value switch
                {
                    "1" or "on" or "true" => JsonValue.Create(true),
                    "0" or "off" or "false" => JsonValue.Create(false),
                    _ => throw Refused(key, value, "1 (on) or 0 (off)"),
                };
            case JsonValueKind.Array:
                return new JsonArray([.. Items(value).Select(item => Number(item) ?? JsonValue.Create(item))]);
            case JsonValueKind.Object:
                return new JsonObject(Items(value).Select(item => item.Split(':'))
                    .Select(pair => pair is [var name, var number] && Number(number) is { } n
                    ? KeyValuePair.Create(name, (JsonNode?)n)
                    : throw Refused(key, value, "支部:letters, such as 1:100,2:50")).DistinctBy(pair => pair.Key));
            default:
                return Number(value) ?? throw Refused(key, value, "a number");
        }
    }

    private static string[] Items(string value) =>
        value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonNode? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture))
            : null;

    private static (JsonObject Node, string Property) Find(JsonObject root, string key)
    {
        if (!Keys.Contains(key, StringComparer.Ordinal))
        {
            var near = Keys.OrderBy(known => Distance(known, key)).ThenBy(known => known, StringComparer.Ordinal)
                .Take(SuggestionsMax);
            throw new UserError(
                ExitCode.Settings, $"there is no setting {key}", key,
                $"did you mean {string.Join(", ", near)}? docs/settings.md lists every key");
        }

        var names = key.Split('.');
        return (names[..^1].Aggregate(root, (node, name) => node[name]!.AsObject()), names[^1]);
    }

    private static UserError Refused(string key, string value, string expected) =>
        new(ExitCode.Settings, $"{key} cannot be {value}", key, $"write {expected}; docs/settings.md lists every key");

    private static IEnumerable<string> KeysOf(JsonObject node, string path) => node.SelectMany(p =>
        p.Value is JsonObject inner && p.Key != "lettersMaxByBranch" ? KeysOf(inner, $"{path}{p.Key}.") : [$"{path}{p.Key}"]);

    // Letters to insert, delete or replace, capitals apart; a right ending under another rule's id stays near.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }

    // Rules and exclusions keep their ids as keys: rules.R06.institutionsMin.
    private sealed class SettingNames : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            name.Length == 3 && char.IsAsciiDigit(name[1]) && char.IsAsciiDigit(name[2]) ? name : CamelCase.ConvertName(name);
    }
}
