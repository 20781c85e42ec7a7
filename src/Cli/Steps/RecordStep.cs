using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.StaffFiles;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What a staff file gave.</summary>
public sealed record RecordOutcome(string Kind, int Rows, int Recorded, int AlreadyKnown, int NotFound,
    int Rejected, string RunId);

/// <summary>What came back: returns, contacts, opt-outs, letters taken out, letters of earlier years.</summary>
public static class RecordStep
{
    /// <summary>Letters that came back.</summary>
    public static RecordOutcome Returns(Session session, string path) =>
        OfLetters(session, "returns", EntryKinds.Returns, ReturnsFile.Parse(StaffText.Read(path), Name(path)), r => r.LetterId,
            session.Book.Returns);

    /// <summary>People who got in touch.</summary>
    public static RecordOutcome Contacts(Session session, string path)
    {
        // A complaint, a harm or a wish to stop ends the letters in the same commit: nobody has to remember it.
        var persons = session.Book.Letters.ToDictionary(l => l.LetterId, l => l.Person, StringComparer.Ordinal);
        var stopped = session.Book.OptOuts.Select(o => o.Person).ToHashSet();
        return OfLetters(
            session, "contacts", EntryKinds.Contacts, ContactsFile.Parse(StaffText.Read(path), Name(path)), c => c.LetterId,
            session.Book.Contacts,
            (run, fresh) => run.Commit.Append(NewEntry.Of(
                EntryKinds.OptOuts, "",
                fresh.Where(c => ContactsFile.Stopping.Contains(c.Outcome, StringComparer.Ordinal)).OrderBy(c => c.On)
                    .Select(c => new OptOut(persons[c.LetterId], c.On)).Where(o => stopped.Add(o.Person)).ToList())));
    }

    /// <summary>Answers to the reply card.</summary>
    public static RecordOutcome Survey(Session session, string path) =>
        OfLetters(session, "survey", EntryKinds.Surveys, SurveyFile.Parse(StaffText.Read(path), Name(path)), s => s.LetterId,
            session.Book.Surveys);

    /// <summary>Letters taken out after printing.</summary>
    public static RecordOutcome Pulled(Session session, string path) =>
        OfLetters(session, "pull", EntryKinds.Pulled, PulledFile.Parse(StaffText.Read(path), Name(path)), p => p.LetterId,
            session.Book.PulledLetters);

    /// <summary>People who want no letters, by number or by letter.</summary>
    public static RecordOutcome OptOuts(Session session, string path)
    {
        var read = OptOutsFile.Parse(StaffText.Read(path), Name(path));
        var vault = session.Workspace.OpenVault();
        var letters = session.Book.Letters.ToDictionary(l => l.LetterId, l => l.Person, StringComparer.Ordinal);
        var known = session.Book.OptOuts.ToHashSet();
        var found = read.Rows.Select(row => new OptOut(
            row.Insured is { } key ? InsuredPerson.Find(vault, key) : letters.GetValueOrDefault(row.LetterId), row.From))
                .ToList();
        var fresh = found.Where(o => o.Person != 0 && known.Add(o)).ToList();
        var lists = new[] { new DeliveredList("OPTOUT", Name(path), session.Today) };
        return Commit(session, "optouts", read.Rejects, run =>
        {
            run.Commit.Append(NewEntry.Of(EntryKinds.OptOuts, "", fresh));
            run.Commit.Append(NewEntry.Of(EntryKinds.Lists, "", lists));
        }, read.RowsIn, fresh.Count, found.Count(o => o.Person != 0) - fresh.Count, found.Count(o => o.Person == 0),
        read.RowsRejected);
    }

    /// <summary>Letters of earlier years; remembered by the file's hash, so the same file twice changes nothing.</summary>
    public static RecordOutcome History(Session session, IncomingFile file)
    {
        var read = HistoryFile.Parse(StaffText.Read(file.Path), file.Name);
        var vault = session.Workspace.OpenVault();
        var known = session.Book.PastLetters.ToHashSet();
        var found = read.Rows.Select(row => row.ToPastLetter(InsuredPerson.Find(vault, row.Insured))).ToList();
        var fresh = found.Where(p => p.Person != 0 && known.Add(p)).ToList();
        return Commit(session, "import-history", read.Rejects, run =>
        {
            run.Input(session.Workspace.Paths.Relative(file.Path), file.Sha256, file.Bytes);
            run.Commit.Append(NewEntry.Of(EntryKinds.PastLetters, "", fresh));
            run.Commit.Append(EntryKinds.Delivery, "", new DeliveredFile(
                ClaimMonth.Of(session.Today), file.Name, "HISTORY", file.Sha256, 0, read.RowsIn, read.RowsRejected));
        }, read.RowsIn, fresh.Count, found.Count(p => p.Person != 0) - fresh.Count, found.Count(p => p.Person == 0),
        read.RowsRejected);
    }

    /// <summary>Letters of a round went to the post.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="round">Round, or the name of its later letters (<see cref="LaterLetters.Name"/>).</param>
    /// <param name="on">Day of posting.</param>
    /// <exception cref="UserError">Not printed, or posted before.</exception>
    public static Posting Posted(Session session, string round, DateOnly on)
    {
        if (!session.Book.IsPrinted(round))
        {
            throw new UserError(ExitCode.Refused, "the letters of this round are not made yet", round,
                $"claimswatch letters --round {round}");
        }

        if (session.Book.PostingOf(round) is { } before)
        {
            throw new UserError(ExitCode.Refused, $"posted on {before.On:yyyy-MM-dd}", round, "nothing to do");
        }

        RefuseImpossible(session, round, on);
        var run = new RunScope(session, "posted");
        var posting = new Posting(round, on);
        run.Commit.Append(EntryKinds.Posted, round, posting);
        run.Finish(posting);
        return posting;
    }

    /// <summary>What speaks against posting a round on a day: closed days ahead, closed windows,
    /// more calls than can be taken.</summary>
    public static IReadOnlyList<string> Advice(Session session, string round, DateOnly on)
    {
        var pulled = session.Book.Pulled;
        var letters = session.Book.Letters.Count(l => l.Round == round && !pulled.Contains(l.LetterId));
        return PostingAdvice.Check(on, letters, LetterMaterial.Load(session).Windows, session.Settings.Posting);
    }

    private static void RefuseImpossible(Session session, string round, DateOnly on)
    {
        var printed = session.Book.Letters.Where(l => l.Round == round).Select(l => l.PrintedOn)
            .DefaultIfEmpty(DateOnly.MinValue).Max();
        if (on < printed)
        {
            throw new UserError(ExitCode.Refused, $"the letters were printed on {printed:yyyy-MM-dd}", $"--date {on:yyyy-MM-dd}",
                "give the day of posting");
        }
    }

    private static RecordOutcome OfLetters<T>(
        Session session, string verb, string kind, StaffRows<T> read, Func<T, string> letterOf, IEnumerable<T> before,
        Action<RunScope, IReadOnlyList<T>>? also = null)
        where T : class
    {
        var letters = session.Book.Letters.Select(l => l.LetterId).ToHashSet(StringComparer.Ordinal);
        var known = before.ToHashSet();
        var found = read.Rows.Where(r => letters.Contains(letterOf(r))).ToList();
        var fresh = found.Where(known.Add).ToList();
        return Commit(
            session, verb, read.Rejects, run =>
            {
                run.Commit.Append(NewEntry.Of(kind, "", fresh));
                also?.Invoke(run, fresh);
            },
            read.RowsIn, fresh.Count, found.Count - fresh.Count, read.Rows.Count - found.Count, read.RowsRejected);
    }

    private static RecordOutcome Commit(
        Session session, string verb, IReadOnlyList<Reject> rejects, Action<RunScope> append, int rows, int recorded, int already,
        int notFound, int rejected)
    {
        var run = new RunScope(session, verb);
        run.Record.WriteRejects(rejects);
        if (recorded > 0 || verb is "import-history" or "optouts")
        {
            append(run);
        }

        var outcome = new RecordOutcome(verb, rows, recorded, already, notFound, rejected, run.Record.Id);
        run.Count("rows", rows);
        run.Count("recorded", recorded);
        run.Finish(outcome);
        return outcome;
    }

    private static string Name(string path) => Path.GetFileName(path);
}
