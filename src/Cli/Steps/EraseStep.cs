using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What was erased.</summary>
/// <param name="Person">Pseudonym; it stays in the frozen draw, and nobody can tell whose it was.</param>
/// <param name="Rows">Rows taken out of the store, history included.</param>
/// <param name="Bodies">Items of the ledger whose content was removed.</param>
/// <param name="Elsewhere">Folders that people keep and that may still name the person.</param>
public sealed record Erasure(long Person, int Rows, int Bodies, IReadOnlyList<string> Elsewhere);

/// <summary>
/// `erase`: forgets a person (decisions A11): identity, claims, and what the ledger says about them. The pseudonym stays in the
/// frozen draw, or nobody could check it, and a stop stays beside it, so that a later delivery does not bring a letter.
/// </summary>
public static class EraseStep
{
    /// <summary>Erases; may be repeated after an interruption.</summary>
    /// <exception cref="UserError">The caller did not confirm (exit 7).</exception>
    public static Erasure Execute(Session session, long person)
    {
        if (!session.Context.Yes)
        {
            throw new UserError(
                ExitCode.Refused, "erasing can't be undone", $"{person}",
                "give the person `disclose` first if they asked for it, then repeat with --yes");
        }

        var workspace = session.Workspace;
        var items = session.Book.Aliases.AllOf(person).SelectMany(workspace.Ledger.About)
            .Where(e => e.Kind is not (EntryKinds.Allocation or EntryKinds.OptOuts)).Select(e => e.Item).Distinct().ToList();
        var run = new RunScope(session, "erase");
        var vault = workspace.OpenVault();
        vault.Forget(person);
        vault.StageTo(run.Commit);
        var rows = StoreRemoval.Persons(workspace.OpenStore(), run.Commit, new HashSet<long> { person });
        if (!session.Book.OptOuts.Any(o => o.Person == person))
        {
            run.Commit.Append(EntryKinds.OptOuts, "", new OptOut(person, session.Today));
        }

        run.Count("rows", rows);
        run.Count("bodies", items.Count);
        run.Finish(new { Rows = rows, Bodies = items.Count });
        if (items.Count > 0)
        {
            workspace.Ledger.Erase(session.Today, run.Record.Id, items);
        }

        return new Erasure(person, rows, items.Count,
            [.. new[] { workspace.Paths.Incoming, workspace.Paths.Out }.Where(HasFiles).Select(workspace.Paths.Relative)]);
    }

    private static bool HasFiles(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();
}
