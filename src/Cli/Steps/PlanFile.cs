using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The plan of a round as registered.</summary>
/// <param name="Path">Workspace-relative path of <c>plan.json</c>.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Plan">The plan itself.</param>
public sealed record RegisteredPlan(string Path, string Sha256, AnalysisPlan Plan);

/// <summary>Writes <c>plan.json</c> and puts its hash into the ledger before the draw, so before any letter.</summary>
public static class PlanFile
{
    /// <summary>Stages the file and its entry with the draw.</summary>
    public static RegisteredPlan Register(Session session, Round round, FrozenList list, PowerPlan power,
        double holdoutShare, RunScope run)
    {
        var settings = session.Settings;
        var plan = new AnalysisPlan
        {
            Round = round.Id,
            WrittenOn = session.Today,
            Purpose = settings.Plan,
            PoolId = settings.PoolId,
            PreMonths = settings.Panel.PreMonths,
            PostMonths = settings.Panel.PostMonths,
            DelayedPostMonths = settings.Panel.DelayedPostMonths,
            CountScope = settings.Detect.CountScope,
            HoldoutShare = holdoutShare,
            BlockSize = settings.Allocate.BlockSize,
            ListHash = list.Hash,
            Power = power,
            Version = ProgramVersion.Text,
            SettingsHash = Cli.Settings.SettingsFile.Hash(settings),
        };
        var text = JsonSerializer.Serialize(plan, LedgerJson.Indented) + "\n";
        var bytes = Encoding.UTF8.GetBytes(text);
        var registered = new RegisteredPlan(
            $"{WorkspacePaths.OutOf(ClaimMonth.Of(session.Today))}/plan-{round.Id}.json",
            Convert.ToHexStringLower(SHA256.HashData(bytes)), plan);
        run.Commit.Stage(registered.Path, bytes);
        run.Commit.Append(EntryKinds.Plan, round.Id, registered);
        return registered;
    }
}
