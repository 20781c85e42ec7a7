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
        var masters =
            new Command("masters", "code lists of drugs (y), diseases (b), modifiers (z) and acts (s), and the watch list");
        masters.Add(Import(scope));
        masters.Add(List(scope));
        masters.Add(Watch(scope));
        root.Add(masters);
    }

    private static Command Import(VerbScope scope)
    {
        var files = new Argument<string[]>("FILE")
        { Description = "master files, full or difference", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "apply master files and read stored lines with unknown codes again") { files };
        scope.Writing(command, (parsed, session) =>
        {
            var named = parsed.GetValue(files)!.Select(DataVerbs.Existing)
                .Select(path => Incoming.Of(path, ClaimMonth.None)).ToList();
            return DataVerbs.One(session, named);
        });
        return command;
    }

    private static Command List(VerbScope scope)
    {
        var command = new Command("list", "which lists are used, and where they come from");
        scope.Reading(command, (_, session) =>
        {
            var (drugs, diseases, acts, modifiers) =
                (DrugFile.Load(session), DiseaseFile.Load(session), ActFile.Load(session), ModifierFile.Load(session));
            (string List, int Codes, bool BuiltIn, string Source)[] rows =
            [
                ("drugs", drugs.All.Count(), ReferenceEquals(drugs, DrugList.BuiltIn), drugs.Source),
                ("diseases", diseases.All.Count(), ReferenceEquals(diseases, DiseaseList.BuiltIn), diseases.Source),
                ("acts", acts.All.Count(), ReferenceEquals(acts, ActList.BuiltIn), acts.Source),
                ("modifiers", modifiers.All.Count(), ReferenceEquals(modifiers, ModifierList.BuiltIn), modifiers.Source),
                ("watch", WatchList.BuiltIn.All.Count(), true, WatchList.BuiltIn.Source),
                .. DoseTable.All.Select(t => ("doses", t.Ingredients.Count(), true, t.Source)),
            ];
            var editions = DrugFile.Editions(session);
            var ja = session.Context.Japanese;
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.masters/1",
                    Lists = rows.Select(r => new { r.List, r.Codes, r.BuiltIn, r.Source }),
                    DrugEditions = editions.Select(e => new { e.AsOf, Rows = e.Changes.Count, e.Source })
                },
                [
                    new ResultTable(
                        ja ? "マスター" : "masters", ja ? ["表", "コード数", "内蔵", "出典"] : ["list", "codes", "built-in", "source"],
                        [.. rows.Select(r => (IReadOnlyList<string>)[r.List, $"{r.Codes}", $"{r.BuiltIn}", r.Source])]),
                    new ResultTable(
                        ja ? "医薬品マスターの版（日付順に重ねます）" : "editions of the drug master, applied by date",
                        ja ? ["日付", "行", "ファイル"] : ["as of", "rows", "file"],
                        [.. editions.Select(e => (IReadOnlyList<string>)[$"{e.AsOf}", $"{e.Changes.Count}", e.Source])]),
                ],
                []);
        });
        return command;
    }

    private static Command Watch(VerbScope scope)
    {
        var command = new Command("watch", "ingredients by clinical group, with the doses that published tables give them");
        scope.Bare(command, (_, context) =>
        {
            var ja = context.Japanese;
            var tables = DoseTable.All;
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.watch/1",
                    WatchList.BuiltIn.Source,
                    Tables = tables.Select(t => new { t.Id, t.Meaning, t.Source }),
                    Ingredients = WatchList.BuiltIn.All.Select(i => new
                    {
                        Yj7 = $"{i.Ingredient}",
                        i.Name,
                        i.Group,
                        Doses = tables.Where(t => t.Of(i.Ingredient) is not null)
                            .Select(t => new { Table = t.Id, Value = t.Of(i.Ingredient) }),
                    }),
                },
                [
                    new ResultTable(
                        ja ? "注目する成分（空欄は、その表にない）" : "watched ingredients (blank: not in that table)",
                        [.. new[] { "YJ7", ja ? "成分" : "name", ja ? "群" : "group" }, .. tables.Select(t => t.Id)],
                        [
                            .. WatchList.BuiltIn.All.Select(i => (IReadOnlyList<string>)
                                [$"{i.Ingredient}", i.Name, i.Group,
                                    .. tables.Select(t =>
                                        t.Of(i.Ingredient)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "")]),
                        ]),
                ],
                [.. tables.Select(t => t.Source), WatchList.BuiltIn.Source]);
        });
        return command;
    }
}
