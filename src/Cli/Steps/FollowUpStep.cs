using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Review;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>How far 個別支援の検討リスト of a round is; red while a row is open (decisions A9).</summary>
public sealed record FollowUpProgress(string Round, int Cases, int Open, int Overdue);

/// <summary>個別支援の検討リスト goes out with everything known and comes back with what staff did.</summary>
public static class FollowUpStep
{
    /// <summary>How far the lists of all rounds are; rounds without a case are left out.</summary>
    public static IReadOnlyList<FollowUpProgress> Progress(Session session) =>
        [.. session.Book.Rounds.Select(round => Of(session, round)).Where(progress => progress.Cases > 0)];

    /// <summary>The workbook with the reasons that came since the detection and what staff wrote so far.</summary>
    public static byte[] Export(Session session, Round round) => FollowUpList.Write(
        WorklistPages.Input(session, round, session.Book.Candidates(round.Id)), round.DetectedOn, State(session, round),
        session.Settings.FollowUp);

    /// <summary>Takes what staff wrote; one row that can't be taken refuses all (exit 4).</summary>
    public static FollowUpProgress Import(Session session, Round round, Stream workbook, string file)
    {
        var known = Cases(session, round).Select(item => item.Person).ToHashSet();
        var (answers, problems) = FollowUpList.Read(workbook, file, round.Id, known);
        if (problems is [var first, ..])
        {
            throw new UserError(
                ExitCode.TooManyRejects, $"{problems.Count} row(s) can't be taken: {first.Code}, expected {first.Expected}",
                $"{file}:{first.Line} {first.Field}", "correct the rows and import again; nothing was taken");
        }

        var run = new RunScope(session, "followup");
        run.Commit.Append(NewEntry.Of(EntryKinds.FollowUp, round.Id, answers));
        run.Count("closed", answers.Count(answer => answer.Closed));
        run.Finish(new { Round = round.Id, Answers = answers.Count, Closed = answers.Count(answer => answer.Closed) });
        return Of(session, round);
    }

    private static FollowUpProgress Of(Session session, Round round)
    {
        var closed = session.Book.FollowUpAnswers(round.Id).Where(answer => answer.Closed)
            .Select(answer => answer.Person).ToHashSet();
        var cases = Cases(session, round);
        var open = cases.Where(item => !closed.Contains(item.Person)).ToList();
        return new FollowUpProgress(round.Id, cases.Count, open.Count, open.Count(item => item.Due < session.Today));
    }

    private static IReadOnlyList<FollowUpCase> Cases(Session session, Round round) => FollowUpList.Cases(
        session.Book.Candidates(round.Id), round.DetectedOn, State(session, round).Later, session.Settings.FollowUp);

    private static FollowUpState State(Session session, Round round)
    {
        var book = session.Book;
        var decided = book.Decisions(round.Id).Where(d => d.Kind == DecisionKind.FollowUp)
            .Select(d => new FollowUpReason(d.Person, Texts.DecidedByStaff(d.Reason), d.DecidedOn));
        string[] names = [round.Id, .. LaterLetters.Kinds.Select(kind => LaterLetters.Name(round.Id, kind))];
        // A recent letter or a running comparison is no reason to look after somebody.
        var excluded = names.SelectMany(book.ExcludedToday).Where(e => e.Exclusion is not ("X14" or "X24") && e.Arm == Arm.Letter)
            .Select(e => new FollowUpReason(e.Person, e.Exclusion, e.On));
        var unprinted = names.SelectMany(book.Unprinted)
            .Select(u => new FollowUpReason(u.Person, Texts.NotPrinted(u.Rule), u.On));
        return new FollowUpState([.. decided, .. excluded, .. unprinted], book.FollowUpAnswers(round.Id));
    }
}
