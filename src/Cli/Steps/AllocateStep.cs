using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What a draw gave.</summary>
/// <param name="Draw">The draw.</param>
/// <param name="Plan">Whether a holdout could teach anything.</param>
/// <param name="HoldoutShare">Share that waits; 0 when it could not.</param>
public sealed record AllocateOutcome(DrawResult Draw, PowerPlan Plan, double HoldoutShare);

/// <summary>Freezes the approved list and draws letter or holdout, once.</summary>
public static class AllocateStep
{
    /// <summary>Source named for the public number of a sample: no lottery, and it says so.</summary>
    private const string SampleNumber = "見本の番号（抽選なし）";

    /// <summary>Draws.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="round">The approved round.</param>
    /// <param name="publicNumber">A number drawn in public after the approval, with source and date (decisions A5).</param>
    /// <param name="dryRun">Count without drawing for good: the arms of a dry run mean nothing and are not shown.</param>
    /// <exception cref="UserError">
    /// Not approved, drawn before, the plan of a study is not complete, a harm over its limit is not signed (exit 7), or no
    /// public number.
    /// </exception>
    public static AllocateOutcome Execute(Session session, Round round, string publicNumber, bool dryRun)
    {
        HarmStep.RefuseUnsigned(session);
        Check(session, round, publicNumber, dryRun);
        session.Settings.Plan.Require();
        var list = Freeze(session, round);
        var plan = PlanStep.Of(session, list);
        // Where a holdout can't teach anything, nobody waits for it (decisions A4); a named pool can.
        var share = plan.Holdout == HoldoutAdvice.Yes
            || (plan.Holdout == HoldoutAdvice.Pool && session.Settings.PoolId.Length > 0) || session.Automatic
            ? session.Settings.Allocate.HoldoutShare
            : 0;
        var number = publicNumber.Length > 0 ? publicNumber : $"{round.Id} {SampleNumber}";
        var draw = Allocator.Draw(
            list, number, round.SelectionMonth, ClaimMonth.Of(session.Today), session.Today,
            session.Settings.Allocate with { HoldoutShare = share });
        if (!dryRun)
        {
            var run = new RunScope(session, "allocate");
            PlanFile.Register(session, round, list, plan, share, run);
            run.Commit.Append(EntryKinds.Allocation, round.Id, draw.Allocation);
            run.Commit.Append(NewEntry.Of(EntryKinds.AlwaysLetter, round.Id, draw.AlwaysLetter));
            run.Finish(AllocatePages.Json(round, new AllocateOutcome(draw, plan, share), dryRun: false,
                ScopeNote.Text(session, round.Id)));
        }

        return new AllocateOutcome(draw, plan, share);
    }

    private static void Check(Session session, Round round, string publicNumber, bool dryRun)
    {
        if (session.Book.AllocationOf(round.Id) is { } before)
        {
            throw new UserError(
                ExitCode.Refused, $"drawn on {before.DrawnOn:yyyy-MM-dd}; a round is drawn once", round.Id,
                "`claimswatch letters` goes on from here");
        }

        if (session.Book.ApprovalOf(round.Id) is null)
        {
            throw new UserError(ExitCode.Refused, "the round is not approved", round.Id,
                $"claimswatch approve --round {round.Id} --by NAME --ref NO");
        }

        if (publicNumber.Length == 0 && !dryRun && !session.Automatic)
        {
            throw new UserError(
                ExitCode.Usage, "the draw needs a public number drawn after the list was frozen", "--public-number",
                "name number, source and date, such as: --public-number \"123456 宝くじ第1234回 2026-11-20\"");
        }
    }

    private static FrozenList Freeze(Session session, Round round)
    {
        var send = session.Book.Decisions(round.Id).Where(d => d.Kind == DecisionKind.Send).Select(d => d.Person).ToHashSet();
        var waited = session.Book.HadDelayedLetter;
        var people = session.Book.Candidates(round.Id).Where(c => c.Rank > 0 && send.Contains(c.Person))
            .Select(c => new FrozenPerson(
                c.Person, c.Household, c.Sex, c.Band, waited.Contains(c.Person) ? Randomise.Never : c.Randomise));
        return new FrozenList(round.Id, people);
    }
}

/// <summary>`outcomes plan`: whether a holdout can teach anything, from the insurer's own never-lettered people.</summary>
public static class PlanStep
{
    /// <summary>The plan for a frozen list.</summary>
    public static PowerPlan Of(Session session, FrozenList list) => Power.Plan(
        list.Persons.Count(p => p.Sex == Sex.Male), list.Persons.Count(p => p.Sex == Sex.Female),
        session.Settings.Allocate.HoldoutShare,
        Assume(session), session.Settings.Power);

    /// <summary>The plan for numbers of men and women.</summary>
    public static PowerPlan Of(Session session, int men, int women) =>
        Power.Plan(men, women, session.Settings.Allocate.HoldoutShare, Assume(session), session.Settings.Power);

    /// <summary>Moments of people near the threshold who never had a letter;
    /// a stated default when there are fewer than 30.</summary>
    public static PowerAssumptions Assume(Session session)
    {
        var store = session.Workspace.OpenStore();
        var windows = session.Settings.Panel;
        var months = store.Months;
        if (months.Count < windows.PreMonths + windows.PostMonths + 1)
        {
            return PowerAssumptions.Supposed;
        }

        var lettered = session.Book.LetterMonths().Select(l => l.Key).ToHashSet();
        var used = months.Skip(months.Count - (windows.PreMonths + 1 + windows.PostMonths)).ToList();
        var (pre, _, post) = NeverLettered.Totals(store, used, windows.PreMonths, session.Settings.Detect, lettered);
        return PowerAssumptions.Estimate(pre, post, windows.PostMonths) ?? PowerAssumptions.Supposed;
    }
}
