using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The files of a design: exact numbers under <c>internal/</c>, gated tables under <c>release/</c>,
/// the masked page.</summary>
public static class DesignFiles
{
    /// <summary>All files but <c>internal/design.json</c>, in a fixed order.</summary>
    public static IReadOnlyList<OutputFile> All(
        DesignResults found, IReadOnlyList<Note> notes, ReportContext context, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        var tables = Tables(found, settings);
        // People without a letter are the comparison of a waitlist, not left out.
        notes = [.. notes.Where(n => found.Design != WaitlistDesign.Name || n.Code != "never-in-a-round")];
        var checklist = found.Report.Words.Checklist;
        var (other, name) = context.Language == Language.Japanese ? (Language.English, "report.en.html")
            : (Language.Japanese, "report.ja.html");
        return
        [
            new OutputFile("internal/results.csv", OutcomeFiles.Csv(found.Results)),
            new OutputFile("internal/" + CsvMetadata.Name, CsvMetadata.OfInternal(context)),
            .. OutcomeFiles.Release(tables, context, checklist),
            new OutputFile("report.html", DesignPage.Build(found, notes, tables.In(context.Language), context)),
            new OutputFile(name, DesignPage.Build(found, notes, tables.In(other), context with { Language = other })),
        ];
    }

    /// <summary>The tables after the gate.</summary>
    public static ReleaseTables Tables(DesignResults found, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(found);
        return ReleaseTables.Of(found.Report.Counts, found.Report.Derived, settings);
    }
}
