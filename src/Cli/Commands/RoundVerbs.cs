using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Commands;

/// <summary>detect, explain, whatif, review, approve, allocate.</summary>
internal static class RoundVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        root.Add(Detect(scope));
        root.Add(Explain(scope));
        root.Add(ProfileVerbs.WhatIf(scope));
        root.Add(Review(scope));
        root.Add(Approve(scope));
        root.Add(Allocate(scope));
    }

    private static Command Detect(VerbScope scope)
    {
        var month = new Option<string>("--month") { Description = "month to decide on (default: the latest mature one)" };
        var command =
            new Command("detect", "find the people of a month, freeze the list, write candidates.xlsx and followup.xlsx")
        {
            month, ProfileVerbs.Profile, ProfileVerbs.Compare, ProfileVerbs.Against,
        };
        scope.Writing(command, (parsed, session) =>
        {
            if (ProfileVerbs.Asked(parsed) is { Count: > 0 } profiles)
            {
                return ProfileVerbs.Run(session, VerbScope.Month(parsed.GetValue(month), "--month"), profiles);
            }

            if (parsed.GetValue(ProfileVerbs.Against) is { Length: > 0 } truth)
            {
                return TruthStep.Execute(session, VerbScope.Month(parsed.GetValue(month), "--month"), truth);
            }

            var found = DetectStep.Execute(session, VerbScope.Month(parsed.GetValue(month), "--month"));
            var ja = session.Context.Japanese;
            return new CommandResult(
                DetectPages.Json(found.Round, found.Result), DetectPages.Tables(found.Result, ja),
                [
                    .. found.Round.Marks.Select(m => (ja ? "印: " : "mark: ") + m), .. DataNote.Lines(session),
                    .. DetectionSummary.Counted(found.Result).Select(n => n.In(ja ? "ja" : "en")),
                    (ja ? "並べ方: " : "ranked by: ") + found.Result.RankedBy,
                    .. found.Files.Select(f => (ja ? "書き出し: " : "written: ") + session.Workspace.Paths.At(f)),
                    (ja ? "次: 判断を記入し、" : "next: decide, then ") + $"claimswatch review import FILE.xlsx --round {found.Round.Id}",
                ]);
        });
        return command;
    }

    private static Command Explain(VerbScope scope)
    {
        var person = new Argument<string>("PERSON") { Description = "pseudonym, as in candidates.xlsx" };
        var round = VerbScope.Round();
        var file = new Option<string>("--out") { Description = "also write one page for staff, FILE.html" };
        var command = new Command("explain", "why this pseudonym was or was not a candidate, in facts") { person, round, file };
        scope.Reading(command, (parsed, session) =>
        {
            var text = parsed.GetValue(person)!;
            if (!long.TryParse(text, out var id))
            {
                throw new UserError(ExitCode.Usage, $"'{text}' is not a pseudonym", "PERSON",
                    "copy the number from candidates.xlsx");
            }

            var store = session.Workspace.OpenStore();
            var found = session.Book.Rounds.Count == 0 && string.IsNullOrEmpty(parsed.GetValue(round)) ? null
                : VerbScope.Find(session, parsed.GetValue(round));
            var t0 = found?.SelectionMonth ?? DetectStep.Maturity(session, store).T0;
            if (t0.IsNone)
            {
                throw new UserError(ExitCode.Input, "no claim month is mature yet", session.Workspace.Paths.Store,
                    "ingest more deliveries");
            }

            // As it looked when the round was detected; without a round, as it is now.
            var asOf = found is null ? AsOf.Now : new AsOf(found.AsOf);
            var request = new DetectRequest(
                found?.Id ?? $"R{t0}", t0, asOf, found?.DetectedOn ?? session.Today,
                Standings.WithProgrammes(Standings.Of(session, found?.Id ?? ""), store, t0), Standings.Lists(session),
                session.Context.Threads, ModelStep.Ranking(session))
            {
                Tables = TableFiles.Load(session) with { Drugs = DrugFile.Load(session) },
            };
            var explained = Explainer.Explain(store, session.Book.Aliases.Resolve(id), request, session.Settings.Detect);
            if (parsed.GetValue(file) is { Length: > 0 } path)
            {
                OutputFile.Write(path, stream => stream.Write(ExplainPages.Page(explained, session.Settings.Marks)));
            }

            return ExplainPages.Result(explained, session.Settings.Marks, session.Context.Japanese);
        });
        return command;
    }

    private static Command Review(VerbScope scope)
    {
        var round = VerbScope.Round();
        round.Recursive = true;
        var command = new Command("review", "the worklist for staff, and their decisions back") { round };
        var names = new Option<bool>("--with-names") { Description = "with names: only for those who must know" };
        var export = new Command("export", "write the worklist again") { names };
        scope.Writing(export, (parsed, session) =>
            Decided(ReviewStep.Export(session, VerbScope.Find(session, parsed.GetValue(round)), parsed.GetValue(names)),
                session));
        var file = new Argument<string>("FILE.xlsx") { Description = "candidates.xlsx as staff saved it" };
        var by = new Option<string>("--by")
        { Description = "role written where a row names none", DefaultValueFactory = _ => "担当者" };
        var import = new Command("import", "take decisions from the worklist; every edit is checked") { file, by };
        scope.Writing(import, (parsed, session) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                throw new UserError(ExitCode.Input, "there is no such file", Path.GetFullPath(path),
                    "name the saved candidates.xlsx");
            }

            using var workbook = File.OpenRead(path);
            return Decided(
                ReviewStep.Import(session, VerbScope.Find(session, parsed.GetValue(round)), workbook, Path.GetFileName(path),
                    parsed.GetValue(by)!), session);
        });
        command.Add(export);
        command.Add(import);
        command.Add(FollowUp(scope, round));
        return command;
    }

    private static Command FollowUp(VerbScope scope, Option<string> round)
    {
        var command =
            new Command("followup", "個別支援の検討リスト: everybody who is looked after without a letter; open rows stay in `status`");
        var target = new Option<string>("--out") { Description = "workbook to write", Required = true };
        var export =
            new Command("export", "write the list with the reasons that came since and what staff wrote so far") { target };
        scope.Reading(export, (parsed, session) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(target)!);
            Store.OutputFile.Write(path, FollowUpStep.Export(session, VerbScope.Find(session, parsed.GetValue(round))));
            return new CommandResult(new { Schema = "claimswatch.followup/1", File = path }, [], [path]);
        });
        var file = new Argument<string>("FILE.xlsx") { Description = "followup.xlsx as staff saved it" };
        var import = new Command("import", "take owner, action and closed from the list; a wrong row refuses all") { file };
        scope.Writing(import, (parsed, session) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                throw new UserError(ExitCode.Input, "there is no such file", Path.GetFullPath(path),
                    "name the saved followup.xlsx");
            }

            using var workbook = File.OpenRead(path);
            var progress =
                FollowUpStep.Import(session, VerbScope.Find(session, parsed.GetValue(round)), workbook, Path.GetFileName(path));
            return new CommandResult(
                new { Schema = "claimswatch.followup/1", progress.Round, progress.Cases, progress.Open, progress.Overdue }, [],
                [Texts.WaitFollowUp(progress)]);
        });
        command.Add(export);
        command.Add(import);
        return command;
    }

    private static CommandResult Decided(ReviewOutcome outcome, Session session)
    {
        var ja = session.Context.Japanese;
        return new CommandResult(
            new
            {
                outcome.Round,
                outcome.Send,
                outcome.Skip,
                outcome.FollowUp,
                outcome.Undecided,
                outcome.Files,
                CountScope = ScopeNote.Text(session, outcome.Round),
            },
            [
                new ResultTable(
                    outcome.Round, ja ? ["送付", "見送り", "個別支援", "未判断"] : ["send", "skip", "follow up", "undecided"],
                    [[$"{outcome.Send}", $"{outcome.Skip}", $"{outcome.FollowUp}", $"{outcome.Undecided}"]]),
            ],
            [.. outcome.Files.Select(session.Workspace.Paths.At), .. ScopeNote.Lines(session, outcome.Round)]);
    }

    private static Command Approve(VerbScope scope)
    {
        var round = VerbScope.Round();
        var by = new Option<string>("--by") { Description = "who approves, by role and name", Required = true };
        var reference = new Option<string>("--ref") { Description = "起案番号", Required = true };
        var acknowledge = new Option<string[]>("--acknowledge")
        {
            Description = "exclusions that could not be judged and that the approver takes responsibility for",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var command = new Command("approve", "record the office's approval and write 実施伺い.xlsx")
            { round, by, reference, acknowledge };
        scope.Writing(command, (parsed, session) =>
        {
            var found = VerbScope.Find(session, parsed.GetValue(round));
            var paper = ApproveStep.Execute(
                session, found, parsed.GetValue(by)!, parsed.GetValue(reference)!, parsed.GetValue(acknowledge) ?? [],
                automatic: false);
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.approve/1",
                    Round = found.Id,
                    State = "approved",
                    Paper = paper,
                    CountScope = ScopeNote.Text(session, found.Id),
                },
                [],
                [
                    .. ScopeNote.Lines(session, found.Id),
                    session.Workspace.Paths.At(paper),
                    (session.Context.Japanese ? "次: " : "next: ")
                        + $"claimswatch allocate --round {found.Id} --public-number TEXT",
                ]);
        });
        return command;
    }

    private static Command Allocate(VerbScope scope)
    {
        var round = VerbScope.Round();
        var number = new Option<string>("--public-number")
        { Description = "number drawn in public after the approval, with source and date" };
        var dry = new Option<bool>("--dry-run") { Description = "count only, draw nothing" };
        var command = new Command("allocate", "freeze the list and draw letter or holdout, once") { round, number, dry };
        scope.Writing(command, (parsed, session) =>
        {
            var found = VerbScope.Find(session, parsed.GetValue(round));
            var outcome = AllocateStep.Execute(session, found, parsed.GetValue(number) ?? "", parsed.GetValue(dry));
            return new CommandResult(
                AllocatePages.Json(found, outcome, parsed.GetValue(dry), ScopeNote.Text(session, found.Id)),
                [AllocatePages.Table(outcome, session.Context.Japanese)],
                [
                    outcome.Plan.Advice(session.Context.Japanese ? Evaluate.Language.Japanese : Evaluate.Language.English),
                    .. ScopeNote.Lines(session, found.Id),
                ]);
        });
        return command;
    }
}
