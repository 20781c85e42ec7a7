using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Cli.Commands;

/// <summary>The verbs of the contract, in the order of the month's journey.</summary>
public static class Verbs
{
    /// <summary>The whole command line.</summary>
    public static RootCommand Build(SharedOptions shared, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("""
            ClaimsWatch: finds people on the way to many providers, writes letters that do not judge, reports outcomes by sex.

            Examples:
              claimswatch run -w sample-data/minamo     the whole job on invented people
              claimswatch init my-office                a workspace of your own
            """);
        shared.AddTo(root);
        var scope = new VerbScope(shared, output, error);
        DataVerbs.AddTo(root, scope);
        MasterVerbs.AddTo(root, scope);
        PersonVerbs.AddTo(root, scope);
        TableVerbs.AddTo(root, scope);
        RoundVerbs.AddTo(root, scope);
        LetterVerbs.AddTo(root, scope);
        OutcomeVerbs.AddTo(root, scope);
        HouseVerbs.AddTo(root, scope);
        CareVerbs.AddTo(root, scope);
        ModelVerbs.AddTo(root, scope);
        return root;
    }
}

/// <summary>What every verb needs: how it was called, a workspace, a printer.</summary>
internal sealed class VerbScope(SharedOptions shared, TextWriter output, TextWriter error)
{
    /// <summary>A verb without a workspace.</summary>
    public void Bare(Command command, Func<ParseResult, CommandContext, CommandResult> act) =>
        command.SetAction(parsed =>
        {
            var context = shared.Read(parsed, output, error);
            return context.Finish(act(parsed, context));
        });

    /// <summary>A verb that only reads a workspace.</summary>
    public void Reading(Command command, Func<ParseResult, Session, CommandResult> act) =>
        OnWorkspace(command, write: false, act);

    /// <summary>A verb that changes a workspace.</summary>
    public void Writing(Command command, Func<ParseResult, Session, CommandResult> act) => OnWorkspace(command, write: true, act);

    /// <summary>An option naming a round; the newest round if not given.</summary>
    public static Option<string> Round() => new("--round") { Description = "round, such as R2024-11 (default: the newest)" };

    /// <summary>The round named, or the newest.</summary>
    /// <exception cref="UserError">There is no such round.</exception>
    public static Round Find(Session session, string? id)
    {
        var found = string.IsNullOrEmpty(id) ? session.Book.Newest : session.Book.Find(id);
        return found ?? throw new UserError(
            ExitCode.Input, string.IsNullOrEmpty(id) ? "there is no round yet" : $"there is no round {id}",
            session.Workspace.Paths.Ledger,
            "claimswatch detect opens one; claimswatch status lists them");
    }

    /// <summary>A month option's value; none if not given.</summary>
    /// <exception cref="UserError">Not a month.</exception>
    public static ClaimMonth Month(string? text, string option) =>
        string.IsNullOrEmpty(text) ? ClaimMonth.None
        : ClaimMonth.TryParse(text, out var month) ? month
        : throw new UserError(ExitCode.Usage, $"'{text}' is not a month", option, "write YYYY-MM or YYYYMM");

    private void OnWorkspace(Command command, bool write, Func<ParseResult, Session, CommandResult> act) =>
        command.SetAction(parsed =>
        {
            var context = shared.Read(parsed, output, error);
            using var session = Session.Open(context, write);
            return context.Finish(act(parsed, session));
        });
}
