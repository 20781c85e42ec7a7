using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Commands;

/// <summary>outcomes, with plan, calibrate and meta.</summary>
internal static class OutcomeVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        var round = VerbScope.Round();
        round.Description = "round (default: every round whose months after the letter are complete, pooled)";
        var panel = new Option<string>("--panel") { Description = "a researcher's panel, CSV, instead of the workspace" };
        var design = new Option<string>("--design")
        {
            Description = "who is compared: holdout, waitlist, observational, event-study, its",
            DefaultValueFactory = _ => "holdout"
        };
        design.AcceptOnlyFromAmong("holdout", "waitlist", "observational", "event-study", "its");
        var series = new Option<string>("--series")
        { Description = "monthly counts of the whole insured population, CSV, for --design its" };
        var start = new Option<string>("--letter-month") { Description = "first month with letters, for --design its" };
        var month = new Option<string>("--selection-month") { Description = "selection month of a panel that does not say it" };
        var folder = new Option<string>("--out")
        { Description = "folder for report.html, internal/ and release/ of a panel or series" };
        var pdf = new Option<bool>("--pdf") { Description = "also print report.pdf with an installed Chromium, Chrome or Edge" };
        var asOf = new Option<string>("--as-of")
        { Description = "delivery month: the workspace's claims as they were known then, both arms (default: now)" };
        var command = new Command("outcomes", "the by-sex evaluation against the holdout")
        {
            round, panel, design, month, folder, series, start, pdf, asOf,
        };
        scope.Bare(command, (parsed, context) =>
        {
            var known = VerbScope.Month(parsed.GetValue(asOf), "--as-of");
            if (!known.IsNone && (parsed.GetValue(panel) is { Length: > 0 } || parsed.GetValue(design) != "holdout"))
            {
                throw new UserError(ExitCode.Usage, "a file knows one state only", "--as-of",
                    "leave it out, or evaluate the workspace");
            }

            if (parsed.GetValue(design) is { } chosen and not "holdout")
            {
                var request = new DesignRequest(
                    chosen, parsed.GetValue(panel), parsed.GetValue(series),
                    VerbScope.Month(parsed.GetValue(start), "--letter-month"),
                    VerbScope.Month(parsed.GetValue(month), "--selection-month"));
                return DesignStep.Execute(context, request, parsed.GetValue(folder), parsed.GetValue(pdf));
            }

            if (parsed.GetValue(panel) is { Length: > 0 } path)
            {
                return PanelStep.Execute(context, path, VerbScope.Month(parsed.GetValue(month), "--selection-month"),
                    parsed.GetValue(folder), parsed.GetValue(pdf));
            }

            using var session = Session.Open(context, write: true);
            var outcome = OutcomesStep.Execute(session,
                new OutcomesRequest(parsed.GetValue(round) ?? "", parsed.GetValue(pdf)) { Known = known });
            return new CommandResult(
                OutcomesPages.Json(outcome.Results, outcome.Context, outcome.Files, string.Join(' ', outcome.Counted)),
                [OutcomesPages.Table(outcome.Results, context.Japanese)],
                [
                    .. outcome.Context.Marks.Select(m => (context.Japanese ? "印: " : "mark: ") + m), .. DataNote.Lines(session),
                    .. outcome.Counted,
                    .. outcome.Files.Where(f => f.EndsWith(".html", StringComparison.Ordinal)).Select(session.Workspace.Paths.At),
                ]);
        });
        command.Add(Plan(scope));
        command.Add(CalibrateVerb.Of(scope));
        command.Add(MetaVerb.Of(scope));
        command.Add(Sign(scope));
        root.Add(command);
    }

    private static Command Sign(VerbScope scope)
    {
        var by = new Option<string>("--by") { Description = "who reviewed the harms, by role and name", Required = true };
        var reference = new Option<string>("--ref") { Description = "起案番号", Required = true };
        var command = new Command("sign", "sign harms that are over their limits, so that the next round can be drawn")
            { by, reference };
        scope.Writing(command, (parsed, session) =>
        {
            var signed = HarmStep.Sign(session, parsed.GetValue(by)!, parsed.GetValue(reference)!);
            return new CommandResult(
                new { Schema = "claimswatch.sign/1", Signed = signed }, [],
                [.. signed.SelectMany(s => s.Exceeded).Distinct()
                    .Select(e => (session.Context.Japanese ? "確認しました: " : "signed: ") + e)]);
        });
        return command;
    }

    private static Command Plan(VerbScope scope)
    {
        var men = new Option<int>("--men") { Description = "men to be drawn (default: those of the newest round)" };
        var women = new Option<int>("--women") { Description = "women to be drawn" };
        var command =
            new Command("plan",
                "effects that could be seen, by sex and for the interaction, and whether a holdout can teach anything")
                    { men, women };
        scope.Reading(command, (parsed, session) =>
        {
            var (m, w) = (parsed.GetValue(men), parsed.GetValue(women));
            if (m + w == 0)
            {
                var selected = session.Book.Candidates(VerbScope.Find(session, null).Id).Where(c => c.Selected).ToList();
                m = selected.Count(c => c.Sex == Core.Claims.Sex.Male);
                w = selected.Count(c => c.Sex == Core.Claims.Sex.Female);
            }

            var plan = PlanStep.Of(session, m, w);
            var ja = session.Context.Japanese;
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.plan/1",
                    Men = m,
                    Women = w,
                    plan.Holdout,
                    plan.RoundsToPool,
                    plan.Words,
                    plan.Rows,
                    plan.Assumptions,
                    CountScope = string.Join(' ', ScopeNote.OfStore(session)),
                },
                [
                    new ResultTable(
                        ja ? "見つけられる最小の差（率比）" : "smallest rate ratio that would be seen",
                        ja ? ["問い", "送付", "対照", "率比"] : ["question", "letter", "holdout", "rate ratio"],
                        [
                            .. plan.Rows.Select(r => (IReadOnlyList<string>)
                                [r.Question, $"{r.Letter}", $"{r.Holdout}",
                                    double.IsFinite(r.DetectableRatio) ? $"{r.DetectableRatio:0.00}" : "–"]),
                        ]),
                ],
                [
                    .. plan.Sentences(ja ? Evaluate.Language.Japanese : Evaluate.Language.English),
                    plan.Advice(ja ? Evaluate.Language.Japanese : Evaluate.Language.English),
                    .. ScopeNote.OfStore(session),
                ]);
        });
        return command;
    }
}
