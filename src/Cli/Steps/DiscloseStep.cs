using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;
using Column = ClaimsWatch.Documents.Column;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What a person is told about themself.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Identities">Identities and roster entries in the vault.</param>
/// <param name="Claims">Rows of claims.</param>
/// <param name="Medications">Rows of medicines.</param>
/// <param name="Entries">Items of the ledger that mention the person or a letter to them.</param>
/// <param name="File">The workbook.</param>
public sealed record Disclosure(long Person, int Identities, int Claims, int Medications, int Entries, string File);

/// <summary>
/// `disclose`: everything this workspace holds about one person, in a workbook for that person (decisions A11). It bears the
/// name, so it is written where the caller says and nowhere else.
/// </summary>
public static class DiscloseStep
{
    /// <summary>Writes the workbook.</summary>
    public static Disclosure Execute(Session session, long person, string path)
    {
        var store = session.Workspace.OpenStore();
        var months = store.Months.Select(store.ReadMonth).ToList();
        var claims = months.SelectMany(m => Rows(m.Claims.ToBatch(), person)).ToList();
        var medications = months.SelectMany(m => Rows(m.Medications.ToBatch(), person)).ToList();
        var diagnoses = months.SelectMany(m => Rows(m.Diagnoses.ToBatch(), person)).ToList();
        var identities = Identities(session, person);
        var entries = session.Book.Aliases.AllOf(person).SelectMany(session.Workspace.Ledger.About).DistinctBy(e => e.Item)
            .Where(e => e.Kind != EntryKinds.Allocation)
            .Select(e => (IReadOnlyList<Cell>)[Cell.Text(e.Kind), Cell.Text(e.Round), Cell.Text(e.Body)])
            .Concat(Draws(session, person)).ToList();
        OutputFile.Write(path, new Workbook(
        [
            new Sheet("本人の情報", [new("項目の出所", 14), new("保険者番号", 12), new("記号", 14), new("番号", 14), new("枝番", 6), new("氏名", 18),
                new("カナ", 18), new("生年月日", 12), new("郵便番号", 10), new("住所", 40)], identities),
            Table("レセプト", Schema.Claims, claims),
            Table("お薬", Schema.Medications, medications),
            Table("傷病名", Schema.Diagnoses, diagnoses),
            new Sheet("選定・お知らせ・記録", [new("種類", 16), new("回", 12), new("内容", 120) { Wrap = true }], entries)
            {
                Notes = ["選定に使った事実と条件、職員の決定、お知らせ、連絡の記録を、台帳にあるとおりに写したものです。"],
            },
        ]).ToXlsx());
        return new Disclosure(person, identities.Count, claims.Count, medications.Count, entries.Count, path);
    }

    // The draw is one body about everybody: only the person's own line may be shown.
    private static IEnumerable<IReadOnlyList<Cell>> Draws(Session session, long person) =>
        session.Book.Allocations.SelectMany(a => a.Persons.Where(p => p.Person == person).Select(p => (IReadOnlyList<Cell>)
            [Cell.Text(EntryKinds.Allocation), Cell.Text(a.Round), Cell.Text($"{p.Arm} {a.DrawnOn:yyyy-MM-dd}")]));

    private static List<IReadOnlyList<Cell>> Identities(Session session, long person)
    {
        var known = session.Workspace.OpenVault().Find(person);
        IReadOnlyList<Cell> Row(string source, Core.Identities.Identity identity, string postalCode, string address) =>
        [
            Cell.Text(source), Cell.Text(identity.InsurerNumber), Cell.Text(identity.Symbol), Cell.Text(identity.Number),
            Cell.Text(identity.Branch),
            Cell.Text(identity.Name), Cell.Text(identity.Kana),
            Cell.Text(identity.BirthDate == 0 ? "" : $"{JapaneseDate.ToDate(identity.BirthDate):yyyy-MM-dd}"),
            Cell.Text(postalCode), Cell.Text(address),
        ];
        return known is null ? [] :
        [
            .. known.Members.Select(m => Row("加入者名簿", m.Identity, m.PostalCode, m.Address)),
            .. known.Identities.Select(i => Row("レセプト", i, "", "")),
        ];
    }

    private static Sheet Table(string name, Core.Columns.Table table, List<IReadOnlyList<Cell>> rows) =>
        new(name, [.. table.Columns.Select(c => new Column(c.Name, 16))], rows)
        { Notes = [.. table.Columns.Select(c => $"{c.Name}: {c.Meaning}")] };

    private static IEnumerable<IReadOnlyList<Cell>> Rows(ColumnBatch rows, long person)
    {
        var persons = rows.Get<long>("person");
        return Enumerable.Range(0, rows.Count).Where(i => persons[i] == person)
            .Select(i => (IReadOnlyList<Cell>)[.. rows.Arrays.Select(a => Cell.Text(string.Create(null, $"{a.GetValue(i)}")))]);
    }
}
