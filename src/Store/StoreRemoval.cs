using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Store;

/// <summary>
/// Takes rows out of the store for good, live and history alike: for `erase` and `retention` only. Everything else supersedes
/// rows and keeps them.
/// </summary>
public static class StoreRemoval
{
    private static readonly Table[] s_whole = [.. Schema.All.Where(t => !t.Monthly)];

    /// <summary>Stages every file that holds a row of one of the persons again, without these rows.</summary>
    /// <returns>Rows taken out.</returns>
    public static int Persons(ClaimStore store, Commit commit, IReadOnlySet<long> persons)
    {
        var gone = 0;
        foreach (var month in store.Months)
        {
            foreach (var table in ClaimStore.Monthly)
            {
                gone += Rewrite(commit, ClaimStore.LiveName(table, month), store.ReadLive(table, month), persons, store.Options);
                gone += Rewrite(commit, ClaimStore.HistoryName(table, month), store.ReadHistory(table, month),
                    persons, store.Options);
            }
        }

        return gone + s_whole.Sum(t => Rewrite(commit, ClaimStore.WholeName(t), store.ReadWhole(t), persons, store.Options));
    }

    /// <summary>Removes whole claim months older than a month, and the person-months at risk with them.</summary>
    /// <returns>Months taken out.</returns>
    public static IReadOnlyList<ClaimMonth> Before(ClaimStore store, Commit commit, ClaimMonth first)
    {
        var months = store.Months.Where(m => m < first).ToList();
        foreach (var month in months)
        {
            foreach (var table in ClaimStore.Monthly)
            {
                commit.Remove("store/" + ClaimStore.LiveName(table, month));
                commit.Remove("store/" + ClaimStore.HistoryName(table, month));
            }
        }

        var eligibility = store.ReadWhole(Schema.Eligibility);
        var claimMonths = eligibility.Get<int>("claim_month");
        Stage(commit, ClaimStore.WholeName(Schema.Eligibility), eligibility, i => claimMonths[i] >= first.Value, store.Options);
        return months;
    }

    private static int Rewrite(Commit commit, string name, ColumnBatch rows, IReadOnlySet<long> persons, StoreOptions options)
    {
        var of = rows.Count == 0 ? [] : rows.Get<long>("person");
        return Stage(commit, name, rows, i => !persons.Contains(of[i]), options);
    }

    // A file that loses nothing is not touched.
    private static int Stage(Commit commit, string name, ColumnBatch rows, Predicate<int> keep, StoreOptions options)
    {
        int[] kept = [.. Enumerable.Range(0, rows.Count).Where(i => keep(i))];
        if (kept.Length < rows.Count)
        {
            var left = rows.Take(kept);
            commit.Stage("store/" + name, stream => TableFile.Write(stream, left, SlabCuts.BitsFor(rows.Count), options));
        }

        return rows.Count - kept.Length;
    }
}
