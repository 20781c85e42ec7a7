using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Cli.Commands;

/// <summary>letters (print, preview, lint, pull, posted) and record.</summary>
internal static class LetterVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        root.Add(Letters(scope));
        root.Add(Record(scope));
    }

    private static Command Letters(VerbScope scope)
    {
        var round = VerbScope.Round();
        round.Recursive = true;
        var pdf = new Option<bool>("--pdf") { Description = "also PDF, printed by an installed Chromium, Chrome or Edge" };
        var dry = new Option<bool>("--dry-run") { Description = "re-check, render and lint, but write nothing" };
        var browser = new Option<string>("--browser") { Description = "path of the browser to use" };
        var delayed = new Option<bool>("--delayed") { Description = "letters of holdouts who may wait three months at most" };
        var reminder = new Option<bool>("--reminder")
        { Description = "the one reminder of the round, three months after posting" };
        var closing = new Option<bool>("--closing") { Description = "the letter that says that no more come" };
        var proof = new Option<bool>("--proof")
        { Description = "draw the envelope's window on every letter; writes no letters, only letters-proof.html" };
        var by = new Option<string>("--by") { Description = "who prints, by role and name (needed with dualControl)" };
        var command = new Command("letters", "re-check both arms, render, lint, write and record the letters of a round")
        {
            round, pdf, dry, browser, delayed, reminder, closing, proof, by,
        };
        scope.Writing(command, (parsed, session) =>
        {
            var found = VerbScope.Find(session, parsed.GetValue(round));
            var later = Later(parsed.GetValue(delayed), parsed.GetValue(reminder), parsed.GetValue(closing));
            var options = new PrintOptions(parsed.GetValue(pdf), parsed.GetValue(dry), parsed.GetValue(browser) ?? "")
            {
                Proof = parsed.GetValue(proof),
                By = parsed.GetValue(by) ?? "",
            };
            LettersOutcome Print(PrintOptions how) =>
                later is { } kind ? LettersStep.ExecuteLater(session, found, kind, how)
                    : LettersStep.Execute(session, found, how);
            if (!options.DryRun && !options.Proof && !session.Context.Yes && !session.Automatic)
            {
                var trial = Print(options with { DryRun = true });
                throw new UserError(
                    ExitCode.Usage, $"{trial.Letters.Records.Count} letters, {trial.Letters.Pages} pages would be made", found.Id,
                    "look at `claimswatch letters --proof` or `claimswatch letters preview`, then say --yes");
            }

            var outcome = Print(options);
            return new CommandResult(
                LettersPages.Json(found, outcome, ScopeNote.Text(session, found.Id)),
                [LettersPages.Table(outcome, session.Context.Japanese)],
                [.. outcome.Files.Select(session.Workspace.Paths.At), .. ScopeNote.Lines(session, found.Id), .. outcome.Notes]);
        });
        TemplateVerbs.AddTo(command, scope, round);
        command.Add(Lint(scope));
        command.Add(Pull(scope));
        command.Add(Posted(scope, round));
        command.Add(Calls(scope));
        return command;
    }

    private static LaterKind? Later(bool delayed, bool reminder, bool closing) => (delayed, reminder, closing) switch
    {
        (false, false, false) => null,
        (true, false, false) => LaterKind.Delayed,
        (false, true, false) => LaterKind.Reminder,
        (false, false, true) => LaterKind.Closing,
        _ => throw new UserError(ExitCode.Usage, "only one kind of letters at a time", "--delayed, --reminder, --closing",
            "name one of them"),
    };

    private static Command Lint(VerbScope scope)
    {
        var file = new Argument<string>("FILE") { Description = ".txt, .md, .html or .docx; text in UTF-8 or Shift_JIS" };
        var sentences = new Option<bool>("--sentences") { Description = "tone only: required elements are not asked for" };
        var kind = new Option<TextKind>("--kind")
        {
            Description = "what the text is for: letter, reminder, closing, leaflet, card, office, script, form",
            DefaultValueFactory = _ => TextKind.Letter
        };
        var command = new Command("lint",
            "check any text against the tone rules and, unless --sentences, the required elements; exit 7 on a block")
        {
            file, sentences, kind,
        };
        scope.Bare(command, (parsed, context) =>
        {
            var path = parsed.GetValue(file)!;
            var (text, format) = LintFile.Read(path);
            return Findings(LintSource.Check(text, format, parsed.GetValue(kind), parsed.GetValue(sentences)), [],
                context.Japanese);
        });
        return command;
    }

    internal static CommandResult Findings(IReadOnlyList<LintFinding> findings, IReadOnlyList<string> notes, bool ja) => new(
        new
        {
            Schema = "claimswatch.lint/1",
            Findings = findings.Select(f =>
                new { f.Rule, Level = f.Level == LintLevel.Block ? "B" : "W", f.Line, f.Text, f.Instead }),
        },
        [
            new ResultTable(
                ja ? "ことばの点検" : "lint", ja ? ["規則", "重さ", "行", "本文", "代わりに"] : ["rule", "level", "line", "text", "instead"],
                [.. findings.Select(f =>
                    (IReadOnlyList<string>)[f.Rule, f.Level == LintLevel.Block ? "B" : "W", $"{f.Line}", f.Text, f.Instead])]),
        ],
        notes,
        LetterLint.Blocks(findings) ? ExitCode.Refused : ExitCode.Ok);

    private static Command Pull(VerbScope scope)
    {
        var file = new Argument<string>("FILE") { Description = "letters taken out after printing, CSV" };
        var command = new Command("pull", "record letters taken out after printing") { file };
        scope.Writing(command, (parsed, session) =>
            DataVerbs.Recorded(RecordStep.Pulled(session, parsed.GetValue(file)!), session));
        return command;
    }

    private static Command Posted(VerbScope scope, Option<string> round)
    {
        var date = new Option<string>("--date") { Description = "day of posting, YYYY-MM-DD", Required = true };
        var command = new Command("posted", "record the day of posting; its month is the letter month") { date };
        scope.Writing(command, (parsed, session) =>
        {
            if (!DateOnly.TryParseExact(parsed.GetValue(date), "yyyy-MM-dd", out var on))
            {
                throw new UserError(ExitCode.Usage, $"'{parsed.GetValue(date)}' is not a day", "--date", "write YYYY-MM-DD");
            }

            var named = parsed.GetValue(round);
            var later = named is null ? null : LaterLetters.KindOf(named);
            var found = VerbScope.Find(session, later is null ? named : LaterLetters.RoundOf(named!));
            var name = later is { } kind ? LaterLetters.Name(found.Id, kind) : found.Id;
            var advice = RecordStep.Advice(session, name, on);
            var posting = RecordStep.Posted(session, name, on);
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.posted/1",
                    posting.Round,
                    posting.On,
                    LetterMonth = posting.Month,
                    Count = session.Book.Letters.Count(l => l.Round == posting.Round),
                    Warnings = advice
                },
                [], [$"{posting.Round}: {posting.On:yyyy-MM-dd}", .. advice]);
        });
        return command;
    }

    private static Command Calls(VerbScope scope)
    {
        var file = new Option<string>("--out") { Description = "workbook to write", Required = true };
        var command = new Command("calls", "people who asked to be called and were not yet, without names") { file };
        scope.Reading(command, (parsed, session) =>
        {
            var calls = CallList.Of(session.Book.Contacts, Stopped(session));
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            Store.OutputFile.Write(path, CallList.ToXlsx(calls));
            return new CommandResult(new
            {
                Schema = "claimswatch.calls/1",
                Disclosure = "internal",
                Count = calls.Count,
                File = path
            }, [], [path]);
        });
        return command;
    }

    private static HashSet<string> Stopped(Session session)
    {
        var people = session.Book.OptOuts.Where(o => o.From <= session.Today).Select(o => o.Person).ToHashSet();
        return session.Book.Letters.Where(l => people.Contains(l.Person)).Select(l => l.LetterId)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static Command Record(VerbScope scope)
    {
        var command = new Command("record", "what came back: returns, contacts, survey, opt-outs");
        command.Add(One(scope, "returns", "letters that came back", RecordStep.Returns));
        command.Add(One(scope, "contacts", "people who got in touch", RecordStep.Contacts));
        command.Add(One(scope, "survey", "answers to the reply card", RecordStep.Survey));
        command.Add(One(scope, "optouts", "people who want no letters", RecordStep.OptOuts));
        return command;
    }

    private static Command One(VerbScope scope, string name, string what, Func<Session, string, RecordOutcome> record)
    {
        var file = new Argument<string>("FILE") { Description = "CSV" };
        var command = new Command(name, what) { file };
        scope.Writing(command, (parsed, session) => DataVerbs.Recorded(record(session, parsed.GetValue(file)!), session));
        return command;
    }
}
