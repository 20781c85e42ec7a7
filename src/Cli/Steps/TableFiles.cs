using System.Text;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Tables;
using ClaimsWatch.Documents;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Tables that an office brings for rules and exclusions, kept as <c>tables/NAME.csv</c> of the workspace.</summary>
public static class TableFiles
{
    private const int ProblemsShown = 5;

    /// <summary>Workspace-relative path of a kind's file.</summary>
    public static string PathOf(TableKind kind) => $"tables/{kind.Name}.csv";

    /// <summary>What the workspace has, with the acts of its own master.</summary>
    public static ImportedTables Load(Session session) =>
        TableFile.Combine([.. Kept(session)]).WithActs(ActFile.Load(session));

    /// <summary>The tables that were imported, in the order of their kinds.</summary>
    public static IEnumerable<TableFile> Kept(Session session) => TableKind.All
        .Select(kind => session.Workspace.Paths.At(PathOf(kind))).Where(File.Exists).Select(Read);

    /// <summary>Names the tables that a run read in its manifest.</summary>
    public static void NameInputs(Session session, RunScope run)
    {
        foreach (var path in TableKind.All.Select(PathOf))
        {
            var full = session.Workspace.Paths.At(path);
            if (File.Exists(full))
            {
                run.Input(path, FileHash.Of(full), new FileInfo(full).Length);
            }
        }
    }

    /// <summary>Takes tables into the workspace, all of them or none; a kind that is there already is replaced.</summary>
    /// <exception cref="UserError">A file is no table, or a row can't be used (exit 4).</exception>
    public static IReadOnlyList<TableFile> Import(Session session, IReadOnlyList<string> paths)
    {
        var tables = paths.Select(Read).ToList();
        if (tables.GroupBy(t => t.Kind).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UserError(ExitCode.Usage, $"two files are '{twice.Key.Name}'", "FILE",
                "put all rows of a table into one file");
        }

        var run = new RunScope(session, "tables");
        foreach (var (table, path) in tables.Zip(paths))
        {
            run.Input(Path.GetFileName(path), FileHash.Of(path), new FileInfo(path).Length);
            run.Commit.Stage(PathOf(table.Kind), CsvText.Write(table.Records()));
            run.Count(table.Kind.Name, table.Rows.Count);
        }

        run.Finish(TablePages.Json(tables));
        return tables;
    }

    private static TableFile Read(string path)
    {
        var records = CsvText.Read(Encoding.UTF8.GetString(File.ReadAllBytes(path)));
        if (records.FirstOrDefault(r => r.Problem is not null) is { } broken)
        {
            throw new UserError(ExitCode.TooManyRejects, broken.Problem!, $"{path}:{broken.Line}",
                "save the table as CSV in UTF-8");
        }

        var (table, problems) = TableFile.Read([.. records.Select(r => (r.Line, r.Fields))]);
        return table ?? throw new UserError(
            ExitCode.TooManyRejects,
            $"{problems.Count} thing(s) can't be used; nothing was imported: "
            + string.Join(" · ",
                problems.Take(ProblemsShown).Select(p => $"line {p.Line} {p.Column}: found '{p.Found}', expected {p.Expected}")),
            $"{path}:{problems[0].Line}", "correct the file and import it again; docs/exclusions.md shows every table");
    }
}
