using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Commands;

/// <summary>disclose, erase, vault rekey, retention, backup: the person's rights, keys,
/// limits and copies (decisions A11).</summary>
internal static class CareVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope)
    {
        root.Add(Disclose(scope));
        root.Add(Erase(scope));
        root.Add(Vault(scope));
        root.Add(Retention(scope));
        root.Add(Backup(scope));
    }

    private static Argument<string?> Person() => new("PERSON") { Description = "pseudonym", Arity = ArgumentArity.ZeroOrOne };

    private static Option<string> Of() => new("--of")
    { Description = "CSV file of one row, as an opt-out list: the insured number, or the letter" };

    private static Command Disclose(VerbScope scope)
    {
        var (person, of) = (Person(), Of());
        var file = new Option<string>("--out")
        { Description = "workbook for the person, .xlsx; it bears the name", Required = true };
        var command = new Command("disclose", "everything held about one person, in a workbook for that person")
            { person, of, file };
        scope.Reading(command, (parsed, session) =>
        {
            var told = DiscloseStep.Execute(session, InsuredPerson.Asked(session, parsed.GetValue(person), parsed.GetValue(of)),
                parsed.GetValue(file)!);
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.disclose/1",
                    Disclosure = "internal",
                    Person = $"{told.Person}",
                    told.Identities,
                    told.Claims,
                    told.Medications,
                    told.Entries,
                    told.File
                },
                [Counts(session, $"{told.Person}", ("本人の情報", "identities", told.Identities), ("レセプト", "claims", told.Claims),
                    ("お薬", "medicines", told.Medications), ("台帳の記録", "ledger items", told.Entries))],
                [session.Context.Japanese ? $"{told.File}: 氏名を含みます。本人にお渡しし、控えは残さないでください。"
                    : $"{told.File}: bears the name; hand it over and keep no copy"]);
        });
        return command;
    }

    private static Command Erase(VerbScope scope)
    {
        var (person, of) = (Person(), Of());
        var command = new Command("erase", "forget a person: identity, claims, ledger content; needs --yes") { person, of };
        scope.Writing(command, (parsed, session) =>
        {
            var done = EraseStep.Execute(session, InsuredPerson.Asked(session, parsed.GetValue(person), parsed.GetValue(of)));
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.erase/1",
                    Disclosure = "internal",
                    Person = $"{done.Person}",
                    done.Rows,
                    done.Bodies,
                    done.Elsewhere
                },
                [Counts(session, $"{done.Person}", ("ストアの行", "rows of the store", done.Rows),
                    ("台帳の記録", "ledger items", done.Bodies))],
                session.Context.Japanese
                    ? ["割り付けには仮名だけが残ります。今後の手紙は止めました。後の納品に同じ方のレセプトがあれば、仮名で再び入ります。",
                        $"プログラムが消さないもの: {string.Join(", ", done.Elsewhere)}、バックアップ。職員が確認してください。"]
                    : ["the frozen draw keeps the pseudonym alone; letters are stopped; a later delivery of this person's claims "
                        + "is stored again under the pseudonym",
                        $"not erased by the program: {string.Join(", ", done.Elsewhere)}, and backups"]);
        });
        return command;
    }

    private static Command Vault(VerbScope scope)
    {
        var command = new Command("vault", "the identities and their key");
        var rekey = new Command("rekey", "seal the identities with a new key; pseudonyms stay as they are");
        scope.Writing(rekey, (_, session) =>
        {
            var run = new RunScope(session, "rekey");
            session.Workspace.OpenVault().StageRekeyedTo(run.Commit);
            run.Finish(new { Rekeyed = true });
            return new CommandResult(
                new { Schema = "claimswatch.rekey/1", Rekeyed = true }, [],
                [session.Context.Japanese ? "新しい鍵で封じました。鍵の控え (vault/key) を取り直してください。仮名は変わりません。"
                    : "sealed with a new key: copy vault/key again; pseudonyms are unchanged"]);
        });
        command.Add(rekey);
        return command;
    }

    private static Command Retention(VerbScope scope)
    {
        var apply = new Option<bool>("--apply") { Description = "remove what is past its limit (default: only show it)" };
        var command = new Command("retention", "what is past its storage limit; --apply removes it") { apply };
        scope.Writing(command, (parsed, session) =>
        {
            var past = RetentionStep.Execute(session, parsed.GetValue(apply));
            var ja = session.Context.Japanese;
            return new CommandResult(
                new { Schema = "claimswatch.retention/1", past.Applied, past.Months, past.Identities, past.Letters },
                [Counts(session, past.Applied ? (ja ? "消したもの" : "removed") : (ja ? "期限を過ぎたもの" : "past the limit"),
                    ("診療月", "claim months", past.Months.Count), ("本人の情報", "identities", past.Identities),
                    ("手紙・宛名のファイル", "letters and mailing lists", past.Letters.Count))],
                past.Applied || past is { Months.Count: 0, Identities: 0, Letters.Count: 0 } ? []
                    : [ja ? "消すには: claimswatch retention --apply" : "to remove: claimswatch retention --apply"]);
        });
        return command;
    }

    private static Command Backup(VerbScope scope)
    {
        var folder = new Option<string>("--out") { Description = "new or empty folder, best on another disk", Required = true };
        var key = new Option<bool>("--with-key") { Description = "copy vault/key too; whoever has both has the identities" };
        var command = new Command("backup", "a checked copy of the workspace") { folder, key };
        scope.Writing(command, (parsed, session) =>
        {
            var copy = WorkspaceBackup.Make(session.Workspace, parsed.GetValue(folder)!, parsed.GetValue(key));
            var ja = session.Context.Japanese;
            return new CommandResult(
                new { Schema = "claimswatch.backup/1", copy.Folder, copy.Files, copy.Bytes, copy.WithKey },
                [], [
                    $"{copy.Folder}: {copy.Files}, {copy.Bytes / 1e6:0.0} MB",
                    copy.WithKey ? (ja ? "鍵も入っています。" : "the key is in it")
                        : ja ? "鍵 (vault/key) は入っていません。別の場所に控えてください。戻すときは元の位置に置きます。"
                        : "vault/key is not in it: keep it elsewhere, and put it back when you restore",
                ]);
        });
        return command;
    }

    private static ResultTable Counts(Session session, string title, params (string Ja, string En, int Count)[] rows) => new(
        title, session.Context.Japanese ? ["内容", "件数"] : ["what", "count"],
        [.. rows.Select(r => (IReadOnlyList<string>)[session.Context.Japanese ? r.Ja : r.En, $"{r.Count:N0}"])]);
}
