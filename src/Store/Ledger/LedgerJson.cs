using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Store.Ledger;

/// <summary>
/// JSON as the ledger and the run records write it: snake_case, months as YYYY-MM, 64-bit numbers (persons) as text.
/// </summary>
public static class LedgerJson
{
    /// <summary>One line, as in the ledger.</summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: false);

    /// <summary>Indented, as in manifest.json.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.Converters.Add(new MonthConverter());
        options.Converters.Add(new LongConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class MonthConverter : JsonConverter<ClaimMonth>
    {
        public override ClaimMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString() ?? "";
            return text.Length == 0 ? ClaimMonth.None : ClaimMonth.Parse(text);
        }

        public override void Write(Utf8JsonWriter writer, ClaimMonth value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    // 63-bit pseudonyms do not survive readers that hold numbers as doubles; every 64-bit number goes as text, counts are 32-bit.
    private sealed class LongConverter : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? long.Parse(reader.GetString()!) : reader.GetInt64();

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value}");
    }
}
