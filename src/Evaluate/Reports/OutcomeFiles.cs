using System.Text;
using System.Text.Json;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>One file to be written by the step, with its path under the output folder.</summary>
/// <param name="Path">Path under the output folder.</param>
/// <param name="Text">Text; empty for a binary file.</param>
public sealed record OutputFile(string Path, string Text)
{
    /// <summary>Content of a file that is not text; null for a text.</summary>
    public ReadOnlyMemory<byte>? Binary { get; init; }

    /// <summary>What to write: the binary content, or the text in UTF-8.</summary>
    public ReadOnlyMemory<byte> Bytes => Binary ?? Encoding.UTF8.GetBytes(Text);
}

/// <summary>
/// The files of <c>outcomes --out DIR</c>: exact ones under <c>internal/</c>, gated ones under <c>release/</c>, and the masked
/// page.
/// </summary>
public static class OutcomeFiles
{
    private static readonly JsonWriterOptions s_json = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All files, in a fixed order.</summary>
    public static IReadOnlyList<OutputFile> All(OutcomeResults results, ReportContext context, GateSettings settings) =>
        All(results, ReleaseTables.Of(results, settings), context);

    /// <summary>All files, of tables that passed the gate.</summary>
    public static IReadOnlyList<OutputFile> All(OutcomeResults results, ReleaseTables tables, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return
        [
            new OutputFile("internal/results.json", Json(results, context)),
            new OutputFile("internal/results.csv", Csv(results)),
            new OutputFile("internal/" + CsvMetadata.Name, CsvMetadata.OfInternal(context)),
            .. Release(tables, context),
            new OutputFile("report.html", Page(results, tables, context)),
            context.Language == Language.Japanese
                ? new OutputFile("report.en.html", Page(results, tables, context with { Language = Language.English }))
                : new OutputFile("report.ja.html", Page(results, tables, context with { Language = Language.Japanese })),
        ];
    }

    /// <summary>The masked page, in the language of the context.</summary>
    public static string Page(OutcomeResults results, ReleaseTables tables, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(context);
        return ReportPage.Build(tables.In(context.Language), Trend.Of(results.Panel, results.Settings)?.Bands,
            results.Notes, context);
    }

    /// <summary>Tables for others: numbers of people reach this folder as <see cref="SafeTable"/> only;
    /// the checklist is about nobody.</summary>
    public static IReadOnlyList<OutputFile> Release(
        ReleaseTables tables, ReportContext context, IReadOnlyList<ChecklistItem>? checklist = null)
    {
        checklist ??= Checklists.Randomised;
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(context);
        // The mark of invented data is the last line, so that the first stays the header.
        var shown = tables.In(Language.Both);
        IEnumerable<IReadOnlyList<string>> Lines(SafeTable table) =>
        [
            table.Headers, .. table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.Text)]),
            .. context.Marks.Select(m => (IReadOnlyList<string>)[Texts.MarkText(m).In(Language.Both)]),
        ];
        return
        [
            .. shown.All.Select(t => new OutputFile($"release/{t.Id}.csv", CsvText.Write(Lines(t)))),
            new OutputFile("release/checklist.csv", Checklist(checklist)),
            new OutputFile("release/" + CsvMetadata.Name, CsvMetadata.OfRelease(tables, context, ChecklistHeaders)),
            new OutputFile("release/tables.xlsx", "") { Binary = ReleaseWorkbook.Build(shown, context, checklist) },
        ];
    }

    private static IEnumerable<string> ChecklistHeaders => Texts.ChecklistHeaders.Select(h => h.In(Language.Both));

    /// <summary>A reporting checklist as CSV.</summary>
    public static string Checklist(IReadOnlyList<ChecklistItem> items) => CsvText.Write(
        [
            [.. ChecklistHeaders],
            .. items.Select(i =>
                (IReadOnlyList<string>)[i.Standard, i.Item, i.Topic.In(Language.Both), i.Where.In(Language.Both)]),
        ]);

    /// <summary>Exact results as JSON:
    /// <c>{"disclosure":"internal","marks":[…],"count_scope":"…","notes":[…],"results":[…]}</c>.</summary>
    public static string Json(OutcomeResults results, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(context);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_json))
        {
            writer.WriteStartObject();
            writer.WriteString("disclosure", "internal");
            writer.WriteStartArray("marks");
            foreach (var mark in context.Marks)
            {
                writer.WriteStringValue(mark);
            }

            writer.WriteEndArray();
            writer.WriteString("count_scope", context.Counted.In(Language.Both));
            writer.WriteStartArray("notes");
            foreach (var note in results.Notes)
            {
                writer.WriteStartObject();
                writer.WriteString("code", note.Code);
                writer.WriteNumber("value", note.Value);
                writer.WriteString("detail", note.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("results");
            foreach (var result in results.Results)
            {
                result.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Exact results as CSV, one line a field: <c>id,field,value</c>.</summary>
    public static string Csv(OutcomeResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Csv(results.Results);
    }

    internal static string Csv(IReadOnlyList<Result> results)
    {
        var lines = results.SelectMany(r => r.Fields.Select(f => (IReadOnlyList<string>)[r.Id, f.Name, Text(f.Value)]));
        return CsvText.Write([["id", "field", "value"], ["disclosure", "disclosure", "internal"], .. lines]);
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R"),
        _ => value.ToString() ?? "",
    };
}
