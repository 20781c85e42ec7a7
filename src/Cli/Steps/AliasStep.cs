using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>A pair that stays two people, with the reason in both languages.</summary>
public sealed record RefusedAlias(long From, long To, string Ja, string En);

/// <summary>What changed.</summary>
/// <param name="Applied">Alias events written to the ledger.</param>
/// <param name="Refused">Pairs left as they are.</param>
/// <param name="Rows">Rows of the store under another person than before.</param>
public sealed record AliasOutcome(IReadOnlyList<PersonAlias> Applied, IReadOnlyList<RefusedAlias> Refused, int Rows);

/// <summary>
/// Merges pseudonyms and takes merges back (decisions B7): an alias event in the ledger, and the store and the roster entries of
/// the vault rewritten in the same commit. What the ledger said before stays as it was and is read through the aliases.
/// </summary>
public static class AliasStep
{
    /// <summary>Merges pairs; those that can't be are told.</summary>
    public static AliasOutcome Merge(Session session, IEnumerable<PersonMerge> pairs, AliasBasis basis, string by)
    {
        var rounds = RoundsByPerson(session.Book);
        List<PersonAlias> events = [.. session.Book.AliasEvents];
        var known = events.Count;
        var refused = new List<RefusedAlias>();
        foreach (var pair in pairs)
        {
            var aliases = AliasMap.Of(events);
            var (from, to) = (aliases.Resolve(pair.From), aliases.Resolve(pair.To));
            if (from == to)
            {
                continue;
            }

            if (Refusal(from, to, aliases, rounds, basis) is { } reason)
            {
                refused.Add(reason);
                continue;
            }

            // What the ledger names already keeps its name, if only one of the two is in it.
            if (rounds.ContainsKey(from) && !rounds.ContainsKey(to))
            {
                (from, to) = (to, from);
            }

            rounds[to] = [.. rounds.GetValueOrDefault(to) ?? [], .. rounds.GetValueOrDefault(from) ?? []];
            events.Add(new PersonAlias(from, to, false, basis, by, session.Today));
        }

        return Apply(session, events, known, refused);
    }

    /// <summary>Takes the merge of a pseudonym back: its receipts are its own again, and it is never merged by itself
    /// again.</summary>
    /// <exception cref="UserError">Nothing has replaced it.</exception>
    public static AliasOutcome Unmerge(Session session, long from, string by)
    {
        List<PersonAlias> events = [.. session.Book.AliasEvents];
        var alias = AliasMap.Of(events).Find(from) ?? throw new UserError(
            ExitCode.Input, $"no alias replaces {from}", "PERSON", "`claimswatch persons list` shows the merges in force");
        events.Add(alias with { Undone = true, By = by, On = session.Today, Basis = AliasBasis.Staff });
        return Apply(session, events, events.Count - 1, []);
    }

    private static AliasOutcome Apply(Session session, List<PersonAlias> events, int known, IReadOnlyList<RefusedAlias> refused)
    {
        List<PersonAlias> added = events[known..];
        if (added.Count == 0)
        {
            return new AliasOutcome([], refused, 0);
        }

        var run = new RunScope(session, "persons");
        var (before, after) = (AliasMap.Of(events[..known]), AliasMap.Of(events));
        var touched = added.SelectMany(a => new[] { a.From, a.To })
            .SelectMany(p => before.AllOf(p).Concat(after.AllOf(p))).ToHashSet();
        var store = session.Workspace.OpenStore();
        var vault = session.Workspace.OpenVault();
        vault.Realias(after);
        var rewritten = StoreAliases.Apply(store, run.Commit, after, touched);
        var (persons, eligibility) = PersonTable.Realias(
            store.ReadPersons(), store.MonthsAtRisk(), touched, vault.Known, [.. vault.Members], rewritten.Seen, after);
        var change = store.Change(run.Commit);
        change.ReplacePersons(persons);
        change.ReplaceEligibility(eligibility.Count, eligibility.Of, session.Context.Threads);
        vault.StageTo(run.Commit);
        run.Commit.Append(NewEntry.Of(EntryKinds.Aliases, "", added));
        run.Count("aliases", added.Count);
        run.Count("rows", rewritten.Rows);
        run.Finish(PersonVerbs.Json(session, new AliasOutcome(added, refused, rewritten.Rows)));
        return new AliasOutcome(added, refused, rewritten.Rows);
    }

    private static RefusedAlias? Refusal(
        long from, long to, AliasMap aliases, Dictionary<long, IReadOnlyList<string>> rounds, AliasBasis basis)
    {
        if (aliases.AreApart(from, to) && basis != AliasBasis.Staff)
        {
            return new RefusedAlias(from, to, "職員が分けたもの", "somebody separated them");
        }

        // One draw, one letter, one row of the panel each: they were two in that round and can't become one afterwards.
        var shared = (rounds.GetValueOrDefault(from) ?? [])
            .Intersect(rounds.GetValueOrDefault(to) ?? [], StringComparer.Ordinal).ToList();
        return shared.Count == 0 ? null
            : new RefusedAlias(from, to, $"{shared[0]} に両方がいる", $"both are in {shared[0]}");
    }

    private static Dictionary<long, IReadOnlyList<string>> RoundsByPerson(ProgrammeBook book) =>
        book.Rounds.SelectMany(r => book.Candidates(r.Id).Select(c => (c.Person, r.Id)))
            .Concat(book.Allocations.SelectMany(a => a.Persons.Select(p => (p.Person, a.Round))))
            .Concat(book.Letters.Select(l => (l.Person, l.Round)))
            .Concat(book.PastLetters.Select(p => (p.Person, p.Round)))
            .GroupBy(p => p.Person).ToDictionary(g => g.Key,
                g => (IReadOnlyList<string>)[.. g.Select(p => p.Item2).Distinct(StringComparer.Ordinal)]);
}
