using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Cli.Steps;

/// <summary>When a round's later letters may be printed and for whom (decisions A3, A4).</summary>
public static class LaterPlan
{
    private const int YearMonths = 12;

    /// <summary>How far the later letters of a posted round are; none before.</summary>
    public static IReadOnlyList<LaterProgress> Of(Session session, string round)
    {
        if (session.Book.PostingOf(round) is not { } posting)
        {
            return [];
        }

        return [.. LaterLetters.Kinds.Select(kind => Of(session, round, posting.Month, kind))];
    }

    /// <summary>People of later letters as far as the ledger knows; the day of printing looks again.</summary>
    public static IReadOnlyList<AllocatedPerson> People(Session session, string round, LaterKind kind)
    {
        var book = session.Book;
        if (kind == LaterKind.Delayed)
        {
            return [.. book.DelayedHoldouts(round).Select(p => p with { Arm = Arm.Letter })];
        }

        var back = book.CameBack(session.Today);
        var letters = book.Letters.Where(l => l.Round == round
            || (kind == LaterKind.Closing && l.Round == LaterLetters.Name(round, LaterKind.Delayed)));
        var persons = kind == LaterKind.Reminder ? LaterRecipients.OfReminder(letters, back)
            : LaterRecipients.OfClosing(letters, back);
        var known = book.LettersOf(round)!.Persons.ToDictionary(p => p.Person);
        return [.. persons.Select(p => known[p] with { Arm = Arm.Letter })];
    }

    /// <summary>
    /// Limits of decisions A3 that the exclusions of a round's own letters would not see: a reminder is exempt from the six
    /// months and counts in "two in twelve"; a closing letter keeps both and never goes to somebody whose next comparison has
    /// begun.
    /// </summary>
    public static Func<long, ExclusionHit?> Limits(Session session, string round, LaterKind kind)
    {
        var month = ClaimMonth.Of(session.Today);
        var letters = session.Book.LetterMonths();
        var locks = session.Book.Locks(exceptRound: round);
        var most = session.Settings.Detect.Exclusions.X14.LettersMaxIn12Months;
        return person =>
            kind == LaterKind.Delayed ? null
            : letters[person].Count(m => month.MonthsSince(m) < YearMonths) >= most
            ? new ExclusionHit("X14", ExclusionClass.Hold, "letters-in-12-months")
            : kind == LaterKind.Closing && locks.TryGetValue(person, out var until) && month < until
                ? new ExclusionHit("X24", ExclusionClass.Hold, "comparison-period")
            : null;
    }

    /// <summary>The progress of one kind, if it may be printed today.</summary>
    /// <exception cref="UserError">Not posted, printed before, nobody to write to, or not the month (exit 7).</exception>
    public static void ThrowUnlessDue(Session session, string round, LaterKind kind)
    {
        var later = Of(session, round).FirstOrDefault(l => l.Kind == kind)
            ?? throw new UserError(
                ExitCode.Refused, "the round's letters are not posted yet", round,
                $"claimswatch letters posted --round {round} --date DAY");
        var name = LaterLetters.Name(round, kind);
        var problem = session.Book.IsPrinted(name) ? "these letters were made before; nobody gets a second one"
            : later.State == LaterState.Nobody ? "nobody of this round is to be written to, or the settings under schedule say no"
            : !later.IsDue(ClaimMonth.Of(session.Today))
            ? $"they may be printed from {later.From}{(later.Until.IsNone ? "" : $" to {later.Until}")}"
            : "";
        if (problem.Length > 0)
        {
            throw new UserError(ExitCode.Refused, problem, name, "`claimswatch status` says what is due");
        }
    }

    private static LaterProgress Of(Session session, string round, ClaimMonth posted, LaterKind kind)
    {
        var (from, until) = kind switch
        {
            LaterKind.Delayed => (posted.Plus(Due.DelayMonths), ClaimMonth.None),
            LaterKind.Reminder => (posted.Plus(Due.DelayMonths), posted.Plus(Due.ReminderMonthsMax)),
            _ => (ClosingFrom(session, round, posted), ClaimMonth.None),
        };
        return new LaterProgress(kind, StateOf(session, round, kind, from, until), from, until);
    }

    private static LaterState StateOf(Session session, string round, LaterKind kind, ClaimMonth from, ClaimMonth until)
    {
        var name = LaterLetters.Name(round, kind);
        var book = session.Book;
        if (book.IsPrinted(name))
        {
            return book.PostingOf(name) is null && book.Letters.Any(l => l.Round == name) ? LaterState.Printed
                : LaterState.Nobody;
        }

        var schedule = session.Settings.Schedule;
        var wanted = kind switch
        {
            LaterKind.Reminder => schedule.Reminder && session.Settings.Detect.Exclusions.X14.LettersMaxIn12Months > 1,
            LaterKind.Closing => schedule.Closing,
            _ => true,
        };
        var month = ClaimMonth.Of(session.Today);
        if (!wanted || (!until.IsNone && month > until))
        {
            return LaterState.Nobody;
        }

        // Who it is for is looked up in its months only: until then more may come back.
        return month < from || People(session, round, kind).Count > 0 ? LaterState.Waiting : LaterState.Nobody;
    }

    // After release; six months after the last of the round's letters, and with a reminder a year after the first:
    // never three in twelve.
    private static ClaimMonth ClosingFrom(Session session, string round, ClaimMonth posted)
    {
        var book = session.Book;
        var between = session.Settings.Detect.Exclusions.X14.MonthsBetween;
        var from = book.AllocationOf(round)!.ReleaseMonth;
        if (book.PostingOf(LaterLetters.Name(round, LaterKind.Reminder)) is not null)
        {
            from = Later(from, posted.Plus(YearMonths));
        }

        return book.PostingOf(LaterLetters.Name(round, LaterKind.Delayed)) is { } delayed
            ? Later(from, delayed.Month.Plus(between)) : from;
    }

    private static ClaimMonth Later(ClaimMonth one, ClaimMonth other) => one >= other ? one : other;
}
