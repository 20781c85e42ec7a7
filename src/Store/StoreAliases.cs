using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Store;

/// <summary>What rewriting under aliases changed.</summary>
/// <param name="Rows">Rows under another person than before.</param>
/// <param name="Seen">Claim months of the persons asked about, from every receipt whatever its status.</param>
public sealed record AliasedStore(int Rows, IReadOnlyList<(long Person, int Month)> Seen);

/// <summary>
/// Puts every row of the store, live and history alike, under the person that the aliases give (decisions B7). No row goes to
/// history: an as-of view shows what was known of claims then, under the persons known now. Doing it twice changes nothing.
/// </summary>
public static class StoreAliases
{
    private const string Person = "person";
    private const string Receipt = "receipt";
    private const string LinkedAs = "linked_as";

    /// <summary>Stages the files that change.</summary>
    /// <param name="store">The store.</param>
    /// <param name="commit">The change.</param>
    /// <param name="aliases">All aliases in force.</param>
    /// <param name="persons">Persons whose claim months are wanted.</param>
    public static AliasedStore Apply(ClaimStore store, Commit commit, AliasMap aliases, IReadOnlySet<long> persons)
    {
        var rows = 0;
        var seen = new SortedSet<(long Person, int Month)>();
        foreach (var month in store.Months)
        {
            var receipts = store.ReadLive(Schema.Receipts, month);
            var targets = TargetsOf(receipts, aliases);
            seen.UnionWith(targets.Where(persons.Contains).Select(person => (person, month.Value)));
            var moves = MovesOf(receipts, targets);
            foreach (var table in ClaimStore.Monthly)
            {
                rows += Rewrite(store, commit, ClaimStore.LiveName(table, month), store.ReadLive(table, month), aliases, moves);
                rows += Rewrite(store, commit, ClaimStore.HistoryName(table, month),
                    store.ReadHistory(table, month), aliases, moves);
            }
        }

        return new AliasedStore(rows, [.. seen]);
    }

    /// <summary>The person of every receipt under the aliases.</summary>
    private static long[] TargetsOf(ColumnBatch receipts, AliasMap aliases)
    {
        var (persons, linked) = (receipts.Get<long>(Person), receipts.Get<long>(LinkedAs));
        return [.. Enumerable.Range(0, receipts.Count).Select(i => aliases.Resolve(linked[i] == 0 ? persons[i] : linked[i]))];
    }

    /// <summary>Where the lines of a receipt go; a receipt that came under two persons follows the live one.</summary>
    private static Dictionary<(long Person, long Receipt), long> MovesOf(ColumnBatch receipts, long[] targets)
    {
        var moves = new Dictionary<(long, long), long>();
        var (persons, ids, status) = (receipts.Get<long>(Person), receipts.Get<long>(Receipt), receipts.Get<int>("status"));
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] != persons[i] && (status[i] == (int)ReceiptStatus.Live || !moves.ContainsKey((persons[i], ids[i]))))
            {
                moves[(persons[i], ids[i])] = targets[i];
            }
        }

        return moves;
    }

    private static int Rewrite(
        ClaimStore store, Commit commit, string name, ColumnBatch rows, AliasMap aliases, Dictionary<(long, long), long> moves)
    {
        if (rows.Count == 0 || moves.Count == 0)
        {
            return 0;
        }

        var persons = (long[])rows.Get<long>(Person).Clone();
        var linked = rows.Table.Name == Schema.Receipts.Name ? (long[])rows.Get<long>(LinkedAs).Clone() : null;
        var ids = rows.Get<long>(Receipt);
        var changed = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var original = linked is not null && linked[i] != 0 ? linked[i] : persons[i];
            var to = linked is not null ? aliases.Resolve(original) : moves.GetValueOrDefault((persons[i], ids[i]), persons[i]);
            if (to == persons[i])
            {
                continue;
            }

            changed++;
            persons[i] = to;
            if (linked is not null)
            {
                linked[i] = to == original ? 0 : original;
            }
        }

        if (changed > 0)
        {
            var sorted = RowOrder.Sorted(With(With(rows, Person, persons), LinkedAs, linked));
            commit.Stage("store/" + name, stream =>
                TableFile.Write(stream, sorted, SlabCuts.BitsFor(sorted.Count), store.Options));
        }

        return changed;
    }

    private static ColumnBatch With(ColumnBatch rows, string column, Array? values)
    {
        if (values is null)
        {
            return rows;
        }

        Array[] arrays = [.. rows.Arrays];
        arrays[rows.Table.IndexOf(column)] = values;
        return rows with { Arrays = arrays };
    }
}
