using System.CommandLine;
using ClaimsWatch.Cli.Steps;

namespace ClaimsWatch.Cli.Commands;

/// <summary>tables import, tables list: what rules and exclusions need and the program does not ship.</summary>
internal static class TableVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        var tables = new Command("tables", "tables that an office brings: 併用禁忌, 診療科, 医療機関グループ, 職員リスト");
        var files = new Argument<string[]>("FILE.csv")
        { Description = "CSV files; line 1 names table, date and source", Arity = ArgumentArity.OneOrMore };
        var import =
            new Command("import", "take tables into the workspace; every row is checked, and a wrong one refuses all") { files };
        scope.Writing(import, (parsed, session) =>
        {
            TableFiles.Import(session, [.. parsed.GetValue(files)!.Select(DataVerbs.Existing)]);
            return TablePages.Result([.. TableFiles.Kept(session)], session.Context.Japanese);
        });
        var list = new Command("list", "which tables are there, and what their files look like");
        scope.Reading(list, (_, session) => TablePages.Result([.. TableFiles.Kept(session)], session.Context.Japanese));
        tables.Add(import);
        tables.Add(list);
        root.Add(tables);
    }
}
