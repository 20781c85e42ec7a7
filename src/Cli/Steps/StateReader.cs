using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Reads from workspace and ledger what <see cref="Due"/> decides on.</summary>
public static class StateReader
{
    /// <summary>The state now.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="through">Deliveries after this month are left waiting; none takes all.</param>
    public static ProgrammeState Read(Session session, ClaimMonth through = default)
    {
        var incoming = new Incoming(session);
        var pending = incoming.Pending().Select(f => f.Delivery)
            .Where(m => !m.IsNone && (through.IsNone || m <= through)).Distinct().Order().ToList();
        var store = session.Workspace.OpenStore();
        var t0 = store.Months.Count == 0 ? ClaimMonth.None : DetectStep.Maturity(session, store).T0;
        var post = session.Settings.Panel.PostMonths;
        var rounds = session.Book.Rounds.Select(r =>
            session.Book.Progress(r, t0, post) with { Later = LaterPlan.Of(session, r.Id) }).ToList();
        var reported = session.Book.Reported;
        var history = session.Book.PastLetters.GroupBy(p => p.Round)
            .Any(g => !reported.Contains(g.Key) && g.Any(p => p.Arm == Arm.Holdout)
                && ProgrammeBook.IsMature(g.First().LetterMonth, t0, post));
        return new ProgrammeState(
            pending, pending.Count == 0 && incoming.PendingHistory().Count > 0, t0,
            store.Months.Count == 0 ? ClaimMonth.None : store.Months[0],
            rounds, history, session.Automatic, session.Settings.Synthetic is { PostAutomatically: true },
            ClaimMonth.Of(session.Today));
    }
}
