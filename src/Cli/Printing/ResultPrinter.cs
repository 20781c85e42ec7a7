using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimsWatch.Documents;
using Spectre.Console;
using Markup = Spectre.Console.Markup;

namespace ClaimsWatch.Cli.Printing;

/// <summary>Prints a result on stdout as tables, JSON or CSV.</summary>
public static class ResultPrinter
{
    /// <summary>JSON as scripts read it: snake_case, text unescaped, persons as text by their own types, no NaN.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new FiniteNumber(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new MonthText() },
    };

    /// <summary>Prints.</summary>
    public static void Print(CommandResult result, Commands.OutputFormat format, TextWriter output, bool color)
    {
        switch (format)
        {
            case Commands.OutputFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(result.Json, Json));
                break;
            case Commands.OutputFormat.Csv:
                if (result.Tables.Count > 0)
                {
                    output.Write(Csv(result.Tables[0]));
                }

                break;
            default:
                PrintTables(result, output, color);
                break;
        }
    }

    private static string Csv(ResultTable table) => CsvText.Write([table.Columns, .. table.Rows]);

    private static void PrintTables(CommandResult result, TextWriter output, bool color)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = 150;
        console.Profile.Encoding = Encoding.UTF8;
        foreach (var table in result.Tables)
        {
            var view = new Spectre.Console.Table { Border = TableBorder.Simple, ShowRowSeparators = false };
            view.LeftAligned();
            foreach (var column in table.Columns)
            {
                view.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = false });
            }

            foreach (var row in table.Rows)
            {
                view.AddRow([.. row.Select(Markup.Escape)]);
            }

            text.Write(table.Title + "\n"); // not a table title: those are cut at the table's width
            console.Write(view);
        }

        foreach (var line in text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')
            .Where(_ => result.Tables.Count > 0))
        {
            output.WriteLine(line.TrimEnd());
        }

        foreach (var note in result.Notes)
        {
            output.WriteLine(note);
        }
    }

    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    private sealed class MonthText : JsonConverter<Core.Claims.ClaimMonth>
    {
        public override Core.Claims.ClaimMonth Read(ref Utf8JsonReader reader, Type typeToConvert,
            JsonSerializerOptions options) =>
            Core.Claims.ClaimMonth.TryParse(reader.GetString(), out var month) ? month : Core.Claims.ClaimMonth.None;

        public override void Write(Utf8JsonWriter writer, Core.Claims.ClaimMonth value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
