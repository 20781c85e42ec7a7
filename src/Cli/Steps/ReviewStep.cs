using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Review;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Decisions of a round, as counted.</summary>
public sealed record ReviewOutcome(string Round, int Send, int Skip, int FollowUp, int Undecided, IReadOnlyList<string> Files);

/// <summary>How far the 検討リスト of a round is (decisions A9): red while rows are open.</summary>
/// <param name="Round">The round.</param>
/// <param name="Cases">People on the list.</param>
/// <param name="Open">Not closed.</param>
/// <param name="Urgent">Of them, X23 and R22.</param>
/// <param name="Overdue">Of them, past the due date.</param>
/// <param name="WithoutOwner">Of them, nobody looks after.</param>
/// <param name="NextDue">Earliest due date of an open row; null without one.</param>
public sealed record FollowUpState(string Round, int Cases, int Open, int Urgent, int Overdue, int WithoutOwner, DateOnly? NextDue)
{
    /// <summary>Whether `status` shows it red.</summary>
    public bool IsRed => Open > 0;

    /// <summary>Counts.</summary>
    public static FollowUpState Of(
        string round, IReadOnlyList<FollowUpCase> cases, IReadOnlyList<FollowUpAnswer> answers, DateOnly today)
    {
        var open = FollowUpList.Open(cases, answers);
        var owned = answers.Where(a => a.Owner.Length > 0).Select(a => a.Person).ToHashSet();
        return new FollowUpState(
            round, cases.Count, open.Count, open.Count(c => c.Urgent), open.Count(c => c.Due < today), open.Count(c => !owned.Contains(c.Person)),
            open.Count == 0 ? null : open.Min(c => c.Due));
    }
}

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
        var path = $"{WorkspacePaths.OutOf(ClaimMonth.Of(round.DetectedOn))}/{(withNames ? "candidates-with-names.xlsx" : "candidates.xlsx")}";
        run.Commit.Stage(path, Worklist.Write(input));
        StageFollowUps(session, run, round, people, session.Book.Decisions(round.Id), session.Book.FollowUpAnswers(round.Id));
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

    /// <summary>
    /// Takes owners, actions and closed cases from the 検討リスト, at any time; any edit that can't be taken refuses all of it (exit 4).
    /// </summary>
    public static FollowUpState ImportFollowUps(Session session, Round round, Stream workbook, string file)
    {
        var people = session.Book.Candidates(round.Id);
        var decisions = session.Book.Decisions(round.Id);
        var known = Cases(session, round, people, decisions).Select(c => c.Person).ToHashSet();
        var (answers, problems) = FollowUpList.Read(workbook, file, round.Id, known, session.Today);
        new WorklistReading([], [], problems).ThrowIfChanged(file);
        var run = new RunScope(session, "review");
        run.Commit.Append(NewEntry.Of(EntryKinds.FollowUps, round.Id, answers));
        StageFollowUps(session, run, round, people, decisions, answers);
        var state = FollowUpState.Of(round.Id, Cases(session, round, people, decisions), answers, session.Today);
        run.Finish(state);
        return state;
    }

    /// <summary>How far the 検討リスト of every round is; a round without anybody on it is left out.</summary>
    public static IReadOnlyList<FollowUpState> FollowUps(Session session) =>
    [
        .. session.Book.Rounds.Select(round => FollowUpState.Of(
                round.Id, Cases(session, round, session.Book.Candidates(round.Id), session.Book.Decisions(round.Id)),
                session.Book.FollowUpAnswers(round.Id), session.Today))
            .Where(s => s.Cases > 0),
    ];

    private static IReadOnlyList<FollowUpCase> Cases(
        Session session, Round round, IReadOnlyList<Candidate> people, IReadOnlyList<Decision> decisions) =>
        FollowUpList.Cases(people, decisions, round.DetectedOn, session.Settings.FollowUp);

    private static void StageFollowUps(
        Session session, RunScope run, Round round, IReadOnlyList<Candidate> people, IReadOnlyList<Decision> decisions,
        IReadOnlyList<FollowUpAnswer> answers) => run.Commit.Stage(
        $"{WorkspacePaths.OutOf(ClaimMonth.Of(round.DetectedOn))}/followup.xlsx",
        FollowUpList.Write(WorklistPages.Input(session, round, people), decisions, answers, session.Settings.FollowUp));

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
            throw new UserError(ExitCode.Refused, "the round is approved; decisions can't change any more", round.Id, "use `letters pull` for single letters");
        }
    }

    private static ReviewOutcome Record(Session session, Round round, IReadOnlyList<Candidate> people, IReadOnlyList<Decision> decisions)
    {
        var run = new RunScope(session, "review");
        run.Commit.Append(NewEntry.Of(EntryKinds.Decisions, round.Id, decisions));
        StageFollowUps(session, run, round, people, decisions, session.Book.FollowUpAnswers(round.Id));
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
        people.Count(p => p.Selected) - decisions.Select(d => d.Person).Intersect(people.Where(p => p.Selected).Select(p => p.Person)).Count(),
        files);
}
