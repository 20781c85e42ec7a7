using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Cli.Commands;

/// <summary>persons list, chain, merge, unmerge: two pseudonyms that are one person, and back.</summary>
internal static class PersonVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        var persons = new Command("persons", "who is who: how people were found, merges of two pseudonyms, and un-merges");
        persons.Add(List(scope));
        persons.Add(Chain(scope));
        persons.Add(Merge(scope));
        persons.Add(Unmerge(scope));
        root.Add(persons);
    }

    /// <summary>A merge or un-merge for scripts.</summary>
    public static object Json(Session session, AliasOutcome outcome) => new
    {
        Schema = "claimswatch.persons/1",
        Disclosure = "internal",
        session.Settings.Marks,
        Applied = outcome.Applied.Select(Alias),
        Refused = outcome.Refused.Select(r =>
            new { From = $"{r.From}", To = $"{r.To}", Why = session.Context.Japanese ? r.Ja : r.En }),
        outcome.Rows,
    };

    private static object Alias(PersonAlias a) =>
        new { From = $"{a.From}", To = $"{a.To}", a.Undone, a.Basis, a.By, On = $"{a.On:yyyy-MM-dd}" };

    private static Command List(VerbScope scope)
    {
        var command = new Command("list", "merges in force, and persons by sex and by how they were found");
        scope.Reading(command, (_, session) =>
        {
            var ja = session.Context.Japanese;
            var aliases = session.Book.Aliases.InForce;
            var data = DataNote.Of(session);
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.persons-list/1",
                    Disclosure = "internal",
                    session.Settings.Marks,
                    Aliases = aliases.Select(Alias),
                    Data = data
                },
                [data.Table(ja), Aliases(ja ? "統合中の仮名" : "merges in force", aliases, ja)],
                []);
        });
        return command;
    }

    private static Command Chain(VerbScope scope)
    {
        var apply = new Option<bool>("--apply")
        { Description = "merge those of one whole name (default: only show them); needs --by" };
        var by = By();
        var command = new Command("chain",
            "people who look like the same under a new number: same birth date, sex and name, one after the other")
        {
            apply, by,
        };
        scope.Writing(command, (parsed, session) =>
        {
            var vault = session.Workspace.OpenVault();
            var proposals = PersonChain.Propose(
                vault.Known, vault.Aliases, session.Workspace.OpenStore().ReadPersons(),
                vault.Members.Select(m => m.Person).ToHashSet());
            if (parsed.GetValue(apply))
            {
                return Result(session, AliasStep.Merge(
                    session, proposals.Where(p => p.IsWholeName).Select(p => new PersonMerge(p.From, p.To)), AliasBasis.Chained,
                    Named(parsed.GetValue(by))));
            }

            return Proposed(session, proposals);
        });
        return command;
    }

    private static CommandResult Proposed(Session session, IReadOnlyList<ChainProposal> proposals)
    {
        var ja = session.Context.Japanese;
        var notes = new List<string>();
        if (proposals.Any(p => p.IsWholeName))
        {
            notes.Add(ja ? "氏名が一致する組を統合するには: claimswatch persons chain --apply --by 氏名（統合は persons unmerge で戻せます）"
                : "to merge those of one whole name: claimswatch persons chain --apply --by NAME (persons unmerge takes a merge "
                    + "back)");
        }

        if (proposals.Any(p => !p.IsWholeName))
        {
            notes.Add(ja ? "姓が変わった組は確かさが低いので、資格の記録を確かめてから1組ずつ: claimswatch persons merge 前 後 --by 氏名"
                : "where the family name changed it is less sure: look into the records, then one by one: claimswatch persons "
                    + "merge FROM TO --by NAME");
        }

        return new CommandResult(
            new
            {
                Schema = "claimswatch.persons-chain/1",
                Disclosure = "internal",
                session.Settings.Marks,
                Proposals = proposals.Select(p => new
                {
                    From = $"{p.From}",
                    To = $"{p.To}",
                    Sex = (int)p.Sex,
                    p.LastMonth,
                    p.FirstMonth,
                    Name = p.IsWholeName ? "whole" : "given",
                }),
            },
            [
                new ResultTable(
                    ja ? "番号が変わった同じ方と思われる組" : "who looks like one person under two numbers",
                    ja ? ["仮名（前）", "仮名（後）", "性別", "最後の月", "最初の月", "氏名"]
                        : ["from", "to", "sex", "last month", "first month", "name"],
                    [
                        .. proposals.Select(p => (IReadOnlyList<string>)
                        [
                            $"{p.From}", $"{p.To}", QualityPage.SexWord(p.Sex, ja), $"{p.LastMonth}", $"{p.FirstMonth}",
                            (ja, p.IsWholeName) switch { (true, true) => "一致", (true, _) => "名のみ一致", (_, true) => "whole",
                                _ => "given only" },
                        ]),
                    ]),
            ],
            notes);
    }

    private static Command Merge(VerbScope scope)
    {
        var (from, to, by) = (Person("FROM"), Person("TO"), By());
        var command = new Command("merge",
            "record that two pseudonyms are one person; the store is rewritten, the ledger is not") { from, to, by };
        scope.Writing(command, (parsed, session) =>
        {
            var (first, second) = (Known(session, parsed.GetValue(from)!), Known(session, parsed.GetValue(to)!));
            var outcome =
                AliasStep.Merge(session, [new PersonMerge(first, second)], AliasBasis.Staff, Named(parsed.GetValue(by)));
            return outcome.Refused.Count == 0
                ? Result(session, outcome)
                : throw new UserError(
                    ExitCode.Refused, outcome.Refused[0].En, $"{first} {second}",
                    "two people of one round stay two: its draw and letters are done");
        });
        return command;
    }

    private static Command Unmerge(VerbScope scope)
    {
        var (from, by) = (Person("PERSON"), By());
        var command = new Command("unmerge", "take a merge back: the pseudonym gets its own receipts again") { from, by };
        scope.Writing(command, (parsed, session) =>
            Result(session, AliasStep.Unmerge(session, Number(parsed.GetValue(from)!), Named(parsed.GetValue(by)))));
        return command;
    }

    private static CommandResult Result(Session session, AliasOutcome outcome)
    {
        var ja = session.Context.Japanese;
        return new CommandResult(
            Json(session, outcome),
            [Aliases(ja ? $"書き換えた行 {outcome.Rows}" : $"{outcome.Rows} rows rewritten", outcome.Applied, ja)],
            [.. outcome.Refused.Select(r => $"{r.From} {r.To}: {(ja ? r.Ja : r.En)}")]);
    }

    private static ResultTable Aliases(string title, IEnumerable<PersonAlias> aliases, bool ja) => new(
        title, ja ? ["仮名", "統合先", "取消", "根拠", "決めた人", "日"] : ["from", "to", "undone", "basis", "by", "on"],
        [.. aliases.Select(a => (IReadOnlyList<string>)[$"{a.From}", $"{a.To}", a.Undone ? "○" : "", BasisWord(a.Basis, ja), a.By,
            $"{a.On:yyyy-MM-dd}"])]);

    private static string BasisWord(AliasBasis basis, bool ja) => !ja ? $"{basis}" : basis switch
    {
        AliasBasis.Roster => "資格ファイル",
        AliasBasis.Chained => "連結（生年月日・性別・氏名）",
        _ => "職員",
    };

    private static Argument<string> Person(string name) => new(name) { Description = "pseudonym" };

    private static Option<string> By() => new("--by") { Description = "who decides" };

    private static string Named(string? by) => !string.IsNullOrWhiteSpace(by)
        ? by.Trim()
        : throw new UserError(ExitCode.Usage, "nobody is named", "--by", "name who decides: --by NAME");

    private static long Number(string text) => long.TryParse(text, out var person)
        ? person
        : throw new UserError(ExitCode.Usage, $"'{text}' is not a pseudonym", "PERSON",
            "copy the number from candidates.xlsx or `persons chain`");

    private static long Known(Session session, string text)
    {
        var person = Number(text);
        return session.Workspace.OpenVault().Find(person) is not null
            ? person
            : throw new UserError(
                ExitCode.Input, $"nobody with an identity has the pseudonym '{text}'", "PERSON",
                "receipts without number and name can't be merged");
    }
}
