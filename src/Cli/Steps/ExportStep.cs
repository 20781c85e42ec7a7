using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Pseudonymised tables for analysts; internal, exact.</summary>
public static class ExportStep
{
    /// <summary>A table of the store; the file's ending decides the format.</summary>
    /// <returns>Rows written.</returns>
    public static long Table(Session session, Table table, string path, AsOf asOf)
    {
        var format = FormatOf(path);
        var rows = 0L;
        OutputFile.Write(path, stream => rows = TableExport.Write(session.Workspace.OpenStore(), table, stream, format, asOf));
        return rows;
    }

    private static ExportFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => ExportFormat.Csv,
        ".parquet" => ExportFormat.Parquet,
        _ => throw new UserError(ExitCode.Usage, "the file's ending decides the format", path, "end it in .csv or .parquet"),
    };

    /// <summary>The panel of every drawn round and imported programme with a holdout, matured or not.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="path">File to write.</param>
    /// <param name="allRounds">Rounds without a holdout too.</param>
    /// <returns>Rows written.</returns>
    public static long Panel(Session session, string path, bool allRounds)
    {
        var store = session.Workspace.OpenStore();
        var rounds = OutcomesStep.Rounds(session, allRounds).ToList();
        var panel = PanelBuilder.Build(store, rounds, AsOf.Now, OutcomesStep.Settings(session));
        var format = FormatOf(path);
        OutputFile.Write(path, stream =>
        {
            if (format == ExportFormat.Parquet)
            {
                TableExport.WriteParquet(PanelTable.Of(panel), stream, session.Workspace.OpenStore());
            }
            else
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(PanelCsv.Write(panel)));
            }
        });
        return panel.RowCount;
    }

    /// <summary>The panel with its dictionary and the scripts that give the headline numbers again, without pseudonyms.</summary>
    /// <returns>Rows of the panel.</returns>
    public static long Package(Session session, string folder)
    {
        var store = session.Workspace.OpenStore();
        var rounds = OutcomesStep.Rounds(session).ToList();
        var panel = PanelBuilder.Build(store, rounds, AsOf.Now, OutcomesStep.Settings(session));
        var anonymous = Evaluate.Research.ResearchPackage.Anonymous(panel, session.Settings.Panel);
        OutputFile.Write(Path.Combine(folder, "panel.parquet"),
            stream => TableExport.WriteParquet(PanelTable.Of(anonymous), stream, store));
        foreach (var file in Evaluate.Research.ResearchPackage.FilesOf(
            anonymous, session.Settings.Panel,
            ScopeNote.In(session, OutcomesStep.Context(session, "panel"), [.. rounds.Select(r => r.Allocation.Round)])))
        {
            OutputFile.Write(Path.Combine(folder, file.Path), stream => stream.Write(file.Bytes.Span));
        }

        return panel.RowCount;
    }
}
