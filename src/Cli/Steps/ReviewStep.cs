using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Review;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Decisions of a round, as counted.</summary>
public sealed record ReviewOutcome(string Round, int Send, int Skip, int FollowUp, int Undecided, IReadOnlyList<string> Files);

/// <summary>The worklist goes out to staff and comes back; nothing is decided twice.</summary>
public static class ReviewStep
{
    /// <summary>Writes the worklist again, with names if asked for (decisions B9: only this file may hold them).</summary>
    public static ReviewOutcome Export(Session session, Round round, bool withNames)
    {
        var people = session.Book.Candidates(round.Id);
        var input = WorklistPages.Input(session, round, people);
        if (withNames)
        {
            var vault = session.Workspace.OpenVault();
            input = input with
            {
                Names = people.Select(c => (c.Person, To: vault.AddresseeOf(c.Person))).Where(p => p.To is not null)
                    .ToDictionary(p => p.Person, p => p.To!.Name),
            };
        }

        var run = new RunScope(session, "review");
        var name = withNames ? "candidates-with-names.xlsx" : "candidates.xlsx";
        var path = $"{WorkspacePaths.OutOf(ClaimMonth.Of(round.DetectedOn))}/{name}";
        run.Commit.Stage(path, Worklist.Write(input));
        var outcome = Counted(round.Id, session.Book.Decisions(round.Id), people, [path]);
        run.Finish(outcome);
        return outcome;
    }

    /// <summary>Takes decisions from the workbook; any edit that can't be taken refuses all of it (exit 4).</summary>
    public static ReviewOutcome Import(Session session, Round round, Stream workbook, string file, string decidedBy)
    {
        RefuseAfterApproval(session, round);
        var people = session.Book.Candidates(round.Id);
        var reading = WorklistReader.Read(workbook, file, WorklistPages.Input(session, round, people), decidedBy, session.Today);
        reading.ThrowIfChanged(file);
        return Record(session, round, people, reading.Decisions);
    }

    /// <summary>Sample and demo only: everyone within the budget is decided 「送付」 by nobody, which the decision says.</summary>
    public static ReviewOutcome Automatic(Session session, Round round)
    {
        RefuseUnlessAutomatic(session, round.Id);
        var people = session.Book.Candidates(round.Id);
        var decisions = people.Where(c => c.Selected)
            .Select(c => new Decision(round.Id, c.Person, DecisionKind.Send, "", "見本（自動）", session.Today));
        return Record(session, round, people, [.. decisions]);
    }

    /// <summary>Throws unless the workspace is a sample or demo (decisions A1).</summary>
    internal static void RefuseUnlessAutomatic(Session session, string round)
    {
        if (!session.Automatic)
        {
            throw new UserError(ExitCode.Refused, "only a sample decides by itself", round, "a person must do this step");
        }
    }

    private static void RefuseAfterApproval(Session session, Round round)
    {
        if (session.Book.ApprovalOf(round.Id) is not null)
        {
            throw new UserError(ExitCode.Refused, "the round is approved; decisions can't change any more", round.Id,
                "use `letters pull` for single letters");
        }
    }

    private static ReviewOutcome Record(Session session, Round round, IReadOnlyList<Candidate> people,
        IReadOnlyList<Decision> decisions)
    {
        var run = new RunScope(session, "review");
        run.Commit.Append(NewEntry.Of(EntryKinds.Decisions, round.Id, decisions));
        var outcome = Counted(round.Id, decisions, people, []);
        run.Finish(outcome);
        return outcome;
    }

    private static ReviewOutcome Counted(
        string round, IReadOnlyList<Decision> decisions, IReadOnlyList<Candidate> people, IReadOnlyList<string> files) => new(
        round,
        decisions.Count(d => d.Kind == DecisionKind.Send),
        decisions.Count(d => d.Kind == DecisionKind.Skip),
        decisions.Count(d => d.Kind == DecisionKind.FollowUp),
        people.Count(p => p.Selected) - decisions.Select(d => d.Person)
            .Intersect(people.Where(p => p.Selected).Select(p => p.Person)).Count(),
        files);
}
