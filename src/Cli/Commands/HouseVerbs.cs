using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Commands;

/// <summary>run, demo, status, doctor, verify, ledger export.</summary>
internal static class HouseVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        root.Add(Run(scope));
        root.Add(Demo(scope));
        root.Add(Status(scope));
        root.Add(Doctor(scope));
        root.Add(Verify(scope));
        root.Add(Ledger(scope));
    }

    private static Command Run(VerbScope scope)
    {
        var fail = new Option<bool>("--fail-on-empty") { Description = "exit 6 when nothing is due" };
        var command = new Command("run", "do everything that is due up to the next human gate") { fail };
        scope.Bare(command, (parsed, context) =>
        {
            var folder = SampleCopy.WorkFolder(context);
            using var session = Session.Open(context, write: true, folder);
            var outcome = new RunStep(session).Execute();
            return RunPages.Result(session, outcome, parsed.GetValue(fail));
        });
        return command;
    }

    private static Command Demo(VerbScope scope)
    {
        var folder = new Option<string>("--out") { Description = "folder to work in", DefaultValueFactory = _ => "work/demo" };
        var members = new Option<int>("--members") { Description = "insured people", DefaultValueFactory = _ => 20_000 };
        var months = new Option<int>("--months") { Description = "claim months", DefaultValueFactory = _ => 24 };
        var seed = new Option<long>("--seed") { Description = "seed", DefaultValueFactory = _ => 1 };
        var enrich = new Option<double>("--enrich")
        { Description = "factor on the share of rising and high courses", DefaultValueFactory = _ => DemoStep.EnrichDefault };
        var command = new Command("demo", "a whole synthetic programme: letters change later claims by a known effect")
            { folder, members, months, seed, enrich };
        scope.Bare(command, (parsed, context) => DemoStep.Execute(
            context,
            new DemoRequest(
                parsed.GetValue(folder)!, parsed.GetValue(members), parsed.GetValue(months), parsed.GetValue(seed),
                parsed.GetValue(enrich))));
        return command;
    }

    private static Command Status(VerbScope scope)
    {
        var command = new Command("status", "what is there, what is due, what waits for whom");
        scope.Reading(command, (_, session) =>
        {
            var status = StatusStep.Execute(session);
            var ja = session.Context.Japanese;
            return new CommandResult(
                StatusStep.Json(session, status),
                [.. StatusStep.Tables(status, ja),
                    .. ResponsesPages.Table(session) is { } back ? [back] : Array.Empty<ResultTable>()],
                [
                    .. DataNote.Freshness(session), .. ScopeNote.OfStore(session),
                    .. status.Next is { } next
                    ? [(ja ? "次の run でできること: " : "due in the next run: ") + next.Words]
                    : Array.Empty<string>(),
                    .. FollowUpStep.Progress(session).Where(list => list.Open > 0).Select(Texts.WaitFollowUp),
                    .. status.Model is { } model ? [(ja ? "並べ方: " : "ranked by: ") + model.Name] : Array.Empty<string>(),
                    .. status.Drift is { } drift ? ModelPages.Notes(drift, ja) : [],
                    .. status.Waiting.Select(w => $"{w.What} — {w.Who}: claimswatch {w.Command}"),
                    .. status.Results.Select(r => (ja ? "結果: " : "result: ") + r),
                ]);
        });
        return command;
    }

    private static Command Doctor(VerbScope scope)
    {
        var browser = new Option<string>("--browser") { Description = "path of the browser to use" };
        var command = new Command("doctor", "is the set-up right") { browser };
        scope.Bare(command, (parsed, context) => DoctorStep.Execute(context, parsed.GetValue(browser) ?? ""));
        return command;
    }

    private static Command Verify(VerbScope scope)
    {
        var command = new Command("verify", "is everything as the program left it: ledger chain, store, vault");
        scope.Reading(command, (_, session) =>
        {
            var findings = Verification.Run(session.Workspace);
            var ja = session.Context.Japanese;
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.verify/1",
                    Intact = findings.Count == 0,
                    Findings = findings,
                    LedgerHead = session.Workspace.Ledger.Head
                },
                findings.Count == 0 ? [] :
                [
                    new ResultTable(
                        ja ? "変わっているもの" : "not as it was left", ja ? ["どこ", "場所", "内容"] : ["part", "where", "what"],
                        [.. findings.Select(f => (IReadOnlyList<string>)[$"{f.Part}", f.Where, f.What])]),
                ],
                [findings.Count == 0 ? (ja ? "台帳・ストア・金庫は記録どおりです。" : "ledger, store and vault are as recorded")
                    : Verification.Next(findings)],
                findings.Count == 0 ? ExitCode.Ok : ExitCode.Refused);
        });
        return command;
    }

    private static Command Ledger(VerbScope scope)
    {
        var command = new Command("ledger", "the append-only memory of the programme");
        var file = new Option<string>("--out") { Description = "file to write", Required = true };
        var canonical = new Option<bool>("--canonical") { Description = "one line an entry, byte-equal for equal histories" };
        var export = new Command("export", "write every entry with its hash") { file, canonical };
        scope.Reading(export, (parsed, session) =>
        {
            var path = parsed.GetValue(file)!;
            var lines = session.Workspace.Ledger.Canonical().ToList();
            OutputFile.Write(path, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
            return new CommandResult(new { Schema = "claimswatch.ledger/1", Entries = lines.Count, File = path }, [],
                [$"{path}: {lines.Count}"]);
        });
        command.Add(export);
        return command;
    }
}
