using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimsWatch.Evaluate.Disclosure;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// <c>csv-metadata.json</c> of a folder of CSV files (metadata vocabulary for tabular data, W3C, 2015, found from every file in
/// it by its name): what a CSV has no room for, because its first row is its header. One <c>dc:description</c> says what one
/// claim is and how many there were with and without 調剤 (decisions C1).
/// </summary>
internal static class CsvMetadata
{
    /// <summary>Name of the file.</summary>
    public const string Name = "csv-metadata.json";

    /// <summary>Of <c>release/</c>: every table with its title and what ＊ means.</summary>
    public static string OfRelease(ReleaseTables tables, ReportContext context, IEnumerable<string> checklist)
    {
        var shown = tables.In(Language.Both);
        return Of(
            context, "release",
            [
                .. shown.All.Select(t => Table(t.Id, t.Title, t.Headers, Texts.HiddenLegend.In(Language.Both))),
                Table("checklist", Texts.ChecklistTitle.In(Language.Both), checklist, ""),
            ]);
    }

    /// <summary>Of <c>internal/</c>: exact results.</summary>
    public static string OfInternal(ReportContext context) =>
        Of(context, "internal", [Table("results", Texts.ResultsTitle.In(Language.Both), ["id", "field", "value"], "")]);

    private static string Of(ReportContext context, string rights, IReadOnlyList<JsonNode> tables)
    {
        var root = new JsonObject
        {
            ["@context"] = "http://www.w3.org/ns/csvw",
            ["dc:title"] = context.Title,
            ["dc:created"] = $"{context.Today:yyyy-MM-dd}",
            ["dc:rights"] = rights,
        };
        if (context.Counted.Length > 0)
        {
            root["dc:description"] = context.Counted.In(Language.Both);
        }

        if (context.Marks.Count > 0)
        {
            root["dc:subject"] = new JsonArray([.. context.Marks.Select(m => (JsonNode)Texts.MarkText(m).In(Language.Both))]);
        }

        root["dialect"] = new JsonObject { ["encoding"] = "utf-8", ["delimiter"] = ",", ["header"] = true };
        root["tables"] = new JsonArray([.. tables]);
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Table(string id, string title, IEnumerable<string> headers, string notes)
    {
        var table = new JsonObject { ["url"] = $"{id}.csv", ["dc:title"] = title };
        if (notes.Length > 0)
        {
            table["dc:description"] = notes;
        }

        // Headers are titles: what people call a column in two languages is no name of it.
        table["tableSchema"] = new JsonObject
        {
            ["columns"] =
                new JsonArray([.. headers.Select((h, i) => (JsonNode)new JsonObject { ["name"] = $"c{i + 1}", ["titles"] = h })]),
        };
        return table;
    }

    /// <summary>How JSON for people and programs is written here.</summary>
    public static JsonSerializerOptions Indented { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
