using System.Collections.Concurrent;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// A store of invented members, written month by month through Store from a seed: rows go straight into the tables, without claim
/// files. Only some slabs of one month are ever in memory; the bytes are the same at any number of threads.
/// </summary>
/// <param name="Folder">Workspace.</param>
/// <param name="Members">People.</param>
/// <param name="T0">Newest month.</param>
internal sealed record Corpus(string Folder, int Members, ClaimMonth T0)
{
    private const ulong Seed = 20_260_401;
    // more medicine lines a month than members have on average, so that the cuts are fine enough
    private const int LinesOfMember = 5;

    /// <summary>Tables as Parquet.</summary>
    public string StoreFolder => Path.Combine(Folder, "store");

    /// <summary>Bytes of the live tables.</summary>
    public long Bytes =>
        new DirectoryInfo(StoreFolder).EnumerateFiles("*.parquet", SearchOption.AllDirectories).Sum(f => f.Length);

    /// <summary>Rows of the live tables.</summary>
    public long Rows { get; private init; }

    /// <summary>Makes the store.</summary>
    public static Corpus Create(string folder, int members, int months)
    {
        var t0 = new ClaimMonth(202603);
        var people = new BenchPerson[members];
        for (var i = 0; i < members; i++)
        {
            people[i] = BenchPerson.Draw(Seed, i);
        }

        Array.Sort(people, (a, b) => a.Id.CompareTo(b.Id));
        using var workspace = Workspace.Create(folder, seed: 1);
        var rows = 0L;
        foreach (var month in ClaimMonth.Range(t0.Plus(1 - months), t0))
        {
            var commit = workspace.Begin();
            rows += Write(workspace.OpenStore().Change(commit).Sink(month.Plus(2)), month, people);
            commit.Apply(new DateOnly(2026, 6, 1), $"bench-{month}");
        }

        AddPeople(workspace, people, t0, months);
        return new Corpus(folder, members, t0) { Rows = rows + ((long)members * (months + 1)) };
    }

    // One month slab by slab: threads make the rows and encode them, the files take the slabs in their order.
    private static long Write(IMonthSink sink, ClaimMonth month, BenchPerson[] people)
    {
        var bits = SlabCuts.BitsFor((long)LinesOfMember * people.Length);
        var target = sink.Open(month, bits);
        var ids = Array.ConvertAll(people, p => p.Id);
        var rows = 0L;
        var slabs = Partitioner.Create(Enumerable.Range(0, 1 << bits), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(slabs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, slab =>
        {
            var (low, high) = SlabCuts.Range(slab, bits);
            var first = SlabCuts.LowerBound(ids, low);
            var end = high == long.MaxValue ? ids.Length : SlabCuts.LowerBound(ids, high + 1);
            var made = new BenchMonth(month, people.Length, end - first);
            foreach (ref readonly var person in people.AsSpan(first..end))
            {
                made.Add(person);
            }

            var now = made.Rows;
            Interlocked.Add(ref rows, now.Claims.Count + now.Medications.Count + now.Diagnoses.Count + now.Acts.Count);
            target.Put(slab, new SlabChange(MonthRows.Empty(month), now, []));
        });
        target.Close();
        return rows;
    }

    private static void AddPeople(Workspace workspace, BenchPerson[] people, ClaimMonth t0, int months)
    {
        var persons = Array.ConvertAll(people, p => new PersonRow(
            p.Id, p.Sex, p.Birth, t0.Plus(1 - months).Value, t0.Value, p.Seed % 500 == 0 ? 9 : 1, p.Id));
        var window = ClaimMonth.Range(t0.Plus(1 - months), t0).ToArray();
        var atRisk = new EnrolmentRow[people.Length * months];
        for (var i = 0; i < atRisk.Length; i++)
        {
            var (p, month) = (people[i / months], window[i % months]);
            atRisk[i] = new EnrolmentRow(p.Id, month.Value, p.DaysAtRisk(month, t0.MonthsSince(month)), month.Days, 0, 1);
        }

        var commit = workspace.Begin();
        var change = workspace.OpenStore().Change(commit);
        change.ReplacePersons(PersonColumns.FromRows(persons));
        change.ReplaceEligibility(EnrolmentColumns.FromRows(atRisk));
        commit.Apply(new DateOnly(2026, 6, 1), "bench-people");
    }
}
