using System.Text.Json.Nodes;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What a design without a simultaneous holdout is measured on.</summary>
/// <param name="Design">waitlist, observational, event-study or its.</param>
/// <param name="Panel">Panel file; none for its.</param>
/// <param name="Series">Series file; its only.</param>
/// <param name="Start">First month with letters; its only.</param>
/// <param name="SelectionMonth">Selection month of a panel that does not say it.</param>
public sealed record DesignRequest(string Design, string? Panel, string? Series, ClaimMonth Start, ClaimMonth SelectionMonth);

/// <summary>`outcomes --design waitlist|observational|event-study|its`:
/// exact numbers stay internal, the report and release/ passed the gate.</summary>
public static class DesignStep
{
    /// <summary>Measures and prints; with a folder also writes the report, <c>release/</c> and <c>internal/</c>.</summary>
    /// <exception cref="UserError">The file is missing or can't be used, or the design is refused on these data.</exception>
    public static CommandResult Execute(CommandContext context, DesignRequest request, string? folder, bool pdf)
    {
        var (found, notes, source) = Measure(request);
        var hash = FileHash.Of(source);
        var results = new JsonArray([.. found.Results.Select(Node)]);
        var node = new JsonObject
        {
            ["schema"] = "claimswatch.design/1",
            ["disclosure"] = "internal",
            ["design"] = found.Design,
            ["input_sha256"] = hash,
            ["version"] = ProgramVersion.Text,
            ["warnings"] = new JsonArray([.. found.WarningsIn(Evaluate.Language.Both).Select(w => (JsonNode)w)]),
            ["results"] = results,
            ["count_scope"] = ScopeNote.OfPanel(context.Japanese),
        };
        List<string> lines = [ScopeNote.OfPanel(context.Japanese),
            .. found.WarningsIn(context.Japanese ? Evaluate.Language.Japanese : Evaluate.Language.English)];
        if (folder is { Length: > 0 })
        {
            var report = new ReportContext(
                Path.GetFileName(source), context.Today ?? DateOnly.FromDateTime(DateTime.Now), [],
                [("ClaimsWatch", ProgramVersion.Text), ($"{Path.GetFileName(source)} SHA-256", hash),
                    ScopeNote.Provenance(ScopeNote.OfPanelBoth)])
            {
                Language = context.Japanese ? Evaluate.Language.Japanese : Evaluate.Language.English,
                Counted = ScopeNote.OfPanelBoth,
            };
            List<Evaluate.Reports.OutputFile> files =
            [
                new("internal/design.json", node.ToJsonString() + "\n"),
                .. DesignFiles.All(found, notes, report, new GateSettings()),
            ];
            lines.AddRange(PanelStep.Write(context, files, folder, pdf, report.Today)
                .Where(f => f.EndsWith(".html", StringComparison.Ordinal)));
        }

        string[] headers = context.Japanese ? ["結果", "推定値", "標準誤差", "95%CI", "p"] : ["result", "estimate", "SE", "95 % CI", "p"];
        return new CommandResult(
            node, [new ResultTable(found.Design, headers, [.. found.Results.Where(r => r["estimate"] is not null).Select(Row)])],
            lines);
    }

    private static (DesignResults Found, IReadOnlyList<Note> Notes, string Source) Measure(DesignRequest request)
    {
        if (request.Design == SeriesDesign.Name)
        {
            if (request.Series is not { Length: > 0 } series)
            {
                throw new UserError(
                    ExitCode.Refused,
                    "a group chosen for a high month falls by itself, so a panel of chosen people can't carry this design",
                    "outcomes --design its", "give --series, a monthly rate of the whole insured population, and --letter-month");
            }

            return (SeriesDesign.Measure(ReadText(series), Path.GetFileName(series), request.Start), [], series);
        }

        if (request.Panel is not { Length: > 0 } path)
        {
            throw new UserError(ExitCode.Usage, "this design needs a panel", $"outcomes --design {request.Design}",
                "give --panel FILE.csv");
        }

        var reading = PanelCsv.Read(ReadText(path), Path.GetFileName(path));
        var settings = new PanelSettings { SelectionMonth = request.SelectionMonth };
        return (request.Design switch
        {
            WaitlistDesign.Name => WaitlistDesign.Measure(reading.Panel),
            EventStudyDesign.Name => EventStudyDesign.Measure(reading.Panel, settings),
            _ => ObservationalDesign.Measure(reading.Panel, settings),
        }, reading.Notes, path);
    }

    private static string ReadText(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new UserError(ExitCode.Input, "there is no such file", Path.GetFullPath(path), "check the path");

    private static JsonNode Node(Result result)
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream))
        {
            result.WriteTo(writer);
        }

        return JsonNode.Parse(stream.ToArray())!;
    }

    private static IReadOnlyList<string> Row(Result result)
    {
        static string Number(object? value) => value is double number ? number.ToString("0.0000") : "–";
        return
        [
            result.Id, Number(result["estimate"]), Number(result["se"]), $"{Number(result["ci_lo"])} – {Number(result["ci_hi"])}",
            result["p"] is double p ? p < 0.001 ? "<.001" : p.ToString("0.000") : "–",
        ];
    }
}
