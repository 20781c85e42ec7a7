using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Cli.Commands;

/// <summary>init, synth, ingest, import-history, export.</summary>
internal static class DataVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        root.Add(Init(scope));
        root.Add(Synth(scope));
        root.Add(Ingest(scope));
        root.Add(ImportHistory(scope));
        root.Add(Export(scope));
    }

    private static Command Init(VerbScope scope)
    {
        var folder = new Argument<string>("DIR") { Description = "folder of the new workspace" };
        var command = new Command("init", "make a workspace with commented settings and a fresh key") { folder };
        scope.Bare(command, (parsed, context) =>
        {
            var path = InitStep.Execute(parsed.GetValue(folder)!);
            return new CommandResult(
                new { Schema = "claimswatch.init/1", Path = path, Next = "put deliveries under incoming/YYYY-MM/ and run" },
                [],
                context.Japanese
                    ? [$"作業フォルダー: {path}",
                        "次: claimswatch.json と windows.csv を書き換え、incoming/YYYY-MM/ に納品を置き、claimswatch run -w " + path]
                    : [$"workspace: {path}",
                        $"next: edit claimswatch.json and windows.csv, put deliveries under incoming/YYYY-MM/, then claimswatch "
                            + $"run -w {path}"]);
        });
        return command;
    }

    private static Command Synth(VerbScope scope)
    {
        var folder = new Option<string>("--out") { Description = "folder to write to", Required = true };
        var members = new Option<int>("--members") { Description = "insured people", DefaultValueFactory = _ => 1000 };
        var months = new Option<int>("--months") { Description = "claim months", DefaultValueFactory = _ => 12 };
        var seed = new Option<long>("--seed") { Description = "seed of everything", DefaultValueFactory = _ => 1 };
        var start = new Option<string>("--start") { Description = "first claim month", DefaultValueFactory = _ => "2024-01" };
        var enrich = new Option<double>("--enrich")
        { Description = "factor on the share of rising and high courses; 1 is realistic", DefaultValueFactory = _ => 1 };
        var history = new Option<string[]>("--history")
        {
            Description = "also earlier letter rounds selected in these months",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var trailing = new Option<int>("--trailing")
        { Description = "deliveries after the last claim month's own, with late claims only" };
        var zip = new Option<bool>("--zip") { Description = "one ZIP file a delivery" };
        var command = new Command("synth", "write seeded synthetic deliveries in the real file formats, and their truth")
        {
            folder, members, months, seed, start, enrich, history, trailing, zip,
        };
        scope.Bare(command, (parsed, context) => SynthStep.Execute(
            context,
            parsed.GetValue(folder)!,
            new SynthRequest(
                parsed.GetValue(members), parsed.GetValue(months), parsed.GetValue(seed),
                VerbScope.Month(parsed.GetValue(start), "--start"), parsed.GetValue(enrich),
                [.. (parsed.GetValue(history) ?? []).Select(m => VerbScope.Month(m, "--history"))], parsed.GetValue(trailing),
                parsed.GetValue(zip))));
        return command;
    }

    private static Command Ingest(VerbScope scope)
    {
        var files = new Argument<string[]>("FILE")
        { Description = "files to read (default: everything new under incoming/)", Arity = ArgumentArity.ZeroOrMore };
        var delivery = new Option<string>("--delivery") { Description = "month the named files arrived in" };
        var fail = new Option<bool>("--fail-on-empty") { Description = "exit 6 when there is nothing to read" };
        var mapping = new Option<string>("--mapping")
        { Description = "JSON that says how to read a CSV without a published layout (sample-data/mappings)" };
        var guess = new Option<string>("--guess-mapping")
        { Description = "propose a mapping for a CSV file, and save it once confirmed" };
        var save = new Option<string>("--save")
        { Description = "with --guess-mapping: file of the mapping (default: beside the CSV file, NAME.mapping.json)" };
        var check = new Option<string>("--check-mapping")
        { Description = "say which rules, exclusions and outcomes a mapping's data can feed, and store nothing" };
        var maxRejects = new Option<string>("--max-rejects")
        { Description = "rows, or a share such as 2%, that may be rejected before nothing is stored (exit 4)" };
        var command = new Command("ingest", "read claim files, roster, opt-outs and masters into the store")
        {
            files, delivery, mapping, guess, save, check, maxRejects, fail,
        };
        scope.Writing(command, (parsed, session) =>
        {
            var month = VerbScope.Month(parsed.GetValue(delivery), "--delivery");
            var named = parsed.GetValue(files) ?? [];
            if (parsed.GetValue(guess) is { Length: > 0 } unknown)
            {
                return GuessStep.Execute(session.Context, Existing(unknown), parsed.GetValue(save));
            }

            if (parsed.GetValue(save) is { Length: > 0 })
            {
                throw new UserError(ExitCode.Usage, "--save keeps a proposed mapping", "--save", "say --guess-mapping FILE too");
            }

            if (parsed.GetValue(check) is { Length: > 0 } checkedMap)
            {
                return MappingPages.Check(Existing(checkedMap), session.Context.Japanese);
            }

            var map = parsed.GetValue(mapping) is { Length: > 0 } path ? MappingPages.Load(Existing(path)) : null;
            if (map is not null && named.Length == 0)
            {
                throw new UserError(ExitCode.Usage, "--mapping needs the files to read", "ingest",
                    "name the files: ingest FILE… --mapping MAP.json");
            }

            var limit = parsed.GetValue(maxRejects) is { Length: > 0 } rejects ? RejectLimit.Parse(rejects) : null;
            var read = named.Length > 0
                ? One(session, Incoming.Of([.. named.Select(Existing)], _ => month, session.Context.Threads), map, limit)
                : All(session, parsed.GetValue(fail), limit);
            return read with { Notes = [.. read.Notes, .. ScopeNote.OfStore(session)] };
        });
        return command;
    }

    private static CommandResult All(Session session, bool failOnEmpty, RejectLimit? limit)
    {
        var pending = new Incoming(session).Pending();
        if (pending.Count == 0)
        {
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.ingest/1",
                    Files = Array.Empty<object>(),
                    Totals = new { Receipts = 0, Rows = 0 },
                    CountScope = ScopeNote.Text(session)
                }, [],
                [session.Context.Japanese ? "新しいファイルはありません。" : "nothing new under incoming/"],
                failOnEmpty ? ExitCode.Nothing : ExitCode.Ok);
        }

        // Month by month, so that each delivery is one commit and as-of views know their order.
        CommandResult? last = null;
        var json = new List<object>();
        var tables = new List<ResultTable>();
        var notes = new List<string>();
        foreach (var group in pending.GroupBy(f => f.Delivery).OrderBy(g => g.Key))
        {
            session.Context.Progress($"ingest {group.Key}: {group.Count()} files");
            last = One(session, [.. group], null, limit);
            json.Add(last.Json);
            tables.AddRange(last.Tables);
            notes.AddRange(last.Notes);
        }

        return json.Count == 1 ? last!
            : new CommandResult(new { Schema = "claimswatch.ingest-list/1", Deliveries = json }, tables, notes);
    }

    internal static CommandResult One(
        Session session, IReadOnlyList<IncomingFile> files, Mapping? mapping = null, RejectLimit? limit = null)
    {
        var outcome = IngestStep.Execute(session, files, mapping, limit);
        var ja = session.Context.Japanese;
        List<string> notes = [.. IngestPages.Notes(outcome, ja)];
        if (outcome.Delivery.Total.RowsRejected > 0)
        {
            notes.Add((ja ? "却下した行の一覧: " : "rejected rows: ") + $"runs/{outcome.RunId}/rejects.csv");
        }

        return new CommandResult(IngestPages.Json(session, outcome), IngestPages.Tables(outcome, ja), notes);
    }

    private static Command ImportHistory(VerbScope scope)
    {
        var file = new Argument<string>("FILE") { Description = "letters of earlier years, CSV" };
        var command =
            new Command("import-history", "record letters of earlier years, so that nobody is written to too often") { file };
        scope.Writing(command, (parsed, session) =>
            Recorded(RecordStep.History(session, Incoming.Of(Existing(parsed.GetValue(file)!), ClaimMonth.None)), session));
        return command;
    }

    internal static CommandResult Recorded(RecordOutcome outcome, Session session)
    {
        var ja = session.Context.Japanese;
        return new CommandResult(
            outcome,
            [
                new ResultTable(
                    outcome.Kind, ja ? ["行", "記録", "記録済み", "該当なし", "却下"] : ["rows", "recorded", "known", "not found", "rejected"],
                    [[$"{outcome.Rows}", $"{outcome.Recorded}", $"{outcome.AlreadyKnown}", $"{outcome.NotFound}",
                        $"{outcome.Rejected}"]]),
            ],
            outcome.Rejected > 0 ? [$"runs/{outcome.RunId}/rejects.csv"] : []);
    }

    private static Command Export(VerbScope scope)
    {
        var table = new Argument<string>("TABLE")
        {
            Description =
                "claims, medications, diagnoses, persons, panel or package (panel, dictionary, R and Python scripts)"
        };
        table.AcceptOnlyFromAmong("claims", "medications", "diagnoses", "persons", "panel", "package");
        var file = new Option<string>("--out")
        { Description = "file to write; .csv or .parquet decides the format (package: a folder)", Required = true };
        var asOf = new Option<string>("--as-of")
        { Description = "delivery month: claims, medications and diagnoses as they were known then (default: now)" };
        var all = new Option<bool>("--all-rounds") { Description = "panel: also rounds without a holdout, to compare wordings" };
        var command = new Command("export", "write a pseudonymised table") { table, file, asOf, all };
        scope.Reading(command, (parsed, session) =>
        {
            var (name, path) = (parsed.GetValue(table)!, parsed.GetValue(file)!);
            var known = VerbScope.Month(parsed.GetValue(asOf), "--as-of");
            if (!known.IsNone && name is not ("claims" or "medications" or "diagnoses"))
            {
                throw new UserError(ExitCode.Usage, $"{name} is known as it is now only", "--as-of",
                    "export claims, medications or diagnoses");
            }

            if (parsed.GetValue(all) && name != "panel")
            {
                throw new UserError(ExitCode.Usage, $"{name} knows no rounds to add", "--all-rounds", "export the panel");
            }

            var rows = name == "panel" ? ExportStep.Panel(session, path, parsed.GetValue(all))
                : name == "package" ? ExportStep.Package(session, path)
                : ExportStep.Table(session, Schema.All.First(t => t.Name == name), path,
                    known.IsNone ? AsOf.Now : new AsOf(known));
            var counted = ScopeNote.OfStore(session);
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.export/1",
                    Disclosure = "internal",
                    Table = name,
                    Rows = rows,
                    File = path,
                    CountScope = string.Join(' ', counted),
                },
                [], [session.Context.Japanese ? $"{path}: {rows} 行（内部用）" : $"{path}: {rows} rows (internal)", .. counted]);
        });
        return command;
    }

    internal static string Existing(string path) => File.Exists(path)
        ? path
        : throw new UserError(ExitCode.Input, "there is no such file", Path.GetFullPath(path), "name an existing file");
}
