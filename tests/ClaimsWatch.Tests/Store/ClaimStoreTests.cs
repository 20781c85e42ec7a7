using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Tests.Store;

public sealed class ClaimStoreTests : IDisposable
{
    private static readonly ClaimMonth s_may = new(202405);
    private static readonly DateOnly s_today = new(2026, 11, 22);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back_sorted()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var rows = RandomRows.Month(1, s_may, 500);

        Write(workspace, rows, 202501);

        var read = workspace.OpenStore().ReadMonth(s_may);
        Assert.Equal(
            RandomRows.Rows(rows.Claims).OrderBy(c => c.Person).ThenBy(c => c.Kind).ThenBy(c => c.Institution)
                .ThenBy(c => c.Receipt),
            RandomRows.Rows(read.Claims));
        Assert.Equal(
            RandomRows.Rows(rows.Medications).OrderBy(m => m.Person).ThenBy(m => m.Receipt).ThenBy(m => m.DispensedOn)
                .ThenBy(m => m.Drug).ThenBy(m => m.Line), RandomRows.Rows(read.Medications));
        Assert.Equal(
            RandomRows.Rows(rows.Receipts).OrderBy(r => r.Person).ThenBy(r => r.ReceiptId), RandomRows.Rows(read.Receipts));
    }

    [Fact]
    public void Shuffled_rows_end_in_the_same_bytes()
    {
        var rows = RandomRows.Month(3, s_may, 800);
        string[] contents = [.. new[] { rows, RandomRows.Shuffled(rows, 5), RandomRows.Shuffled(rows, 6) }.Select((r, i) =>
        {
            using var workspace = Workspace.Create(_folder.File($"w{i}"), seed: 1);
            Write(workspace, r, 202501);
            return string.Join('\n', Directory.EnumerateFiles(workspace.Paths.Store, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Select(f => workspace.Paths.Relative(f) + FileHash.Of(f)))
                + string.Join('\n', workspace.Ledger.Canonical());
        })];

        Assert.Equal(contents[0], contents[1]);
        Assert.Equal(contents[0], contents[2]);
    }

    [Fact]
    public void Only_the_columns_asked_for_are_read_and_memory_is_used_again()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        Write(workspace, RandomRows.Month(8, s_may, 70_000), 202501);
        var store = workspace.OpenStore();
        var projection =
            new Projection([new(Schema.Persons, 1, ["person"]), new(Schema.Medications, 1, ["person", "quantity", "drug"])]);
        for (var s = 0; s < store.SlabCount; s++)
        {
            using var all = store.Open(s, [s_may], AsOf.Now);
            using var some = store.Open(s, [s_may], AsOf.Now, projection);

            Assert.Equal(all.Persons.PersonId.ToArray(), some.Persons.PersonId.ToArray());
            Assert.Equal(all.Months[0].Medications.Quantity.ToArray(), some.Months[0].Medications.Quantity.ToArray());
            Assert.Equal(all.Months[0].Medications.Drug.ToArray(), some.Months[0].Medications.Drug.ToArray());
            Assert.True(some.Months[0].Medications.Receipt.IsEmpty);
            Assert.Equal(0, some.Months[0].Claims.Count);
            Assert.True(some.Eligibility.Person.IsEmpty);
        }
    }

    [Fact]
    public void A_store_opened_before_a_commit_reads_the_new_file_whole()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        Write(workspace, RandomRows.Month(9, s_may, 900), 202501);
        var before = workspace.OpenStore();
        using (var first = before.Open(0, [s_may], AsOf.Now))
        {
            Assert.Equal(900, first.Months[0].Claims.Count);
        }

        Write(workspace, RandomRows.Month(10, s_may, 300), 202502);

        using var second = before.Open(0, [s_may], AsOf.Now);
        Assert.Equal(300, second.Months[0].Claims.Count);
    }

    [Fact]
    public void Slabs_cover_every_row_once_and_in_order()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var rows = RandomRows.Month(4, s_may, 70_000);
        Write(workspace, rows, 202501);
        var store = workspace.OpenStore();

        var walked = new List<ClaimRow>();
        for (var s = 0; s < store.SlabCount; s++)
        {
            using var slab = store.Open(s, [s_may], AsOf.Now);
            Assert.Equal(slab.Persons.Count, slab.Eligibility.Count);
            walked.AddRange(RandomRows.Rows(slab.Months[0].Claims));
            Assert.True(RandomRows.Rows(slab.Months[0].Medications).All(m => SlabCuts.SlabOf(m.Person, 3) == s));
        }

        Assert.Equal(8, store.SlabCount);
        Assert.Equal(RandomRows.Rows(store.ReadMonth(s_may).Claims), walked);
    }

    [Fact]
    public void A_month_cut_coarser_than_the_store_is_still_read_by_slab()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var small = RandomRows.Month(5, new ClaimMonth(202404), 300);
        Write(workspace, RandomRows.Month(4, s_may, 40_000), 202501);
        Write(workspace, small, 202501);
        var store = workspace.OpenStore();

        var walked = Enumerable.Range(0, store.SlabCount).SelectMany(s =>
        {
            using var slab = store.Open(s, [new ClaimMonth(202404)], AsOf.Now);
            return RandomRows.Rows(slab.Months[0].Claims);
        });

        Assert.True(store.SlabCount > 1);
        Assert.Equal(RandomRows.Rows(small.Claims).OrderBy(c => c.Person), walked);
    }

    [Fact]
    public void Superseded_rows_go_to_history_and_every_earlier_view_stays_as_it_was()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var first = RandomRows.Rows(RandomRows.Month(1, s_may, 40, delivery: 202407).Claims);
        ClaimRow[] second = [.. first[..30], .. RandomRows.Rows(RandomRows.Month(2, s_may, 20, 202408, 1000).Claims)];
        ClaimRow[] third = [.. second[5..]];
        Write(workspace, Only(first), 202407);
        Write(workspace, Only(second), 202408);
        var gone = Write(workspace, Only(third), 202409);

        var store = workspace.OpenStore();

        Assert.Equal(5, gone);
        Assert.Equal(Sorted(first), AsOfClaims(store, 202407));
        Assert.Equal(Sorted(second), AsOfClaims(store, 202408));
        Assert.Equal(Sorted(third), AsOfClaims(store, 202409));
        Assert.Equal(Sorted(third), AsOfClaims(store, 0));
        Assert.Equal([], AsOfClaims(store, 202406));
        Assert.Equal([new(202407), new(202408)], store.Deliveries);
        Assert.Equal([(s_may, new(202407), 25), (s_may, new(202408), 20)], store.CountByDelivery());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(70_000)]
    public void Claims_by_delivery_are_counted_as_if_every_row_were_looked_at(int claims)
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var rows = RandomRows.Rows(RandomRows.Month(3, s_may, claims, delivery: 202407).Claims);
        rows = [.. rows.Select((row, i) => row with { DeliveryMonth = i > claims / 3 ? 202409 : i % 7 == 0 ? 202408 : 202407 })];
        Write(workspace, Only(rows), 202409);

        Assert.Equal(
            rows.GroupBy(r => r.DeliveryMonth).OrderBy(g => g.Key).Select(g => (s_may, new ClaimMonth(g.Key), g.Count())),
            workspace.OpenStore().CountByDelivery());
    }

    [Fact]
    public void A_store_is_opened_once_between_two_commits()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var empty = workspace.OpenStore();
        Assert.Same(empty, workspace.OpenStore());

        Write(workspace, Only(RandomRows.Rows(RandomRows.Month(1, s_may, 40, delivery: 202407).Claims)), 202407);

        Assert.Empty(empty.Months);
        Assert.Equal([s_may], workspace.OpenStore().Months);
    }

    [Fact]
    public void A_row_whose_flag_changed_later_is_seen_once_in_every_view()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var before = RandomRows.Rows(RandomRows.Month(1, s_may, 1, delivery: 202407).Claims);
        ClaimRow[] split = [before[0] with { Flags = 4 }];
        ClaimRow[] corrected = [before[0] with { Flags = 6 }];
        Write(workspace, Only(before), 202407);
        Write(workspace, Only(split), 202408);
        Write(workspace, Only(corrected), 202409);

        var store = workspace.OpenStore();

        Assert.Equal(before, AsOfClaims(store, 202407));
        Assert.Equal(split, AsOfClaims(store, 202408));
        Assert.Equal(corrected, AsOfClaims(store, 202409));
    }

    [Fact]
    public void Files_of_a_change_do_not_depend_on_the_number_of_threads()
    {
        string[] Hashes(int threads)
        {
            var folder = _folder.File($"threads{threads}");
            using var workspace = Workspace.Create(folder, seed: 1);
            foreach (var delivery in new[] { 202406, 202407 })
            {
                var commit = workspace.Begin();
                var store = workspace.OpenStore(); // by one thread: it asks the ledger
                var sink = store.Change(commit).Sink(new ClaimMonth(delivery));
                foreach (var month in Enumerable.Range(1, 3))
                {
                    var rows = RandomRows.Month(month, new ClaimMonth(202400 + month), 500, delivery);
                    var target = sink.Open(rows.Month, 3);
                    Threads.For(8, threads, slab =>
                    {
                        var (low, high) = SlabCuts.Range(slab, 3);
                        target.Put(slab,
                            new SlabChange(store.Read(rows.Month, low, high), rows.Of(low, high), []));
                    });
                    target.Close();
                }

                commit.Apply(s_today, "r");
            }

            return [.. Directory.EnumerateFiles(Path.Combine(folder, "store"), "*.parquet", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => Path.GetRelativePath(folder, f) + FileHash.Of(f))];
        }

        var one = Hashes(1);

        Assert.Equal(3 * 5 * 2, one.Length); // live and history
        Assert.Equal(one, Hashes(2));
        Assert.Equal(one, Hashes(4));
    }

    [Fact]
    public void Rows_that_arrive_after_their_successor_are_kept_in_history()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var newer = RandomRows.Rows(RandomRows.Month(2, s_may, 3, delivery: 202408).Claims);
        var older = RandomRows.Rows(RandomRows.Month(1, s_may, 3, 202407, 500).Claims);
        Write(workspace, Only(newer), 202408);
        var commit = workspace.Begin();
        workspace.OpenStore().Change(commit).ReplaceMonth(Only(newer), [new SupersededRows(202408, Only(older))], new(202407));
        commit.Apply(s_today, "r");

        var store = workspace.OpenStore();

        Assert.Equal(Sorted(older), AsOfClaims(store, 202407));
        Assert.Equal(Sorted(newer), AsOfClaims(store, 202408));
    }

    [Fact]
    public void Rows_that_ingest_took_out_itself_are_kept_once_with_its_delivery()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var all = RandomRows.Rows(RandomRows.Month(1, s_may, 6, delivery: 202407).Claims);
        ClaimRow neverLive = all[0] with { Receipt = 77, DeliveryMonth = 202409 };
        Write(workspace, Only(all), 202407);

        var gone = Write(
            workspace, Only(all[2..]), 202409,
            [new SupersededRows(202408, Only([all[0]])), new SupersededRows(202409, Only([neverLive]))]);

        var store = workspace.OpenStore();
        Assert.Equal(3, gone);
        Assert.Equal(Sorted(all), AsOfClaims(store, 202407));
        Assert.Equal(Sorted(all[1..]), AsOfClaims(store, 202408));
        Assert.Equal(Sorted(all[2..]), AsOfClaims(store, 202409));
    }

    [Fact]
    public void Writing_the_same_month_again_changes_nothing()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var rows = RandomRows.Month(1, s_may, 100);
        Write(workspace, rows, 202501);
        var head = workspace.Ledger.Head;

        Write(workspace, RandomRows.Shuffled(rows, 1), 202501);

        Assert.Equal(head, workspace.Ledger.Head);
        Assert.False(Directory.Exists(System.IO.Path.Combine(workspace.Paths.Store, ".history")));
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        Write(workspace, RandomRows.Month(1, s_may, 10), 202501);
        var path = workspace.Paths.At("store/acts/month=2024-05/part-0.parquet");
        File.WriteAllText(path, "PAR1 nothing");

        var error = Assert.Throws<UserError>(workspace.OpenStore);

        Assert.Equal(path, error.Where);
        Assert.Equal(ExitCode.Input, error.ExitCode);
    }

    [Fact]
    public void A_row_of_another_month_is_a_bug()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);

        var rows = RandomRows.Month(1, new(202406), 10) with { Month = s_may };

        Assert.Throws<InvalidOperationException>(() => Write(workspace, rows, 202501));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(SlabCuts.RowsMax, 0)]
    [InlineData(SlabCuts.RowsMax + 1, 1)]
    [InlineData((2 * SlabCuts.RowsMax) + 1, 1)]
    [InlineData(2 * (SlabCuts.RowsMax + 1), 2)]
    public void A_cut_more_is_made_as_soon_as_a_slab_would_hold_too_many_rows(long rows, int bits) =>
        Assert.Equal(bits, SlabCuts.BitsFor(rows));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    public void The_ranges_of_slabs_meet_without_gap(int bits)
    {
        Assert.Equal(0, SlabCuts.Range(0, bits).Low);
        Assert.Equal(long.MaxValue, SlabCuts.Range((1 << bits) - 1, bits).High);
        for (var slab = 0; slab < 1 << bits; slab++)
        {
            var (low, high) = SlabCuts.Range(slab, bits);
            Assert.Equal(slab, SlabCuts.SlabOf(low, bits));
            Assert.Equal(slab, SlabCuts.SlabOf(high, bits));
        }
    }

    private static int Write(Workspace workspace, MonthRows rows, int delivery, IReadOnlyList<SupersededRows>? superseded = null)
    {
        var commit = workspace.Begin();
        var change = workspace.OpenStore().Change(commit);
        var gone = change.ReplaceMonth(rows, superseded ?? [], new ClaimMonth(delivery));
        if (workspace.OpenStore().Months.Count == 0)
        {
            change.ReplacePersons(RandomRows.Persons(rows));
            change.ReplaceEligibility(RandomRows.Eligibility(rows));
        }

        commit.Apply(s_today, "r");
        return gone;
    }

    private static MonthRows Only(ClaimRow[] claims) => MonthRows.Empty(s_may) with { Claims = ClaimColumns.FromRows(claims) };

    private static IEnumerable<ClaimRow> Sorted(ClaimRow[] rows) => rows.OrderBy(c => c.Person);

    private static IEnumerable<ClaimRow> AsOfClaims(ClaimStore store, int delivery) =>
        Enumerable.Range(0, store.SlabCount).SelectMany(s =>
        {
            using var slab = store.Open(s, [s_may], new AsOf(new ClaimMonth(delivery)));
            return RandomRows.Rows(slab.Months[0].Claims);
        });
}
