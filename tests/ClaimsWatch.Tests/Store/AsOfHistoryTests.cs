using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store;

namespace ClaimsWatch.Tests.Store;

/// <summary>
/// Whatever later deliveries change, every earlier view stays what it was: compared with plain copies kept aside.
/// </summary>
public sealed class AsOfHistoryTests : IDisposable
{
    private static readonly ClaimMonth s_may = new(202405);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_view_of_the_past_is_the_snapshot_taken_then()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            using var workspace = Workspace.Create(_folder.File($"w{seed}"), seed: 1);
            var truth = new SortedDictionary<long, ClaimRow>();
            var snapshots = new List<(int Delivery, ClaimRow[] Rows)>();
            var nextReceipt = 0;
            for (var delivery = 202407; delivery <= 202412; delivery++)
            {
                Deliver(truth, random, delivery, ref nextReceipt);
                Write(workspace, [.. truth.Values], delivery);
                snapshots.Add((delivery, [.. truth.Values]));
            }

            var store = workspace.OpenStore();
            foreach (var (delivery, rows) in snapshots)
            {
                var known = new AsOf(new(delivery));
                Assert.True(Sorted(rows).SequenceEqual(View(store, known)), $"seed {seed}, as of {delivery}");
                Assert.Equal(
                    rows.CountBy(r => r.DeliveryMonth).OrderBy(c => c.Key).Select(c => (s_may, new ClaimMonth(c.Key), c.Value)),
                    store.CountByDelivery(known));
                var then = new KnownStore(store, known);
                Assert.True(Sorted(rows).SequenceEqual(View(then, AsOf.Now)), $"seed {seed}, known at {delivery}");
                Assert.Equal(store.Deliveries.Where(d => d.Value <= delivery), then.Deliveries);
                Assert.Equal(rows.Length == 0 ? [] : [s_may], then.Months);
            }

            Assert.True(Sorted(snapshots[^1].Rows).SequenceEqual(View(store, AsOf.Now)), $"seed {seed}, now");
        }
    }

    [Fact]
    public void A_view_of_the_past_with_some_columns_has_the_rows_of_the_whole_view()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        WriteAll(workspace, RandomRows.Month(1, s_may, 400, 202407), 202407);
        WriteAll(workspace, RandomRows.Month(2, s_may, 300, 202408, 200), 202408);
        WriteAll(workspace, RandomRows.Month(3, s_may, 300, 202409, 350), 202409);
        var store = workspace.OpenStore();
        var projection = new Projection(
        [
            new(Schema.Claims, 1, ["institution", "points"]), new(Schema.Medications, 1, ["quantity", "drug"]),
            new(Schema.Acts, 1, ["person", "times"]),
        ]);
        foreach (var asOf in new[] { 202407, 202408, 202409 }.Select(d => new AsOf(new(d))))
        {
            using var all = store.Open(0, [s_may], asOf);
            using var some = store.Open(0, [s_may], asOf, projection);
            var (whole, part) = (all.Months[0], some.Months[0]);

            Assert.True(whole.Medications.Count > 0);
            Assert.Equal(whole.Claims.Institution.ToArray(), part.Claims.Institution.ToArray());
            Assert.Equal(whole.Claims.Points.ToArray(), part.Claims.Points.ToArray());
            Assert.Equal(whole.Medications.Quantity.ToArray(), part.Medications.Quantity.ToArray());
            Assert.Equal(whole.Medications.Drug.ToArray(), part.Medications.Drug.ToArray());
            Assert.Equal(whole.Acts.Times.ToArray(), part.Acts.Times.ToArray());
            Assert.True(part.Claims.DeliveryMonth.IsEmpty && part.Claims.Receipt.IsEmpty && part.Medications.Person.IsEmpty);
            Assert.Equal(0, part.Diagnoses.Count);
        }
    }

    private static void WriteAll(Workspace workspace, MonthRows rows, int delivery)
    {
        var commit = workspace.Begin();
        workspace.OpenStore().Change(commit).ReplaceMonth(rows, [], new ClaimMonth(delivery));
        commit.Apply(new DateOnly(2026, 11, 22), "r");
    }

    [Fact]
    public void Slabs_opened_by_several_threads_hold_what_one_thread_reads()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        Write(workspace, RandomRows.Rows(RandomRows.Month(3, s_may, 70_000).Claims), 202407);
        var store = workspace.OpenStore();
        ClaimRow[] Read(int slab)
        {
            using var opened = store.Open(slab, [s_may], AsOf.Now);
            return RandomRows.Rows(opened.Months[0].Claims);
        }

        var alone = Enumerable.Range(0, store.SlabCount).Select(Read).ToArray();
        var together = new ClaimRow[store.SlabCount][];
        Parallel.For(0, store.SlabCount, new ParallelOptions { MaxDegreeOfParallelism = 4 }, s => together[s] = Read(s));

        Assert.Equal(4, store.SlabCount);
        Assert.Equal(alone.SelectMany(r => r), together.SelectMany(r => r));
    }

    // New receipts, withdrawn ones, ones re-claimed with this delivery, and ones of which only a flag changes.
    private static void Deliver(SortedDictionary<long, ClaimRow> truth, Random random, int delivery, ref int nextReceipt)
    {
        foreach (var receipt in truth.Keys.ToList())
        {
            switch (random.Next(8))
            {
                case 0:
                    truth.Remove(receipt);
                    break;
                case 1:
                    truth[receipt] = truth[receipt] with { Points = random.Next(1, 999), DeliveryMonth = delivery };
                    break;
                case 2:
                    truth[receipt] = truth[receipt] with { Flags = truth[receipt].Flags ^ 4 };
                    break;
                default:
                    break;
            }
        }

        for (var i = random.Next(12); i > 0; i--)
        {
            nextReceipt++;
            truth.Add(nextReceipt, new ClaimRow(
                random.NextInt64(long.MaxValue), nextReceipt, 1, 1310000001, 0, 1, 100, 100, 0, s_may.Value, delivery));
        }
    }

    private static void Write(Workspace workspace, ClaimRow[] claims, int delivery)
    {
        var commit = workspace.Begin();
        workspace.OpenStore().Change(commit).ReplaceMonth(
            MonthRows.Empty(s_may) with { Claims = ClaimColumns.FromRows(claims) }, [], new ClaimMonth(delivery));
        commit.Apply(new DateOnly(2026, 11, 22), "r");
    }

    private static IEnumerable<ClaimRow> Sorted(ClaimRow[] rows) => rows.OrderBy(r => r.Person);

    private static IEnumerable<ClaimRow> View(IClaimStore store, AsOf asOf) =>
        Enumerable.Range(0, store.SlabCount).SelectMany(s =>
        {
            using var slab = store.Open(s, [s_may], asOf);
            return RandomRows.Rows(slab.Months[0].Claims);
        });
}
