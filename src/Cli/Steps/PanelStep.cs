using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>`outcomes --panel`: the same evaluation on a researcher's own table; needs no workspace.</summary>
public static class PanelStep
{
    /// <summary>Measures a panel file.</summary>
    /// <exception cref="UserError">The file is missing, lacks a column, or has no usable row.</exception>
    public static CommandResult Execute(CommandContext context, string path, ClaimMonth selectionMonth, string? folder, bool pdf)
    {
        if (!File.Exists(path))
        {
            throw new UserError(ExitCode.Input, "there is no such file", Path.GetFullPath(path),
                "name a panel CSV; `claimswatch export panel` writes one");
        }

        var reading = PanelCsv.Read(File.ReadAllText(path), Path.GetFileName(path));
        reading.Tallied.Check();
        if (reading.Panel.RowCount == 0)
        {
            throw new UserError(ExitCode.Input, "the panel has no usable row", Path.GetFullPath(path), First(reading.Rejects));
        }

        var settings = new PanelSettings { SelectionMonth = selectionMonth };
        var results = Outcomes.Measure(reading.Panel, settings);
        results = results with { Notes = [.. reading.Notes, .. results.Notes] };
        var report = new ReportContext(
            Path.GetFileName(path), context.Today ?? DateOnly.FromDateTime(DateTime.Now), [],
            [("ClaimsWatch", ProgramVersion.Text), ("panel SHA-256", FileHash.Of(path)),
                ScopeNote.Provenance(ScopeNote.OfPanelBoth)])
        {
            Language = context.Japanese ? Evaluate.Language.Japanese : Evaluate.Language.English,
            Counted = ScopeNote.OfPanelBoth,
        };
        var files = folder is { Length: > 0 }
            ? Write(context, OutcomeFiles.All(results, report, new GateSettings()), folder, pdf, report.Today) : [];
        return new CommandResult(
            OutcomesPages.Json(results, report, files, ScopeNote.OfPanel(context.Japanese)),
            [OutcomesPages.Table(results, context.Japanese)],
            [.. reading.Rejects.Take(5).Select(Words), ScopeNote.OfPanel(context.Japanese),
                .. files.Where(f => f.EndsWith(".html", StringComparison.Ordinal))]);
    }

    /// <summary>Writes the files of a report under a folder and, when asked, prints its main page.</summary>
    /// <returns>Paths written.</returns>
    internal static IReadOnlyList<string> Write(
        CommandContext context, IReadOnlyList<Evaluate.Reports.OutputFile> files, string folder, bool pdf, DateOnly today)
    {
        var written = new List<string>();
        foreach (var file in files)
        {
            written.Add(Path.Combine(folder, file.Path));
            Store.OutputFile.Write(written[^1], stream => stream.Write(file.Bytes.Span));
        }

        if (pdf)
        {
            var printed = Browser.Require(context.ReadEnvironment).PrintText(files.First(f => f.Path == "report.html").Text);
            Documents.PdfDates.Normalise(printed, today);
            written.Add(Path.Combine(folder, "report.pdf"));
            Store.OutputFile.Write(written[^1], stream => stream.Write(printed));
        }

        return written;
    }

    private static string First(IReadOnlyList<Reject> rejects) =>
        rejects.Count == 0 ? "the file has only a header" : Words(rejects[0]);

    private static string Words(Reject reject) =>
        $"{reject.File}:{reject.Line} {reject.Field}: {reject.Code}, found '{reject.Found}', expected {reject.Expected}";
}
