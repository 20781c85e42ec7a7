using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ClaimsWatch.Detect;

/// <summary>Changes one number, or one switch as 0 or 1, of the settings by its dotted key, for profiles and what-if.</summary>
public static class SettingChange
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The settings with one number changed.</summary>
    /// <param name="settings">Settings.</param>
    /// <param name="key">Such as <c>rules.R06.institutionsMin</c> or <c>lettersMax</c>.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">There is no such number.</exception>
    public static DetectSettings Apply(DetectSettings settings, string key, double value)
    {
        var root = JsonSerializer.SerializeToNode(settings, s_json)!.AsObject();
        var (node, property) = Find(root, key);
        node[property] = node[property]!.GetValueKind() == JsonValueKind.Number
            ? JsonNode.Parse(value.ToString("R", CultureInfo.InvariantCulture))
            : value is 0 or 1 ? JsonValue.Create(value == 1) : throw new ArgumentException($"{key} is 0 (off) or 1 (on)", nameof(key));
        try
        {
            return root.Deserialize<DetectSettings>(s_json)!;
        }
        catch (JsonException problem)
        {
            throw new ArgumentException($"{key} cannot be {value}: it is a whole number", nameof(key), problem);
        }
    }

    /// <summary>The number as it is.</summary>
    /// <exception cref="ArgumentException">There is no such number.</exception>
    public static double Read(DetectSettings settings, string key)
    {
        var (node, property) = Find(JsonSerializer.SerializeToNode(settings, s_json)!.AsObject(), key);
        return node[property]!.GetValueKind() switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => double.Parse(node[property]!.ToJsonString(), CultureInfo.InvariantCulture),
        };
    }

    private static (JsonObject Node, string Property) Find(JsonObject root, string key)
    {
        var node = root;
        var names = key.Split('.');
        foreach (var name in names[..^1])
        {
            node = node[Property(node, name, key)] as JsonObject
                ?? throw new ArgumentException($"there is no setting {key}", nameof(key));
        }

        var property = Property(node, names[^1], key);
        return node[property] is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? (node, property)
            : throw new ArgumentException($"{key} is not a number or a switch", nameof(key));
    }

    private static string Property(JsonObject node, string name, string key) =>
        node.Select(p => p.Key).FirstOrDefault(p => Plain(p) == Plain(name))
        ?? throw new ArgumentException($"there is no setting {key}", nameof(key));

    private static string Plain(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
