using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Review;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The office's approval: a named person, a reference number, and the paper that was circulated.</summary>
public static class ApproveStep
{
    /// <summary>Approves a reviewed round.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="round">The round.</param>
    /// <param name="by">Who approves, by role and name.</param>
    /// <param name="reference">起案番号.</param>
    /// <param name="acknowledged">Ids of exclusions that could not be judged and that the approver takes responsibility for
    /// (decisions A2).</param>
    /// <param name="automatic">Sample and demo only.</param>
    /// <returns>Workspace-relative path of 実施伺い.xlsx.</returns>
    /// <exception cref="UserError">Not reviewed, approved before, or an exclusion that can't be judged is not acknowledged (exit
    /// 7).</exception>
    public static string Execute(
        Session session, Round round, string by, string reference, IReadOnlyList<string> acknowledged, bool automatic)
    {
        var decisions = session.Book.Decisions(round.Id);
        var summary = session.Book.DetectionOf(round.Id) ?? DetectionSummary.None;
        Check(session, round, summary, acknowledged);
        var letters = LetterMaterial.Load(session);
        var facts = new ApprovalFacts(
            round, session.Settings.Plan.Purpose,
            [.. RuleCatalog.Create(session.Settings.Detect.Rules)
                .Select(r => $"{r.Card.Id} {r.Card.NameJa}: {RulesPage.Definition(r)}")],
            [.. summary.Steps.Select(Count)], [.. summary.Exclusions.Select(Count)], summary.CannotJudge,
            decisions, letters.Windows,
            letters.Template.Version, letters.Template.Card.RolesMissing, session.Settings.Posting.PostageYen)
        {
            Counted = ScopeNote.Japanese(session, round.Id),
            Sample = Sample(session, letters),
        };
        var run = new RunScope(session, "approve");
        var path = $"{WorkspacePaths.OutOf(ClaimMonth.Of(round.DetectedOn))}/実施伺い.xlsx";
        run.Commit.Stage(path, ApprovalPaper.Write(facts, session.Today));
        run.Commit.Append(EntryKinds.Approval, round.Id, new Approval(round.Id, by, reference, session.Today, automatic));
        run.Finish(new { Round = round.Id, By = by, Reference = reference, Acknowledged = acknowledged, Paper = path });
        return path;
    }

    private static void Check(Session session, Round round, DetectionSummary summary, IReadOnlyList<string> acknowledged)
    {
        if (session.Book.ApprovalOf(round.Id) is { } before)
        {
            throw new UserError(ExitCode.Refused, $"approved on {before.On:yyyy-MM-dd} under {before.Reference}",
                round.Id, "nothing to do");
        }

        if (!session.Workspace.Ledger.Has(EntryKinds.Decisions, round.Id))
        {
            throw new UserError(
                ExitCode.Refused, "staff have not decided about this round yet", round.Id,
                $"fill in candidates.xlsx, then: claimswatch review import FILE --round {round.Id}");
        }

        var open = summary.BlocksLetters.Except(acknowledged, StringComparer.Ordinal).ToList();
        if (open.Count > 0 && !session.Automatic)
        {
            throw new UserError(
                ExitCode.Refused, $"cannot be judged with this data: {string.Join(", ", open)}", round.Id,
                $"deliver what is missing, or take responsibility by name: --acknowledge {string.Join(' ', open)}");
        }
    }

    // Windows may have to confirm again before the letters go; that must not stop the approval.
    private static IReadOnlyList<string> Sample(Session session, LetterMaterial material)
    {
        try
        {
            var composer = new LetterComposer(
                material.Template, session.Settings.Sender, material.Windows, session.Settings.Letters, session.Today,
                session.Settings.Marks);
            return composer.Preview().Letter?.SampleText ?? [];
        }
        catch (UserError error)
        {
            return [error.Message];
        }
    }

    private static SexCount Count(SummaryLine line) => new(line.Words, line.Male, line.Female, line.Unknown);
}
