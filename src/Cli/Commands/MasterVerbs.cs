using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;

namespace ClaimsWatch.Cli.Commands;

/// <summary>masters import, masters list.</summary>
internal static class MasterVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        var masters = new Command("masters", "code lists of drugs (y), diseases (b) and acts (s)");
        masters.Add(Import(scope));
        masters.Add(List(scope));
        root.Add(masters);
    }

    private static Command Import(VerbScope scope)
    {
        var files = new Argument<string[]>("FILE") { Description = "master files, full or difference", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "apply master files and read stored lines with unknown codes again") { files };
        scope.Writing(command, (parsed, session) =>
        {
            var named = parsed.GetValue(files)!.Select(DataVerbs.Existing).Select(path => Incoming.Of(path, ClaimMonth.None)).ToList();
            return DataVerbs.One(session, named);
        });
        return command;
    }

    private static Command List(VerbScope scope)
    {
        var command = new Command("list", "which lists are used, and where they come from");
        scope.Reading(command, (_, session) =>
        {
            var (drugs, diseases, acts) = (DrugFile.Load(session), DiseaseFile.Load(session), ActFile.Load(session));
            (string List, int Codes, bool BuiltIn, string Source)[] rows =
            [
                ("drugs", drugs.All.Count(), ReferenceEquals(drugs, DrugList.BuiltIn), drugs.Source),
                ("diseases", diseases.All.Count(), ReferenceEquals(diseases, DiseaseList.BuiltIn), diseases.Source),
                ("acts", acts.All.Count(), ReferenceEquals(acts, ActList.BuiltIn), acts.Source),
            ];
            var ja = session.Context.Japanese;
            return new CommandResult(
                new { Schema = "claimswatch.masters/1", Lists = rows.Select(r => new { r.List, r.Codes, r.BuiltIn, r.Source }) },
                [
                    new ResultTable(
                        ja ? "マスター" : "masters", ja ? ["表", "コード数", "内蔵", "出典"] : ["list", "codes", "built-in", "source"],
                        [.. rows.Select(r => (IReadOnlyList<string>)[r.List, $"{r.Codes}", $"{r.BuiltIn}", r.Source])]),
                ],
                []);
        });
        return command;
    }
}
