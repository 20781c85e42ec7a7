using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Windows;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>One thing looked at.</summary>
public sealed record DoctorCheck(string Id, string State, string Words);

/// <summary>`doctor`: is the set-up right. Says what is missing and what to do; changes nothing.</summary>
public static class DoctorStep
{
    /// <summary>Looks.</summary>
    public static CommandResult Execute(CommandContext context, string browserPath)
    {
        var checks = new List<DoctorCheck>
        {
            new("version", "ok",
                $"ClaimsWatch {ProgramVersion.Text}, .NET {Environment.Version}, {Environment.ProcessorCount} processors"),
        };
        var browser = Browser.Find(browserPath, context.ReadEnvironment);
        checks.Add(browser is null
            ? new DoctorCheck("browser", "warn", "no Chromium, Chrome or Edge: letters are HTML only; --browser names one")
            : new DoctorCheck("browser", "ok", browser.Path));
        if (File.Exists(Path.Combine(context.WorkspaceFolder, WorkspacePaths.SettingsFile)))
        {
            OfWorkspace(context, checks);
        }
        else
        {
            checks.Add(new DoctorCheck("workspace", "warn",
                $"{Path.GetFullPath(context.WorkspaceFolder)} is no workspace; claimswatch init DIR makes one"));
        }

        var bad = checks.Any(c => c.State == "error");
        return new CommandResult(
            new { Schema = "claimswatch.doctor/1", Checks = checks },
            [
                new ResultTable(
                    "doctor", context.Japanese ? ["項目", "状態", "内容"] : ["check", "state", "what"],
                    [.. checks.Select(c => (IReadOnlyList<string>)[c.Id, c.State, c.Words])]),
            ],
            [], bad ? ExitCode.Settings : ExitCode.Ok);
    }

    private static void OfWorkspace(CommandContext context, List<DoctorCheck> checks)
    {
        try
        {
            using var session = Session.Open(context, write: false);
            checks.Add(new DoctorCheck("settings", "ok", session.Workspace.Paths.Settings));
            checks.Add(session.Settings.Insurer.Number.Length > 0
                ? new DoctorCheck("insurer", "ok", session.Settings.Insurer.Name)
                : new DoctorCheck("insurer", "warn", "insurer.number is empty: claims that another insurer pays can't be told"));
            var drugs = DrugFile.Load(session);
            checks.Add(new DoctorCheck("drugs", ReferenceEquals(drugs, DrugList.BuiltIn) ? "warn" : "ok",
                $"{drugs.Source}: {drugs.All.Count()}"));
            Windows(session, checks);
            var findings = Verification.Run(session.Workspace);
            checks.Add(new DoctorCheck("verify", findings.Count == 0 ? "ok" : "error",
                findings.Count == 0 ? "ledger, store and vault are as recorded" : findings[0].What));
        }
        catch (UserError problem)
        {
            checks.Add(new DoctorCheck("workspace", "error", $"{problem.Message} ({problem.Where}); {problem.Next}"));
        }
    }

    private static void Windows(Session session, List<DoctorCheck> checks)
    {
        try
        {
            var check = WindowDirectory.Check(LetterMaterial.Load(session).Windows, session.Today);
            checks.Add(check.Problems.Count == 0
                ? new DoctorCheck("windows", "ok", session.Settings.Windows)
                : new DoctorCheck("windows", "error", string.Join(" ", check.Problems)));
        }
        catch (UserError problem)
        {
            checks.Add(new DoctorCheck("windows", "error", $"{problem.Message}; {problem.Next}"));
        }
    }
}
