using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What lies past its limit.</summary>
/// <param name="Months">Claim months of the store.</param>
/// <param name="Identities">Identities in the vault.</param>
/// <param name="Letters">Letters and mailing lists under <c>out/</c>, workspace-relative.</param>
/// <param name="Applied">Whether it was removed.</param>
public sealed record PastRetention(IReadOnlyList<ClaimMonth> Months, int Identities, IReadOnlyList<string> Letters, bool Applied);

/// <summary>`retention`: shows what is past the limits of <see cref="RetentionSettings"/>,
/// and removes it only when told to.</summary>
public static class RetentionStep
{
    private static readonly string[] s_named = ["letters", "mailing"];

    /// <summary>Looks, and with <paramref name="apply"/> removes.</summary>
    /// <exception cref="UserError">A limit is too short to run the programme (exit 5).</exception>
    public static PastRetention Execute(Session session, bool apply)
    {
        var settings = Checked(session.Settings.Retention);
        var workspace = session.Workspace;
        var store = workspace.OpenStore();
        var newest = store.Months.Count == 0 ? ClaimMonth.None : store.Months[^1];
        var first = newest.IsNone ? newest : newest.Plus(1 - settings.StoreMonths);
        var months = store.Months.Where(m => m < first).ToList();
        var persons = Forgotten(store, newest.IsNone ? newest : newest.Plus(-settings.IdentityMonths));
        var vault = workspace.OpenVault();
        persons.IntersectWith(vault.Persons);
        var letters = Letters(workspace.Paths, ClaimMonth.Of(session.Today).Plus(-settings.LettersMonths));
        if (!apply || (months.Count == 0 && persons.Count == 0 && letters.Count == 0))
        {
            return new PastRetention(months, persons.Count, letters, Applied: false);
        }

        var run = new RunScope(session, "retention");
        if (months.Count > 0)
        {
            StoreRemoval.Before(store, run.Commit, first);
        }

        foreach (var person in persons)
        {
            vault.Forget(person);
        }

        vault.StageTo(run.Commit);
        letters.ForEach(run.Commit.Remove);
        run.Count("months", months.Count);
        run.Count("identities", persons.Count);
        run.Count("letters", letters.Count);
        var past = new PastRetention(months, persons.Count, letters, Applied: true);
        run.Finish(past);
        return past;
    }

    private static HashSet<long> Forgotten(ClaimStore store, ClaimMonth before)
    {
        var persons = store.ReadPersons();
        return [.. Enumerable.Range(0, persons.Count).Select(persons.Row).Where(p => p.LastMonth < before.Value)
            .Select(p => p.PersonId)];
    }

    // Only the files that bear names; papers and reports are the office's own records.
    private static List<string> Letters(WorkspacePaths paths, ClaimMonth before) =>
    [
        .. (Directory.Exists(paths.Out) ? Directory.EnumerateDirectories(paths.Out) : [])
            .Where(folder => ClaimMonth.TryParse(Path.GetFileName(folder), out var month) && month < before)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => s_named.Any(n => Path.GetFileName(path).StartsWith(n, StringComparison.Ordinal)))
            .Select(paths.Relative).Order(StringComparer.Ordinal),
    ];

    private static RetentionSettings Checked(RetentionSettings settings)
    {
        void AtLeast(string name, int value, int least)
        {
            if (value < least)
            {
                throw new UserError(ExitCode.Settings, $"{value} months are too short", $"retention.{name}", $"at least {least}");
            }
        }

        AtLeast("storeMonths", settings.StoreMonths, 36);
        AtLeast("lettersMonths", settings.LettersMonths, 12);
        AtLeast("identityMonths", settings.IdentityMonths, 12);
        return settings;
    }
}
