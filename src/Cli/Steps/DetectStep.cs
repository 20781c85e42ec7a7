using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Maturity;
using ClaimsWatch.Notify.Review;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What a detection left behind.</summary>
public sealed record DetectOutcome(Round Round, DetectResult Result, IReadOnlyList<string> Files);

/// <summary>Store → ranked candidates, frozen in the ledger, with the worklist for staff.</summary>
public static class DetectStep
{
    /// <summary>Latest mature month and how mature every month is.</summary>
    public static MaturityResult Maturity(Session session, ClaimStore store) => Maturity(session, store.CountByDelivery());

    /// <summary>The same from claims by claim month and delivery.</summary>
    public static MaturityResult Maturity(
        Session session, IEnumerable<(ClaimMonth ClaimMonth, ClaimMonth DeliveryMonth, int Claims)> counts)
    {
        var triangle = new RunOffTriangle();
        foreach (var (claimMonth, deliveryMonth, claims) in counts)
        {
            triangle.Add(claimMonth, deliveryMonth, claims);
        }

        return MaturityResult.Of(triangle, session.Settings.Detect.Maturity);
    }

    /// <summary>Detects for a month, by default the latest mature one.</summary>
    /// <exception cref="UserError">No month is mature, or the month was decided before (decisions C8).</exception>
    public static DetectOutcome Execute(Session session, ClaimMonth month)
    {
        var (store, request) = Ask(session, month);
        var t0 = request.T0;
        var id = request.Round;
        if (session.Book.Find(id) is { } before)
        {
            throw new UserError(
                ExitCode.Refused,
                $"{t0} was decided on {before.DetectedOn:yyyy-MM-dd}; a decided month is never decided again", id,
                "`claimswatch status` shows the round; later claims are used in evaluation");
        }

        var result = Detector.Run(store, request, session.Settings.Detect);
        var round = new Round(
            id, t0, store.Deliveries[^1], session.Today, SettingsFile.Hash(session.Settings), session.Settings.Detect.LettersMax,
            session.Settings.Detect.HoldoutShare, session.Settings.Marks);
        var drift = request.Model is { } model ? ModelStep.DriftText(session, model, store, t0) : null;
        return new DetectOutcome(round, result, Freeze(session, round, result, drift));
    }

    /// <summary>What a detection of a month reads, by default the latest mature one; nothing is written.</summary>
    /// <exception cref="UserError">No month is mature, or the store has no claims of the month.</exception>
    public static (ClaimStore Store, DetectRequest Request) Ask(Session session, ClaimMonth month)
    {
        var store = session.Workspace.OpenStore();
        var t0 = month.IsNone ? Maturity(session, store).T0 : month;
        if (t0.IsNone || !store.Months.Contains(t0))
        {
            throw new UserError(
                ExitCode.Input, t0.IsNone ? "no claim month is mature yet" : $"the store has no claims of {t0}",
                    session.Workspace.Paths.Store,
                "ingest more deliveries: a month is decided once two later deliveries have come; `claimswatch status` shows the "
                    + "triangle");
        }

        var request = new DetectRequest(
            $"R{t0}", t0, AsOf.Now, session.Today, Standings.WithProgrammes(Standings.Of(session), store, t0),
            Standings.Lists(session), session.Context.Threads, ModelStep.Ranking(session))
        {
            Tables = TableFiles.Load(session) with { Drugs = DrugFile.Load(session) },
        };
        return (store, request);
    }

    /// <summary>Everyone staff may see: the ranking, then those taken out, then the staff list.</summary>
    public static IReadOnlyList<Candidate> Everyone(DetectResult result) =>
        [.. result.Candidates, .. result.Excluded, .. result.StaffList];

    private static IReadOnlyList<string> Freeze(Session session, Round round, DetectResult result, string? drift)
    {
        var run = new RunScope(session, "detect");
        var people = Everyone(result);
        var summary = DetectionSummary.Of(result);
        var input = WorklistPages.Input(round, people, summary, session.Settings);
        TableFiles.NameInputs(session, run);
        var folder = WorkspacePaths.OutOf(ClaimMonth.Of(session.Today));
        var files = new[] { $"{folder}/candidates.xlsx", $"{folder}/followup.xlsx", $"{folder}/internal/detection.html" };
        run.Commit.Append(EntryKinds.Round, round.Id, round);
        run.Commit.Append(NewEntry.Of(EntryKinds.Candidates, round.Id, people));
        run.Commit.Append(EntryKinds.Detection, round.Id, summary);
        run.Commit.Stage(files[0], Worklist.Write(input));
        run.Commit.Stage(files[1], FollowUpList.Write(input, session.Today, FollowUpState.None, session.Settings.FollowUp));
        run.Commit.Stage(files[2], DetectionPage.Write(round, result));
        if (drift is not null)
        {
            run.Commit.Stage(ModelStep.DriftFile, drift);
        }

        run.Count("persons", result.Persons.Everyone);
        run.Count("candidates", result.Candidates.Count);
        run.Count("selected", result.Selected.Count);
        run.Finish(DetectPages.Json(round, result));
        return files;
    }
}
