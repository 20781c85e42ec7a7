using System.Globalization;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>Whether a delivery honours its memory: when it asks its budget, what it does beside each other,
/// and which arrays it holds on to.</summary>
public sealed class MemoryUseTests
{
    private const long Little = 256L << 20;
    private const long Much = 512L << 20;
    private const int Receipts = 75_000; // packed, more than a roster of 100,000 leaves of 320 MiB, and less than all of it

    [Fact]
    public void With_little_memory_it_is_given_back_after_every_month()
    {
        var watch = Watch.Over(Little, threads: 1);

        Assert.Equal(
            "read keep keep link trim resolve trim 202403 put keep trim 202404 put keep trim 202405 put keep trim persons check "
                + "trim",
            watch.Told);
    }

    [Fact]
    public void With_much_memory_it_is_given_back_after_the_last_month()
    {
        var watch = Watch.Over(Much, threads: 1);

        Assert.Equal(
            "read keep keep link trim resolve trim 202403 put keep 202404 put keep 202405 put keep trim persons check trim",
            watch.Told);
    }

    [Theory]
    [InlineData(Little)]
    [InlineData(Much)]
    public void The_budget_is_that_of_the_settings(long bytes) => Assert.Equal([bytes], Watch.Over(bytes, threads: 1).Budgets);

    [Fact]
    public void Unless_a_test_listens_the_budget_is_the_real_one() => Assert.IsType<MemoryBudget>(new IngestContext
    {
        Pseudonyms = new TestPseudonyms(),
        Today = default,
    }.BudgetOf(Much));

    [Fact]
    public void With_little_memory_no_array_of_a_month_is_kept_for_the_next()
    {
        var months = Watch.Over(Little, threads: 1).Arrays;

        Assert.Equal(3, months.Count);
        Assert.DoesNotContain(months[0], months[1].Contains);
        Assert.DoesNotContain(months[1], months[2].Contains);
    }

    [Fact]
    public void With_much_memory_the_arrays_of_a_month_serve_the_next()
    {
        var months = Watch.Over(Much, threads: 1).Arrays;

        Assert.Equal(3, months.Count);
        Assert.Contains(months[0], months[1].Contains);
        Assert.Contains(months[1], months[2].Contains);
    }

    [Theory]
    [InlineData(Little, 2, false)]
    [InlineData(Much, 1, false)]
    [InlineData(Much, 2, true)]
    public void The_next_month_is_decided_on_beside_only_with_much_memory_and_a_second_thread(long bytes,
        int threads, bool beside)
    {
        var watch = Watch.Over(bytes, threads);

        Assert.Equal([!beside, !beside, !beside], watch.DecidedByCaller);
    }

    [Theory]
    [InlineData(160_000, true)]
    [InlineData(170_000, false)] // 64 MiB of people leave less than 448 of 512
    public void With_many_people_nothing_is_done_beside(int members, bool beside)
    {
        var identity = new Identity("39139999", "12", "123", "02", "高橋　花子", "", Sex.Female, 19800101);
        var member = LinkedMembers.Of(
        [
            new LinkedMember(
                new RosterMember("P1", identity, 20200401, 0, EndReason.None, "", "", "", "", true, false, 0), 5, 6, 20240510),
        ]);
        var many = new LinkedMembers([.. Enumerable.Repeat(member.Records[0], members)]);

        var watch = Watch.Over(Much, threads: 2, many);

        Assert.Equal([!beside, !beside, !beside], watch.DecidedByCaller);
    }

    [Fact]
    public void Receipts_may_wait_in_a_quarter_of_what_program_and_people_leave_or_in_a_little()
    {
        var settings = new IngestSettings { MemoryBytes = 1L << 30 };

        Assert.Equal(192L << 20, settings.ReceiptBytes(0));
        Assert.Equal((192L << 20) - (100 * 100_000), settings.ReceiptBytes(100_000));
        Assert.Equal(32L << 20, settings.ReceiptBytes(10_000_000));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(100_000, true)]
    public void A_large_roster_leaves_receipts_less_room(int members, bool wait)
    {
        var claims = InsurerFile([.. Enumerable.Range(1, Receipts).Select(n => Of(n, "202404"))]);
        var roster = new StringBuilder("person_id,insurer_number,symbol,number,branch,name,sex,birth_date,acquired_on,lost_on\n");
        for (var n = 0; n < members; n++)
        {
            roster.Append(CultureInfo.InvariantCulture, $"P{n},39139999,12,{n},01,田中 一,1,19600101,20200101,\n");
        }

        using var reading = Delivery.Open(
            [File("11_RECODEINFO_MED.CSV", claims), File("roster_20240610.csv", Encoding.UTF8.GetBytes(roster.ToString()))],
            Context() with { Settings = Context().Settings with { MemoryBytes = 320L << 20 } },
            new MemoryMonths(MonthRows.Empty), 1, () => new MemoryStream());

        Assert.Equal(wait, reading.SpooledBytes > 0);
    }

    private static List<string> Of(int search, string month) =>
        Outpatient(Search(search), month, "高橋　花子", 2, "19800101", "１２３", "02", billed: "202406");

    /// <summary>A delivery of three months in two files that is listened to from all sides.</summary>
    private sealed class Watch(MemoryMonths months) : IStoredRows, IMonthSink, IMemoryBudget
    {
        private readonly Lock _lock = new();
        private readonly List<string> _told = [];
        private int _caller;

        public List<long> Budgets { get; } = [];

        public List<bool> DecidedByCaller { get; } = [];

        /// <summary>Arrays behind the rows put, by month.</summary>
        public List<List<Array>> Arrays { get; } = [];

        public string Told => string.Join(' ', _told);

        public static Watch Over(long bytes, int threads, LinkedMembers? members = null)
        {
            var watch = new Watch(new MemoryMonths(MonthRows.Empty));
            // A thread of its own: no task of the pool can end up on it while it waits.
            var thread = new Thread(() => watch.Run(bytes, threads, members ?? LinkedMembers.None));
            thread.Start();
            thread.Join();
            return watch;
        }

        private void Run(long bytes, int threads, LinkedMembers members)
        {
            _caller = Environment.CurrentManagedThreadId;
            var context = Context();
            using var reading = Delivery.Open(
                [
                    File("11_RECODEINFO_MED.CSV", InsurerFile(Of(1, "202403"), Of(2, "202404"))),
                    File("12_RECODEINFO_MED.CSV", InsurerFile(Of(3, "202404"), Of(4, "202405"))),
                ],
                context with
                {
                    Settings = context.Settings with { MemoryBytes = bytes },
                    Members = members,
                    Stage = stage => Tell(stage == "recognise" ? "" : stage),
                    BudgetOf = given =>
                    {
                        Budgets.Add(given);
                        return this;
                    },
                },
                this, threads);
            reading.Resolve(this);
        }

        public void Keep() => Tell("keep");

        public void Trim() => Tell("trim");

        // Asked once for each month that is decided on, before anything else.
        public int RowsOf(ClaimMonth month)
        {
            lock (_lock)
            {
                DecidedByCaller.Add(Environment.CurrentManagedThreadId == _caller);
            }

            return months.RowsOf(month);
        }

        public T With<T>(ClaimMonth month, long low, long high, Func<MonthRows, T> use) => months.With(month, low, high, use);

        public MonthRows ReadForDedupe(ClaimMonth month) => months.ReadForDedupe(month);

        public IMonthTarget Open(ClaimMonth month, int slabBits)
        {
            Tell($"{month.Value}");
            Arrays.Add([]);
            return new Target(this, months.Open(month, slabBits));
        }

        private void Tell(string what)
        {
            lock (_lock)
            {
                _told.AddRange(what.Length > 0 ? [what] : []);
            }
        }

        private void Put(SlabChange change)
        {
            Tell("put");
            lock (_lock)
            {
                // All tables: what was one column's array may be any other's next.
                Arrays[^1].AddRange(
                    change.Superseded.Select(h => h.Rows).Append(change.Now)
                        .SelectMany(rows => new[]
                        {
                            rows.Claims.ToBatch(), rows.Medications.ToBatch(), rows.Diagnoses.ToBatch(), rows.Acts.ToBatch(),
                            rows.Receipts.ToBatch(),
                        })
                        .SelectMany(table => table.Arrays).Where(array => array.Length > 0));
            }
        }

        private sealed class Target(Watch watch, IMonthTarget inner) : IMonthTarget
        {
            public void Put(int slab, SlabChange change)
            {
                watch.Put(change);
                inner.Put(slab, change);
            }

            public void Close() => inner.Close();
        }
    }
}
