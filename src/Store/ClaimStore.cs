using System.Collections.Concurrent;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store.Parquet;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Store;

/// <summary>
/// The Parquet tables of a workspace: <c>&lt;table&gt;/month=YYYY-MM/part-0.parquet</c> is the current truth, superseded rows lie
/// in <c>.history</c> (decisions B1, B2). A snapshot of which files there are: take a new one after a commit.
/// </summary>
public sealed class ClaimStore : IClaimStore, IStoredRows
{
    /// <summary>Tables with one file a claim month.</summary>
    internal static readonly Table[] Monthly = [.. Schema.All.Where(t => t.Monthly)];

    private readonly string _folder;
    private readonly int _slabBits;
    private readonly FooterCache _footers = new();
    private readonly ConcurrentBag<ColumnBuffers> _idle = ColumnBuffers.Idle();
    private IReadOnlyList<(ClaimMonth ClaimMonth, ClaimMonth DeliveryMonth, int Claims)>? _byDelivery;

    internal ClaimStore(string folder, StoreOptions options)
    {
        _folder = folder;
        Options = options;
        Months = [.. MonthsOf(Path.Combine(folder, Schema.Claims.Name)).Order()];
        var deliveries = new SortedSet<ClaimMonth>();
        foreach (var month in Months)
        {
            foreach (var table in Monthly)
            {
                var live = TableFile.Metadata(LivePath(table, month), _footers);
                _slabBits = Math.Max(_slabBits, int.Parse(live.GetValueOrDefault(TableFile.SlabBitsKey) ?? "0"));
                AddDeliveries(deliveries, live);
                AddDeliveries(deliveries, TableFile.Metadata(HistoryPath(table, month), _footers));
            }
        }

        Deliveries = [.. deliveries];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Months { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Deliveries { get; }

    /// <inheritdoc/>
    public int SlabCount => 1 << _slabBits;

    internal StoreOptions Options { get; }

    /// <inheritdoc/>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf) => Open(slab, months, asOf, Projection.Everything);

    /// <inheritdoc/>
    /// <remarks>An as-of view also reads what tells the versions of a row apart, and leaves it out again.</remarks>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf, Projection projection)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slab);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slab, SlabCount);
        var (low, high) = SlabCuts.Range(slab, _slabBits);
        var buffers = _idle.TryTake(out var idle) ? idle : new ColumnBuffers();
        ClaimMonth[] ascending = [.. months.Distinct().Order()];
        ColumnBatch Rows(Table table, int month) => asOf != AsOf.Now
            ? ReadAsOf(table, ascending[month], asOf, low, high, projection.Of(table, ascending.Length - 1 - month), buffers)
            : TableFile.Read(
                LivePath(table, ascending[month]), table, low, high, projection.Of(table, ascending.Length - 1 - month),
                buffers, _footers);
        ColumnBatch Whole(Table table) =>
            TableFile.Read(WholePath(table), table, low, high, projection.Of(table), buffers, _footers);
        return new Slab(
            [.. ascending.Select((month, i) => new SlabMonth(
                month,
                ClaimColumns.FromBatch(Rows(Schema.Claims, i)),
                MedicationColumns.FromBatch(Rows(Schema.Medications, i)),
                DiagnosisColumns.FromBatch(Rows(Schema.Diagnoses, i)),
                ActColumns.FromBatch(Rows(Schema.Acts, i))))],
            PersonColumns.FromBatch(Whole(Schema.Persons)),
            EnrolmentColumns.FromBatch(Whole(Schema.Eligibility)),
            () =>
            {
                buffers.Release();
                _idle.Add(buffers);
            });
    }

    /// <summary>Current rows of a month, all tables; empty if the month has none.</summary>
    public MonthRows ReadMonth(ClaimMonth month) => Read(month, 0, long.MaxValue);

    /// <summary>Current rows of the persons from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public MonthRows Read(ClaimMonth month, long low, long high) => Read(month, low, high, new ColumnBuffers());

    /// <inheritdoc/>
    public T With<T>(ClaimMonth month, long low, long high, Func<MonthRows, T> use)
    {
        var buffers = _idle.TryTake(out var idle) ? idle : new ColumnBuffers();
        var result = use(Read(month, low, high, buffers));
        buffers.Release();
        _idle.Add(buffers);
        return result;
    }

    private MonthRows Read(ClaimMonth month, long low, long high, ColumnBuffers buffers)
    {
        ColumnBatch Rows(Table table) => TableFile.Read(
            LivePath(table, month), table, low, high, Projection.Everything.Of(table), buffers, _footers);
        return new MonthRows(
            month,
            ClaimColumns.FromBatch(Rows(Schema.Claims)),
            MedicationColumns.FromBatch(Rows(Schema.Medications)),
            DiagnosisColumns.FromBatch(Rows(Schema.Diagnoses)),
            ActColumns.FromBatch(Rows(Schema.Acts)),
            ReceiptColumns.FromBatch(Rows(Schema.Receipts)));
    }

    /// <inheritdoc/>
    public MonthRows ReadForDedupe(ClaimMonth month) => MonthRows.Empty(month) with
    {
        Claims = ClaimColumns.FromBatch(TableFile.Read(LivePath(Schema.Claims, month), Schema.Claims)),
        Receipts = ReceiptColumns.FromBatch(TableFile.Read(
            LivePath(Schema.Receipts, month), Schema.Receipts, 0, long.MaxValue, s_dedupe.Of(Schema.Receipts),
            new ColumnBuffers(), _footers)),
    };

    /// <inheritdoc/>
    public int RowsOf(ClaimMonth month) => Monthly.Max(table => TableFile.Rows(LivePath(table, month), _footers));

    private static readonly Projection s_dedupe = new([new ProjectedColumns(
        Schema.Receipts, int.MaxValue, ["person", "receipt", "billed_month", "file", "row_from", "status", "day_mask"])]);

    /// <summary>Current receipts of a month, for the dedupe ladder.</summary>
    public ReceiptColumns ReadReceipts(ClaimMonth month) => ReceiptColumns.FromBatch(ReadLive(Schema.Receipts, month));

    /// <summary>
    /// Live claims by claim month and delivery, ascending: the run-off triangle (decisions C4), from two columns alone.
    /// </summary>
    public IReadOnlyList<(ClaimMonth ClaimMonth, ClaimMonth DeliveryMonth, int Claims)> CountByDelivery() => _byDelivery ??=
        [.. Months.SelectMany(m => TableFile.Counts(LivePath(Schema.Claims, m), Schema.Claims, "delivery_month", _footers)
            .Select(c => (m, new ClaimMonth(c.Key), c.Value)))];

    /// <summary>The same of the claims known at a delivery: rows superseded since are counted where they were,
    /// newer ones are not.</summary>
    public IReadOnlyList<(ClaimMonth ClaimMonth, ClaimMonth DeliveryMonth, int Claims)> CountByDelivery(AsOf asOf)
    {
        var wanted = Schema.Claims.Columns.Select(c => c.Name == "delivery_month").ToArray();
        return asOf == AsOf.Now ? CountByDelivery() :
        [
            .. Months.SelectMany(month =>
            {
                var rows = ReadAsOf(Schema.Claims, month, asOf, 0, long.MaxValue, wanted, new ColumnBuffers());
                return rows.Get<int>("delivery_month").Take(rows.Count).CountBy(d => d).OrderBy(c => c.Key)
                    .Select(c => (month, new ClaimMonth(c.Key), c.Value));
            }),
        ];
    }

    /// <summary>Everyone.</summary>
    public PersonColumns ReadPersons() => ReadPersons(Projection.Everything);

    /// <summary>Everyone, with only the columns asked for.</summary>
    public PersonColumns ReadPersons(Projection projection) => PersonColumns.FromBatch(TableFile.Read(
        WholePath(Schema.Persons), Schema.Persons, 0, long.MaxValue, projection.Of(Schema.Persons),
        new ColumnBuffers(), _footers));

    /// <summary>Every person-month at risk.</summary>
    public EnrolmentColumns ReadEligibility() => EnrolmentColumns.FromBatch(ReadWhole(Schema.Eligibility));

    /// <summary>First and last month at risk of anybody, none if there are no rows; from the footer alone.</summary>
    public (ClaimMonth First, ClaimMonth Last) MonthsAtRisk() =>
        TableFile.Bounds(WholePath(Schema.Eligibility), Schema.Eligibility, "claim_month", _footers) is var (min, max)
            ? (new ClaimMonth(min), new ClaimMonth(max))
            : (ClaimMonth.None, ClaimMonth.None);

    /// <summary>Starts staging new rows into a commit.</summary>
    public StoreChange Change(Commit commit) => new(this, commit);

    /// <summary>Current rows of one table and month.</summary>
    internal ColumnBatch ReadLive(Table table, ClaimMonth month) => TableFile.Read(LivePath(table, month), table);

    /// <summary>All rows of a table that is one file.</summary>
    internal ColumnBatch ReadWhole(Table table) => TableFile.Read(WholePath(table), table);

    /// <summary>Superseded rows of one table and month, with <see cref="Schema.SupersededIn"/> last.</summary>
    internal ColumnBatch ReadHistory(Table table, ClaimMonth month, long low = 0, long high = long.MaxValue) =>
        TableFile.Read(HistoryPath(table, month), HistoryOf(table), low, high);

    /// <summary>Rows as of a delivery: live ∪ history where delivery_month ≤ D &lt; superseded_in.</summary>
    internal ColumnBatch ReadAsOf(Table table, ClaimMonth month, AsOf asOf) =>
        ReadAsOf(table, month, asOf, 0, long.MaxValue, Projection.Everything.Of(table), new ColumnBuffers());

    private ColumnBatch ReadAsOf(
        Table table, ClaimMonth month, AsOf asOf, long low, long high, bool[] wanted, ColumnBuffers buffers)
    {
        var read = (bool[])wanted.Clone();
        foreach (var column in asOf == AsOf.Now || !wanted.Contains(true) ? [] : AsOfView.Needed(table))
        {
            read[table.IndexOf(column)] = true;
        }

        var live = TableFile.Read(LivePath(table, month), table, low, high, read, buffers, _footers);
        if (asOf == AsOf.Now)
        {
            return live;
        }

        bool[] readOfHistory = [.. read, read.Contains(true)];
        var history = TableFile.Read(HistoryPath(table, month), HistoryOf(table), low, high, readOfHistory, buffers, _footers);
        return AsOfView.Merge(live, history, asOf.DeliveryMonth.Value).Only(wanted);
    }

    /// <summary>The table of <c>.history</c> files.</summary>
    internal static Table HistoryOf(Table table) => table with
    {
        SortBy = [.. table.SortBy, Schema.SupersededIn.Name],
        Columns = [.. table.Columns, Schema.SupersededIn],
    };

    /// <summary>Path of a live file below the workspace, with <c>/</c>.</summary>
    internal static string LiveName(Table table, ClaimMonth month) => $"{table.Name}/month={month}/part-0.parquet";

    /// <summary>Path of a history file.</summary>
    internal static string HistoryName(Table table, ClaimMonth month) => $".history/{LiveName(table, month)}";

    /// <summary>Path of a table that is one file.</summary>
    internal static string WholeName(Table table) => $"{table.Name}/part-0.parquet";

    private string LivePath(Table table, ClaimMonth month) => Path.Combine(_folder, LiveName(table, month));

    private string HistoryPath(Table table, ClaimMonth month) => Path.Combine(_folder, HistoryName(table, month));

    private string WholePath(Table table) => Path.Combine(_folder, WholeName(table));

    private static IEnumerable<ClaimMonth> MonthsOf(string folder)
    {
        const string prefix = "month=";
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && ClaimMonth.TryParse(name.AsSpan(prefix.Length), out var month)
                && File.Exists(Path.Combine(path, "part-0.parquet")))
            {
                yield return month;
            }
        }
    }

    private static void AddDeliveries(SortedSet<ClaimMonth> deliveries, IReadOnlyDictionary<string, string> metadata)
    {
        var list = metadata.GetValueOrDefault(TableFile.DeliveriesKey) ?? "";
        foreach (var text in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            deliveries.Add(new ClaimMonth(int.Parse(text)));
        }
    }
}
